"""Figures that are struck out, printed over or not seen whole are doubted."""

from pathlib import Path

import pytest

from sidak.extractors.document import read_document
from sidak.schemas import DoubtKind
from tests.extractors.paper import Draw, Sheet, write_pdf
from tests.extractors.readers import HEADER, XS


def doubts_of(path: Path) -> dict[str, list[DoubtKind]]:
    (table,) = read_document(path).tables
    return {c.text: [d.kind for d in c.doubts] for c in table.cells if c.row == 1}


def table(s: Sheet, amount: str = "2.500.000") -> None:
    s.table(XS, 100, [HEADER, ("1", "Gaji", amount, "640"), ("2", "Air", "750.000", "81")])


def struck_out(s: Sheet) -> None:
    table(s)
    s.line(XS[2] + 3, 123, XS[2] + 43, 123, 0.6)


def covered(s: Sheet) -> None:
    table(s, "2.500.0009")
    s.fill(XS[2] + 43, 118, XS[2] + 60, 128, 1)


def printed_over(s: Sheet) -> None:
    table(s)
    s.text(XS[2] + 3, 126, "7.500.000")


@pytest.mark.parametrize(
    ("draw", "kind"),
    [
        (struck_out, DoubtKind.STRUCK_OUT),
        (covered, DoubtKind.PARTLY_UNSEEN),
        (printed_over, DoubtKind.OVERPRINTED),
    ],
)
def test_amount_is_doubted(tmp_path: Path, draw: Draw, kind: DoubtKind) -> None:
    found = doubts_of(write_pdf(tmp_path / "a.pdf", draw))
    (amount,) = (kinds for text, kinds in found.items() if len(text) > 5)
    assert kind in amount
    assert (found["Gaji"], found["640"]) == ([], [])


def underlined(s: Sheet) -> None:
    table(s)
    s.line(XS[2] + 3, 127.5, XS[2] + 43, 127.5, 0.6)


def printed_twice_for_bold(s: Sheet) -> None:
    table(s)
    s.text(XS[2] + 3.3, 126, "2.500.000")


@pytest.mark.parametrize("draw", [table, underlined, printed_twice_for_bold])
def test_amount_is_not_doubted(tmp_path: Path, draw: Draw) -> None:
    found = doubts_of(write_pdf(tmp_path / "a.pdf", draw))
    assert found == {"1": [], "Gaji": [], "2.500.000": [], "640": []}


def test_table_whose_text_runs_over_the_edge_of_the_page_is_doubted(tmp_path: Path) -> None:
    """The unit was cut to "Doku", and the figures beside it were accepted with it."""

    def draw(s: Sheet) -> None:
        table(s)

    path = write_pdf(tmp_path / "a.pdf", draw, size=(XS[1] + 14, 842))
    read = read_document(path)
    assert all(
        DoubtKind.PARTLY_UNSEEN in {doubt.kind for doubt in cell.doubts}
        for one in read.tables
        for cell in one.cells
        if any(ch.isdigit() for ch in cell.text)
    )
    assert [cell for one in read.tables for cell in one.cells if cell.text == "1"]
