"""Questions and answers: nothing ambiguous is taken, nothing is written unseen."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from flows.review_answers import AnswerError
from flows.review_desk import Answer, ReviewDesk
from flows.review_release import trim_zeros
from matchers import load_decisions
from schemas import Level, SidakError
from schemas.decisions import load_figure_decisions, read_decisions
from tests.flows.review_case import (
    DOCUMENT,
    ITEM,
    QUESTIONS,
    SUSPECT,
    UNREADABLE,
    make_curated,
)


@pytest.fixture
def curated(tmp_path: Path) -> Path:
    return make_curated(tmp_path)


@pytest.fixture
def desk(curated: Path) -> ReviewDesk:
    return ReviewDesk(curated)


def list_open(desk: ReviewDesk) -> list[str]:
    return [one["id"] for one in desk.list_queue()["questions"] if one["decided"] is None]


def test_the_queue_holds_what_waits(desk: ReviewDesk) -> None:
    queue = desk.list_queue()
    assert [one["id"] for one in queue["questions"]] == [ITEM, SUSPECT, UNREADABLE]
    assert queue["questions"][1] == {
        "id": SUSPECT,
        "subject": "figure",
        "document": DOCUMENT,
        "file": "b.pdf",
        "page": 1,
        "shown": "2,297E+09",
        "decided": None,
    }


def test_a_question_tells_what_a_person_needs(desk: ReviewDesk) -> None:
    asked = desk.describe(SUSPECT)
    assert asked["printed"] == "2,297E+09"
    assert asked["reading"] == {
        "answer": "2297000000",
        "shown": "2.297.000.000",
        "note": "2,30 miliar",
    }
    assert (asked["reason"], asked["header"], asked["unit"]) == (
        "kabur",
        'Pagu "murni", Rp',
        "Rp",
    )
    assert [cell["text"] for cell in asked["cells"] if cell["own"]] == ["2,297E+09"]
    item = desk.describe(ITEM)
    assert item["parent_kode"] == "4.01.01.2.08"
    assert [one["answer"] for one in item["options"]] == ["4.01.01.2.08.02"]
    assert item["reading"]["note"] == ""
    for unknown in ("figure:x", "item:x", "", "x:y"):
        with pytest.raises(AnswerError, match="tidak ada lagi"):
            desk.describe(unknown)


def test_accepting_notes_the_reading(desk: ReviewDesk) -> None:
    made = desk.decide(Answer(SUSPECT, " Budi  S. ", "accept", why="jelas"))
    assert made["what"] == "2.297.000.000"
    (decision,) = load_figure_decisions(desk.path)
    assert (decision.value, decision.who, decision.why) == (
        Decimal(2297000000),
        "Budi S.",
        "jelas",
    )
    assert (decision.page, decision.raw_text) == (1, "2,297E+09")
    assert decision.box is not None
    assert list_open(desk) == [ITEM, UNREADABLE]
    with pytest.raises(AnswerError, match="Tidak ada bacaan"):
        desk.decide(Answer(UNREADABLE, "Budi", "accept"))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("97.877", "97877"),
        ("97877", "97877"),
        ("1.234.567,50", "1234567.50"),
        ("Rp 1.234.567", "1234567"),
        ("-5", "-5"),
    ],
)
def test_a_typed_number_is_read_like_a_report(desk: ReviewDesk, typed: str, value: str) -> None:
    desk.decide(Answer(UNREADABLE, "Budi", "value", typed, is_confirmed=True))
    assert load_figure_decisions(desk.path)[0].value == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "bukan angka"),
        ("dua juta", "bukan angka"),
        ("12 Bulan", "dalam Rp; yang diketik dalam Bulan"),
        ("1.2.3", "Bukan angka"),
        ("1" * 40, "terlalu panjang"),
        ("9" * 300, "terlalu panjang"),
        ("12 345", "Bukan angka"),
    ],
)
def test_what_is_no_number_is_refused(desk: ReviewDesk, typed: str, message: str) -> None:
    with pytest.raises(AnswerError, match=message):
        desk.decide(Answer(UNREADABLE, "Budi", "value", typed, is_confirmed=True))
    assert read_decisions(desk.path) == ()


def test_an_ambiguous_number_is_refused_with_its_meanings(desk: ReviewDesk) -> None:
    with pytest.raises(AnswerError, match=r"Dapat berarti 66\.408 atau 66,408") as caught:
        desk.decide(Answer(SUSPECT, "Budi", "value", "66,408", is_confirmed=True))
    assert [one.answer for one in caught.value.options] == ["66408", "66.408"]
    assert desk.read_number(SUSPECT, "66.408")["answer"] == "66408"


def test_digits_that_are_not_printed_need_a_second_word(desk: ReviewDesk) -> None:
    answer = Answer(UNREADABLE, "Budi", "value", "12345")
    with pytest.raises(AnswerError, match="tidak tercetak di sel ini") as caught:
        desk.decide(answer)
    assert caught.value.may_confirm
    assert read_decisions(desk.path) == ()
    desk.decide(replace(answer, is_confirmed=True))
    assert load_figure_decisions(desk.path)[0].value == 12345


def test_a_negative_pagu_needs_a_second_word(desk: ReviewDesk) -> None:
    with pytest.raises(AnswerError, match="tidak negatif"):
        desk.decide(Answer(UNREADABLE, "Budi", "value", "-97"))


def test_unreadable_is_an_answer_too(desk: ReviewDesk) -> None:
    desk.decide(Answer(SUSPECT, "Budi", "unreadable"))
    assert load_figure_decisions(desk.path)[0].value is None
    assert list_open(desk) == [ITEM, UNREADABLE]


def test_codes_are_remembered_by_name_and_context(desk: ReviewDesk) -> None:
    desk.decide(Answer(ITEM, "Siti", "code", "4.01.01.2.08.02"))
    (decision,) = load_decisions(desk.path)
    assert (decision.level, decision.name, decision.parent_kode, decision.kode) == (
        Level.SUB_KEGIATAN,
        "Penyediaan Jasa",
        "4.01.01.2.08",
        "4.01.01.2.08.02",
    )
    assert list_open(desk) == [SUSPECT, UNREADABLE]
    desk.decide(Answer(ITEM, "Siti", "no_code", seen=read_decisions(desk.path)[0].decision_id))
    assert load_decisions(desk.path)[-1].kode == ""


@pytest.mark.parametrize(
    ("typed", "message", "may_confirm"),
    [
        ("4.01.01", "adalah kode program, baris ini sub kegiatan", True),
        ("4.01.01.2.99.99", "tidak ada dalam daftar", True),
        ("<b>", "bukan kode nomenklatur", False),
        ("1 20 05 57 32", "bukan kode nomenklatur", False),
    ],
)
def test_a_code_is_checked(
    desk: ReviewDesk, typed: str, message: str, may_confirm: bool
) -> None:
    with pytest.raises(AnswerError, match=message) as caught:
        desk.decide(Answer(ITEM, "Siti", "code", typed))
    assert caught.value.may_confirm is may_confirm
    if may_confirm:
        desk.decide(Answer(ITEM, "Siti", "code", typed, is_confirmed=True))
        assert load_decisions(desk.path)[0].kode == typed


def test_two_people_at_one_question_learn_of_each_other(desk: ReviewDesk) -> None:
    first = desk.decide(Answer(SUSPECT, "Budi", "accept"))
    late = Answer(SUSPECT, "Siti", "unreadable")
    with pytest.raises(
        AnswerError, match=r"Budi baru saja memutuskan: 2\.297\.000\.000"
    ) as caught:
        desk.decide(late)
    assert caught.value.may_confirm
    desk.decide(replace(late, seen=first["id"]))
    assert [one.who for one in read_decisions(desk.path)] == ["Budi", "Siti"]


def test_a_cell_that_changed_under_the_eyes_is_not_decided(desk: ReviewDesk) -> None:
    with pytest.raises(AnswerError, match="berubah sejak ditampilkan"):
        desk.decide(Answer(SUSPECT, "Budi", "accept", print_seen="2,297E+08"))
    desk.decide(Answer(SUSPECT, "Budi", "accept", print_seen="2,297E+09"))


@pytest.mark.parametrize(
    ("who", "why", "kind", "message"),
    [
        (" ", "", "accept", "Nama belum diisi"),
        ("x" * 201, "", "accept", "terlalu panjang"),
        ("Budi", "x" * 1001, "accept", "terlalu panjang"),
        ("Budi", "", "code", "tidak ada lagi"),
        ("Budi", "", "drop table", "tidak ada lagi"),
    ],
)
def test_an_answer_must_make_sense(
    desk: ReviewDesk, who: str, why: str, kind: str, message: str
) -> None:
    with pytest.raises(AnswerError, match=message):
        desk.decide(Answer(SUSPECT, who, kind, why=why))
    assert not desk.path.exists()


def test_undo_opens_the_question_again(desk: ReviewDesk) -> None:
    made = desk.decide(Answer(SUSPECT, "Budi", "accept"))
    assert [one["id"] for one in desk.list_decisions()] == [made["id"]]
    assert desk.undo(made["id"], who="Siti")["what"] == "2.297.000.000"
    assert list_open(desk) == QUESTIONS
    assert desk.list_decisions() == []
    assert [one.subject for one in read_decisions(desk.path)] == ["figure", "revoke"]
    with pytest.raises(SidakError, match="tidak ada keputusan berlaku"):
        desk.undo(made["id"], who="Siti")
    with pytest.raises(AnswerError, match="Nama"):
        desk.undo(made["id"], who="")


def test_a_new_release_is_followed_and_a_changed_print_waits_again(
    desk: ReviewDesk, tmp_path: Path
) -> None:
    desk.decide(Answer(SUSPECT, "Budi", "accept"))
    before = desk.list_queue()["release"]
    make_curated(tmp_path, raw_text="2,298E+09")
    assert desk.list_queue()["release"] != before
    assert list_open(desk) == QUESTIONS


def test_without_a_release_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(SidakError, match="belum ada rilis"):
        ReviewDesk(tmp_path).list_queue()


@pytest.mark.parametrize(
    ("value", "trimmed"),
    [
        ("0.00", "0"),
        ("1500.000", "1500"),
        ("1E+3", "1000"),
        ("-0.50", "-0.5"),
        ("12345678901234567890123456.123456789012", "12345678901234567890123456.123456789012"),
    ],
)
def test_zeros_go_and_digits_stay(value: str, trimmed: str) -> None:
    assert str(trim_zeros(Decimal(value))) == trimmed


def test_english_speaks_english(curated: Path) -> None:
    with pytest.raises(AnswerError, match="No name given"):
        ReviewDesk(curated, "en").decide(Answer(SUSPECT, "", "accept"))
