"""Which line of the budget, or which indicator, a row of a table is.

A line is known by its accepted code; else by its level and its name. Only where a table has the
name several times do the lines above count as well. Tables print more or fewer of them: a line
with fewer joins the only one of its name that has them all. So does a line without a code join
the only one of its name with a code.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sidak.expectations.cross_document.amounts import kode_of
from sidak.expectations.facts.settings import SETTINGS
from sidak.expectations.identities.copies import normalise_name
from sidak.schemas import PROGRAMME_LEVELS, Item, Level, TypedTable

#: Levels of what is measured, not paid for.
_GOALS = frozenset({Level.TUJUAN, Level.SASARAN, Level.INDIKATOR})

#: The level that some tables print before the name.
_LEVEL_WORDS = re.compile(r"^(?:sub\s*kegiatan|kegiatan|program)\b\W*", re.IGNORECASE)

_Named = tuple[Level, str]
_Path = tuple[_Named, ...]


@dataclass(frozen=True, slots=True)
class LineKey:
    """What tells a line of a report from its others.

    Attributes:
        level: Its level; INDIKATOR for everything that is an indicator of a goal.
        name: Its folded name and, where needed, those of the lines above; empty with a code.
        kode: Its code, if it has one that is accepted.
        indikator: Folded name of its indicator, for what is measured of it.
        place: What else tells it apart: its table, for lines of no level.
    """

    level: Level
    name: str = ""
    kode: str = ""
    indikator: str = ""
    place: str = ""


class ReportLines:
    """The lines of a report.

    Args:
        tables: Its typed tables.
    """

    def __init__(self, tables: Sequence[TypedTable]) -> None:
        self.items: Mapping[str, Item] = {
            item.item_id: item for table in tables for item in table.items
        }
        self._paths = {key: self._find_path(item) for key, item in self.items.items()}
        self._codes: dict[_Named, set[str]] = defaultdict(set)
        self._longest: dict[_Named, set[_Path]] = defaultdict(set)
        self._most: Counter[_Named] = Counter()
        for table in tables:
            own = {self._name(item): set[_Path]() for item in table.items}
            for item in table.items:
                own[self._name(item)].add(self._paths[item.item_id])
            for named, paths in own.items():
                self._most[named] = max(self._most[named], len(paths))
        for key, item in self.items.items():
            if item.level not in PROGRAMME_LEVELS:
                continue
            named = self._name(item)
            kode = kode_of(item)
            if kode:
                self._codes[named].add(kode)
            self._longest[named].add(self._paths[key])
        for named, paths in self._longest.items():
            self._longest[named] = {
                one for one in paths if not any(_is_within(one, other) for other in paths)
            }

    def find(self, item_id: str | None, table_id: str, name: str, level: Level) -> LineKey:
        """Return the line of a figure.

        Args:
            item_id: Its item, if it has one.
            table_id: Its table.
            name: The name that it has.
            level: Its level.
        """
        item = self.items.get(item_id or "")
        if item is None or item.level not in PROGRAMME_LEVELS:
            # Nothing says that equal names of no level mean the same in two tables.
            place = table_id if level is Level.LAINNYA else ""
            return LineKey(level, normalise_name(name), place=place)
        kode = kode_of(item)
        named = self._name(item)
        codes = self._codes.get(named, set())
        if kode or len(codes) == 1:
            return LineKey(item.level, kode=kode or next(iter(codes)))
        if self._most[named] == 1:
            return LineKey(*named)
        path = self._paths[item.item_id]
        longer = [one for one in self._longest[named] if one == path or _is_within(path, one)]
        chosen = longer[0] if len(longer) == 1 else path
        return LineKey(item.level, " < ".join(text for _level, text in reversed(chosen)))

    def _name(self, item: Item) -> _Named:
        return item.level, fold_line_name(item.name or item.name_raw)

    def _find_path(self, item: Item) -> _Path:
        """Return the programme lines from the highest down to a line, itself included."""
        path: list[_Named] = []
        seen: set[str] = set()
        at: Item | None = item
        while at is not None and at.item_id not in seen:
            seen.add(at.item_id)
            if at.level in PROGRAMME_LEVELS:
                path.append(self._name(at))
            at = self.items.get(at.parent_item_id or "")
        return tuple(reversed(path))


def fold_line_name(name: str) -> str:
    """Return the letters of a name, the level before it left out."""
    return normalise_name(_LEVEL_WORDS.sub("", name)) or normalise_name(name)


def name_indicator(line: LineKey, indikator: str, goal: str = "") -> LineKey:
    """Return the line of an indicator: of a goal by its own name, else below its line.

    The same indicator stands below its sasaran in one table and alone in another. A name of few
    words ("Padi") says nothing without its goal.

    Args:
        line: The line that it is of.
        indikator: Its name.
        goal: Name of the goal that it measures.
    """
    folded = normalise_name(indikator)
    if not folded:
        return line
    if line.level in _GOALS:
        is_short = len(re.findall(r"\w+", indikator)) < SETTINGS.least_words
        above = normalise_name(goal) if is_short else ""
        return LineKey(Level.INDIKATOR, above if above != folded else "", indikator=folded)
    return replace(line, indikator=folded)


def _is_within(one: _Path, other: _Path) -> bool:
    """Return True if a path is another one with some of the lines above left out."""
    if len(one) >= len(other) or one[-1:] != other[-1:]:
        return False
    rest = iter(other)
    return all(step in rest for step in one)
