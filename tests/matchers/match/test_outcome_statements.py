"""Rows that say what was achieved, and lines whose place in the tree needs the lists."""

from dataclasses import replace

from sidak.matchers import match_tables
from sidak.matchers.match.candidates import CandidateIndex
from sidak.matchers.match.outcome_statements import is_outcome_statement
from sidak.normalisers.rows.row_tree import build_row_tree
from sidak.schemas import FindingKind, Item, Level, MatchStatus, Severity, TypedTable
from tests.matchers.makers import embedded, make_facts, make_nomenclature, make_table, show

P, K, S = Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN
PENUNJANG = "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA"
UMUM = "Administrasi Umum Perangkat Daerah"
INDEX = CandidateIndex(embedded(), frozenset("2"))


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
    table_id = table.table_id.replace("-t01", "-t02")
    return replace(table, table_id=table_id, items=items, tree=build_row_tree(items))


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
