"""Judged findings against a release."""

from pathlib import Path

import pytest

from bench.findings.evaluate import FindingOptions, match_findings, run_findings

TRUTH = """file\tpage\tseverity\tkind\treported\texpected\tverdict\twhy\tmessage
a.pdf\t3\terror\tsum_mismatch\t900.00\t800\tTRUE\tseen\tA
a.pdf\t4\terror\tsum_mismatch\t700\t0\tFALSE-STRUCTURE\tcontract\tB
a.pdf\t5\twarning\tnumber_format\t\t\tTRUE\tseen\tC
"""


def write(folder: Path, *findings: str) -> FindingOptions:
    truth = folder / "judged.tsv"
    truth.write_text(TRUTH, "utf-8")
    (folder / "documents.csv").write_text("document_id,file\nd1,a.pdf\n", "utf-8")
    lines = ["document_id,kind,severity,page,reported,confidence", *findings]
    (folder / "findings.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return FindingOptions(truth, folder)


def test_right_ones_stay_and_wrong_ones_go(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = write(
        tmp_path, "d1,sum_mismatch,error,3,900,0.98", "d1,number_format,warning,5,,0.98"
    )
    assert run_findings(options) == 0
    assert capsys.readouterr().out.splitlines() == [
        "verdict               error  warning     info     gone",
        "FALSE-STRUCTURE           0        0        0        1",
        "TRUE                      1        1        0        0",
        "errors right: 1 of 1, 100.0%",
        "warnings right: 1 of 1, 100.0%",
    ]


@pytest.mark.parametrize(
    "findings",
    [
        ["d1,number_format,warning,5,,0.98"],
        [
            "d1,sum_mismatch,error,3,900,0.98",
            "d1,number_format,warning,5,,0.98",
            "d1,sum_mismatch,error,4,700,0.98",
        ],
    ],
    ids=["a right one is lost", "a wrong one is an error"],
)
def test_what_fails(tmp_path: Path, findings: list[str]) -> None:
    assert run_findings(write(tmp_path, *findings)) == 1


def test_number_that_is_a_warning_now(tmp_path: Path) -> None:
    write(tmp_path, "d1,sum_mismatch,warning,3,900.0,0.93")
    with (tmp_path / "judged.tsv").open(encoding="utf-8") as file:
        names = file.readline().rstrip("\n").split("\t")
        truth = [dict(zip(names, line.rstrip("\n").split("\t"), strict=True)) for line in file]
    first, *_ = match_findings(truth, tmp_path)
    assert (first.severity, first.confidence, first.is_right) == ("warning", "0.93", True)
