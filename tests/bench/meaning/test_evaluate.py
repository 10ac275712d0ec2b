"""The command: pages, totals, and what is silently wrong."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bench.meaning.evaluate import (
    MeaningOptions,
    describe_figure,
    describe_total,
    run_meaning,
    score_reports,
)
from bench.meaning.readings import ReadReport
from bench.meaning.scoring import MeaningCounts
from tests.bench.meaning.figures import make_figure, make_line, make_page
from tests.bench.meaning.test_readings import ROW, write_release

TRUTH = (
    "# laporan.pdf page 3 source text rotation 0\n"
    "value\tname\tindikator\tmetric\tperiod\tunit\tverdict\n"
    "100\tPembangunan Jalan\t\tpagu\t2016\tRp\tright\n"
    "200\tPembangunan Jalan\t\trealisasi_anggaran\t2016\tRp\tfixed\n"
)


def test_reports_that_are_not_there_have_no_score() -> None:
    page = make_page(make_line(1))
    absent = replace(page, file="lain.pdf")
    report = ReadReport((make_figure(1),))
    scores = score_reports((page, absent), {"laporan.pdf": report}.get)
    assert [(one.page, one.counts) for one in scores] == [
        (page, MeaningCounts(truth=1, accepted=1, right=1))
    ]


def test_a_silent_error_is_told_by_what_differs() -> None:
    page = make_page(make_line(1), make_line(2))
    report = ReadReport((make_figure(1, period="2015"), make_figure(3)))
    (score,) = score_reports([page], {"laporan.pdf": report}.get)
    assert [describe_figure(page, one) for one in score.figures] == [
        "SILENT laporan.pdf p1 d-t01-r1-c2 '1': period read 2015, truth 2016",
        "SILENT laporan.pdf p1 d-t01-r1-c2 '3': no such number on the page; "
        "Pembangunan Jalan pagu",
    ]
    assert describe_total(score.counts) == (
        "Silent value 50.00 %, silent meaning 50.00 % (name 0, metric 0, period 1, unit 0), "
        "coverage 0.0 %"
    )


def test_a_release_is_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "laporan-p3.tsv").write_text(TRUTH, encoding="utf-8")
    sure = {"meaning": "sure", "meaning_codes": ""}
    write_release(
        tmp_path,
        ROW | sure,
        ROW | sure | {"figure_id": "d-t01-r1-c3", "value": "200", "raw_text": "200"},
        ROW | {"figure_id": "d-t01-r2-c2", "value": "4", "raw_text": "4"},
    )
    written = tmp_path / "skor.json"
    options = MeaningOptions(truth=tmp_path, release=tmp_path, json=written)
    assert run_meaning(options) == 0
    last = capsys.readouterr().out.splitlines()[-2:]
    assert last == [
        "SILENT laporan.pdf p3 d-t01-r1-c3 '200': metric read pagu, truth realisasi_anggaran",
        "Silent value 0.00 %, silent meaning 50.00 % (name 0, metric 1, period 0, unit 0), "
        "coverage 50.0 %",
    ]
    record = json.loads(written.read_text(encoding="utf-8"))
    assert record["codes"] == {
        "name_missing": {"right": 0, "wrong": 1, "only_right": 0, "only_wrong": 1}
    }
    assert record["pages"] == [
        {
            "page": "laporan-p3.tsv",
            "truth": 2,
            "accepted": 2,
            "right": 1,
            "soft": 0,
            "silent_value": 0,
            "silent_meaning": 1,
            "unsure": 1,
            "unsure_right": 0,
            "flagged": 0,
            "wrong_name": 0,
            "wrong_metric": 1,
            "wrong_period": 0,
            "wrong_unit": 0,
        }
    ]
