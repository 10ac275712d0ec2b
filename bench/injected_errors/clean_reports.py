"""Clean reports to inject errors into, painted by the corpus and read by the pipeline."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sidak.extractors import read_document
from sidak.normalisers import find_facts, type_tables
from sidak.schemas import DocumentFacts, Extraction, TypedTable


@dataclass(frozen=True, slots=True)
class CleanReport:
    """A report without errors, as the pipeline reads it."""

    name: str
    extraction: Extraction
    facts: DocumentFacts
    tables: tuple[TypedTable, ...]


def make_reports(count: int, seed: int = 0) -> Iterator[CleanReport]:
    """Paint clean reports and read them.

    Args:
        count: How many.
        seed: Of the amounts.
    """
    from bench.corpus.clean_reports import write_reports  # needs the libraries of the tests

    with TemporaryDirectory() as folder:
        yield from read_reports(write_reports(Path(folder), count, seed))


def make_misleading_reports(seed: int = 0) -> Iterator[CleanReport]:
    """Paint clean reports whose tables are easily misread, and read them.

    Args:
        seed: Of the amounts.
    """
    from bench.corpus.misleading_reports import write_misleading_reports

    with TemporaryDirectory() as folder:
        yield from read_reports(write_misleading_reports(Path(folder), seed))


def read_reports(paths: Iterable[Path]) -> Iterator[CleanReport]:
    """Read reports as if nothing in them were wrong."""
    for path in paths:
        extraction = read_document(path)
        facts = find_facts(extraction)
        yield CleanReport(path.stem, extraction, facts, type_tables(extraction, facts))
