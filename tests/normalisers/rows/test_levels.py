"""Levels of rows and the tree."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidak.normalisers.rows.levels import (
    LevelContext,
    RowFeatures,
    marker_style,
    read_level_words,
    read_levels,
    split_marker,
)
from sidak.schemas import Level
from sidak.schemas.row_tree import RowEvidence


def levels_of(rows: list[RowFeatures], *, has_sub_kegiatan: bool = True) -> tuple[Level, ...]:
    context = LevelContext(is_programme_table=True, has_sub_kegiatan=has_sub_kegiatan)
    return tuple(reading.level for reading in read_levels(rows, context))


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("PROGRAM PENUNJANG URUSAN", Level.PROGRAM),
        ("a. Program Dukungan", Level.PROGRAM),
        ("Progran Peningkatan Iklim", Level.PROGRAM),
        ("Kegiatan: Administrasi Umum", Level.KEGIATAN),
        ("Sub Kegiatan Penyediaan", Level.SUB_KEGIATAN),
        ("URUSAN PEMERINTAHAN BIDANG PENDIDIKAN", Level.BIDANG),
        ("Urusan Pemerintahan Wajib", Level.URUSAN),
        ("Sasaran: Meningkatnya mutu", Level.SASARAN),
        ("Tujuan : Terwujudnya", Level.TUJUAN),
        ("JUMLAH", Level.TOTAL),
        ("Jumlah Belanja Langsung", Level.TOTAL),
        ("TOTAL", Level.TOTAL),
        ("Jumlah dokumen yang disusun", None),
        ("Penyediaan Jasa Surat Menyurat", None),
        ("Programa penyiaran", None),
    ],
)
def test_words_tell_the_level(name: str, level: Level | None) -> None:
    assert read_level_words(name) is level


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a. Program X", ("a.", "Program X")),
        ("1.2 Penyediaan", ("1.2", "Penyediaan")),
        ("A.9. Layanan", ("A.9.", "Layanan")),
        ("- Rehabilitasi", ("-", "Rehabilitasi")),
        ("Penyediaan Jasa", ("", "Penyediaan Jasa")),
    ],
)
def test_numbering_is_split_from_the_name(text: str, expected: tuple[str, str]) -> None:
    assert split_marker(text) == expected


@pytest.mark.parametrize(
    ("marker", "style"),
    [
        ("A.9.", "A.1"),
        ("1", "1"),
        ("IV", "I"),
        ("a)", "a"),
        ("(2)", "1"),
        ("", ""),
        ("1.1", "1.1"),
    ],
)
def test_marker_styles(marker: str, style: str) -> None:
    assert marker_style(marker) == style


def test_numbering_below_a_program() -> None:
    lines = [
        RowFeatures(0, "Layanan Administrasi DPRD", marker="A.10."),
        RowFeatures(1, "Fasilitasi Fraksi", marker="1"),
        RowFeatures(2, "Program Dukungan Pelaksanaan Tugas", marker="B."),
        RowFeatures(3, "Pembentukan Peraturan Daerah", marker="B.1."),
        RowFeatures(4, "Penyusunan Program Pembentukan", marker="1"),
        RowFeatures(5, "Pembahasan Rancangan", marker="2"),
        RowFeatures(6, "Pengawasan", marker="B.2."),
        RowFeatures(7, "JUMLAH"),
    ]
    assert levels_of(lines) == (
        Level.KEGIATAN,
        Level.SUB_KEGIATAN,
        Level.PROGRAM,
        Level.KEGIATAN,
        Level.SUB_KEGIATAN,
        Level.SUB_KEGIATAN,
        Level.KEGIATAN,
        Level.TOTAL,
    )


def test_before_2021_all_below_a_program_is_kegiatan() -> None:
    lines = [
        RowFeatures(0, "Peningkatan Kualitas SDM"),
        RowFeatures(1, "Program Pelayanan Administrasi"),
        RowFeatures(2, "Penyelenggaraan Administrasi"),
        RowFeatures(3, "Penyediaan Jasa"),
    ]
    assert levels_of(lines, has_sub_kegiatan=False) == (
        Level.KEGIATAN,
        Level.PROGRAM,
        Level.KEGIATAN,
        Level.KEGIATAN,
    )


def test_before_2021_a_name_of_todays_sub_kegiatan_is_a_kegiatan() -> None:
    lines = [
        RowFeatures(0, "Program Pelayanan Administrasi Perkantoran"),
        RowFeatures(1, "Penyediaan Jasa Surat Menyurat", known_level=Level.SUB_KEGIATAN),
        RowFeatures(2, "Penyediaan Jasa Kebersihan Kantor"),
    ]
    assert levels_of(lines, has_sub_kegiatan=False) == (
        Level.PROGRAM,
        Level.KEGIATAN,
        Level.KEGIATAN,
    )


def test_rows_without_a_name_are_indicators() -> None:
    lines = [
        RowFeatures(0, "Program A"),
        RowFeatures(1, "", has_indikator=True),
        RowFeatures(2, ""),
    ]
    assert levels_of(lines) == (
        Level.PROGRAM,
        Level.INDIKATOR,
        Level.LAINNYA,
    )


def test_the_agency_above_its_programs_is_the_total() -> None:
    lines = [
        RowFeatures(0, "DINAS PENANAMAN MODAL", has_figures=True),
        RowFeatures(1, "Program Pelayanan", has_figures=True),
    ]
    assert levels_of(lines) == (
        Level.TOTAL,
        Level.PROGRAM,
    )


def test_rows_of_one_style_are_told_apart_by_sums() -> None:
    amounts = ((60,), (60,), (40,), (20,))
    names = ("PROGRAM A", "Administrasi Umum", "Penyediaan Bahan", "Penyediaan Jasa")
    lines = [
        RowFeatures(at, name, amounts=(Decimal(amount[0]),))
        for at, (name, amount) in enumerate(zip(names, amounts, strict=True))
    ]
    assert levels_of(lines) == (
        Level.PROGRAM,
        Level.KEGIATAN,
        Level.SUB_KEGIATAN,
        Level.SUB_KEGIATAN,
    )


def test_sums_outweigh_a_style_that_most_sub_kegiatan_share_with_their_kegiatan() -> None:
    sub = Level.SUB_KEGIATAN
    listed = (
        ("PROGRAM A", 60, None),
        ("Administrasi Umum", 60, Level.KEGIATAN),
        ("Penyediaan Bahan", 10, sub),
        ("Penyediaan Jasa", 20, sub),
        ("Penyediaan Sewa", 10, sub),
        ("Penyediaan Kertas", 20, sub),
        ("PROGRAM B", 70, None),
        ("Penataan Gedung", 70, None),
        ("Penyusunan Rencana", 50, None),
        ("Pengawasan Gedung", 20, None),
    )
    lines = [
        RowFeatures(
            at, name, is_bold=name.isupper(), amounts=(Decimal(amount),), known_level=known
        )
        for at, (name, amount, known) in enumerate(listed)
    ]
    own = (Level.PROGRAM, Level.KEGIATAN)
    assert levels_of(lines) == (*own, sub, sub, sub, sub, *own, sub, sub)


def test_a_sum_called_jumlah_is_a_total_in_any_table() -> None:
    listed = (("Obat", 30), ("Vaksin", 20), ("Jumlah Beban Persediaan", 50), ("Jumlah Desa", 9))
    rows = [
        RowFeatures(at, name, addends=(Decimal(value),))
        for at, (name, value) in enumerate(listed)
    ]
    readings = read_levels(rows, LevelContext(is_programme_table=False))
    assert [(one.level, one.evidence) for one in readings] == [
        (Level.LAINNYA, RowEvidence.NONE),
        (Level.LAINNYA, RowEvidence.NONE),
        (Level.TOTAL, RowEvidence.SUMS),
        (Level.LAINNYA, RowEvidence.NONE),
    ]


@given(st.text(max_size=80))
def test_any_name_is_read_without_error(name: str) -> None:
    read_level_words(name)
    marker, rest = split_marker(name)
    assert rest in name
    marker_style(marker)


def test_every_level_says_how_it_is_known() -> None:
    rows = [
        RowFeatures(0, "Dinas Contoh", has_figures=True),
        RowFeatures(1, "Program A", is_bold=True),
        RowFeatures(2, "Rapat", kode_level=Level.KEGIATAN, has_kode=True),
        RowFeatures(3, "Penyediaan Kertas", known_level=Level.SUB_KEGIATAN),
        RowFeatures(4, "Penyediaan Listrik"),
        RowFeatures(5, "Terlaksananya rapat"),
        RowFeatures(6, ""),
    ]
    readings = read_levels(rows, LevelContext(is_programme_table=True))
    assert [(reading.level, reading.evidence) for reading in readings] == [
        (Level.TOTAL, RowEvidence.PRINTED),
        (Level.PROGRAM, RowEvidence.PRINTED),
        (Level.KEGIATAN, RowEvidence.CODE),
        (Level.SUB_KEGIATAN, RowEvidence.REFERENCE_LIST),
        (Level.SUB_KEGIATAN, RowEvidence.STYLE),
        (Level.SASARAN, RowEvidence.PRINTED),
        (Level.LAINNYA, RowEvidence.NONE),
    ]


def test_rows_that_a_printed_kegiatan_adds_up_are_its_parts() -> None:
    listed = (
        ("PROGRAM PENGELOLAAN PENDAPATAN", 170, None),
        ("Kegiatan Pengelolaan Pendapatan", 100, None),
        ("Perencanaan Pajak", 10, None),
        ("Analisa Pajak", 60, None),
        ("Penagihan Pajak", 30, None),
        ("PROGRAM PENUNJANG", 90, None),
        ("Administrasi Umum", 90, Level.KEGIATAN),
        ("Penyediaan Bahan", 40, Level.SUB_KEGIATAN),
        ("Penyediaan Jasa", 50, Level.SUB_KEGIATAN),
    )
    lines = [
        RowFeatures(
            at, name, is_bold=name.isupper(), amounts=(Decimal(amount),), known_level=known
        )
        for at, (name, amount, known) in enumerate(listed)
    ]
    sub = Level.SUB_KEGIATAN
    own = (Level.PROGRAM, Level.KEGIATAN)
    assert levels_of(lines) == (*own, sub, sub, sub, *own, sub, sub)
