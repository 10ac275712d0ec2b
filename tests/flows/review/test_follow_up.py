"""Findings on the review page: what is noted about them, and what is not taken."""

from pathlib import Path

import pytest

from sidak.flows.review.answers import AnswerError
from sidak.flows.review.follow_up import MarkAnswer
from sidak.flows.review.service import ReviewService
from sidak.flows.state.decisions import load_finding_marks
from sidak.schemas import FollowUp
from tests.flows.review.curated_case import make_curated


@pytest.fixture
def service(tmp_path: Path) -> ReviewService:
    return ReviewService(make_curated(tmp_path))


def test_findings_are_listed_with_what_was_made_of_them(service: ReviewService) -> None:
    first, *_ = service.list_findings()
    assert first["follow_up"] == ""
    noted = service.mark(MarkAnswer(first["id"], "Ani", "not_error", "pembulatan"))
    assert (noted["subject"], noted["what"]) == ("finding", "bukan kesalahan")
    marked = next(one for one in service.list_findings() if one["id"] == first["id"])
    assert (marked["follow_up"], marked["decision_id"]) == ("not_error", noted["id"])
    assert marked["note"].startswith("Ani, ")
    (mark,) = load_finding_marks(service.path)
    assert (mark.finding_id, mark.follow_up) == (first["id"], FollowUp.NOT_ERROR)
    assert service.undo(noted["id"], who="Ani")["subject"] == "finding"
    assert service.list_findings()[0]["follow_up"] == ""


@pytest.mark.parametrize(
    ("who", "follow_up", "why", "message"),
    [
        ("", "confirmed", "", "Nama belum diisi."),
        ("Ani", "explained", "  ", "Tuliskan alasannya"),
        ("Ani", "forgotten", "x", None),
        ("Ani", "confirmed", "x" * 5000, None),
    ],
)
def test_what_is_not_taken(
    service: ReviewService, who: str, follow_up: str, why: str, message: str | None
) -> None:
    finding_id = service.list_findings()[0]["id"]
    with pytest.raises(AnswerError, match=message):
        service.mark(MarkAnswer(finding_id, who, follow_up, why))
    assert not load_finding_marks(service.path)


def test_a_finding_that_is_gone(service: ReviewService) -> None:
    with pytest.raises(AnswerError):
        service.mark(MarkAnswer("0" * 16 + "-f0123456789", "Ani", "confirmed"))
