"""Decisions: nothing is lost, nothing is changed, a bad line is no silence."""

import csv
import multiprocessing
import os
import threading
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidak.flows.state.decisions import (
    append_decision_record,
    load_figure_decisions,
    read_decisions,
    revoke_decision,
)
from sidak.schemas import Box, DecisionsError
from sidak.schemas.decisions import (
    DECISION_COLUMNS,
    DecisionRecord,
    DecisionSubject,
    FigureDecision,
    collapse_whitespace,
    list_standing,
    record_figure_decision,
)

FIGURE = FigureDecision(
    document_id="0123456789abcdef",
    figure_id="0123456789abcdef-t01-r2-c3",
    page=4,
    box=Box(10.25, 20.5, 110.0, 34.0),
    raw_text="1.234 567",
    value=Decimal("1234567"),
    who="budi",
    why="jelas di gambar",
    decided_at="2026-11-21T01:02:03+00:00",
    decision_id="aa",
)


def make_file(path: Path, *values: str) -> list[DecisionRecord]:
    return [
        append_decision_record(
            path,
            record_figure_decision(
                replace(FIGURE, value=Decimal(value), decided_at="", decision_id="")
            ),
        )
        for value in values
    ]


def test_a_decision_comes_back_as_it_was_made(tmp_path: Path) -> None:
    path = tmp_path / "decisions" / "decisions.csv"
    unreadable = replace(FIGURE, value=None, box=None, decision_id="bb")
    for one in (FIGURE, unreadable):
        append_decision_record(path, record_figure_decision(one, file="a.pdf", before="1"))
    assert load_figure_decisions(path) == (FIGURE, unreadable)
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert tuple(rows[0]) == DECISION_COLUMNS
    assert (rows[0]["value"], rows[0]["before"], rows[0]["file"]) == ("1234567", "1", "a.pdf")


def test_who_and_when_are_never_empty(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    (made,) = make_file(path, "1")
    assert made.decided_at.endswith("+00:00")
    assert len(made.decision_id) == 16
    with pytest.raises(DecisionsError, match="tanpa nama"):
        append_decision_record(path, DecisionRecord(who=" \n", subject="figure"))
    assert read_decisions(path) == (made,)


def test_undo_adds_a_line_and_deletes_none(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    first, second = make_file(path, "1", "2")
    before = path.read_bytes()
    undo = revoke_decision(path, second.decision_id, who="siti", why="salah baca")
    assert path.read_bytes().startswith(before)
    assert (undo.who, undo.subject, undo.revokes) == (
        "siti",
        DecisionSubject.REVOKE,
        second.decision_id,
    )
    assert read_decisions(path) == (first, second, undo)
    assert list_standing(read_decisions(path)) == (first,)
    for wrong in (second.decision_id, undo.decision_id, "unknown"):
        with pytest.raises(DecisionsError, match="tidak ada keputusan berlaku"):
            revoke_decision(path, wrong, who="siti")


def write_many(path: Path, who: str, count: int) -> None:
    for number in range(count):
        append_decision_record(
            path,
            replace(record_figure_decision(FIGURE), who=who, why=str(number), decision_id=""),
        )


@pytest.mark.parametrize("kind", ["processes", "threads"])
def test_two_people_at_once_lose_nothing(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    context = multiprocessing.get_context("spawn")
    make = context.Process if kind == "processes" else threading.Thread
    workers = [make(target=write_many, args=(path, who, 200)) for who in ("budi", "siti")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    records = read_decisions(path)
    assert len(records) == len({one.decision_id for one in records}) == 400
    for who in ("budi", "siti"):
        assert [one.why for one in records if one.who == who] == [str(n) for n in range(200)]


def test_a_line_cut_off_by_a_power_failure_harms_no_other(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    make_file(path, "1", "2")
    whole = path.read_bytes()
    first = read_decisions(path)[0]
    for cut in range(1, len(whole) - whole[:-1].rfind(b"\n") - 1):
        path.write_bytes(whole[:-cut])
        records = read_decisions(path)
        # Without its end the last line is whole or absent, never half.
        assert records[0] == first
        assert all(one.document_id == FIGURE.document_id for one in records)
        (added,) = make_file(path, "3")
        assert read_decisions(path) == (*records, added)


def test_a_file_edited_by_hand_is_read_and_added_to(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    (first,) = make_file(path, "1")
    edited = b"\xef\xbb\xbf" + path.read_bytes().rstrip(b"\n").replace(b"\n", b"\r\n")
    path.write_bytes(edited)
    assert read_decisions(path) == (first,)
    (second,) = make_file(path, "2")
    assert path.read_bytes().startswith(edited)
    assert read_decisions(path) == (first, second)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("x,y", r"decisions\.csv baris 2: 2 kolom, seharusnya 18"),
        (",".join(["x"] * 18), "jenis 'x' tidak dikenal"),
        ('"x' + "," * 17, "baris 2: tidak dapat dibaca"),
    ],
)
def test_a_bad_line_stops_the_reading(line: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(",".join(DECISION_COLUMNS) + f"\n{line}\n")
    with pytest.raises(DecisionsError, match=message):
        read_decisions(path)


@pytest.mark.parametrize(
    ("column", "value"),
    [("value", "1.2.3"), ("value", "NaN"), ("page", "x"), ("box", "1 2 3"), ("box", "5 0 1 0")],
)
def test_a_figure_with_a_wrong_field_stops_the_reading(
    column: str, value: str, tmp_path: Path
) -> None:
    path = tmp_path / "decisions.csv"
    record = replace(record_figure_decision(FIGURE), **{column: value})
    append_decision_record(path, record)
    with pytest.raises(DecisionsError, match="keputusan aa"):
        load_figure_decisions(path)


def test_a_file_with_other_columns_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text("nama,nilai\n")
    with pytest.raises(DecisionsError, match="tidak ada yang ditulis"):
        make_file(path, "1")
    assert path.read_text() == "nama,nilai\n"
    with pytest.raises(DecisionsError, match=r"kolom .* tidak ada"):
        read_decisions(path)


def test_a_full_disk_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "decisions.csv"
    make_file(path, "1")
    before = path.read_bytes()
    write = os.write
    with monkeypatch.context() as broken:
        broken.setattr(os, "write", lambda handle, data: write(handle, data[:20]))
        with pytest.raises(OSError, match="No space left"):
            make_file(path, "2")
    assert path.read_bytes() == before


@given(st.text(), st.text())
def test_any_text_is_one_line_and_comes_back_folded(tmp_path_factory, who, why) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path_factory.mktemp("any") / "decisions.csv"
    try:
        made = append_decision_record(path, DecisionRecord(who=who, subject="kode", why=why))
    except DecisionsError:
        assert not collapse_whitespace(who.replace("\0", ""))
        return
    assert path.read_bytes().count(b"\n") == 2
    assert read_decisions(path) == (made,)
    assert made.who == collapse_whitespace(made.who)
