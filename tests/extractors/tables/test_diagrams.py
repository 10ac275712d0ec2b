"""Charts drawn with boxes and lines are no tables."""

from pathlib import Path

from sidak.schemas import Doubt, DoubtKind
from tests.extractors.paper import Sheet, write_pdf
from tests.extractors.readers import XS, readings_of, rows_of, tables_of


def draw_chart(s: Sheet) -> None:
    """An organisation chart: boxes, and lines that join them."""
    s.grid((200, 320), (100, 120))
    s.text(215, 113, "SEKRETARIS")
    s.line(260, 120, 260, 130)
    s.line(120, 130, 400, 130)
    for x, name in ((80, "Bagian Hukum"), (220, "Bagian Umum"), (360, "Bagian Organisasi")):
        s.line(x + 40, 130, x + 40, 140)
        s.grid((x, x + 90), (140, 160))
        s.text(x + 3, 153, name)


def test_organisation_chart_is_no_table_and_the_ledger_says_so(tmp_path: Path) -> None:
    reading = readings_of(write_pdf(tmp_path / "a.pdf", draw_chart))[1]
    assert reading.tables == ()
    assert Doubt(DoubtKind.DIAGRAM) in reading.remarks
    words = " ".join(line.text for line in reading.lines)
    assert words == "SEKRETARIS Bagian Hukum Bagian Umum Bagian Organisasi"


def test_table_without_figures_and_with_missing_rules_stays_a_table(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        ys = (100, 120, 140, 160)
        for x in XS[:4]:
            s.line(x, ys[0], x, ys[-1])
        for y in (ys[0], ys[1], ys[-1]):
            s.line(XS[0], y, XS[3], y)
        for y, texts in zip(
            ys, (("No", "Tujuan", "Sasaran"), ("a", "Mutu", "Naik")), strict=False
        ):
            s.row(XS, y, texts)

    (table,) = tables_of(write_pdf(tmp_path / "a.pdf", draw))
    assert rows_of(table)[1] == ["a", "Mutu", "Naik"]
