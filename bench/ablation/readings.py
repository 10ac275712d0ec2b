"""What sidak makes of labelled reports under some settings: read in a process of its own."""

import pickle
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from functools import partial
from pathlib import Path

from bench.ablation.thresholds import Number, Threshold, set_threshold
from bench.accuracy import score_document
from bench.scoring.truth import TruthDocument
from sidak.extractors import read_document
from sidak.flows.pipeline import understand_document
from sidak.matchers import load_nomenclature
from sidak.schemas import DocumentResult, Extraction, Figure, Finding, Item, TypedTable

#: Fields in which a change of a record is no change of what it says.
_SILENT_FIELDS = frozenset({"box", "confidence", "score", "runner_up_score"})

#: Key of a record (its kind and id) to what it says.
Records = Mapping[tuple[str, str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Variation:
    """One value of one threshold, and the reports to read under it.

    Attributes:
        truths: The reports and their labels.
        cache: Folder of what was read from the files, to begin there.
        threshold: The threshold; ``None`` for the settings in use.
        value: Its value.
    """

    truths: tuple[TruthDocument, ...]
    cache: Path
    threshold: Threshold | None = None
    value: Number = 0

    @property
    def is_read_again(self) -> bool:
        """Whether the files must be read again: the threshold may change how they are."""
        return self.threshold is None or self.threshold.room in ("schemas", "extractors")


@dataclass(frozen=True, slots=True)
class ReportReadings:
    """What was made of the reports.

    Attributes:
        records: Their items, figures and findings.
        right: Labelled figures that are right and accepted.
        silent: Silent errors.
    """

    records: Records
    right: int
    silent: int


def read_reports(variation: Variation) -> ReportReadings:
    """Read the reports under one variation.

    Changes the settings of this process for good; call it in a process of its own.
    """
    if variation.threshold is not None:
        set_threshold(variation.threshold, variation.value)
    nomenclature = load_nomenclature()
    records: dict[tuple[str, str], tuple[str, ...]] = {}
    right = silent = 0
    for truth in variation.truths:
        extraction = _read(truth.path, variation)
        result = understand_document(extraction, nomenclature, path=truth.path)
        records.update(list_records(result))
        scores = score_document(truth, pipeline=partial(_return_read, extraction, result))
        right += sum(one.score.counts.right for one in scores)
        silent += sum(one.score.counts.silent for one in scores)
    return ReportReadings(records, right, silent)


def _read(path: Path, variation: Variation) -> Extraction:
    cached = variation.cache / f"{path.stem}.pickle"
    if variation.is_read_again:
        extraction = read_document(path)
        if variation.threshold is None:
            cached.write_bytes(pickle.dumps(extraction))
        return extraction
    found = pickle.loads(cached.read_bytes())
    assert isinstance(found, Extraction)
    return found


def _return_read(
    extraction: Extraction,
    result: DocumentResult,
    _path: Path,
    _pages: Collection[int] | None,
) -> tuple[Extraction, tuple[TypedTable, ...]]:
    """Return what is read already, in the form of a pipeline."""
    return replace(extraction, tables=result.tables), result.typed_tables


def list_records(result: DocumentResult) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the items, figures and findings of a report by kind and id."""
    records: list[tuple[str, Item | Figure | Finding]] = []
    for table in result.typed_tables:
        records += [(one.item_id, one) for one in table.items]
        records += [(one.figure_id, one) for one in table.figures]
    records += [(one.finding_id, one) for one in result.findings]
    return {
        (type(one).__name__, key): tuple(
            str(getattr(one, field.name))
            for field in fields(one)
            if field.name not in _SILENT_FIELDS
        )
        for key, one in records
    }
