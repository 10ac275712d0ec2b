"""Page headers and footers: what comes again on many pages is no row and no caption."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.spanning.settings import SETTINGS
from sidak.extractors.tables.page_tables import PageReading, drop_last_row, last_row_text
from sidak.schemas.text.folding import fold_text
from sidak.schemas.text.patterns import CAPTION

#: What opens a row of its own, however often it comes again.
PROGRAMME = re.compile(r"program|kegiatan|jumlah|total|urusan|bidang|sasaran|tujuan")


def find_running_text(readings: Sequence[PageReading]) -> frozenset[tuple[str, int]]:
    """Find page headers and footers: lines that come again at the same height.

    Returns:
        Keys of such lines, as ``running_text_key`` makes them.
    """
    counts = Counter(
        key for r in readings for key in {running_text_key(line) for line in r.lines}
    )
    least = max(2, min(3, len(readings) // 3))
    return frozenset(key for key, n in counts.items() if n >= least)


def running_text_key(line: TextLine) -> tuple[str, int]:
    """Return what makes two lines the same running text: words without numbers, and height."""
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", fold_text(line.text)), round(
        line.box.y0 / SETTINGS.same_band
    )


def is_running_text(
    line: TextLine, reading: PageReading, running_text: frozenset[tuple[str, int]]
) -> bool:
    """Return True if a line is a page header, footer or number."""
    if running_text_key(line) in running_text:
        return True
    tall = max(reading.height, reading.width) if reading.turned else reading.height
    is_margin = (
        line.box.y1 < SETTINGS.running_text_margin * tall
        or line.box.y0 > (1 - SETTINGS.running_text_margin) * tall
    )
    return (
        is_margin
        and len(fold_text(line.text)) <= SETTINGS.longest_margin_text
        and not CAPTION.match(line.text)
    )


def drop_running_footers(readings: dict[int, PageReading]) -> dict[int, PageReading]:
    """Leave out last rows that are the running footer in a box that touches the table.

    The same words alone in the last row of tables on two pages or more, but for the
    numbers in them, are no row of either table.
    """
    seen: dict[str, set[int]] = {}
    for number, reading in readings.items():
        texts = [line.text for line in reading.lines]
        texts += [last_row_text(t.grid, t.filled) or "" for t in reading.tables]
        for text in texts:
            seen.setdefault(_without_numbers(text), set()).add(number)
    result = dict(readings)
    for number, reading in readings.items():
        tables = list(reading.tables)
        for i, table in enumerate(tables):
            key = _without_numbers(last_row_text(table.grid, table.filled) or "")
            low = table.grid.ys[-2] > SETTINGS.low_row * max(t.box.y1 for t in reading.tables)
            if (
                len(key) >= SETTINGS.least_footer
                and low
                and len(seen[key]) >= 2
                and not PROGRAMME.match(key)
            ):
                grid, filled = drop_last_row(table.grid, table.filled)
                tables[i] = replace(table, grid=grid, filled=tuple(filled))
        result[number] = replace(reading, tables=tuple(tables))
    return result


def _without_numbers(text: str) -> str:
    return re.sub(r"[\d\W_]+", "", text).casefold()
