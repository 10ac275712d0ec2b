"""Pages as a scanner or a telephone sees them."""

import json
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest

from bench.corpus.dpa import build_dpa, table_recapitulation
from bench.corpus.page_flow import render
from bench.corpus.style import Style
from bench.scanner import FAULTS, ScanCondition, choose_scan_condition, scan_page


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("form") / "dpa.pdf"
    truth = render(build_dpa(), Style(family="Helvetica", shade=False, padding=1.8), path)
    truth.write(path.with_suffix(".truth.json"))
    return path


def test_the_form_prints_codes_names_and_five_amounts_whose_sums_are_right(form: Path) -> None:
    pages = json.loads(form.with_suffix(".truth.json").read_text("utf-8"))["pages"]
    rows = [row["cells"] for page in pages for table in page["tables"] for row in table["rows"]]
    first = ["4", "", "", "", "", "UNSUR PENDUKUNG URUSAN PEMERINTAHAN"]
    assert (len(pages), len(rows), rows[0][:6]) == (1, 23, first)
    assert rows[5][:5] == ["4", "01", "01", "2.05", "0010"]
    for cells in rows:
        amounts = [int(cell[2:-3].replace(".", "")) for cell in cells[6:]]
        assert sum(amounts[:4]) == amounts[4]
    assert len(table_recapitulation().columns) == 11


def test_conditions_are_the_same_each_time_and_named_ones_are_as_they_say() -> None:
    mixed = choose_scan_condition("lra", 3, 200, "mixed")
    assert mixed == choose_scan_condition("lra", 3, 200, "mixed")
    assert choose_scan_condition("lra", 3, 200, "clean") == ScanCondition(200)
    assert {name for name, fault in FAULTS.items() if not fault.jpeg} == {"bit"}
    assert FAULTS["two-up"].is_two_up
    assert FAULTS["old-layer"].has_old_layer
    assert choose_scan_condition("lra", 3, 150, "skew").skew == 3.0


def test_each_fault_leaves_its_mark(form: Path) -> None:
    document = pdfium.PdfDocument(form)
    drawn = {
        name: scan_page(document[0], choose_scan_condition("form", 1, 60, name), 1)
        for name in FAULTS
    }
    document.close()
    plain = drawn["grey"]
    height, width = plain.shape
    assert {int(v) for v in np.unique(drawn["bit"])} == {0, 255}
    assert drawn["sideways"].shape == (width, height)
    stamped = drawn["stamp"][height // 4 : height // 2, width // 2 :].mean()
    assert stamped < plain[height // 4 : height // 2, width // 2 :].mean() - 1
    assert np.abs(drawn["curl"].astype(int) - plain).mean() > 1
    assert drawn["photo"].shape > plain.shape
    assert drawn["photo"][:8].mean() < 80
    assert np.array_equal(drawn["upside-down"][::-1, ::-1], plain)
    assert drawn["black-edge"][:6, :].mean() < 60 < plain[:6, :].mean()


def test_rulings_and_headers_are_spoilt_as_asked(form: Path) -> None:
    names = ("grey", "unruled", "faint-rules", "dotted-rules", "broken-rules", "black-header")
    document = pdfium.PdfDocument(form)
    drawn = {
        name: scan_page(document[0], choose_scan_condition("form", 1, 150, name), 1)
        for name in names
    }
    document.close()
    dark = {name: int((page < 128).sum()) for name, page in drawn.items()}
    assert dark["unruled"] <= dark["faint-rules"] < dark["dotted-rules"]
    assert dark["dotted-rules"] < dark["broken-rules"] < dark["grey"]
    assert dark["black-header"] > 1.2 * dark["grey"]
