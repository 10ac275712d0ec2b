"""Known answers of the reports of Kota Serang, and what must not be matched."""

from sidak.matchers import match_tables
from sidak.schemas import Level, MatchStatus
from tests.matchers.makers import (
    embedded,
    make_facts,
    make_table,
    show,
)

P, K, S = Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN


PENUNJANG = "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA"


def test_code_and_name_agree() -> None:
    table = make_table(
        [
            (P, "4.01.01", PENUNJANG),
            (K, "4.01.0 1.2.08", "Penyediaan Jasa Penunjang Urusan Pemerintahan Daerah"),
            (S, "4.01.0 1.2.08 .02", "Penyediaan Jasa Komunikasi, Sumber Daya Air dan Listrik"),
        ]
    )
    result = match_tables([table], make_facts(), embedded())
    assert show(result) == [
        ("4.01.01", "auto", "code+name"),
        ("4.01.01.2.08", "auto", "code+name"),
        ("4.01.01.2.08.02", "auto", "code+name"),
    ]
    items = result.tables[0].items
    assert [i.edition for i in items] == ["kepmendagri-050-5889-2021"] * 3
    assert all(i.score is not None and i.score > 0.99 for i in items)
    assert [f.kode for f in result.tables[0].figures] == [i.kode for i in items]
    assert result.findings == ()
    assert result.review == ()


def test_lines_that_are_no_programmes() -> None:
    levels = (Level.SASARAN, Level.TUJUAN, Level.INDIKATOR, Level.TOTAL, Level.LAINNYA)
    table = make_table([(level, None, "Evaluasi Kinerja Perangkat Daerah") for level in levels])
    result = match_tables([table], make_facts(), embedded())
    assert show(result) == [(None, "not_applicable", "")] * 5


def test_review_rows_carry_candidates_and_figures_no_code() -> None:
    table = make_table([(S, None, "Penyediaan Jasa Pelayanan")])
    result = match_tables([table], make_facts(), embedded())
    item = result.tables[0].items[0]
    assert item.match_status in (MatchStatus.REVIEW, MatchStatus.UNMATCHED)
    assert [row.item_id for row in result.review] == [item.item_id]
    assert "4.01.01.2.08.04" in [c.kode for c in result.review[0].candidates]
    assert result.tables[0].figures[0].kode is None


def test_empty_document() -> None:
    result = match_tables([], make_facts(), embedded())
    assert (result.tables, result.findings, result.review) == ((), (), ())
