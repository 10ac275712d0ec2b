"""The content of a release, before it becomes tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sidak.schemas import DocumentResult, Finding


@dataclass(frozen=True, slots=True)
class ReleaseContent:
    """Everything that goes into one release.

    Attributes:
        documents: The documents, in any order; of two with one id (the same file
            twice) the one whose file name sorts first is published.
        findings: Findings between documents.
    """

    documents: tuple[DocumentResult, ...]
    findings: tuple[Finding, ...] = ()

    def order_documents(self) -> list[DocumentResult]:
        """Return the documents by file name, each content once."""
        kept: dict[str, DocumentResult] = {}
        for one in sorted(
            self.documents, key=lambda one: (one.document.file, one.document.sha256)
        ):
            kept.setdefault(one.document.document_id, one)
        return list(kept.values())

    def list_findings(self) -> list[Finding]:
        """Return all findings, each id once: between documents, of documents, of tables."""
        listed = list(self.findings)
        for one in self.order_documents():
            listed.extend(one.findings)
            for typed in one.typed_tables:
                listed.extend(typed.findings)
        return list({finding.finding_id: finding for finding in listed}.values())


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What ``run.json`` tells of the run.

    Attributes:
        started: Start in UTC, ISO 8601 ("2026-11-21T01:00:00Z"); its date begins the
            release's id.
        finished: End in UTC, ISO 8601.
        inputs: File name to SHA-256.
        versions: Program or list to version; part of the content digest, because
            another version may read the same file differently.
        settings: Setting to value; part of the content digest.
        timings: Step to seconds; not part of the digest.
        counts: Name to number; not part of the digest.
        coverage: Document id to how many of its figures stand under how many checks; not
            part of the digest.
        blocked: Region to why its newest part is not published: its last good part stands in
            the release instead, if there is one; not part of the digest.
    """

    started: str
    finished: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str | int | float | bool | None] = field(default_factory=dict)
    timings: Mapping[str, float] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    coverage: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    blocked: Mapping[str, Sequence[str]] = field(default_factory=dict)
