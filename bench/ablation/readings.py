"""What sidak makes of labelled reports under some settings: read in a process of its own."""

import pickle
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from functools import partial
from pathlib import Path

from bench.ablation.thresholds import Number, Threshold, set_threshold
from bench.accuracy import score_document
from bench.matching.evaluate import match_documents
from bench.matching.printed_names import load_names
from bench.scoring.truth import TruthDocument
from sidak.extractors import read_document
from sidak.flows.pipeline import understand_document
from sidak.matchers import Nomenclature, load_nomenclature
from sidak.schemas import (
    DocumentResult,
    Extraction,
    Figure,
    Finding,
    Item,
    MatchStatus,
    TypedTable,
)

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

    def __add__(self, other: "ReportReadings") -> "ReportReadings":
        """Return both together; their ids differ."""
        return ReportReadings(
            {**self.records, **other.records},
            self.right + other.right,
            self.silent + other.silent,
        )


@dataclass(frozen=True, slots=True)
class VariationReadings:
    """What was made of the reports, and of the labelled names of the matching.

    Attributes:
        reports: The reports.
        names: The names; ``None`` for a threshold that has nothing to do with them.
    """

    reports: ReportReadings
    names: ReportReadings | None = None

    @property
    def total(self) -> ReportReadings:
        """All that was read."""
        return self.reports if self.names is None else self.reports + self.names


def read_variation(variation: Variation) -> VariationReadings:
    """Read the reports under one variation, and match the labelled names.

    Changes the settings of this process for good; call it in a process of its own.
    """
    if variation.threshold is not None:
        set_threshold(variation.threshold, variation.value)
    nomenclature = load_nomenclature()
    reports = _read_reports(variation, nomenclature)
    if variation.threshold is not None and variation.threshold.room != "matchers":
        return VariationReadings(reports)
    return VariationReadings(reports, _match_names(nomenclature))


def _match_names(nomenclature: Nomenclature) -> ReportReadings:
    matched = match_documents(load_names(nomenclature), nomenclature)
    accepted = [one for one in matched if one.status is MatchStatus.AUTO]
    right = sum(one.is_right for one in accepted)
    records = {
        ("Item", f"name {at}"): (one.status.value, one.shown) for at, one in enumerate(matched)
    }
    return ReportReadings(records, right, len(accepted) - right)


def _read_reports(variation: Variation, nomenclature: Nomenclature) -> ReportReadings:
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
