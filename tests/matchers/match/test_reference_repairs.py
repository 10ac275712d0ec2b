"""Rows that the lists alone can put right: torn names, several in a cell, wrong levels."""

from dataclasses import replace

from sidak.matchers import match_tables
from sidak.matchers.match.candidates import CandidateIndex
from sidak.matchers.match.reference_repairs import is_outcome_statement, split_names
from sidak.schemas import FindingKind, Item, Level, MatchStatus, Severity, TypedTable
from tests.matchers.makers import embedded, make_facts, make_nomenclature, make_table, show

P, K, S = Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN
PENUNJANG = "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA"
UMUM = "Administrasi Umum Perangkat Daerah"
INDEX = CandidateIndex(embedded(), frozenset("2"))


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
    result = match_tables([table], make_facts(), embedded())
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
    on_one_page = match_tables([make_table(rows)], make_facts(), embedded())
    assert len(on_one_page.tables[0].items) == 4


def test_several_names_in_a_cell_are_several_items() -> None:
    cell = "Penyediaan Bahan Logistik Kantor, Pengadaan Mebel dan Fasilitasi Kunjungan Tamu"
    result = match_tables([make_table([(S, None, cell)])], make_facts(), embedded())
    items = result.tables[0].items
    assert [(item.item_id[-4:], item.name, item.kode) for item in items] == [
        ("1-r0", "Penyediaan Bahan Logistik Kantor", "4.01.01.2.06.04"),
        ("r0-2", "Pengadaan Mebel", "4.01.01.2.07.05"),
        ("r0-3", "Fasilitasi Kunjungan Tamu", "4.01.01.2.06.08"),
    ]
    assert [figure.kode for figure in result.tables[0].figures] == [None]


def test_one_name_with_commas_stays_one() -> None:
    whole = "Penyediaan Jasa Komunikasi, Sumber Daya Air dan Listrik"
    assert split_names(whole, S, INDEX) == ()
    assert split_names("Pengadaan Mebel dan Meja Kantor", S, INDEX) == ()
    assert split_names("a. Pengadaan Mebel b. Fasilitasi Kunjungan Tamu", S, INDEX) == (
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
    result = match_tables([table], make_facts(agency="Dinas Sosial"), LISTS)
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
    [done] = match_tables([make_table(rows)], make_facts(), embedded()).tables
    items = done.items
    assert [(i.level, i.kode) for i in items[1:]] == [
        (K, "4.01.01.2.06"),
        (S, "4.01.01.2.06.08"),
    ]
    assert items[2].parent_item_id == items[1].item_id
    assert done.row_levels == (P, K, S)


def test_outcomes_and_counts_are_no_programme_lines() -> None:
    table = make_table(
        [
            (P, None, PENUNJANG),
            (K, None, UMUM),
            (S, None, "Terlaksananya Fasilitasi Kunjungan Tamu"),
            (S, None, "Fasilitasi Kunjungan Tamu"),
            (S, None, "Jumlah Dokumen Reformasi Birokrasi"),
            (S, None, "Prosentase Layanan Kantor"),
        ]
    )
    result = match_tables([table], make_facts(), embedded())
    assert show(result)[2:] == [
        (None, "not_applicable", ""),
        ("4.01.01.2.06.08", "auto", "name+parent"),
        (None, "not_applicable", ""),
        (None, "not_applicable", ""),
    ]
    assert result.review == ()


def test_the_line_above_an_outcome_is_the_parent() -> None:
    rows = [
        (P, None, PENUNJANG),
        (K, None, "Tersusunnya laporan"),
        (S, None, "Pengadaan Mebel"),
    ]
    result = match_tables([make_table(rows)], make_facts(), embedded())
    assert show(result)[2] == ("4.01.01.2.07.05", "auto", "name+parent")


def test_outcome_words() -> None:
    def item(name: str, kode: str | None = None) -> Item:
        return Item("a-t01-r0", "a", "a-t01", 1, 0, S, name, name, kode_printed=kode)

    names = ("Meningkatnya kapasitas ASN", "Terpenuhinya jasa", "Persentase pegawai")
    assert [is_outcome_statement(item(name), INDEX) for name in names] == [True] * 3
    others = ("Pemeliharaan Mebel", "Jumlahan", "Menara Air", "Terminal")
    assert [is_outcome_statement(item(name), INDEX) for name in others] == [False] * 4
    assert not is_outcome_statement(
        item("Jumlah Bulan Penyediaan Gaji", "5.01.01.2.02.01"), INDEX
    )
    assert is_outcome_statement(item("Jumlah Bulan Penyediaan Gaji"), INDEX)
    assert not is_outcome_statement(
        item("Jumlah Bulan Penyediaan Gaji dan Tunjangan ASN"), INDEX
    )


def _second(table: TypedTable, page: int) -> TypedTable:
    """Make a table the second one of the document."""
    items = tuple(
        replace(
            item,
            item_id=item.item_id.replace("-t01", "-t02"),
            table_id=item.table_id.replace("-t01", "-t02"),
            parent_item_id=(item.parent_item_id or "").replace("-t01", "-t02") or None,
            page=page,
        )
        for item in table.items
    )
    return replace(table, table_id=table.table_id.replace("-t01", "-t02"), items=items)


TWINS = make_nomenclature(
    kepmendagri_050_5889_2021=[
        ("1.01.02", "PROGRAM PENGELOLAAN PENDIDIKAN"),
        ("1.01.02.2.01", "Pengelolaan Pendidikan Sekolah Dasar"),
        ("1.01.02.2.01.14", "Pengadaan Mebel Sekolah"),
        ("1.01.02.2.02", "Pengelolaan Pendidikan Sekolah Menengah Pertama"),
        ("1.01.02.2.02.24", "Pengadaan Mebel Sekolah"),
    ]
)


def test_a_tree_goes_on_in_the_next_table() -> None:
    first = make_table(
        [
            (P, None, "PROGRAM PENGELOLAAN PENDIDIKAN"),
            (K, None, "Pengelolaan Pendidikan Sekolah Menengah Pertama"),
        ]
    )
    rest = make_table([(S, None, "Pengadaan Mebel Sekolah")])
    facts = make_facts(agency="Dinas Pendidikan")
    on_next_page = match_tables([first, _second(rest, 2)], facts, TWINS)
    item = on_next_page.tables[1].items[0]
    assert (item.kode, item.match_status) == ("1.01.02.2.02.24", MatchStatus.AUTO)
    far_away = match_tables([first, _second(rest, 9)], facts, TWINS)
    assert far_away.tables[1].items[0].match_status is MatchStatus.REVIEW


def test_a_row_at_another_place_than_its_code_is_no_wrong_code() -> None:
    table = make_table(
        [
            (K, "4.01.01.2.06", UMUM),
            (S, "4.01.01.2.07.05", "Pengadaan Mebel"),
        ]
    )
    result = match_tables([table], make_facts(), embedded())
    assert [(f.kind, f.severity) for f in result.findings] == [
        (FindingKind.CODE_PARENT_CONFLICT, Severity.INFO)
    ]


def test_own_bidang_follows_from_the_other_programmes() -> None:
    lists = make_nomenclature(
        kepmendagri_050_5889_2021=[
            ("X.XX.01.2.07.05", "Pengadaan Mebel"),
            ("1.03.03", "PROGRAM PENGELOLAAN DAN PENGEMBANGAN SISTEM PENYEDIAAN AIR MINUM"),
            ("1.03.05", "PROGRAM PENGELOLAAN DAN PENGEMBANGAN SISTEM AIR LIMBAH"),
            ("1.03.08", "PROGRAM PENATAAN BANGUNAN GEDUNG"),
        ]
    )
    rows = [(S, None, "Pengadaan Mebel")]
    rows += [(P, None, entry.nama) for entry in lists.entries if entry.level is P]
    result = match_tables([make_table(rows)], make_facts(agency="Dinas Baru"), lists)
    assert result.tables[0].items[0].kode == "1.03.01.2.07.05"
