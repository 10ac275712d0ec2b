"""What people say of the files of an inbox: ``sidak.csv`` beside the PDFs."""

import csv
import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sidak.schemas import DocumentKind, SidakError, StatedFacts
from sidak.schemas.records import NOTHING_STATED
from sidak.schemas.regions import REGION_CODE_PATTERN, find_region_code, list_regions

#: Name of the manifest in an inbox.
MANIFEST_NAME = "sidak.csv"
#: Words that head its columns, in both languages.
_HEADERS = {
    "file": "file",
    "berkas": "file",
    "kind": "kind",
    "jenis": "kind",
    "agency": "agency",
    "opd": "agency",
    "perangkat_daerah": "agency",
    "region": "region",
    "region_code": "region",
    "daerah": "region",
    "kode_daerah": "region",
    "year": "year",
    "tahun": "year",
    "source_url": "source_url",
    "source": "source_url",
    "sumber": "source_url",
    "retrieved_on": "retrieved_on",
    "diunduh": "retrieved_on",
    "tanggal_unduh": "retrieved_on",
}
_YEARS = range(1999, 2100)


class ManifestError(SidakError):
    """A manifest that cannot be read at all."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What people say of files.

    Attributes:
        facts: Name of a file below the inbox to what is said of it.
        problems: (place, what is wrong there); the rest of the manifest counts.
        others: Heads of columns that mean nothing here.
    """

    facts: Mapping[str, StatedFacts] = field(default_factory=dict)
    problems: tuple[tuple[str, str], ...] = ()
    others: tuple[str, ...] = ()

    def find(self, names: tuple[str, ...]) -> StatedFacts:
        """Return what is said of a file under the first of its names that is known."""
        known = (self.facts[name] for name in names if name in self.facts)
        return next(known, NOTHING_STATED)

    def list_unknown(self, names: frozenset[str]) -> list[str]:
        """Return the files that it names and the inbox does not hold."""
        return sorted(self.facts.keys() - names)


def load_manifest(path: Path) -> Manifest:
    """Read a manifest: CSV with a column ``file`` and any of the others.

    What cannot be understood is a problem of its own cell; the others count.

    Args:
        path: The file; separated by commas, semicolons or tabs.

    Raises:
        ManifestError: If it cannot be read or has no column of files.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ManifestError(f"{path}: the manifest cannot be read ({error})") from error
    lines = text.splitlines()
    first = lines[0] if lines else ""
    separator = max(",;\t", key=first.count)
    rows = list(csv.reader(lines, delimiter=separator))
    heads = [re.sub(r"\W+", "_", head.strip().casefold()) for head in rows[0]] if rows else []
    columns = [_HEADERS.get(head, "") for head in heads]
    if "file" not in columns:
        raise ManifestError(f"{path}: the manifest has no column 'file' (or 'berkas')")
    others = [head for head, known in zip(heads, columns, strict=True) if head and not known]
    problems: list[tuple[str, str]] = []
    facts: dict[str, StatedFacts] = {}
    for number, row in enumerate(rows[1:], 2):
        cells = {
            column: cell.strip()
            for column, cell in zip(columns, row, strict=False)
            if column and cell.strip()
        }
        name = cells.pop("file", "").replace("\\", "/")
        if not name:
            if cells:
                problems.append((f"{path.name}: line {number}", "names no file"))
            continue
        if name in facts:
            problems.append((f"{path.name}: line {number}", f"names {name} once more"))
            continue
        facts[name] = _read_facts(cells, f"{path.name}: line {number}", problems)
    return Manifest(facts, tuple(problems), tuple(others))


def _read_facts(
    cells: Mapping[str, str], place: str, problems: list[tuple[str, str]]
) -> StatedFacts:
    """Return what a row says; what cannot be understood is noted as a problem."""
    facts = NOTHING_STATED
    for column, cell in cells.items():
        said = _understand(facts, column, cell)
        if said is None:
            problems.append((place, f"{column} '{cell}' is not understood and left out"))
        facts = said or facts
    return facts


def _understand(facts: StatedFacts, column: str, cell: str) -> StatedFacts | None:
    """Return the facts with that of a cell, ``None`` if it cannot be understood."""
    match column:
        case "kind" if cell.casefold() in list(DocumentKind):
            return replace(facts, kind=DocumentKind(cell.casefold()))
        case "year" if cell.isdecimal() and int(cell) in _YEARS:
            return replace(facts, year=int(cell))
        case "region" if (region := _find_region(cell)) is not None:
            return replace(facts, region=region)
        case "retrieved_on" if _is_day(cell):
            return replace(facts, retrieved_on=cell)
        case "agency":
            return replace(facts, agency=cell)
        case "source_url":
            return replace(facts, source_url=cell)
        case _:
            return None


def _find_region(text: str) -> str | None:
    """Return the region that a name or a code means, ``None`` if there is none such."""
    is_code = re.fullmatch(REGION_CODE_PATTERN, text) is not None
    code = text if is_code else find_region_code(text)
    return next((name for known, name in list_regions() if known == code), None)


def _is_day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
