"""What people decided: the file ``decisions/decisions.csv``, append-only.

A line says who decided what, when and why. Nothing is ever changed or deleted: a later
decision about the same thing replaces the earlier one, and a line with the subject
``revoke`` takes one back. Several people may write at once: every record is one line,
added under a lock in one write.
"""

import csv
import fcntl
import io
import os
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path

from sidak.schemas.errors import DecisionsError
from sidak.schemas.geometry import Box


class DecisionSubject(StrEnum):
    """What a line of the file is about."""

    KODE = "kode"
    FIGURE = "figure"
    REVOKE = "revoke"


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """One line of the file; every attribute is a column, as text.

    Attributes:
        decided_at: Moment, ISO 8601 in UTC.
        who: Who decided.
        subject: A ``DecisionSubject``.
        level: Code: level of the item.
        name: Code: its name; figure: the name of its row.
        parent_kode: Code: code of the item above.
        kode: Code: what was decided; empty for "no code of the nomenclature".
        why: Reason, free text.
        decision_id: Names the line.
        document_id: Figure: its document; code: the one in which the question came up.
        file: Name of that document's file.
        figure_id: Figure: its id when it was decided; code: id of the item.
        page: Page.
        box: Figure: edges of the cell, "x0 y0 x1 y1" in points.
        raw_text: Figure: what is printed; white space is one blank.
        value: Figure: what was decided, in the figure's unit; empty for "unreadable".
        before: What sidak had read or matched.
        revokes: Id of the decision that is taken back.
    """

    who: str
    subject: str
    decided_at: str = ""
    level: str = ""
    name: str = ""
    parent_kode: str = ""
    kode: str = ""
    why: str = ""
    decision_id: str = ""
    document_id: str = ""
    file: str = ""
    figure_id: str = ""
    page: str = ""
    box: str = ""
    raw_text: str = ""
    value: str = ""
    before: str = ""
    revokes: str = ""


#: The columns in the order of the file.
DECISION_COLUMNS = (
    "decided_at",
    "who",
    "subject",
    *(
        field.name
        for field in fields(DecisionRecord)
        if field.name not in ("decided_at", "who", "subject")
    ),
)


@dataclass(frozen=True, slots=True)
class FigureDecision:
    """What a person says that a cell is worth.

    Attributes:
        document_id: The document.
        figure_id: Id of the figure when it was decided.
        page: Its page.
        box: Its cell; ``None`` for text dumps.
        raw_text: What was printed, white space folded.
        value: The number in the figure's unit; ``None`` for "cannot be read".
        who: Who decided.
        why: Reason, free text.
        decided_at: Moment, ISO 8601 in UTC.
        decision_id: Names the decision.
    """

    document_id: str
    figure_id: str
    page: int
    box: Box | None
    raw_text: str
    value: Decimal | None
    who: str
    why: str = ""
    decided_at: str = ""
    decision_id: str = ""


def collapse_whitespace(text: str) -> str:
    """Return a text with every run of white space as one blank, to compare it."""
    return " ".join(text.split())


def read_decisions(path: Path) -> tuple[DecisionRecord, ...]:
    """Read every line of the file, the revoked and the revoking ones too.

    A last line without its end that is no whole record was cut off while it was written,
    and confirmed to nobody: it is left out.

    Raises:
        DecisionsError: If a column is missing or a line is no record. Decisions must not
            be lost in silence, so one bad line stops the reading.
    """
    try:
        with path.open("rb") as stream:
            fcntl.flock(stream, fcntl.LOCK_SH)
            content = stream.read()
    except FileNotFoundError:
        return ()
    return _parse(path, content)


def list_standing(records: Iterable[DecisionRecord]) -> tuple[DecisionRecord, ...]:
    """Return the decisions that were not taken back, oldest first."""
    listed = tuple(records)
    revoked = {one.revokes for one in listed if one.subject == DecisionSubject.REVOKE}
    return tuple(
        one
        for one in listed
        if one.subject != DecisionSubject.REVOKE and one.decision_id not in revoked
    )


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
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        content = _read_all(handle)
        _check_header(path, content)
        kept, mend = _find_intact_end(content)
        if kept != len(content):
            os.ftruncate(handle, kept)
        header = _write_line(DECISION_COLUMNS) if kept == 0 else ""
        line = _write_line([str(getattr(stamped, name)) for name in DECISION_COLUMNS])
        added = (mend + header + line).encode()
        try:
            if os.write(handle, added) != len(added):
                raise OSError(28, "No space left on device", str(path))
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, kept)
            raise
    finally:
        os.close(handle)
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


def list_figure_decisions(records: Iterable[DecisionRecord]) -> tuple[FigureDecision, ...]:
    """Return the standing decisions about figures, oldest first.

    Raises:
        DecisionsError: If a line holds a value, page or box that is none.
    """
    return tuple(
        _make_figure_decision(one)
        for one in list_standing(records)
        if one.subject == DecisionSubject.FIGURE
    )


def load_figure_decisions(path: Path) -> tuple[FigureDecision, ...]:
    """Read the standing decisions about figures, oldest first.

    Raises:
        DecisionsError: If the file cannot be read as what it is.
    """
    return list_figure_decisions(read_decisions(path))


def record_figure_decision(
    decision: FigureDecision, *, file: str = "", name: str = "", before: str = ""
) -> DecisionRecord:
    """Return the line for a decision about a figure.

    Args:
        decision: What was decided.
        file: Name of the document's file.
        name: Name of the figure's row.
        before: What sidak had read.
    """
    box = decision.box
    edges = () if box is None else (box.x0, box.y0, box.x1, box.y1)
    return DecisionRecord(
        who=decision.who,
        subject=DecisionSubject.FIGURE.value,
        decided_at=decision.decided_at,
        name=name,
        why=decision.why,
        decision_id=decision.decision_id,
        document_id=decision.document_id,
        file=file,
        figure_id=decision.figure_id,
        page=str(decision.page),
        box=" ".join(f"{edge:.2f}" for edge in edges),
        raw_text=decision.raw_text,
        value="" if decision.value is None else f"{decision.value:f}",
        before=before,
    )


def _make_figure_decision(record: DecisionRecord) -> FigureDecision:
    try:
        edges = [float(edge) for edge in record.box.split()]
        return FigureDecision(
            document_id=record.document_id,
            figure_id=record.figure_id,
            page=int(record.page),
            box=Box(*edges) if edges else None,
            raw_text=collapse_whitespace(record.raw_text),
            value=_read_value(record.value),
            who=record.who,
            why=record.why,
            decided_at=record.decided_at,
            decision_id=record.decision_id,
        )
    except (ValueError, TypeError, InvalidOperation) as error:
        raise DecisionsError(
            f"keputusan {record.decision_id or record.figure_id}: nilai, halaman atau kotak "
            f"tidak sah ({record.value!r}, {record.page!r}, {record.box!r})"
        ) from error


def _read_value(text: str) -> Decimal | None:
    if not text:
        return None
    value = Decimal(text)
    if not value.is_finite():
        raise ValueError(f"no number: {text}")
    return value


def _stamp(record: DecisionRecord) -> DecisionRecord:
    """Return the record with moment and id, each text on one line and writable."""
    clean = {
        field.name: collapse_whitespace(str(getattr(record, field.name)).replace("\0", ""))
        .encode("utf-8", "replace")
        .decode("utf-8")
        for field in fields(record)
    }
    clean["decided_at"] = clean["decided_at"] or datetime.now(UTC).isoformat(timespec="seconds")
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
    row = {name: value for name, value in zip(columns, values, strict=True) if name in _KNOWN}
    if row["subject"] not in set(DecisionSubject):
        raise DecisionsError(f"{fault}: jenis '{row['subject']}' tidak dikenal")
    return DecisionRecord(**row)


_KNOWN = frozenset(DECISION_COLUMNS)
