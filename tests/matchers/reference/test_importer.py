"""The embedded list, import of lists, the questions one can ask of them."""

from pathlib import Path

import openpyxl
import pytest

from sidak.matchers import (
    diff_editions,
    import_list,
    list_editions,
    load_nomenclature,
    search_name,
    show_kode,
)
from sidak.matchers.names.likeness import normalise_name, squeeze_name
from sidak.matchers.reference.importer import check_entries
from sidak.matchers.reference.store import fold_kode
from sidak.schemas import Level, NomenclatureError
from sidak.schemas.nomenclature import (
    Scope,
    choose_edition,
    find_edition,
    find_scope,
    parent_of,
)
from tests.matchers.makers import make_nomenclature

FULL_LISTS = {
    "3708": "kepmendagri-050-3708-2020_kabupaten-kota.tsv",
    "5889": "kepmendagri-050-5889-2021_kabupaten-kota.tsv",
}


def _write(file: Path, text: str) -> Path:
    file.write_text(text, "utf-8")
    return file


def test_embedded_list_is_sound() -> None:
    nomenclature = load_nomenclature()
    assert [(one.edition, len(one.entries)) for one in nomenclature.lists] == [
        ("kepmendagri-050-3708-2020", 187),
        ("kepmendagri-050-5889-2021", 187),
    ]
    entries = nomenclature.lists[0].entries
    faults = [
        fault
        for fault in check_entries(entries)
        if fault.kode not in ("X.XX", "X") and fault.kind == "orphan"
    ]
    assert faults == []
    assert len({entry.kode for entry in entries}) == len(entries)
    assert not [entry for entry in entries if "- " in entry.nama or "  " in entry.nama]


@pytest.mark.shared
def test_embedded_list_agrees_with_full_lists(shared: Path, tmp_path: Path) -> None:
    """Every embedded code has its name in an official list of its edition or the other."""
    names: dict[str, set[str]] = {}
    for edition, file in FULL_LISTS.items():
        report = import_list(shared / "nomenclature" / file, tmp_path, edition=edition)
        assert report.counts[-1][1] > 1900
    for entry in load_nomenclature(tmp_path).entries:
        names.setdefault(fold_kode(entry.kode), set()).add(
            squeeze_name(normalise_name(entry.nama))
        )
    for entry in load_nomenclature().lists[0].entries:
        wanted = squeeze_name(normalise_name(entry.nama))
        assert wanted in names[fold_kode(entry.kode)], entry


def test_import_reports_every_fault_and_drops_nothing_silently(tmp_path: Path) -> None:
    source = _write(
        tmp_path / "kepmendagri-050-5889-2021_kabupaten-kota.csv",
        "Kode;Uraian;Level\n"
        "4.01.02;PROGRAM PEMERINTAHAN;program\n"
        "4.01.02.2.01;Administrasi Tata Pemerintahan;kegiatan\n"
        "4.01.02.2.01.01;Penataan DPA- SKPD;subkegiatan\n"
        "4.01.02.2.01.01;Penataan Wilayah;subkegiatan\n"
        "4.01.02.2.01.02;Pengelolaan;kegiatan\n"
        "4.01.02.2.01.03;Pengelolaan;subkegiatan\n"
        "4.01.09.2.01.03;Yatim;subkegiatan\n"
        "4.1x.2;Salah;program\n"
        "5.01;xxx;bidang\n",
    )
    report = import_list(source, tmp_path / "lists")
    assert (report.edition, report.scope) == (
        "kepmendagri-050-5889-2021",
        Scope.KABUPATEN_KOTA,
    )
    assert (report.rows, report.stored.name) == (
        9,
        "kepmendagri-050-5889-2021_kabupaten_kota.tsv",
    )
    assert [(f.kind, f.kode, f.row, f.is_rejected) for f in report.faults] == [
        ("broken_name", "4.01.02.2.01.01", 4, False),
        ("duplicate_kode", "4.01.02.2.01.01", 5, False),
        ("level_differs", "4.01.02.2.01.02", 6, False),
        ("bad_kode", "4.1x.2", 9, True),
        ("no_name", "5.01", 10, True),
        ("orphan", "4.01", 0, False),
        ("orphan", "4.01.09.2.01", 0, False),
        ("one_name_many_kode", "4.01.02.2.01.02", 0, False),
    ]
    entries = load_nomenclature(tmp_path / "lists").lists[-1].entries
    assert [(e.kode, e.nama, bool(e.note)) for e in entries] == [
        ("4.01.02", "PROGRAM PEMERINTAHAN", False),
        ("4.01.02.2.01", "Administrasi Tata Pemerintahan", False),
        ("4.01.02.2.01.01", "Penataan DPA-SKPD", False),
        ("4.01.02.2.01.01", "Penataan Wilayah", True),
        ("4.01.02.2.01.02", "Pengelolaan", False),
        ("4.01.02.2.01.03", "Pengelolaan", False),
        ("4.01.09.2.01.03", "Yatim", False),
    ]
    assert not [one for one in (tmp_path / "lists").iterdir() if one.suffix != ".tsv"]


def test_import_folds_the_programme_of_all_agencies(tmp_path: Path) -> None:
    rows = ["kode\tnama"]
    for bidang in ("1.01", "2.16"):
        rows += [
            f"{bidang}.01\tPROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH",
            f"{bidang}.01.2.07\tPengadaan Barang Milik Daerah",
            f"{bidang}.01.2.07.0005\tPengadaan Mebel",
        ]
    rows.append("1.01.01.2.07.0006\tPengadaan Peralatan")
    source = _write(tmp_path / "daftar.tsv", "\n".join(rows))
    folder = tmp_path / "lists"
    report = import_list(source, folder, edition="900.1.15.5-3406/2024", scope="kota")
    entries = load_nomenclature(folder).lists[-1].entries
    assert [entry.kode for entry in entries] == [
        "X.XX.01",
        "X.XX.01.2.07",
        "X.XX.01.2.07.0005",
        "X.XX.01.2.07.0006",
    ]
    assert report.fault_counts["folded"] == 7


def test_import_of_a_workbook_with_split_codes(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Lampiran Kepmendagri"])
    sheet.append(
        ["Urusan", "Bidang Urusan", "Program", "Kegiatan", "Sub Kegiatan", "Nomenklatur"]
    )
    sheet.append([4, "01", "02", None, None, "PROGRAM PEMERINTAHAN"])
    sheet.append([4, "01", "02", "2.01", None, "Administrasi"])
    sheet.append([4, "01", "02", "2.01", "0001", "Penataan"])
    book.save(tmp_path / "900-1317-2023.xlsx")
    report = import_list(tmp_path / "900-1317-2023.xlsx", tmp_path / "lists")
    assert (report.edition, report.scope) == (
        "kepmendagri-900.1.15.5-1317-2023",
        Scope.KABUPATEN_KOTA,
    )
    entries = load_nomenclature(tmp_path / "lists").lists[-1].entries
    assert [(e.kode, e.level) for e in entries] == [
        ("4.01.02", Level.PROGRAM),
        ("4.01.02.2.01", Level.KEGIATAN),
        ("4.01.02.2.01.0001", Level.SUB_KEGIATAN),
    ]


@pytest.mark.parametrize(
    ("name", "text", "option", "problem"),
    [
        ("a.tsv", "kode\tnama\n4.01\tSETDA\n", None, "edisinya tidak diketahui"),
        ("a.tsv", "kode\tnama\n4.01\tSETDA\n", "Perpres 5", "tidak dikenal"),
        ("a.tsv", "satu\tdua\n", "3708", "tidak ada kolom kode"),
        ("a.tsv", "kode\tnama\nzz\ty\n", "3708", "tidak ada baris"),
        ("a.docx", "", "3708", "hanya TSV, CSV, XLSX dan PDF"),
        ("a.xlsx", "bukan buku kerja", "3708", "tidak terbaca"),
    ],
)
def test_import_says_what_is_wrong(
    tmp_path: Path, name: str, text: str, option: str | None, problem: str
) -> None:
    with pytest.raises(NomenclatureError, match=problem):
        import_list(_write(tmp_path / name, text), tmp_path / "lists", edition=option)
    assert not (tmp_path / "lists").exists()


def test_foreign_file_among_the_lists_is_an_error(tmp_path: Path) -> None:
    _write(tmp_path / "lain.tsv", "a\tb\n1\t2\n")
    with pytest.raises(NomenclatureError, match="bukan daftar nomenklatur"):
        load_nomenclature(tmp_path)


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("050-5889/2021 (tahun_perubahan 2022)", "kepmendagri-050-5889-2021"),
        ("kepmendagri-900-1317-2023", "kepmendagri-900.1.15.5-1317-2023"),
        ("Permendagri 90 Tahun 2019", "permendagri-90-2019"),
        ("permendagri-90-2019_provinsi", "permendagri-90-2019"),
        ("900.1-2850/2025", "kepmendagri-900.1-2850-2025"),
        ("900.1-861/2026", "kepmendagri-900.1-861-2026"),
        ("Permendagri 86 Tahun 2017", None),
    ],
)
def test_editions_are_found_in_texts(text: str, edition: str | None) -> None:
    found = find_edition(text)
    assert (found.edition if found else None) == edition


def test_edition_of_a_year() -> None:
    at_hand = frozenset(
        {"permendagri-90-2019", "kepmendagri-050-5889-2021", "kepmendagri-900.1.15.5-1317-2023"}
    )
    chosen = {
        year: choose_edition(year, at_hand) for year in (2019, 2021, 2023, 2024, 2027, None)
    }
    assert {year: e.mark if e else None for year, e in chosen.items()} == {
        2019: "90",
        2021: "90",
        2023: "5889",
        2024: "1317",
        2027: "1317",
        None: "1317",
    }
    assert choose_edition(2024, frozenset()) is None


def test_scopes_and_parents() -> None:
    assert find_scope("daftar_provinsi.tsv") is Scope.PROVINSI
    assert find_scope("kabupaten-kota") is Scope.KABUPATEN_KOTA
    assert find_scope("both") is Scope.BOTH
    assert find_scope("daftar") is None
    assert parent_of("4.01.02.2.03.06") == "4.01.02.2.03"
    assert parent_of("4.01.02.2.03") == "4.01.02"
    assert parent_of("4") == ""
    assert fold_kode("4.01.01.2.09.0001") == "X.XX.01.2.09.01"
    assert fold_kode("4.01.02.2.09.01") == "4.01.02.2.09.01"


def test_questions_about_the_lists() -> None:
    lists = make_nomenclature(
        permendagri_90_2019=[
            ("X.XX.01.2.03.01", "Penyediaan Jasa Surat Menyurat"),
            ("X.XX.01.2.07.01", "Pengadaan Mebeluer"),
            ("X.XX.01.2.07.09", "Pengadaan Tanah"),
        ],
        kepmendagri_050_3708_2020=[
            ("X.XX.01.2.03.01", "Penyusunan Perencanaan Kebutuhan Barang Milik Daerah SKPD"),
            ("X.XX.01.2.07.01", "Pengadaan Mebel Kantor"),
            ("X.XX.01.2.08.01", "Penyediaan Jasa Surat Menyurat"),
        ],
    )
    assert [e.nama for e in show_kode(lists, "4.01.01.2.03.0001")] == [
        "Penyediaan Jasa Surat Menyurat",
        "Penyusunan Perencanaan Kebutuhan Barang Milik Daerah SKPD",
    ]
    changes = diff_editions(lists, "Permendagri 90/2019", "050-3708/2020")
    assert [(c.kode, c.kind) for c in changes] == [
        ("X.XX.01.2.03.01", "replaced"),
        ("X.XX.01.2.07.01", "reworded"),
        ("X.XX.01.2.07.09", "removed"),
        ("X.XX.01.2.08.01", "added"),
    ]
    hits = search_name(lists, "jasa surat menyurat", limit=1)
    assert [(h.entry.kode, h.likeness >= 0.9) for h in hits] == [("X.XX.01.2.08.01", True)]
    at_hand = [(s.edition.mark, s.source) for s in list_editions(lists)]
    assert at_hand[:3] == [
        ("90", "permendagri-90-2019.tsv"),
        ("3708", "kepmendagri-050-3708-2020.tsv"),
        ("5889", ""),
    ]
    with pytest.raises(NomenclatureError, match="bukan kode"):
        show_kode(lists, "40.01.13.001")
    with pytest.raises(NomenclatureError, match="tidak tersedia"):
        diff_editions(lists, "5889", "3708")
