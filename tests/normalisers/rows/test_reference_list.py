"""Rows that the lists alone can put right: torn names, several in a cell, wrong levels."""

from collections.abc import Sequence
from dataclasses import replace

from sidak.matchers import MatchResult, Nomenclature, match_tables
from sidak.normalisers.rows.reference_list import (
    OfficialCodes,
    repair_by_reference,
    split_names,
)
from sidak.normalisers.rows.row_tree import build_row_tree
from sidak.schemas import DocumentFacts, Level, TypedTable
from sidak.schemas.row_tree import RowEvidence
from tests.matchers.makers import embedded, make_facts, make_nomenclature, make_table

P, K, S = Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN
PENUNJANG = "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA"
UMUM = "Administrasi Umum Perangkat Daerah"
CODES = OfficialCodes(embedded(), frozenset("2"))


def match(
    tables: Sequence[TypedTable], facts: DocumentFacts, lists: Nomenclature
) -> MatchResult:
    return match_tables(repair_by_reference(tables, facts, lists), facts, lists)


def _turn_page(table: TypedTable, row: int) -> TypedTable:
    """Put the rows from ``row`` on to the second page."""
    items = tuple(replace(i, page=2) if i.row >= row else i for i in table.items)
    return replace(table, items=items)


def test_a_name_torn_by_the_page_is_one_name() -> None:
    rows = [
        (P, None, PENUNJANG),
        (K, None, "Penyediaan Jasa Penunjang Urusan"),
        (K, None, "Pemerintahan Daerah"),
        (S, None, "Penyediaan Jasa Surat Menyurat"),
    ]
    table = _turn_page(make_table(rows), 2)
    result = match([table], make_facts(), embedded())
    assert [(i.row, i.name, i.kode) for i in result.tables[0].items] == [
        (0, PENUNJANG, "4.01.01"),
        (1, "Penyediaan Jasa Penunjang Urusan Pemerintahan Daerah", "4.01.01.2.08"),
        (3, "Penyediaan Jasa Surat Menyurat", "4.01.01.2.08.01"),
    ]
    figures = [(f.row, f.item_name, f.kode) for f in result.tables[0].figures]
    assert figures[1:3] == [
        (1, "Penyediaan Jasa Penunjang Urusan Pemerintahan Daerah", "4.01.01.2.08"),
        (2, "Penyediaan Jasa Penunjang Urusan Pemerintahan Daerah", "4.01.01.2.08"),
    ]
    on_one_page = match([make_table(rows)], make_facts(), embedded())
    assert len(on_one_page.tables[0].items) == 4


def test_several_names_in_a_cell_are_several_items() -> None:
    cell = "Penyediaan Bahan Logistik Kantor, Pengadaan Mebel dan Fasilitasi Kunjungan Tamu"
    result = match([make_table([(S, None, cell)])], make_facts(), embedded())
    items = result.tables[0].items
    assert [(item.item_id[-4:], item.name, item.kode) for item in items] == [
        ("1-r0", "Penyediaan Bahan Logistik Kantor", "4.01.01.2.06.04"),
        ("r0-2", "Pengadaan Mebel", "4.01.01.2.07.05"),
        ("r0-3", "Fasilitasi Kunjungan Tamu", "4.01.01.2.06.08"),
    ]
    assert [figure.kode for figure in result.tables[0].figures] == [None]


def test_one_name_with_commas_stays_one() -> None:
    whole = "Penyediaan Jasa Komunikasi, Sumber Daya Air dan Listrik"
    assert split_names(whole, S, CODES) == ()
    assert split_names("Pengadaan Mebel dan Meja Kantor", S, CODES) == ()
    assert split_names("a. Pengadaan Mebel b. Fasilitasi Kunjungan Tamu", S, CODES) == (
        "Pengadaan Mebel",
        "Fasilitasi Kunjungan Tamu",
    )


LISTS = make_nomenclature(
    kepmendagri_050_5889_2021=[
        ("1.06.05", "PROGRAM PERLINDUNGAN DAN JAMINAN SOSIAL"),
        ("1.06.05.2.01", "Pemeliharaan Anak-Anak Terlantar"),
        ("1.06.05.2.01.01", "Penjangkauan Anak-Anak Terlantar"),
        ("1.06.05.2.02", "Pengelolaan Data Fakir Miskin Cakupan Daerah"),
        ("1.06.05.2.02.01", "Pendataan Fakir Miskin Cakupan Daerah"),
        ("1.06.05.2.02.02", "Pengelolaan Data Fakir Miskin Cakupan Daerah"),
    ]
)


def test_a_kegiatan_that_has_the_name_of_its_sub_kegiatan() -> None:
    table = make_table(
        [
            (P, None, "PROGRAM PERLINDUNGAN DAN JAMINAN SOSIAL"),
            (K, None, "Pemeliharaan Anak-Anak Terlantar"),
            (S, None, "Penjangkauan Anak-Anak Terlantar"),
            (S, None, "Pengelolaan Data Fakir Miskin Cakupan Daerah"),
            (S, None, "Pendataan Fakir Miskin Cakupan Daerah"),
            (S, None, "Pengelolaan Data Fakir Miskin Cakupan Daerah"),
        ]
    )
    result = match([table], make_facts(agency="Dinas Sosial"), LISTS)
    [done] = result.tables
    assert [(item.level, item.kode, item.match_status.value) for item in done.items] == [
        (P, "1.06.05", "auto"),
        (K, "1.06.05.2.01", "auto"),
        (S, "1.06.05.2.01.01", "auto"),
        (K, "1.06.05.2.02", "auto"),
        (S, "1.06.05.2.02.01", "auto"),
        (S, "1.06.05.2.02.02", "auto"),
    ]
    ids = [item.item_id for item in done.items]
    assert [item.parent_item_id for item in done.items] == [
        None,
        ids[0],
        ids[1],
        ids[0],
        ids[3],
        ids[3],
    ]
    assert done.row_levels == (P, K, S, K, S, S)
    assert [figure.level for figure in done.figures] == [P, K, S, K, S, S]


def test_a_lone_kegiatan_whose_name_only_sub_kegiatan_have() -> None:
    rows = [(P, None, PENUNJANG), (K, None, UMUM), (K, None, "Fasilitasi Kunjungan Tamu")]
    [done] = match([make_table(rows)], make_facts(), embedded()).tables
    items = done.items
    assert [(i.level, i.kode) for i in items[1:]] == [
        (K, "4.01.01.2.06"),
        (S, "4.01.01.2.06.08"),
    ]
    assert items[2].parent_item_id == items[1].item_id
    assert done.row_levels == (P, K, S)


def test_the_tree_says_which_levels_are_known_by_the_list() -> None:
    table = make_table(
        [(P, None, PENUNJANG), (K, None, UMUM), (K, None, "Fasilitasi Kunjungan Tamu")]
    )
    printed = {item.item_id: RowEvidence.PRINTED for item in table.items}
    table = replace(table, tree=build_row_tree(table.items, table.figures, printed))
    [done] = repair_by_reference([table], make_facts(), embedded())
    assert [(node.level, node.evidence, node.parent) for node in done.tree.nodes] == [
        (P, RowEvidence.PRINTED, None),
        (K, RowEvidence.PRINTED, 0),
        (S, RowEvidence.REFERENCE_LIST, 1),
    ]
