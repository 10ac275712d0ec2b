"""The file ``decisions/decisions.csv``: what people decided, append-only.

A line says who decided what, when and why. Nothing is ever changed or deleted: a later
decision about the same thing replaces the earlier one, and a line with the subject
``revoke`` takes one back. Several people may write at once: every record is one line,
added under a lock in one write.
"""

import csv
import io
import os
import secrets
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sidak.schemas.decisions import (
    DECISION_COLUMNS,
    DecisionRecord,
    DecisionSubject,
    FigureDecision,
    FindingMark,
    MeaningDecision,
    collapse_whitespace,
    list_figure_decisions,
    list_finding_marks,
    list_meaning_decisions,
    list_standing,
)
from sidak.schemas.errors import DecisionsError
from sidak.schemas.system import clock
from sidak.schemas.system.locks import lock_path

if TYPE_CHECKING:
    from sidak.matchers import CodeDecision


def read_decisions(path: Path) -> tuple[DecisionRecord, ...]:
    """Read every line of the file, the revoked and the revoking ones too.

    A last line without its end that is no whole record was cut off while it was written,
    and confirmed to nobody: it is left out.

    Raises:
        DecisionsError: If a column is missing or a line is no record. Decisions must not
            be lost in silence, so one bad line stops the reading.
    """
    try:
        with lock_path(path, shared=True) as descriptor:
            content = _read_all(descriptor)
    except FileNotFoundError:
        return ()
    return _parse(path, content)


def append_decision_record(path: Path, record: DecisionRecord) -> DecisionRecord:
    """Add one line and return it with its moment and id; it is on the disk then.

    Raises:
        DecisionsError: If nobody is named, or the file has other columns.
        OSError: If the line cannot be written whole; the file is as it was then.
    """
    stamped = _stamp(record)
    if not stamped.who:
        raise DecisionsError("keputusan tanpa nama orang yang memutuskan")
    path.parent.mkdir(parents=True, exist_ok=True)
    with lock_path(path, os.O_RDWR | os.O_CREAT | os.O_APPEND) as descriptor:
        content = _read_all(descriptor)
        _check_header(path, content)
        kept, line_end = _find_intact_end(content)
        if kept != len(content):
            os.ftruncate(descriptor, kept)
        header = _write_line(DECISION_COLUMNS) if kept == 0 else ""
        line = _write_line([str(getattr(stamped, name)) for name in DECISION_COLUMNS])
        added = (line_end + header + line).encode()
        try:
            if os.write(descriptor, added) != len(added):
                raise OSError(28, "No space left on device", str(path))
            os.fsync(descriptor)
        except OSError:
            os.ftruncate(descriptor, kept)
            raise
    return stamped


def revoke_decision(path: Path, decision_id: str, *, who: str, why: str = "") -> DecisionRecord:
    """Take a decision back by a further line.

    Raises:
        DecisionsError: If no standing decision has this id.
    """
    standing = {one.decision_id: one for one in list_standing(read_decisions(path))}
    taken = standing.get(decision_id)
    if taken is None:
        raise DecisionsError(f"tidak ada keputusan berlaku dengan id {decision_id}")
    return append_decision_record(
        path,
        replace(
            taken,
            who=who,
            why=why,
            subject=DecisionSubject.REVOKE.value,
            decided_at="",
            decision_id="",
            revokes=decision_id,
        ),
    )


def load_figure_decisions(path: Path) -> tuple[FigureDecision, ...]:
    """Read the standing decisions about figures, oldest first.

    Raises:
        DecisionsError: If the file cannot be read as what it is.
    """
    return list_figure_decisions(read_decisions(path))


def load_meaning_decisions(path: Path) -> tuple[MeaningDecision, ...]:
    """Read the standing decisions about columns and rows, oldest first.

    Raises:
        DecisionsError: If the file cannot be read as what it is.
    """
    return list_meaning_decisions(read_decisions(path))


def load_finding_marks(path: Path) -> tuple[FindingMark, ...]:
    """Read the standing marks of findings, oldest first.

    Raises:
        DecisionsError: If the file cannot be read as what it is.
    """
    return list_finding_marks(read_decisions(path))


def load_code_decisions(path: Path) -> "tuple[CodeDecision, ...]":
    """Read the standing decisions about codes, oldest first.

    Raises:
        DecisionsError: If the file cannot be read as what it is.
    """
    from sidak.matchers import list_code_decisions

    return list_code_decisions(read_decisions(path))


def _stamp(record: DecisionRecord) -> DecisionRecord:
    """Return the record with moment and id, each text on one line and writable."""
    clean = {
        field.name: collapse_whitespace(str(getattr(record, field.name)).replace("\0", ""))
        .encode("utf-8", "replace")
        .decode("utf-8")
        for field in fields(record)
    }
    clean["decided_at"] = clean["decided_at"] or clock.read_clock().isoformat(
        timespec="seconds"
    )
    clean["decision_id"] = clean["decision_id"] or secrets.token_hex(8)
    return DecisionRecord(**clean)


def _write_line(values: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(values)
    return line.getvalue()


def _read_all(handle: int) -> bytes:
    parts = []
    os.lseek(handle, 0, os.SEEK_SET)
    while part := os.read(handle, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _check_header(path: Path, content: bytes) -> None:
    first = content.decode("utf-8-sig", "replace").split("\n", 1)[0].rstrip("\r")
    if content and tuple(next(csv.reader([first]), [])) != DECISION_COLUMNS:
        raise DecisionsError(
            f"{path.name}: kolomnya lain dari yang dikenal; tidak ada yang ditulis"
        )


def _find_intact_end(content: bytes) -> tuple[int, str]:
    """Return how much of the file to keep, and what ends its last line.

    A last line without an end is a whole record (somebody edited the file) or was cut off
    while it was written (power failure); the latter was never confirmed to anybody.
    """
    if not content or content.endswith(b"\n"):
        return len(content), ""
    start = content.rfind(b"\n") + 1
    if start == 0 or _is_whole(content[start:]):
        return len(content), "\n"
    return start, ""


def _is_whole(line: bytes) -> bool:
    try:
        rows = list(csv.reader([line.decode("utf-8")], strict=True))
    except (UnicodeDecodeError, csv.Error):
        return False
    return len(rows) == 1 and len(rows[0]) == len(DECISION_COLUMNS)


def _parse(path: Path, content: bytes) -> tuple[DecisionRecord, ...]:
    kept, _ = _find_intact_end(content)
    try:
        lines = content[:kept].decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise DecisionsError(f"{path.name}: bukan teks UTF-8 ({error})") from error
    if not content.strip():
        return ()
    columns = next(csv.reader([lines[0].rstrip("\r")]), [])
    missing = sorted(set(DECISION_COLUMNS) - set(columns))
    if missing:
        raise DecisionsError(f"{path.name}: kolom {', '.join(missing)} tidak ada")
    found = []
    for number, line in enumerate(lines[1:], start=2):
        if line.strip():
            found.append(_parse_line(path, number, line.rstrip("\r"), columns))
    return tuple(found)


def _parse_line(path: Path, number: int, line: str, columns: Sequence[str]) -> DecisionRecord:
    fault = f"{path.name} baris {number}"
    try:
        values = next(csv.reader([line], strict=True))
    except csv.Error as error:
        raise DecisionsError(f"{fault}: tidak dapat dibaca ({error})") from error
    if len(values) != len(columns):
        raise DecisionsError(f"{fault}: {len(values)} kolom, seharusnya {len(columns)}")
    row = {
        name: value
        for name, value in zip(columns, values, strict=True)
        if name in DECISION_COLUMNS
    }
    if row["subject"] not in set(DecisionSubject):
        raise DecisionsError(f"{fault}: jenis '{row['subject']}' tidak dikenal")
    return DecisionRecord(**{name: row[name] for name in DECISION_COLUMNS})
