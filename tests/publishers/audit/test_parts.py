"""Parts of the audit pages by themselves: arithmetic, turned pages, drawing apart."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidak.publishers.audit.model.equations import FindingEquation, find_equation
from sidak.publishers.audit.model.findings import build_document_audits
from sidak.publishers.audit.model.translations import Translator, show_amount, show_number
from sidak.publishers.audit.pictures.plan import PicturePlanner, turn_box, upright_size
from sidak.publishers.audit.pictures.render import PictureProblem
from sidak.publishers.audit.pictures.subprocesses import draw_in_subprocesses
from sidak.publishers.audit.site.markup import Html, element
from sidak.publishers.release.content import ReleaseContent
from sidak.schemas import Box, Figure, Finding, FindingKind, Page, PageSource, PageStatus
from tests.publishers.audit_records import make_records, make_report

_RECORDS = make_records("a" * 64, "a.pdf")
_FINDING = _RECORDS.findings[0]


def figures(*numbers: tuple[str, str]) -> list[Figure]:
    """Return figures with these values and units."""
    sample = _RECORDS.typed_tables[0].figures[0]
    return [
        replace(sample, figure_id=f"f{place}", value=Decimal(value), unit=unit)
        for place, (value, unit) in enumerate(numbers)
    ]


def finding(kind: FindingKind, expected: str) -> Finding:
    return replace(_FINDING, kind=kind, expected=Decimal(expected))


def written(equation: FindingEquation) -> str:
    terms = " ".join(f"{term.sign} {term.figure.value}".strip() for term in equation.terms)
    return f"{terms} {equation.factor}".strip()


@pytest.mark.parametrize(
    ("kind", "expected", "numbers", "text", "others"),
    [
        (
            "sum_mismatch",
            "6",
            [("7", "Rp"), ("1", "Rp"), ("2", "Rp"), ("3", "Rp")],
            "1 + 2 + 3",
            0,
        ),
        (
            "sum_mismatch",
            "4",
            [("5", "Rp"), ("9", "Rp"), ("2", "Rp"), ("3", "Rp")],
            "9 - 2 - 3",
            0,
        ),
        ("difference_mismatch", "4", [("5", "Rp"), ("9", "Rp"), ("5", "Rp")], "9 - 5", 0),
        ("ratio_mismatch", "75", [("70", "%"), ("3", "Rp"), ("4", "Rp")], "3 / 4 × 100", 0),
        (
            "ratio_mismatch",
            "33.333333",
            [("30", "%"), ("1", "Rp"), ("3", "Rp")],
            "1 / 3 × 100",
            0,
        ),
        ("ratio_mismatch", "0.75", [("0.7", ""), ("3", "Rp"), ("4", "Rp")], "3 / 4", 0),
        ("ratio_mismatch", "3", [("2", "Rp"), ("75", "%"), ("4", "Rp")], "75 × 4 / 100", 0),
        ("cross_table_mismatch", "9", [("5", "Rp"), ("9", "Rp"), ("8", "Rp")], "9", 1),
        ("cross_table_mismatch", "9000", [("5", "Rp"), ("9", "Rp ribu")], "9", 0),
        ("sum_mismatch", "100", [("5", "Rp"), ("9", "Rp"), ("8", "Rp")], "", 2),
        ("sum_mismatch", "100", [("5", "Rp")], "", 0),
    ],
)
def test_arithmetic_is_shown_only_if_it_comes_out(
    kind: str, expected: str, numbers: list[tuple[str, str]], text: str, others: int
) -> None:
    equation = find_equation(finding(FindingKind(kind), expected), figures(*numbers))
    assert (written(equation), len(equation.others)) == (text, others)


def test_without_figures_there_is_no_arithmetic() -> None:
    assert find_equation(_FINDING, []) == FindingEquation(())


_EDGES = st.tuples(
    st.integers(0, 200), st.integers(0, 300), st.integers(1, 90), st.integers(1, 90)
)


@given(edges=_EDGES, rotation=st.sampled_from([0, 90, 180, 270]))
def test_a_box_turned_four_times_is_where_it_was(
    edges: tuple[int, int, int, int], rotation: int
) -> None:
    x, y, width, height = edges
    box = Box(x, y, x + width, y + height)
    page = Page(1, PageSource.SCAN, PageStatus.TABLES, rotation=rotation, width=300, height=400)
    turned = turn_box(box, page)
    size = upright_size(page)
    assert 0 <= turned.x0 <= turned.x1 <= size[0]
    assert 0 <= turned.y0 <= turned.y1 <= size[1]
    back = replace(page, rotation=-rotation % 360, width=size[0], height=size[1])
    assert turn_box(turned, back) == box


def test_a_corner_turns_clockwise() -> None:
    page = Page(1, PageSource.SCAN, PageStatus.TABLES, rotation=90, width=300, height=400)
    assert turn_box(Box(0, 0, 10, 20), page) == Box(380, 0, 400, 10)


def test_drawing_apart_loses_only_what_hangs(tmp_path: Path) -> None:
    reports = [make_report(tmp_path, name) for name in ("a.pdf", "b.pdf")]
    content = ReleaseContent(tuple(report.records for report in reports))
    planner = PicturePlanner(build_document_audits(content))
    sources = {report.document_id: report.path for report in reports}
    plans = planner.make_plans(sources, most_bytes=1_000_000)
    drawn = draw_in_subprocesses(plans, sources, tmp_path / "p", workers=2)
    assert [(one.document_id, len(one.pictures), one.problem) for one in drawn] == [
        (key, 3, None) for key in sorted(sources)
    ]
    hanging = draw_in_subprocesses(plans[:1], sources, tmp_path / "q", workers=2, timeout=0.0)
    assert [one.problem for one in hanging] == [PictureProblem.BROKEN]
    assert draw_in_subprocesses([], {}, tmp_path) == []


def test_a_disk_without_room_stops_the_release(tmp_path: Path) -> None:
    report = make_report(tmp_path)
    planner = PicturePlanner(build_document_audits(ReleaseContent((report.records,))))
    plans = planner.make_plans(report.sources, most_bytes=1_000_000)
    (tmp_path / "p").write_text("a file where a folder should be")
    with pytest.raises(OSError, match="p"):
        draw_in_subprocesses(plans, report.sources, tmp_path / "p", workers=1)


def test_markup_escapes_all_but_markup() -> None:
    shown = element(
        "td", "<b>", Html("<i>x</i>"), ["&", None, 3], title='"', hidden=True, id=None
    )
    assert shown == '<td title="&quot;" hidden>&lt;b&gt;<i>x</i>&amp;3</td>'
    with pytest.raises(TypeError):
        element("td", 1.5)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("1322123502156", "Rp", "Rp 1.322.123.502.156"),
        ("-19.51", "%", "-19,51 %"),
        ("12.50", "Rp juta", "Rp 12,50 juta"),
        ("2.297E+9", "Rp", "Rp 2.297.000.000"),
        ("100.00", None, "100"),
    ],
)
def test_amounts_are_written_as_reports_do(value: str, unit: str | None, text: str) -> None:
    assert show_amount(Decimal(value), unit) == text
    assert show_number(None) == show_amount(None, "Rp") == ""


def test_a_language_that_nobody_speaks_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        Translator("fr")
    assert Translator("en")("kind.sum_mismatch") == "Sum does not add up"
    assert Translator()("kind.something_new") == "something_new"
