"""Clean reports to plant errors in, painted by the corpus and read by the pipeline."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sidak.extractors import read_document
from sidak.normalisers import find_facts, type_tables
from sidak.schemas import DocumentFacts, Extraction, TypedTable

_ROOT = Path(__file__).parents[2]


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

    Raises:
        subprocess.CalledProcessError: If the corpus cannot paint them.
    """
    with TemporaryDirectory() as folder:
        # The corpus belongs to the tests, so it is run like a program.
        command = [sys.executable, "-m", "bench.corpus.clean_reports", "--out", folder]
        command += ["--count", str(count), "--seed", str(seed)]
        subprocess.run(command, check=True, cwd=_ROOT, stdout=subprocess.DEVNULL)
        for path in sorted(Path(folder).glob("*.pdf")):
            extraction = read_document(path)
            facts = find_facts(extraction)
            tables = type_tables(extraction, facts)
            yield CleanReport(path.stem, extraction, facts, tables)


def read_samples(folder: Path) -> Iterator[CleanReport]:
    """Read the reports of a folder as if nothing in them were wrong.

    Args:
        folder: Where the PDFs are.
    """
    for path in sorted(folder.glob("*.pdf")):
        extraction = read_document(path)
        facts = find_facts(extraction)
        yield CleanReport(path.stem, extraction, facts, type_tables(extraction, facts))
