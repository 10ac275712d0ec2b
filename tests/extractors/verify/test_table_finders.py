"""Two other table finders: what they confirm, and what they fail on."""

from pathlib import Path

import pytest

from sidak.extractors.document import read_document
from sidak.extractors.page_reading import read_page
from sidak.extractors.verify import table_finders as second_tables
from sidak.extractors.verify.cross_check import Comparison, compare_tables
from sidak.schemas import Doubt, DoubtKind
from tests.extractors.paper import write_pdf
from tests.extractors.verify.test_cross_check import contents_of, look_at, table


def test_one_other_reader_is_enough_to_settle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (content,) = contents_of(write_pdf(tmp_path / "a.pdf", table()))
    monkeypatch.setattr("sidak.extractors.verify.cross_check.read_with_camelot", lambda _: ())
    doubted, comparison = compare_tables(content, read_page(content))
    assert (doubted, comparison) == (set(), Comparison(compared=9, disputed=9))


def test_a_page_that_camelot_cannot_read_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("no such thing")

    monkeypatch.setattr(second_tables, "_lay_out", fail)
    path = write_pdf(tmp_path / "a.pdf", table())
    _, compared = look_at(path)
    assert compared == {1: Comparison(is_failed=True)}
    (page,) = read_document(path).pages
    assert page.reasons == (Doubt(DoubtKind.SECOND_READER_FAILED),)
