"""Records become frames: all columns, a fixed order, nothing rounded."""

from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest

from sidak.publishers import ReleaseContent, build_frames
from sidak.schemas import (
    Doubt,
    DoubtKind,
    FigureStatus,
    MatchStatus,
    ReviewCandidate,
    ReviewRow,
)
from sidak.schemas.dictionary.published_tables import TABLE_SCHEMAS
from tests.publishers.records import make_content, make_document


def test_every_table_has_exactly_the_columns_of_the_dictionary() -> None:
    for content in (make_content(), ReleaseContent(())):
        frames = build_frames(content)
        assert {name: tuple(frame.columns) for name, frame in frames.items()} == {
            name: schema.names for name, schema in TABLE_SCHEMAS.items()
        }


def test_order_does_not_depend_on_the_order_of_processing() -> None:
    frames, others = build_frames(make_content()), build_frames(make_content(is_reversed=True))
    for name, frame in frames.items():
        pd.testing.assert_frame_equal(frame, others[name])
    assert list(frames["documents"]["file"]) == ["a.pdf", "b.pdf"]
    assert list(frames["pages"]["page"]) == [1, 2, 1, 2]


def test_a_file_that_lies_twice_in_the_inbox_is_one_document() -> None:
    twice = ReleaseContent((make_document("1", "z.pdf"), make_document("1", "b.pdf")))
    frames = build_frames(twice)
    assert list(frames["documents"]["file"]) == ["b.pdf"]
    assert len(frames["figures"]) == 6


def test_table_100_follows_table_99() -> None:
    document = make_document("1", "a.pdf")
    tables = tuple(
        replace(document.tables[0], table_id=f"{'1' * 16}-t{place}") for place in (100, 99, 11)
    )
    content = ReleaseContent((replace(document, tables=tables, typed_tables=()),))
    ids = [table_id[-3:] for table_id in build_frames(content)["tables"]["table_id"]]
    assert ids == ["t11", "t99", "100"]


def test_figures_keep_value_box_and_place() -> None:
    figures = build_frames(make_content())["figures"]
    first = figures.iloc[0].to_dict()
    assert first["value"] == Decimal("1322123502156")
    assert [first[edge] for edge in ("x0", "y0", "x1", "y1")] == [10.12, 20.0, 110.0, 30.5]
    assert figures.iloc[4]["value"] is None
    assert figures["year"].isna().tolist()[:2] == [False, True]
    assert first["kode"] is None  # a proposal that waits for a person stays with the item
    assert first["indikator"] is None


def test_figures_take_the_accepted_code_of_their_item() -> None:
    document = make_document("1", "a.pdf")
    typed = document.typed_tables[0]
    items = tuple(replace(item, match_status=MatchStatus.AUTO) for item in typed.items)
    accepted = replace(document, typed_tables=(replace(typed, items=items),))
    figures = build_frames(ReleaseContent((accepted,)))["figures"]
    assert figures.iloc[0]["kode"] == "4.01.01.2.08.01"


@pytest.mark.parametrize("text", ["0.1234567890123", "1" * 27, "NaN"])
def test_value_that_does_not_fit_is_unreadable_instead_of_rounded(text: str) -> None:
    document = make_document("1", "a.pdf")
    typed = document.typed_tables[0]
    odd = replace(typed.figures[0], value=Decimal(text))
    changed = replace(document, typed_tables=(replace(typed, figures=(odd,)),))
    row = build_frames(ReleaseContent((changed,)))["figures"].iloc[0]
    assert row["value"] is None
    assert row["status"] == FigureStatus.UNREADABLE
    assert row["reason"] == "Angka terlalu panjang untuk disimpan tanpa pembulatan"
    assert row["reason_codes"] == "too_exact"


def test_review_holds_what_waits_for_a_person() -> None:
    review = build_frames(ReleaseContent((make_document("1", "a.pdf"),)))["review"]
    found = review[["subject", "raw_text", "reading", "candidates", "reason"]]
    assert [tuple(row) for row in found.itertuples(index=False)] == [
        ("item", "4.01.01.2.08.01", "4.01.01.2.08.01", "4.10", "Kode belum pasti"),
        ("figure", "2,297E+09", "2297000000", None, "sebagian tinta tidak terbaca"),
        ("figure", "97.8?7", None, None, "sebagian tinta tidak terbaca"),
    ]


def test_a_question_about_a_code_shows_its_candidates() -> None:
    document = make_document("1", "a.pdf")
    item = next(
        one for one in document.typed_tables[0].items if one.match_status is MatchStatus.REVIEW
    )
    question = ReviewRow(
        item_id=item.item_id,
        document_id=item.document_id,
        table_id=item.table_id,
        page=item.page,
        level=item.level,
        name=item.name,
        kode_printed=item.kode_printed,
        parent_kode="4.01.01.2.08",
        reason=Doubt(DoubtKind.NAME_ONLY_SIMILAR),
        candidates=(
            ReviewCandidate(item.kode or "", "Nama", "90/2019", 0.9),
            ReviewCandidate("4.01.01.2.08.02", "Penyediaan; lain", "90/2019", 0.8),
            ReviewCandidate("4.01.01.2.08.03", "Nama ketiga", "90/2019", 0.7),
        ),
    )
    review = build_frames(ReleaseContent((replace(document, review=(question,)),)))["review"]
    row = review[review["subject"] == "item"].iloc[0]
    assert (row["reading"], row["candidates"], row["candidate_names"]) == (
        item.kode,
        "4.01.01.2.08.02;4.01.01.2.08.03",
        "Penyediaan, lain;Nama ketiga",
    )
    assert (row["level"], row["parent_kode"], row["reason"]) == (
        item.level,
        "4.01.01.2.08",
        "nama hanya mirip",
    )


def test_unprintable_characters_never_reach_a_file() -> None:
    document = make_document("1", "a.pdf")
    named = replace(document.document, agency="Dinas\x00 \ud800Kesehatan\r\nKota")
    frame = build_frames(ReleaseContent((replace(document, document=named),)))["documents"]
    assert frame.iloc[0]["agency"] == "Dinas\ufffd \ufffdKesehatan\nKota"
