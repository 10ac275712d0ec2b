"""What people decided about codes: remembered by name and context, applied on every run.

The file is append-only; a later decision about the same name in the same context replaces
the earlier one. Its other rows (decisions about figures) are left to others.
"""

import csv
import fcntl
import io
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from matchers.names import normalise_name, squeeze_name
from matchers.store import fold_kode
from schemas import Level, NomenclatureError

DECISION_COLUMNS = (
    "decided_at",
    "who",
    "subject",
    "level",
    "name",
    "parent_kode",
    "kode",
    "why",
)
_SUBJECT = "kode"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about the code of a name.

    Attributes:
        level: Level of the item.
        name: Name as the report (or the review) shows it.
        parent_kode: Code of the item above, in any edition; empty if it has none.
        kode: The code; empty for "no code of the nomenclature".
        who: Who decided.
        why: Reason, free text.
        decided_at: Moment, ISO 8601 in UTC; filled in by ``append_decision`` if empty.
    """

    level: Level
    name: str
    parent_kode: str
    kode: str
    who: str
    why: str = ""
    decided_at: str = ""

    @property
    def key(self) -> tuple[str, str, Level]:
        """Squeezed name, folded parent code and level: the context it holds for."""
        return make_key(self.name, self.parent_kode, self.level)


def make_key(name: str, parent_kode: str, level: Level) -> tuple[str, str, Level]:
    """Return the context under which a decision is remembered."""
    return squeeze_name(normalise_name(name)), fold_kode(parent_kode), level


def index_decisions(
    decisions: Iterable[Decision],
) -> Mapping[tuple[str, str, Level], Decision]:
    """Return the decision that holds for each context: the last one."""
    return {decision.key: decision for decision in decisions}


def load_decisions(path: Path) -> tuple[Decision, ...]:
    """Read the decisions about codes, in the order in which they were made.

    Raises:
        NomenclatureError: If the file lacks columns or names an unknown level.
    """
    if not path.exists():
        return ()
    found = []
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream)
        missing = set(DECISION_COLUMNS) - set(rows.fieldnames or ())
        if missing:
            raise NomenclatureError(
                f"{path.name}: kolom {', '.join(sorted(missing))} tidak ada"
            )
        for row in rows:
            if row["subject"] != _SUBJECT:
                continue
            try:
                level = Level(row["level"])
            except ValueError as error:
                raise NomenclatureError(
                    f"{path.name}: tingkat '{row['level']}' tidak dikenal"
                ) from error
            found.append(
                Decision(
                    level=level,
                    name=row["name"],
                    parent_kode=row["parent_kode"],
                    kode=row["kode"],
                    who=row["who"],
                    why=row["why"],
                    decided_at=row["decided_at"],
                )
            )
    return tuple(found)


def append_decision(path: Path, decision: Decision) -> Decision:
    """Add one decision to the file, in one write, and return it with its moment."""
    moment = decision.decided_at or datetime.now(UTC).isoformat(timespec="seconds")
    stamped = Decision(
        decision.level,
        decision.name,
        decision.parent_kode,
        decision.kode,
        decision.who,
        decision.why,
        moment,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        lines = io.StringIO()
        writer = csv.writer(lines, lineterminator="\n")
        if os.fstat(handle).st_size == 0:
            writer.writerow(DECISION_COLUMNS)
        writer.writerow(
            [
                moment,
                stamped.who,
                _SUBJECT,
                stamped.level.value,
                stamped.name,
                stamped.parent_kode,
                stamped.kode,
                stamped.why,
            ]
        )
        os.write(handle, lines.getvalue().encode())
        os.fsync(handle)
    finally:
        os.close(handle)
    return stamped
