"""``sidak bench findings TRUTH RELEASE``: findings against judgements made by eye.

TRUTH is a table of findings with a verdict: those that were right must still be there, those
that were wrong must be gone.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer

from bench.findings.calibration import Verdict, describe_calibration
from sidak.schemas import Evidence

#: What a verdict begins with if the report is wrong as said, or nearly so.
_RIGHT = "TRUE"
_WRONG = "FALSE"

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class JudgedFinding:
    """A finding that a person judged, and what became of it.

    Attributes:
        row: Its line of the truth.
        severity: Severity of the finding in the release; ``None`` if it is gone.
        confidence: Its confidence there; empty if it is gone.
        evidence: What it rests on there; empty if it is gone.
    """

    row: Row
    severity: str | None
    confidence: str = ""
    evidence: str = ""

    @property
    def is_right(self) -> bool:
        """Return True if the report was wrong as the finding says."""
        return self.row["verdict"].startswith(_RIGHT)

    @property
    def is_wrong(self) -> bool:
        """Return True if the finding accused the report wrongly."""
        return self.row["verdict"].startswith(_WRONG)


def match_findings(truth: Sequence[Row], release: Path) -> list[JudgedFinding]:
    """Return each judged finding with the one of a release that says the same.

    That is one of the same report and kind with the same printed number, or one on the same
    page for findings that name no number.

    Args:
        truth: Lines with file, page, kind, reported and verdict.
        release: Folder of a release.
    """
    documents = {row["document_id"]: row["file"] for row in _read(release / "documents.csv")}
    found = [
        dict(row, file=documents.get(row["document_id"], ""))
        for row in _read(release / "findings.csv")
    ]
    judged = []
    for row in truth:
        same = [one for one in found if _is_same(row, one)]
        best = min(same, key=lambda one: one["page"] != row["page"], default=None)
        judged.append(
            JudgedFinding(
                row,
                best["severity"] if best else None,
                best.get("confidence", "") if best else "",
                best.get("evidence", "") if best else "",
            )
        )
    return judged


def _is_same(row: Row, other: Row) -> bool:
    if row["file"] != other["file"] or row["kind"] != other["kind"]:
        return False
    printed = _number(row["reported"])
    if printed is None:
        return row["page"] == other["page"]
    return printed == _number(other["reported"])


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _read(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


@dataclass(frozen=True)
class FindingOptions:
    """Options of the command."""

    truth: Annotated[Path, typer.Argument(help="Table of judged findings (TSV).")]
    release: Annotated[Path, typer.Argument(help="Folder of a release.")]
    calibrate: Annotated[
        bool,
        typer.Option(
            "--calibrate",
            help="Learn the confidence of each kind of evidence on half of the reports and "
            "try it on the others.",
        ),
    ] = False
    show: Annotated[bool, typer.Option("--show", help="List what was lost or stayed.")] = False


def run_findings(options: FindingOptions) -> int:
    """Findings of a release against those that people judged by eye.

    Exit code 1 if a right one is gone or a wrong one is still an error.
    """
    judged = match_findings(_read(options.truth, "\t"), options.release)
    for line in _describe(judged):
        print(line)
    if options.calibrate:
        for line in describe_calibration(_list_verdicts(judged)):
            print(line)
    if options.show:
        for one in judged:
            if (one.is_right and not one.severity) or (one.is_wrong and one.severity):
                state = one.severity or "gone"
                row = one.row
                print(
                    f"{state}: {row['file']} p{row['page']} {row['verdict']} {row['message']}"
                )
    lost = any(one.is_right and one.severity is None for one in judged)
    accused = any(one.is_wrong and one.severity == "error" for one in judged)
    return int(lost or accused)


def _list_verdicts(judged: Sequence[JudgedFinding]) -> list[Verdict]:
    """Return what was judged of findings that are still told; each verdict once."""
    found = [
        Verdict(one.row["file"], Evidence(one.evidence), one.is_right)
        for one in judged
        if one.evidence and (one.is_right or one.is_wrong)
    ]
    # Of findings that are gone the table may say what they rested on.
    found += [
        Verdict(one.row["file"], Evidence(one.row["evidence"]), one.is_right)
        for one in judged
        if not one.evidence and one.row.get("evidence")
    ]
    return found


def _describe(judged: Sequence[JudgedFinding]) -> Iterator[str]:
    """Yield a table: how many of each verdict are errors, warnings, notes, or gone."""
    counts: dict[str, Counter[str]] = {}
    for one in judged:
        own = counts.setdefault(one.row["verdict"], Counter())
        own[one.severity or "gone"] += 1
    columns = ("error", "warning", "info", "gone")
    yield f"{'verdict':<18}" + "".join(f"{name:>9}" for name in columns)
    for verdict, own in sorted(counts.items()):
        yield f"{verdict:<18}" + "".join(f"{own[name]:>9}" for name in columns)
    for severity in ("error", "warning"):
        told = [one for one in judged if one.severity == severity]
        right = sum(one.is_right for one in told)
        if told:
            yield f"{severity}s right: {right} of {len(told)}, {right / len(told):.1%}"
