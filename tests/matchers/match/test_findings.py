"""What the matching reports about the codes of a document."""

from sidak.matchers import match_tables
from sidak.schemas import FindingKind, Level, Severity
from tests.matchers.makers import (
    embedded,
    make_facts,
    make_nomenclature,
    make_table,
    show,
)

P, K, S = Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN


PENUNJANG = "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA"


BARANG = "Administrasi Barang Milik Daerah pada Perangkat Daerah"


def test_name_beats_wrong_code() -> None:
    table = make_table(
        [
            (P, "4.01.01", PENUNJANG),
            (K, "4.01.02.2.03", BARANG),
            (S, "4.01.02.2.03.06", "Penatausahaan Barang Milik Daerah pada SKPD"),
        ]
    )
    result = match_tables([table], make_facts(), embedded())
    assert show(result)[1:] == [
        ("4.01.01.2.03", "auto", "name+parent"),
        ("4.01.01.2.03.06", "auto", "name+parent"),
    ]
    kinds = [(f.kind, f.severity, f.item_id) for f in result.findings]
    items = result.tables[0].items
    warning = Severity.WARNING
    assert kinds == [
        (FindingKind.CODE_NAME_CONFLICT, warning, items[1].item_id),
        (FindingKind.CODE_NAME_CONFLICT, warning, items[2].item_id),
        (FindingKind.CODE_PARENT_CONFLICT, warning, items[1].item_id),
    ]
    assert "4.01.01.2.03.06" in result.findings[1].message


def test_one_code_on_two_names() -> None:
    table = make_table(
        [
            (K, "4.01.01.2.13", "Penataan Organisasi"),
            (S, "4.01.01. 2.13.03", "Peningkatan Kinerja dan Reformasi Birokrasi"),
            (
                S,
                "4.01.01. 2.13.03",
                "Monitoring, Evaluasi dan Pengendalia n Kualitas Pelayanan Publik dan "
                "Tata Laksana",
            ),
        ]
    )
    result = match_tables([table], make_facts(), embedded())
    assert show(result)[1:] == [
        ("4.01.01.2.13.03", "auto", "code+name"),
        ("4.01.01.2.13.04", "auto", "name+parent"),
    ]
    kinds = [f.kind for f in result.findings]
    assert kinds == [FindingKind.CODE_NAME_CONFLICT, FindingKind.CODE_REUSED]


def test_repeated_row_is_no_reuse() -> None:
    row = (S, "4.01.01.2.13.03", "Peningkatan Kinerja dan Reformasi Birokrasi")
    result = match_tables([make_table([row, row])], make_facts(), embedded())
    assert result.findings == ()


def test_the_edition_in_force_that_is_missing_is_said() -> None:
    lists = make_nomenclature(
        kepmendagri_900__1__15__5_1317_2023=[("X.XX.01.2.07.0005", "Pengadaan Mebel")]
    )
    said = {}
    for year in (2024, 2025, 2026, 2027):
        table = make_table([(S, "2.16.01.2.07.05", "Pengadaan Mebel")])
        result = match_tables([table], make_facts(year, agency="Dinas Kominfo"), lists)
        assert result.edition == "kepmendagri-900.1.15.5-1317-2023"
        said[year] = [finding.message.split("berlaku ")[-1] for finding in result.findings]
    tail = ", yang daftar lengkapnya belum diimpor"
    assert said == {
        2024: [],
        2025: [f"Kepmendagri 900.1.15.5-3406/2024{tail}"],
        2026: [f"Kepmendagri 900.1-2850/2025{tail}"],
        2027: [f"Kepmendagri 900.1-861/2026{tail}"],
    }


def test_running_number_in_the_column_of_codes_is_no_wrong_code() -> None:
    table = make_table(
        [
            (P, "4.01.01", PENUNJANG),
            (K, "2", BARANG),
            (S, "3", "Penatausahaan Barang Milik Daerah pada SKPD"),
        ]
    )
    result = match_tables([table], make_facts(), embedded())
    assert [row[0] for row in show(result)] == ["4.01.01", "4.01.01.2.03", "4.01.01.2.03.06"]
    assert result.findings == ()
