"""Columns headed by years alone: the caption names what they measure."""

import pytest

from sidak.normalisers.header.caption_measure import CAPTION_MEASURE, take_measure_of_caption
from sidak.normalisers.header.measures import ColumnDraft
from sidak.normalisers.header.profiles import profile_column
from sidak.normalisers.header.vocabulary import Aspect, Measure
from sidak.schemas import ColumnRole

AMOUNTS = profile_column(["311.701.713", "128.870.115", "615.186.711"])
COUNTS = profile_column(["12", "15", "18"])


def make_draft(*path: str, aspect: Aspect | None = None) -> ColumnDraft:
    return ColumnDraft(path, ColumnRole.FIGURE, aspect, None, None, None, False, False)


@pytest.mark.parametrize(
    ("caption", "aspect"),
    [
        ("Tabel 3.7 Pagu Tahun 2018 sampai 2023", Aspect.PLANNED),
        ("Tabel 2.3 Realisasi Anggaran Tahun 2015-2017", Aspect.ACTUAL),
    ],
)
def test_the_one_measure_of_the_caption_counts(caption: str, aspect: Aspect) -> None:
    (draft,) = take_measure_of_caption([make_draft("2018")], [AMOUNTS], caption)
    assert (draft.aspect, draft.measure, draft.rules) == (
        aspect,
        Measure.MONEY,
        (CAPTION_MEASURE,),
    )


@pytest.mark.parametrize(
    "caption", ["", "Tabel 3.1 Pagu dan Realisasi Anggaran Tahun 2023", "Tabel 5 Produksi Padi"]
)
def test_a_caption_without_one_measure_says_nothing(caption: str) -> None:
    drafts = [make_draft("2018")]
    assert take_measure_of_caption(drafts, [AMOUNTS], caption) == drafts


def test_headers_with_words_and_counts_keep_their_meaning() -> None:
    drafts = [
        make_draft("Satuan 2018"),
        make_draft("2018", aspect=Aspect.ACTUAL),
        make_draft("2018"),
    ]
    assert (
        take_measure_of_caption(drafts, [AMOUNTS, AMOUNTS, COUNTS], "Tabel 3.7 Pagu") == drafts
    )


@pytest.mark.parametrize(
    ("caption", "head", "expected"),
    [
        (
            "Tabel 2.4 Sasaran Populasi Ternak Tahun 2013 - 2018",
            "Populasi Ternak (ekor)",
            "planned",
        ),
        ("Tabel 3. Realisasi Produksi Padi", "Produksi Padi (Ton)", "actual"),
        ("Tabel 3. Produksi Padi", "Produksi Padi (Ton)", None),
        ("Tabel 3. Sasaran Strategis Dinas", "Produksi Padi (Ton)", None),
        ("Tabel 3. Target Belanja Daerah", "Belanja Daerah (Rp)", None),
    ],
)
def test_caption_that_says_of_its_header_that_it_is_planned(
    caption: str, head: str, expected: str | None
) -> None:
    """The numbers of a plan until 2018 were called lainnya."""
    (draft,) = take_measure_of_caption([make_draft(head, "2018")], [AMOUNTS], caption)
    assert draft.aspect == expected
    assert draft.measure == (None if expected is None else Measure.PERFORMANCE)
