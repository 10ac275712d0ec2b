"""Lines of a document that speak of the document itself, with their weight and place."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from sidak.normalisers.text.table_view import one_line
from sidak.schemas import Extraction

#: Weight of a line by where it stands; the file's name is the weakest.
_WEIGHTS = {
    "halaman muka": 8.0,
    "halaman awal": 3.0,
    "kepala halaman": 10.0,
    "judul tabel": 4.0,
    "kepala tabel": 4.0,
    "judul berkas": 3.0,
    "judul di isi": 1.0,
    "isi": 0.25,
    "nama berkas": 1.0,
}
_FRONT_PAGES = 2
_EARLY_PAGES = 4
_FRONT_LINES = 25
_RUNNING_PAGES = 3
_DIGITS = re.compile(r"\d+")
_CONTENTS_DOTS = re.compile(r"\.{5,}|…{2,}")
_MARKDOWN = re.compile(r"[*_#>`|]+")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line that may speak of the document.

    Attributes:
        text: The line, single spaces, markup removed.
        source: Where it stands, in Indonesian.
        page: Page from 1; 0 for the file itself.
        weight: How much it counts.
    """

    text: str
    source: str
    page: int
    weight: float

    @property
    def place(self) -> str:
        """Return the place for the evidence: "kepala halaman, hlm. 3"."""
        return f"{self.source}, hlm. {self.page}" if self.page else self.source


def _clean(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return one_line(_MARKDOWN.sub(" ", folded))


def collect_source_lines(extraction: Extraction) -> tuple[SourceLine, ...]:
    """Gather all lines, tables' captions and headers, title and file name, with weights."""
    found: list[SourceLine] = []
    running = _find_running_lines(extraction)
    first_page = next((text.page for text in extraction.texts if text.lines), 1)
    seen_running: set[str] = set()
    for text in extraction.texts:
        order = text.page - first_page
        for at, (raw, _box) in enumerate(text.lines):
            line = _clean(raw)
            if len(line) < 3 or _CONTENTS_DOTS.search(line):
                continue
            key = _DIGITS.sub("#", line).casefold()
            if key in running:
                if key not in seen_running:
                    seen_running.add(key)
                    share = running[key]
                    found.append(
                        SourceLine(
                            line,
                            "kepala halaman",
                            text.page,
                            _WEIGHTS["kepala halaman"] * share,
                        )
                    )
                continue
            if order < _FRONT_PAGES and at < _FRONT_LINES and len(line) <= 120:
                source = "halaman muka" if order == 0 else "halaman awal"
            elif order < _EARLY_PAGES and at < _FRONT_LINES and line.isupper():
                source = "halaman awal"
            elif line.isupper() and 12 <= len(line) <= 120:
                source = "judul di isi"
            else:
                source = "isi"
            weight = _WEIGHTS[source]
            if source == "halaman muka" and not (line.isupper() or line.istitle()):
                weight /= 4  # running text on the first page is no cover
            found.append(SourceLine(line, source, text.page, weight))
    found.extend(_collect_table_lines(extraction))
    if extraction.title.strip():
        found.append(
            SourceLine(_clean(extraction.title), "judul berkas", 0, _WEIGHTS["judul berkas"])
        )
    stem = re.sub(r"\.\w{2,4}$", "", extraction.file)
    name = one_line(re.sub(r"[_\-.+%\s]+", " ", stem))
    found.append(SourceLine(name, "nama berkas", 0, _WEIGHTS["nama berkas"]))
    return tuple(found)


def _find_running_lines(extraction: Extraction) -> dict[str, float]:
    """Return lines that repeat at the edge of pages: key to the share of pages (0.3..1)."""
    counts: Counter[str] = Counter()
    pages = 0
    for text in extraction.texts:
        lines = [_clean(raw) for raw, _box in text.lines]
        if not lines:
            continue
        pages += 1
        edge = {*lines[:4], *lines[-4:]}
        for line in edge:
            letters = sum(character.isalpha() for character in line)
            if letters >= 8:
                counts[_DIGITS.sub("#", line).casefold()] += 1
    return {
        key: max(0.3, min(1.0, 1.5 * count / pages))
        for key, count in counts.items()
        if count >= _RUNNING_PAGES and count >= 0.12 * pages
    }


def _collect_table_lines(extraction: Extraction) -> list[SourceLine]:
    """Return captions, and the cells of the first rows of each table, once each."""
    found: list[SourceLine] = []
    seen: set[str] = set()
    for table in extraction.tables:
        texts = [(table.caption or "", "judul tabel")]
        texts += [(cell.text, "kepala tabel") for cell in table.cells if cell.row <= 2]
        for raw, source in texts:
            line = _clean(raw)
            if len(line) < 3 or line.casefold() in seen:
                continue
            seen.add(line.casefold())
            found.append(SourceLine(line, source, table.page_first, _WEIGHTS[source] / 2))
    return found
