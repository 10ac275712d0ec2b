"""Pictures of a release: the numbers that they draw."""

from dataclasses import replace
from pathlib import Path

import pytest

from sidak.publishers.plots.charts import CHARTS, draw_charts
from sidak.publishers.queries.sql import run_query
from sidak.schemas import DocumentKind, Level, PeriodKind
from tests.expectations.cross_document.reports import Report, report
from tests.expectations.factories import P, Row, make_table
from tests.publishers.release.folder.releases import as_result, publish

pytest.importorskip("matplotlib")


def report_of(number: int, columns: list[str], rows: list[Row]) -> Report:
    return replace(
        report(number, DocumentKind.LKJIP, 2022), typed_tables=(make_table(columns, rows),)
    )


def test_every_chart_has_its_numbers(tmp_path: Path) -> None:
    budget = as_result(
        report_of(
            1,
            ["pagu", "realisasi"],
            [(P, "Program A", ["3000000000", "1500000000"]), (P, "Program B", ["10", "9"])],
        )
    )
    quarter = as_result(report_of(2, ["realisasi"], [(P, "Program A", ["700000000"])]))
    (table,) = quarter.typed_tables
    figures = tuple(
        replace(one, period="2022-TW1", period_kind=PeriodKind.QUARTER) for one in table.figures
    )
    quarter = replace(quarter, typed_tables=(replace(table, figures=figures),))
    results = as_result(
        report_of(
            3,
            ["target", "hasil", "capaian"],
            [(Level.SASARAN, "Satu", []), (Level.INDIKATOR, "Indeks", ["2", "3", "150"])],
        )
    )
    release = publish(tmp_path / "curated", budget, quarter, results)
    written = draw_charts(release.path, tmp_path / "plots")
    assert [one.stem for one in written] == [chart.name for chart in CHARTS]
    again = draw_charts(release.path, tmp_path / "again")
    assert [one.read_bytes() for one in written] == [one.read_bytes() for one in again]
    answers = {
        chart.name: run_query(release.path, chart.query.format(where="true")).to_pylist()
        for chart in CHARTS
    }
    assert [
        (row["label"], int(row["pagu"]), int(row["realisasi"]))
        for row in answers["pagu-realisasi"]
    ] == [
        ("Sekretariat Daerah (lkjip 2022): Program A", 3000000000, 1500000000),
        ("Sekretariat Daerah (lkjip 2022): Program B", 10, 9),
    ]
    assert [(row["period"], int(row["realisasi"])) for row in answers["triwulan"]] == [
        ("2022-TW1", 700000000)
    ]
    assert [int(row["capaian"]) for row in answers["capaian"]] == [150]
    assert sum(row["numbers"] for row in answers["diterima"]) == 8
    only = draw_charts(release.path, tmp_path / "one", quarter.document.document_id)
    assert [one.stem for one in only] == ["triwulan", "diterima"]
