"""Import of an official PDF annex through sidak's own extractors."""

from dataclasses import replace
from pathlib import Path

import pytest

from bench.corpus.style import Style
from sidak.matchers import import_list, load_nomenclature
from sidak.matchers.reference.pdf_annex import find_odd_tails
from sidak.matchers.reference.source import SourceRow
from sidak.matchers.reference.store import read_stored
from sidak.schemas import NomenclatureError
from sidak.schemas.nomenclature import NomenclatureEntry
from tests.extractors.paper import Sheet, write_pdf
from tests.matchers.reference.annex import build_annex, print_annex

EDITION = "kepmendagri-050-3708-2020"
#: An agency's own programmes and part of PENUNJANG: all levels, short and long names.
ENTRIES = load_nomenclature().lists[0].entries[40:105]


def _import(
    tmp_path: Path, file: Path, *, edition: str | None = EDITION
) -> tuple[list[tuple[str, str]], list[tuple[str, str, int]]]:
    """Import a PDF; return codes and names as stored, and kind, code and page of faults."""
    report = import_list(file, tmp_path / "lists", edition=edition)
    entries = [(entry.kode, entry.nama) for entry in read_stored(report.stored)]
    return entries, [(fault.kind, fault.kode, fault.page) for fault in report.faults]


def _sorted(entries: tuple[NomenclatureEntry, ...]) -> list[tuple[str, str]]:
    return sorted((e.kode, e.nama) for e in entries)


@pytest.mark.parametrize(
    ("parts", "tables", "style"),
    [
        (5, 1, Style()),
        (5, 1, Style(repeat_header=False, column_numbers=False)),
        (6, 3, Style(rules="rect", close_cut_rows=False)),
        (6, 1, Style(width=0.8, evenness=0.2, family="Helvetica")),
        (1, 2, Style(vertical_headers=True, rotate=90)),
        (1, 1, Style(rules="double", middle=True)),
    ],
)
def test_all_codes_and_names_of_an_annex(
    tmp_path: Path, parts: int, tables: int, style: Style
) -> None:
    annex = build_annex(ENTRIES, parts=parts, tables=tables)
    found, faults = _import(tmp_path, print_annex(tmp_path / "annex.pdf", annex, style))
    assert sorted(found) == _sorted(ENTRIES)
    assert [fault for fault in faults if fault[0] != "orphan"] == []


@pytest.mark.slow
@pytest.mark.shared
def test_a_part_of_a_full_list_comes_back_from_paper(shared: Path, tmp_path: Path) -> None:
    source = shared / "nomenclature" / "kepmendagri-900-1317-2023.tsv"
    whole = read_stored(import_list(source, tmp_path / "tsv").stored)
    part = tuple(e for e in whole if e.kode.startswith("4."))
    file = print_annex(tmp_path / "annex.pdf", build_annex(part))
    found, _faults = _import(tmp_path, file, edition="900.1.15.5-1317/2023")
    assert len(part) > 100
    wanted = [(kode, nama.replace("/ ", "/")) for kode, nama in _sorted(part)]
    assert [(kode, nama.replace("/ ", "/")) for kode, nama in sorted(found)] == wanted


def test_broken_names_are_reported_and_mended(tmp_path: Path) -> None:
    names = {"X.XX.01.2.08.01": "Penyediaan Jas a Surat Menyurat"}
    broken = [replace(e, nama=names.get(e.kode, e.nama)) for e in _pick("X.XX.01.2.0")]
    file = print_annex(tmp_path / "annex.pdf", build_annex(broken))
    report = import_list(file, tmp_path / "lists", edition=EDITION)
    [fault] = [one for one in report.faults if one.kind == "broken_name"]
    assert fault.kode == "X.XX.01.2.08.01"
    assert fault.page > 1
    assert fault.message == (
        "X.XX.01.2.08.01: nama 'Penyediaan Jas a Surat Menyurat' tampak terputus; "
        "disimpan sebagai 'Penyediaan Jasa Surat Menyurat'"
    )
    stored = {entry.kode: entry.nama for entry in read_stored(report.stored)}
    assert stored["X.XX.01.2.08.01"] == "Penyediaan Jasa Surat Menyurat"


def _pick(start: str) -> list[NomenclatureEntry]:
    lists = load_nomenclature().lists
    return [entry for entry in lists[0].entries if entry.kode.startswith(start)]


XS = (30.0, 60.0, 95.0, 130.0, 170.0, 205.0, 430.0, 530.0)
HEAD = ["U", "BU", "P", "K", "SK", "NOMENKLATUR", "SATUAN"]
FRONT = "KEPUTUSAN MENTERI DALAM NEGERI NOMOR 050-5889 TAHUN 2021"


def _draw_parts(sheet: Sheet) -> None:
    sheet.text(40, 40, FRONT)
    sheet.table(
        XS,
        60,
        [
            HEAD,
            ["4", "01", "02", "", "", "PROGRAM PEMERINTAHAN", ""],
            ["4", "01", "02", "2.01", "", "Administrasi Tata Pemerintahan", ""],
            ["4", "01", "02", "2.01", "01", "Penataan Administrasi", "Dokumen"],
            ["", "", "", "", "02", "Pengelolaan Kewilayahan", "Dokumen"],
            ["4", "", "02", "2.01", "03", "Fasilitasi Otonomi Daerah", "Laporan"],
            ["4", "01", "02", "2.02", "", "Pelaksanaan Kebijakan", ""],
            ["4", "01", "02", "2.02", "01", "Bina Mental dan", "Dokumen"],
        ],
    )


def _draw_rest(sheet: Sheet) -> None:
    lower = sheet.table(
        XS,
        60,
        [
            ["", "", "", "", "", "Spiritual", ""],
            ["4", "01", "02", "2.02", "02", "Evaluasi Kesejahteraan", "Dokumen"],
            ["", "", "", "", "", "CATATAN TENTANG DAFTAR", ""],
            ["4", "01", "02", "2.02", "0304", "Capaian|Kinerja Sosial", "Dokumen"],
            *[
                ["4", "01", "02", "2.03", f"{at:02}", f"Fasilitasi Urusan {at}", "Laporan"]
                for at in range(1, 9)
            ],
        ],
    )
    sheet.table(
        (30.0, 230.0, 430.0),
        lower + 60,
        [["Kelompok", "Keterangan"], ["Urusan wajib", "Pelayanan dasar"], ["Pilihan", "Lain"]],
    )


def test_what_is_not_understood_is_reported(tmp_path: Path) -> None:
    file = write_pdf(tmp_path / "annex.pdf", _draw_parts, _draw_rest)
    report = import_list(file, tmp_path / "lists")
    assert report.edition == "kepmendagri-050-5889-2021"
    stored = [(entry.kode, entry.nama) for entry in read_stored(report.stored)]
    assert stored[:7] == [
        ("4.01.02", "PROGRAM PEMERINTAHAN"),
        ("4.01.02.2.01", "Administrasi Tata Pemerintahan"),
        ("4.01.02.2.01.01", "Penataan Administrasi"),
        ("4.01.02.2.01.02", "Pengelolaan Kewilayahan"),
        ("4.01.02.2.02", "Pelaksanaan Kebijakan"),
        ("4.01.02.2.02.01", "Bina Mental dan Spiritual"),
        ("4.01.02.2.02.02", "Evaluasi Kesejahteraan"),
    ]
    assert len(stored) == 7 + 8
    said = [fault.message for fault in report.faults if fault.kind in ("reading", "bad_kode")]
    assert said == [
        "kode '4.?.02.2.01.03' tidak dapat dibaca; baris tidak dipakai",
        "kode '4.01.02.2.02.0304' berakhir lain dari semua kode lain; baris tidak dipakai",
        "'CATATAN TENTANG DAFTAR' tanpa kode; baris tidak dipakai",
        "tabel ini bukan daftar kode dan nama; tidak dipakai",
    ]


def test_a_pdf_without_a_list_is_refused(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.table((30.0, 230.0, 430.0), 60, [["Nama", "Alamat"], ["Ani", "Serang"]])

    with pytest.raises(NomenclatureError, match="no table with columns of codes"):
        import_list(write_pdf(tmp_path / "a.pdf", draw), tmp_path / "lists", edition="3708")
    broken = tmp_path / "b.pdf"
    broken.write_bytes(b"%PDF-1.4 bukan")
    with pytest.raises(NomenclatureError, match=r"b\.pdf: "):
        import_list(broken, tmp_path / "lists", edition="3708")


def test_tails_of_another_width_are_found() -> None:
    tails = ["01", "02", "0304", *["05"] * 10]
    rows = [SourceRow(at, f"4.01.02.2.01.{tail}", "x") for at, tail in enumerate(tails, 1)]
    assert find_odd_tails(rows) == frozenset({2})
    assert find_odd_tails(rows[:3]) == frozenset()
