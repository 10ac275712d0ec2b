"""What is done with the documents of a region: reconcile, validate, publish.

Each step is one call in a worker process, so the run itself holds no document. The steps of a
region hand on files in a folder of its own, which gets its name when the last one is done: a
part that was killed in the middle is made anew.
"""

import functools
import os
import shutil
import traceback
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sidak.flows.batch.error_log import log_error
from sidak.flows.batch.regions import RegionEntry, RegionJob
from sidak.flows.batch.summary import count_frames
from sidak.flows.state.cache import Cache
from sidak.flows.state.codec import from_json, to_json
from sidak.flows.state.decisions import load_finding_marks
from sidak.schemas import DocumentResult, DocumentStatus, SidakError
from sidak.schemas.system.files import digest_file

if TYPE_CHECKING:
    import pandas as pd

    from sidak.expectations import ContractReport
    from sidak.publishers import DocumentSize, PartFacts, ReleaseContent

#: What the steps of a part leave for the last one.
_FACTS = "facts.json"
_VERDICT = "verdict.json"


class DamagedResultError(SidakError):
    """The cached result of a document cannot be read back."""


@dataclass(frozen=True, slots=True)
class PartVerdict:
    """What the checks say of a part.

    Attributes:
        blocked: Why it may not be published; empty if it may.
        warnings: Checks that failed without blocking.
    """

    blocked: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def warm_up(job: object = None) -> None:
    """Import what takes long, once per process and while others still read."""
    import great_expectations  # noqa: F401
    import pandas  # noqa: F401

    import sidak.publishers.audit.write  # noqa: F401


def reconcile_region(job: RegionJob) -> Mapping[str, int]:
    """Compare the documents of a region and write its tables.

    Returns:
        The sizes of the part.

    Raises:
        DamagedResultError: If a cached result is lost.
        OSError: If something cannot be written.
    """
    from sidak.publishers import PartFacts, write_tables

    folder = job.unfinished
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    content, frames = _load_content(job), _load_frames(job)
    tables = {name: frame for name, frame in frames.items() if name != "checks"}
    counts = asdict(count_frames(frames))
    facts = PartFacts(
        job.region_code,
        key=job.key,
        region=job.region,
        made=job.date,
        documents=_measure_documents(content),
        counts=counts,
        rows={name: len(frame) for name, frame in tables.items()},
        digests=write_tables(folder, job.region_code, tables),
        coverage={
            one.document.document_id: asdict(one.coverage)
            for one in content.documents
            if one.coverage is not None
        },
    )
    (folder / _FACTS).write_bytes(to_json(facts))
    return counts


def validate_region(job: RegionJob) -> PartVerdict:
    """Check the tables of a region against the data contract.

    Raises:
        OSError: If something cannot be written.
    """
    from sidak.expectations import DATA_DOCS, validate_contracts

    docs = job.unfinished / DATA_DOCS / job.region_code
    shutil.rmtree(docs, ignore_errors=True)
    report = validate_contracts(
        _load_frames(job), name=job.region_code, date=job.date, docs=docs
    )
    return record_checks(job, report)


def record_checks(job: RegionJob, report: "ContractReport") -> PartVerdict:
    """Write the table ``checks`` of a part and return the verdict."""
    from sidak.publishers import PartFacts, make_frame, write_tables

    folder = job.unfinished
    rows = [{**asdict(check), "region_code": job.region_code} for check in report.checks]
    frame = make_frame("checks", rows)
    digests = write_tables(folder, job.region_code, {"checks": frame})
    facts = from_json(PartFacts, (folder / _FACTS).read_bytes())
    warnings = tuple(breach.message for breach in report.warnings)
    facts = replace(
        facts,
        rows={**facts.rows, "checks": len(frame)},
        digests={**facts.digests, **digests},
        warnings=warnings,
        blocked=tuple(breach.message for breach in report.blocking_failures)
        or (() if report.passed else ("kontrak data dilanggar",)),
    )
    (folder / _FACTS).write_bytes(to_json(facts))
    return PartVerdict(facts.blocked, warnings)


def publish_region(job: RegionJob) -> "PartFacts":
    """Write the audit pages of a region and finish its part.

    Raises:
        OSError: If something cannot be written.
    """
    from sidak.publishers import PartFacts, list_files, save_part, seal_files

    folder = job.unfinished
    facts = from_json(PartFacts, (folder / _FACTS).read_bytes())
    notes = _write_audit(job, _load_content(job))
    (folder / _FACTS).unlink()
    facts = replace(facts, files=list_files(folder), notes=notes)
    seal_files(folder, facts.files)
    save_part(folder, facts)
    shutil.rmtree(job.finished, ignore_errors=True)
    os.rename(folder, job.finished)
    return facts


@functools.lru_cache(maxsize=1)
def _load_content(job: RegionJob) -> "ReleaseContent":
    """Return the documents of a region, compared with each other.

    Raises:
        DamagedResultError: If a cached result is lost.
    """
    from sidak.expectations import compare_documents, mark_documents
    from sidak.publishers import ReleaseContent

    cache = Cache(Path(job.cache))
    records: list[DocumentResult] = []
    for entry in job.entries:
        result = entry.failure or cache.load(entry.result_key, DocumentResult)
        if result is None:
            raise DamagedResultError(entry.document_id)
        records.append(result)
    marks = () if job.decisions is None else load_finding_marks(Path(job.decisions))
    documents, between = mark_documents(records, compare_documents(records), marks)
    return ReleaseContent(tuple(documents), tuple(between))


@functools.lru_cache(maxsize=1)
def _load_frames(job: RegionJob) -> "dict[str, pd.DataFrame]":
    from sidak.publishers import build_frames

    return build_frames(_load_content(job), job.lang)


def _measure_documents(content: "ReleaseContent") -> "dict[str, DocumentSize]":
    from sidak.publishers import DocumentSize

    sizes = {}
    for one in content.documents:
        figures = [figure for table in one.typed_tables for figure in table.figures]
        sizes[one.document.document_id] = DocumentSize(
            len(figures),
            sum(figure.accepted for figure in figures),
            is_read=one.document.status is not DocumentStatus.FAILED,
        )
    return sizes


def _write_audit(job: RegionJob, content: "ReleaseContent") -> tuple[str, ...]:
    """Write the audit pages; return what went wrong.

    They show the data; a fault of theirs must not keep the data back, but is reported.
    """
    from sidak.publishers.audit.write import AUDIT, AuditSettings, write_audit

    settings = AuditSettings(
        lang=job.lang,
        date=job.date,
        earlier=None if job.earlier is None else Path(job.earlier),
        region_code=job.region_code,
        place=job.audit_place,
    )
    sources = {
        entry.document_id: Path(entry.path)
        for entry in job.entries
        if entry.failure is None and _is_as_read(entry)
    }
    try:
        write_audit(job.unfinished, content, sources, settings)
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - the fence between the pages and the data
        shutil.rmtree(job.unfinished / AUDIT, ignore_errors=True)
        log_error(Path(job.logs), f"audit {job.region_code}", traceback.format_exc())
        return (f"no audit pages: {error}; see errors.log",)
    return ()


def _is_as_read(entry: RegionEntry) -> bool:
    """Return True if the file still is what was read: only then are pictures its evidence."""
    try:
        return digest_file(Path(entry.path))[:16] == entry.document_id
    except OSError:
        return False
