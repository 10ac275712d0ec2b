"""Questions and answers: nothing ambiguous is taken, nothing is written unseen."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from sidak.flows.review.answered import find_answers
from sidak.flows.review.answers import AnswerError
from sidak.flows.review.meaning import MeaningAnswer
from sidak.flows.review.release_reader import trim_zeros
from sidak.flows.review.service import ReviewAnswer, ReviewService
from sidak.flows.state.decisions import (
    load_code_decisions,
    load_figure_decisions,
    read_decisions,
)
from sidak.publishers import ReleaseContent, build_frames, move_latest, write_release
from sidak.schemas import Box, Doubt, DoubtKind, Level, Meaning, Metric, SidakError
from tests.flows.review.curated_case import (
    DOCUMENT,
    ITEM,
    QUESTIONS,
    SUSPECT,
    UNREADABLE,
    make_curated,
)
from tests.publishers.records import FACTS, make_document


@pytest.fixture
def curated(tmp_path: Path) -> Path:
    return make_curated(tmp_path)


@pytest.fixture
def service(curated: Path) -> ReviewService:
    return ReviewService(curated)


def list_open(service: ReviewService) -> list[str]:
    return [one["id"] for one in service.list_queue()["questions"] if one["decided"] is None]


def test_the_queue_holds_what_waits(service: ReviewService) -> None:
    queue = service.list_queue()
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


def test_a_question_tells_what_a_person_needs(service: ReviewService) -> None:
    asked = service.describe(SUSPECT)
    assert asked["printed"] == "2,297E+09"
    assert asked["reading"] == {
        "answer": "2297000000",
        "shown": "2.297.000.000",
        "note": "2,30 miliar",
    }
    assert (asked["reason"], asked["header"], asked["unit"]) == (
        "sebagian tinta tidak terbaca",
        'Pagu "murni", Rp',
        "Rp",
    )
    assert [cell["text"] for cell in asked["cells"] if cell["own"]] == ["2,297E+09"]
    item = service.describe(ITEM)
    assert item["parent_kode"] == "4.01.01.2.08"
    assert [one["answer"] for one in item["options"]] == ["4.01.01.2.08.02"]
    assert item["reading"]["note"] == ""
    for unknown in ("figure:x", "item:x", "", "x:y"):
        with pytest.raises(AnswerError, match="tidak ada lagi"):
            service.describe(unknown)


def test_accepting_notes_the_reading(service: ReviewService) -> None:
    made = service.decide(ReviewAnswer(SUSPECT, " Budi  S. ", "accept", why="jelas"))
    assert made["what"] == "2.297.000.000"
    (decision,) = load_figure_decisions(service.path)
    assert (decision.value, decision.who, decision.why) == (
        Decimal(2297000000),
        "Budi S.",
        "jelas",
    )
    assert (decision.page, decision.raw_text) == (1, "2,297E+09")
    assert decision.box is not None
    assert list_open(service) == [ITEM, UNREADABLE]
    with pytest.raises(AnswerError, match="Tidak ada bacaan"):
        service.decide(ReviewAnswer(UNREADABLE, "Budi", "accept"))


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
def test_a_typed_number_is_read_like_a_report(
    service: ReviewService, typed: str, value: str
) -> None:
    service.decide(ReviewAnswer(UNREADABLE, "Budi", "value", typed, is_confirmed=True))
    assert load_figure_decisions(service.path)[0].value == Decimal(value)


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
def test_what_is_no_number_is_refused(service: ReviewService, typed: str, message: str) -> None:
    with pytest.raises(AnswerError, match=message):
        service.decide(ReviewAnswer(UNREADABLE, "Budi", "value", typed, is_confirmed=True))
    assert read_decisions(service.path) == ()


def test_an_ambiguous_number_is_refused_with_its_meanings(service: ReviewService) -> None:
    with pytest.raises(AnswerError, match=r"Dapat berarti 66\.408 atau 66,408") as caught:
        service.decide(ReviewAnswer(SUSPECT, "Budi", "value", "66,408", is_confirmed=True))
    assert [one.answer for one in caught.value.options] == ["66408", "66.408"]
    assert service.read_number(SUSPECT, "66.408")["answer"] == "66408"


def test_digits_that_are_not_printed_need_a_second_word(service: ReviewService) -> None:
    answer = ReviewAnswer(UNREADABLE, "Budi", "value", "12345")
    with pytest.raises(AnswerError, match="tidak tercetak di sel ini") as caught:
        service.decide(answer)
    assert caught.value.may_confirm
    assert read_decisions(service.path) == ()
    service.decide(replace(answer, is_confirmed=True))
    assert load_figure_decisions(service.path)[0].value == 12345


def test_a_negative_pagu_needs_a_second_word(service: ReviewService) -> None:
    with pytest.raises(AnswerError, match="tidak negatif"):
        service.decide(ReviewAnswer(UNREADABLE, "Budi", "value", "-97"))


def test_unreadable_is_an_answer_too(service: ReviewService) -> None:
    service.decide(ReviewAnswer(SUSPECT, "Budi", "unreadable"))
    assert load_figure_decisions(service.path)[0].value is None
    assert list_open(service) == [ITEM, UNREADABLE]


def test_codes_are_remembered_by_name_and_context(service: ReviewService) -> None:
    service.decide(ReviewAnswer(ITEM, "Siti", "code", "4.01.01.2.08.02"))
    (decision,) = load_code_decisions(service.path)
    assert (decision.level, decision.name, decision.parent_kode, decision.kode) == (
        Level.SUB_KEGIATAN,
        "Penyediaan Jasa",
        "4.01.01.2.08",
        "4.01.01.2.08.02",
    )
    assert list_open(service) == [SUSPECT, UNREADABLE]
    service.decide(
        ReviewAnswer(ITEM, "Siti", "no_code", seen=read_decisions(service.path)[0].decision_id)
    )
    assert load_code_decisions(service.path)[-1].kode == ""


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
    service: ReviewService, typed: str, message: str, may_confirm: bool
) -> None:
    with pytest.raises(AnswerError, match=message) as caught:
        service.decide(ReviewAnswer(ITEM, "Siti", "code", typed))
    assert caught.value.may_confirm is may_confirm
    if may_confirm:
        service.decide(ReviewAnswer(ITEM, "Siti", "code", typed, is_confirmed=True))
        assert load_code_decisions(service.path)[0].kode == typed


def test_two_people_at_one_question_learn_of_each_other(service: ReviewService) -> None:
    first = service.decide(ReviewAnswer(SUSPECT, "Budi", "accept"))
    late = ReviewAnswer(SUSPECT, "Siti", "unreadable")
    with pytest.raises(
        AnswerError, match=r"Budi baru saja memutuskan: 2\.297\.000\.000"
    ) as caught:
        service.decide(late)
    assert caught.value.may_confirm
    service.decide(replace(late, seen=first["id"]))
    assert [one.who for one in read_decisions(service.path)] == ["Budi", "Siti"]


def test_a_cell_that_changed_under_the_eyes_is_not_decided(service: ReviewService) -> None:
    with pytest.raises(AnswerError, match="berubah sejak ditampilkan"):
        service.decide(ReviewAnswer(SUSPECT, "Budi", "accept", print_seen="2,297E+08"))
    service.decide(ReviewAnswer(SUSPECT, "Budi", "accept", print_seen="2,297E+09"))


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
    service: ReviewService, who: str, why: str, kind: str, message: str
) -> None:
    with pytest.raises(AnswerError, match=message):
        service.decide(ReviewAnswer(SUSPECT, who, kind, why=why))
    assert not service.path.exists()


def test_undo_opens_the_question_again(service: ReviewService) -> None:
    made = service.decide(ReviewAnswer(SUSPECT, "Budi", "accept"))
    assert [one["id"] for one in service.list_decisions()] == [made["id"]]
    assert service.undo(made["id"], who="Siti")["what"] == "2.297.000.000"
    assert list_open(service) == QUESTIONS
    assert service.list_decisions() == []
    assert [one.subject for one in read_decisions(service.path)] == ["figure", "revoke"]
    with pytest.raises(SidakError, match="tidak ada keputusan berlaku"):
        service.undo(made["id"], who="Siti")
    with pytest.raises(AnswerError, match="Nama"):
        service.undo(made["id"], who="")


def test_a_new_release_is_followed_and_a_changed_print_waits_again(
    service: ReviewService, tmp_path: Path
) -> None:
    service.decide(ReviewAnswer(SUSPECT, "Budi", "accept"))
    before = service.list_queue()["release"]
    make_curated(tmp_path, raw_text="2,298E+09")
    assert service.list_queue()["release"] != before
    assert list_open(service) == QUESTIONS


def test_without_a_release_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(SidakError, match="belum ada rilis"):
        ReviewService(tmp_path).list_queue()


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
        ReviewService(curated, "en").decide(ReviewAnswer(SUSPECT, "", "accept"))


def make_unsure(tmp_path: Path) -> Path:
    """Return a curated folder whose release has an unsure column and rows without a name."""
    record = make_document("1", "b.pdf")
    (typed,) = record.typed_tables
    reasons = (Doubt(DoubtKind.METRIC_NOT_NAMED), Doubt(DoubtKind.NAME_MISSING))
    figures = tuple(
        replace(one, meaning=Meaning.DOUBTFUL, meaning_reasons=reasons[: 2 - (one.row > 1)])
        for one in typed.figures
    )
    record = replace(record, typed_tables=(replace(typed, figures=figures),))
    curated = tmp_path / "curated"
    frames = build_frames(ReleaseContent((record,)))
    move_latest(curated, write_release(curated, frames, FACTS))
    return curated


COLUMN_ID = f"column:{DOCUMENT}-t01-c2"
ROW_ID = f"row:{DOCUMENT}-t01-r1"


def test_a_column_is_asked_once_and_a_row_once(tmp_path: Path) -> None:
    questions = ReviewService(make_unsure(tmp_path)).list_queue()["questions"]
    asked = [one["id"] for one in questions if one["subject"] in ("column", "row")]
    assert sorted(asked) == [COLUMN_ID, ROW_ID]


def test_the_meaning_of_a_column_is_noted_and_answers_its_question(tmp_path: Path) -> None:
    service = ReviewService(make_unsure(tmp_path))
    meaning = MeaningAnswer(metric="realisasi_anggaran", period="2021 - 2023", unit="Rp juta")
    made = service.decide(ReviewAnswer(COLUMN_ID, "Budi", "meaning", meaning=meaning))
    assert (made["question"], made["what"]) == (
        COLUMN_ID,
        "realisasi anggaran, 2021-2023, Rp juta",
    )
    (record,) = read_decisions(service.path)
    assert record.value == "metric=realisasi_anggaran; period=2021-2023; unit=Rp juta"
    queue = service.list_queue()["questions"]
    assert [one["id"] for one in queue if one["decided"]] == [COLUMN_ID]


def test_a_second_decision_keeps_the_header_that_the_report_prints(tmp_path: Path) -> None:
    service = ReviewService(make_unsure(tmp_path))
    printed = 'Pagu "murni", Rp'
    for header in ("Pagu 2022", "Pagu 2023"):
        meaning = MeaningAnswer(header=header)
        answer = ReviewAnswer(COLUMN_ID, "Budi", "meaning", meaning=meaning, is_confirmed=True)
        service.decide(answer)
    records = read_decisions(service.path)
    assert [(one.raw_text, one.name) for one in records] == [
        (printed, "Pagu 2022"),
        (printed, "Pagu 2023"),
    ]
    asked = {
        "subject": "column",
        "review_id": COLUMN_ID,
        "header": "Pagu 2023",
        "raw_text": "",
    }
    assert find_answers([asked], records) == {COLUMN_ID: records[1]}


def test_a_row_is_named(tmp_path: Path) -> None:
    service = ReviewService(make_unsure(tmp_path))
    made = service.decide(ReviewAnswer(ROW_ID, "Budi", "name", "Jumlah"))
    assert (made["question"], made["what"]) == (ROW_ID, "nama: Jumlah")
    undone = service.undo(made["id"], who="Siti")
    assert undone["question"] == ROW_ID


@pytest.mark.parametrize(
    "meaning",
    [
        MeaningAnswer(metric="uang"),
        MeaningAnswer(period="tahun lalu"),
        MeaningAnswer(period="2018-2013"),
        MeaningAnswer(unit="Rp; metric=pagu"),
    ],
)
def test_a_meaning_that_is_none_is_refused(tmp_path: Path, meaning: MeaningAnswer) -> None:
    service = ReviewService(make_unsure(tmp_path))
    with pytest.raises(AnswerError):
        service.decide(ReviewAnswer(COLUMN_ID, "Budi", "meaning", meaning=meaning))
    assert read_decisions(service.path) == ()


def make_equal(tmp_path: Path) -> tuple[ReviewService, list[str]]:
    """Return the service over a release in which three cells print "80,815", and their ids."""
    record = make_document("1", "b.pdf")
    (typed,) = record.typed_tables
    suspect = next(one for one in typed.figures if f"figure:{one.figure_id}" == SUSPECT)
    equal = tuple(
        replace(
            suspect,
            figure_id=f"{DOCUMENT}-t01-r{row}-c2",
            row=row,
            raw_text="80,815",
            value=Decimal("80.815"),
            metric=Metric.REALISASI,
            unit="Indeks",
            reasons=(Doubt(DoubtKind.LONE_SEPARATOR),),
            box=Box(10, 20.0 * row, 90, 20.0 * row + 15),
        )
        for row in (11, 12, 13)
    )
    record = replace(record, typed_tables=(replace(typed, figures=(*typed.figures, *equal)),))
    curated = tmp_path / "curated"
    frames = build_frames(ReleaseContent((record,)))
    move_latest(curated, write_release(curated, frames, FACTS))
    return ReviewService(curated), [f"figure:{one.figure_id}" for one in equal]


@pytest.mark.parametrize(("chosen", "value"), [("80.815", "80.815"), ("80815", "80815")])
def test_a_number_that_is_chosen_is_not_read_once_more(
    tmp_path: Path, chosen: str, value: str
) -> None:
    service, (first, *_) = make_equal(tmp_path)
    question = service.describe(first)
    offered = [question["reading"]["answer"], *(one["answer"] for one in question["options"])]
    assert offered == ["80.815", "80815"]
    service.decide(ReviewAnswer(first, "Budi", "number", chosen, is_single=True))
    assert [one.value for one in load_figure_decisions(service.path)] == [Decimal(value)]


@pytest.mark.parametrize("text", ["80,815", "1e5", "NaN", "", "8" * 300])
def test_what_was_not_offered_is_no_chosen_number(tmp_path: Path, text: str) -> None:
    service, (first, *_) = make_equal(tmp_path)
    with pytest.raises(AnswerError):
        service.decide(ReviewAnswer(first, "Budi", "number", text, is_confirmed=True))


def test_equal_cells_are_asked_once_answered_and_taken_back_together(tmp_path: Path) -> None:
    service, equal = make_equal(tmp_path)
    assert [one for one in list_open(service) if one in equal] == equal[:1]
    assert service.describe(equal[0])["same"] == 2
    made = service.decide(ReviewAnswer(equal[0], "Budi", "accept"))
    assert made["same"] == 2
    assert [one.figure_id for one in load_figure_decisions(service.path)] == [
        one.removeprefix("figure:") for one in equal
    ]
    assert not [one for one in list_open(service) if one in equal]
    service.undo(made["id"], who="Budi")
    assert load_figure_decisions(service.path) == ()


def test_one_of_equal_cells_alone(tmp_path: Path) -> None:
    service, equal = make_equal(tmp_path)
    made = service.decide(ReviewAnswer(equal[0], "Budi", "accept", is_single=True))
    assert made["same"] == 0
    assert [one for one in list_open(service) if one in equal] == equal[1:2]
