"""Summary of a run: for the terminal, for the Prefect artifact, for the next run."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sidak.flows.batch.settings import SETTINGS
from sidak.flows.exit_code import ExitCode
from sidak.flows.state.codec import from_json, to_json
from sidak.schemas import ACCEPTED_STATUSES, DocumentStatus, MatchStatus, Severity
from sidak.schemas.system.files import write_atomically

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType

_MATCHED = (MatchStatus.AUTO, MatchStatus.DECIDED)


@dataclass(frozen=True, slots=True)
class ReleaseCounts:
    """Sizes of a release."""

    documents: int = 0
    documents_ok: int = 0
    documents_partial: int = 0
    documents_failed: int = 0
    pages: int = 0
    tables: int = 0
    figures: int = 0
    figures_accepted: int = 0
    figures_suspect: int = 0
    figures_unreadable: int = 0
    items: int = 0
    items_to_match: int = 0
    items_matched: int = 0
    items_in_review: int = 0
    findings_error: int = 0
    findings_warning: int = 0
    findings_info: int = 0
    figures_unsure: int = 0


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did.

    Attributes:
        exit_code: Exit code of ``sidak run``.
        counts: Sizes of the release.
        release: Path of the release below the curated folder; empty if none was written.
        is_new: Whether this run wrote it.
        extracted: Documents read by this run.
        cached: Documents taken from earlier runs.
        seconds: Time taken.
        blocked: Why parts were held back, or the whole release; empty if none was.
        warnings: Checks that failed without blocking.
        problems: (file, status, reason) of documents that are not "ok".
        duplicates: (file, files with the same content).
        skipped: (file, reason) of files that could not be taken.
        is_blocked: Whether ``latest.json`` was left where it was.
        timings: Step to seconds, in order; nothing of what was done.
    """

    exit_code: ExitCode
    counts: ReleaseCounts
    release: str = ""
    is_new: bool = False
    extracted: int = 0
    cached: int = 0
    seconds: float = 0.0
    blocked: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    problems: tuple[tuple[str, str, str], ...] = ()
    duplicates: tuple[tuple[str, tuple[str, ...]], ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()
    is_blocked: bool = False
    timings: Mapping[str, float] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class LastRun:
    """What the next run needs to know of this one.

    Attributes:
        inputs_digest: Digest of everything the run depended on.
        summary: What it did.
        failed_keys: Result keys of the documents that failed.
        unfinished: Names of the documents that an accident kept from being read, whole or in
            part, and codes of regions whose part could not be made: the next run tries them
            again.
    """

    inputs_digest: str
    summary: RunSummary
    failed_keys: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()


def count_frames(frames: "Mapping[str, pd.DataFrame]") -> ReleaseCounts:
    """Count what stands in the tables of a release."""
    documents = frames["documents"]["status"].value_counts()
    figures = frames["figures"]["status"].value_counts()
    accepted = int(frames["figures"]["accepted"].sum())
    items = frames["items"]["match_status"].value_counts()
    findings = frames["findings"]["severity"].value_counts()
    return ReleaseCounts(
        documents=len(frames["documents"]),
        documents_ok=int(documents.get(DocumentStatus.OK.value, 0)),
        documents_partial=int(documents.get(DocumentStatus.PARTIAL.value, 0)),
        documents_failed=int(documents.get(DocumentStatus.FAILED.value, 0)),
        pages=len(frames["pages"]),
        tables=len(frames["tables"]),
        figures=len(frames["figures"]),
        figures_accepted=accepted,
        figures_unsure=sum(int(figures.get(one.value, 0)) for one in ACCEPTED_STATUSES)
        - accepted,
        figures_suspect=int(figures.get("suspect", 0)),
        figures_unreadable=int(figures.get("unreadable", 0)),
        items=len(frames["items"]),
        items_to_match=len(frames["items"])
        - int(items.get(MatchStatus.NOT_APPLICABLE.value, 0)),
        items_matched=sum(int(items.get(one.value, 0)) for one in _MATCHED),
        items_in_review=int(items.get(MatchStatus.REVIEW.value, 0)),
        findings_error=int(findings.get(Severity.ERROR.value, 0)),
        findings_warning=int(findings.get(Severity.WARNING.value, 0)),
        findings_info=int(findings.get(Severity.INFO.value, 0)),
    )


def save_last_run(path: Path, last: LastRun) -> None:
    """Store a run for the next one.

    Raises:
        OSError: If it cannot be written.
    """
    write_atomically(path, to_json(last, indent=1))


def load_last_run(path: Path) -> LastRun | None:
    """Return what the last run left; ``None`` if there was none, or of another version."""
    try:
        return from_json(LastRun, path.read_bytes())
    except (OSError, ValueError, TypeError):
        return None


def repeat_summary(last: RunSummary, *, seconds: float, cached: int) -> RunSummary:
    """Return the summary of a run that found nothing new."""
    return replace(last, is_new=False, extracted=0, cached=cached, seconds=seconds, timings={})


def list_lines(summary: RunSummary) -> list[tuple[str, str]]:
    """Return the lines of the summary table: (name, text)."""
    counts = summary.counts
    documents = _join(
        (counts.documents_ok, "ok"),
        (counts.documents_partial, "partial"),
        (counts.documents_failed, "failed"),
    )
    figures = _join(
        (counts.figures_accepted, "accepted"),
        (counts.figures_unsure, "of unsure meaning"),
        (counts.figures_suspect, "suspect"),
        (counts.figures_unreadable, "unreadable"),
    )
    findings = _join(
        (counts.findings_error, "errors"),
        (counts.findings_warning, "warnings"),
        (counts.findings_info, "notes"),
    )
    total = counts.findings_error + counts.findings_warning + counts.findings_info
    matched = f"{counts.items_matched:,} of {counts.items_to_match:,} with a code"
    if counts.items_in_review:
        matched += f", {counts.items_in_review:,} for review"
    took = f"{summary.seconds:.1f} s"
    if summary.timings:
        steps = (f"{name} {seconds:.1f}" for name, seconds in summary.timings.items())
        took += f" ({', '.join(steps)})"
    return [
        ("documents", f"{counts.documents:,} ({documents})"),
        ("pages", f"{counts.pages:,}"),
        ("tables", f"{counts.tables:,}"),
        ("figures", f"{counts.figures:,} ({figures})"),
        ("items", f"{counts.items:,} ({matched})"),
        ("findings", f"{total:,} ({findings})"),
        ("this run", f"{summary.extracted} read, {summary.cached} unchanged, {took}"),
        ("release", _describe_release(summary)),
    ]


def render_summary(summary: RunSummary, out: Path) -> "RenderableType":
    """Return the closing table of ``sidak run`` for the terminal."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    table = Table(title="sidak", show_header=False, title_justify="left")
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    for name, text in list_lines(summary):
        table.add_row(name, text)
    parts: list[RenderableType] = [table]
    if summary.problems:
        parts.append(_render_problems(summary))
    parts += [Text(f"Skipped: {name}: {reason}") for name, reason in summary.skipped]
    parts += [
        Text(f"Same content, read once: {name} = {', '.join(duplicates)}")
        for name, duplicates in summary.duplicates
    ]
    parts += [Text(f"Check failed (blocks): {line}") for line in summary.blocked]
    parts += [Text(f"Check failed (warns): {line}") for line in summary.warnings]
    if summary.release:
        parts.append(Text(f"Release: {out / summary.release}", overflow="fold"))
        pages = out / summary.release / "audit" / "index.html"
        if pages.is_file():
            parts.append(Text(f"Findings with pictures: {pages}", overflow="fold"))
    return Group(*parts)


def render_markdown(summary: RunSummary) -> str:
    """Return the summary as the Markdown of the run's Prefect artifact."""
    lines = ["# sidak", "", "| | |", "| --- | --- |"]
    lines += [f"| {name} | {text} |" for name, text in list_lines(summary)]
    if summary.problems:
        lines += ["", "| document | status | reason |", "| --- | --- | --- |"]
        lines += [
            "| " + " | ".join(_escape(part) for part in problem) + " |"
            for problem in summary.problems
        ]
    lines += [f"\n**Blocked:** {_escape(line)}" for line in summary.blocked]
    lines += [f"\nWarning: {_escape(line)}" for line in summary.warnings]
    return "\n".join(lines) + "\n"


def describe_outcome(summary: RunSummary) -> str:
    """Return on one line how a run ended: what failed and what was held back."""
    counts = summary.counts
    parts = [f"{counts.documents_failed} of {counts.documents} documents failed"]
    if not counts.documents_failed:
        parts = [f"{counts.documents} documents"]
    if summary.skipped:
        parts.append(f"{len(summary.skipped)} files skipped")
    parts.extend(summary.blocked[: SETTINGS.listed_problems])
    if summary.exit_code is ExitCode.NOTHING_READ:
        parts.append("nothing could be read")
    return f"exit code {summary.exit_code:d}: {'; '.join(parts)}"


def list_documents(summary: RunSummary) -> list[dict[str, str]]:
    """Return the documents that are not "ok", as rows of a table."""
    return [
        {"document": name, "state": status, "reason": reason}
        for name, status, reason in summary.problems[: SETTINGS.listed_documents]
    ]


def list_findings(summary: RunSummary) -> list[dict[str, str]]:
    """Return how many findings there are of each severity, as rows of a table."""
    counts = summary.counts
    return [
        {"severity": name, "findings": f"{number:,}"}
        for name, number in (
            ("error", counts.findings_error),
            ("warning", counts.findings_warning),
            ("info", counts.findings_info),
        )
    ]


def _render_problems(summary: RunSummary) -> "RenderableType":
    from rich.table import Table

    shown = summary.problems[: SETTINGS.listed_problems]
    hidden = len(summary.problems) - len(shown)
    caption = f"and {hidden} more, see documents.csv" if hidden else None
    table = Table(title="Not (wholly) read", title_justify="left", caption=caption)
    for name in ("document", "status", "reason"):
        table.add_column(name, overflow="fold")
    for problem in shown:
        # Text from files is data: "[" in it must not be taken for markup.
        table.add_row(*(part.replace("[", r"\[") for part in problem))
    return table


def _describe_release(summary: RunSummary) -> str:
    if not summary.release:
        return "none: nothing could be read"
    name = Path(summary.release).name
    if summary.is_blocked:
        return f"{name} (BLOCKED, latest.json not moved)"
    if summary.blocked:
        return f"{name} (parts held back, their last good state stays)"
    return f"{name} (new)" if summary.is_new else f"{name} (as before)"


def _join(*parts: tuple[int, str]) -> str:
    return ", ".join(f"{number:,} {name}" for number, name in parts if number) or "none"


def _escape(text: str) -> str:
    return " ".join(text.replace("|", r"\|").split())
