"""The equations of a finding, written out."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from sidak.schemas import BrokenEquation
from tests.publishers.audit.pages import text_of, write
from tests.publishers.audit_records import make_report


def test_every_equation_that_the_number_breaks_is_written_out(tmp_path: Path) -> None:
    report = make_report(tmp_path)
    finding, *others = report.records.findings
    ids = finding.figure_ids
    checks = (
        BrokenEquation(ids[0], ids[1:], (1, 1, 1), Decimal(1), Decimal(2248593594)),
        BrokenEquation(ids[1], (ids[0], ids[2]), (1, -1), Decimal(1), Decimal(1068332100)),
        BrokenEquation(ids[3], (ids[2], ids[0]), (), Decimal(100), Decimal("34.013804")),
        BrokenEquation("not-there", ids[1:], (1, 1, 1), Decimal(1), Decimal(1)),
    )
    findings = (replace(finding, checks=checks), *others)
    changed = replace(report, records=replace(report.records, findings=findings))
    audit = write(tmp_path / "r", [changed])
    shown = text_of(audit / f"{report.document_id}.html")
    assert "Hitungan lain yang tidak cocok karena angka ini: 2" in shown
    assert re.search(
        r"Program Perekonomian Rp 1\.619\.023\.594 Hal\. 1 "
        r"- Administrasi Pembangunan Rp 550\.691\.494 Hal\. 1 "
        r"= Menurut hitungan Rp 1\.068\.332\.100 "
        r"Tercetak: Kebijakan Perekonomian Rp 1\.068\.332\.100",
        shown,
    )
    assert "/ Program Perekonomian Rp 1.619.023.594 Hal. 1 × 100 =" in shown
