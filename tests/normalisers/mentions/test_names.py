"""Programme lines named in sentences."""

import pytest

from sidak.normalisers.mentions.names import LineNames
from sidak.schemas import Level
from tests.expectations.factories import Row, make_table

ROWS: list[Row] = [
    (Level.PROGRAM, "Program Penunjang Urusan Pemerintahan", ["1"]),
    (Level.KEGIATAN, "Kegiatan Rapat Kerja", ["1"]),
]


def find(text: str) -> list[tuple[str, Level, bool]]:
    names = LineNames([make_table(["pagu"], ROWS)])
    return [(one.name, one.level, one.item_id is not None) for one in names.find_lines(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "program penunjang urusan pemerintahan sebesar",
            [("Program Penunjang Urusan Pemerintahan", Level.PROGRAM, True)],
        ),
        ("kegiatan rapat kerja", [("Kegiatan Rapat Kerja", Level.KEGIATAN, True)]),
        ("sebuah rapat kerja", []),
        (
            "(2) Kegiatan Penguatan Kapasitas dan Kesiapsiagaan dengan alokasi anggaran Rp.",
            [("Penguatan Kapasitas dan Kesiapsiagaan", Level.KEGIATAN, False)],
        ),
        (
            "KegiatanPengembangan Forum Kebencanaan sebesar",
            [("Pengembangan Forum Kebencanaan", Level.KEGIATAN, False)],
        ),
        (
            "Program Komunikasi, Informasi, Media dan Pemanfaatan Teknologi :",
            [("Komunikasi, Informasi, Media dan Pemanfaatan Teknologi", Level.PROGRAM, False)],
        ),
        (
            "Kegiatan Administrasi Perkantoran BKPD Prov. Jabar dengan alokasi",
            [("Administrasi Perkantoran BKPD Prov. Jabar", Level.KEGIATAN, False)],
        ),
        (
            "Belanja Tidak Langsung Rp 5.000.000",
            [("Belanja Tidak Langsung", Level.LAINNYA, False)],
        ),
        (
            "b. Intensifikasi Pajak Wilayah Bekasi sebesar Rp 5.000.000",
            [("Intensifikasi Pajak Wilayah Bekasi", Level.LAINNYA, False)],
        ),
        ("Kegiatan ini terlaksana dengan baik", []),
        ("dilaksanakan Dinas Pendapatan Daerah sebesar Rp 5.000.000", []),
    ],
)
def test_names(text: str, expected: list[tuple[str, Level, bool]]) -> None:
    assert find(text) == expected


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("Kegiatan Penguatan Kapasitas dengan", True),
        ("Kegiatn penunjang urusan pemerintahan dengan", True),
        ("Kegiatan Penguatan Kapasitas sumber daya manusia dengan", False),
        ("yaitu penunjang urusan pemerintahan sebesar", True),
        ("dana untuk penunjang urusan pemerintahan sebesar", False),
        ("luas penunjang urusan pemerintahan", False),
        ("penunjang urusan pemerintahan Daerah sebesar", True),
        ("penunjang urusan pemerintahan Desa sebesar", False),
        ("Program Penunjang Urusan Pemerintahan berbasis desa sebesar", False),
        ("Belanja Tidak Langsung (Gaji) mencapai", True),
    ],
)
def test_a_name_that_may_go_on_is_not_sure(text: str, *, is_sure: bool) -> None:
    (line,) = LineNames([make_table(["pagu"], ROWS)]).find_lines(text)
    assert line.is_sure is is_sure


def test_two_kegiatan_are_two_lines() -> None:
    text = "Kegiatan Satu Dua sebesar Rp 1.000.000 dan Kegiatan Tiga Empat sebesar Rp 2.000.000"
    assert [name for name, _, _ in find(text)] == ["Satu Dua", "Tiga Empat"]


def test_program_dan_kegiatan_within_a_name_opens_no_other_name() -> None:
    """The agency was taken for the kegiatan that plans its programmes and kegiatan."""
    text = "Kegiatan Koordinasi Rencana Program dan Kegiatan Badan Daerah sebesar"
    name = "Koordinasi Rencana Program dan Kegiatan Badan Daerah"
    assert find(text) == [(name, Level.KEGIATAN, False)]


def test_a_row_named_after_program_dan_kegiatan_is_not_sure() -> None:
    rows: list[Row] = [(Level.PROGRAM, "Badan Pemberdayaan Masyarakat Desa", ["1"])]
    found = LineNames([make_table(["pagu"], rows)]).find_lines(
        "Kegiatan Koordinasi Rencana Program dan Kegiatan Badan Pemberdayaan Masyarakat Desa"
    )
    assert [one.is_sure for one in found] == [False]
