"""Codes as reports print them: repaired, told apart, never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidak.normalisers.rows.codes import (
    KodeReading,
    is_below,
    join_kode_columns,
    read_kode,
    read_kode_column,
    split_kode_and_name,
)
from sidak.schemas import Level


@pytest.mark.parametrize(
    ("text", "kode", "level", "is_repaired"),
    [
        ("4", "4", Level.URUSAN, False),
        ("4.01", "4.01", Level.BIDANG, False),
        ("4.01.02", "4.01.02", Level.PROGRAM, False),
        ("4.01.01.2.11", "4.01.01.2.11", Level.KEGIATAN, False),
        ("4.01.01.2.09.01", "4.01.01.2.09.01", Level.SUB_KEGIATAN, False),
        ("4.01.01.2.09.0006", "4.01.01.2.09.0006", Level.SUB_KEGIATAN, False),
        ("4.01.01.2.09.01.", "4.01.01.2.09.01", Level.SUB_KEGIATAN, False),
        ("4.01.0 1.2.08 .02", "4.01.01.2.08.02", Level.SUB_KEGIATAN, True),
        ("4.01.01.\n2.09", "4.01.01.2.09", Level.KEGIATAN, True),
        ("5.01.01.2.0 1.02", "5.01.01.2.01.02", Level.SUB_KEGIATAN, True),
        ("4.01.0 2.2.02. 001", "4.01.02.2.02.01", Level.SUB_KEGIATAN, True),
        ("4 | 02 | 01 | 2.02 | 0006", "4.02.01.2.02.0006", Level.SUB_KEGIATAN, True),
        ("4 02 01 2.03 05", "4.02.01.2.03.05", Level.SUB_KEGIATAN, True),
        ("4 02 01", "4.02.01", Level.PROGRAM, True),
        ("5.1.2.2.01.01", "5.01.02.2.01.01", Level.SUB_KEGIATAN, True),
        ("5.5.2.2.02.0 1", "5.05.02.2.02.01", Level.SUB_KEGIATAN, True),
        ("5.1.2.2.01", "5.01.02.2.01", Level.KEGIATAN, True),
        ("X.XX.01", "X.XX.01", Level.PROGRAM, False),
        ("x.xx.01.2.03.01", "X.XX.01.2.03.01", Level.SUB_KEGIATAN, True),
        ("1.02.02.1.01.0007", "1.02.02.1.01.0007", Level.SUB_KEGIATAN, False),
    ],
)
def test_codes_of_the_tree(text: str, kode: str, level: Level, is_repaired: bool) -> None:
    reading = read_kode(text)
    assert (reading.kode, reading.level, reading.kind, reading.is_legacy) == (
        kode,
        level,
        "program",
        False,
    )
    assert (reading.is_repaired, bool(reading.doubt)) == (is_repaired, is_repaired)


@pytest.mark.parametrize(
    ("text", "normal", "level"),
    [
        ("40.01.13.001", "40.01.13.001", Level.KEGIATAN),
        ("40.01.13.02", "40.01.13.02", Level.KEGIATAN),
        ("40.01.01.0 03", "40.01.01.003", Level.KEGIATAN),
        ("40.01.23.", "40.01.23", Level.PROGRAM),
        ("4.01.17.003", "4.01.17.003", Level.KEGIATAN),
        ("1 20 05 57 32", "1.20.05.57.32", Level.KEGIATAN),
        ("1.03.07.23.16", "1.03.07.23.16", Level.KEGIATAN),
        ("1.20.60", "1.20.60", Level.PROGRAM),
        ("2.29.86", "2.29.86", Level.PROGRAM),
        ("2.10.2.10.1.02", "2.10.2.10.1.02", Level.PROGRAM),
        ("2.10.2.10.01.15", "2.10.2.10.01.15", Level.PROGRAM),
        ("2.10.2.10.1.02.22", "2.10.2.10.1.02.22", Level.KEGIATAN),
        ("2.10.2.10.01.15.16", "2.10.2.10.01.15.16", Level.KEGIATAN),
    ],
)
def test_older_codes_are_legacy_not_errors(text: str, normal: str, level: Level) -> None:
    reading = read_kode(text)
    assert (reading.kode, reading.normal, reading.level, reading.kind, reading.is_legacy) == (
        None,
        normal,
        level,
        "legacy",
        True,
    )


@pytest.mark.parametrize(
    "text",
    [
        "5 . 2 . 2",
        "5 . 2 . 2 . 01 . 01",
        "5.2.2.01.01",
        "5.1.02.01",
        "5.1.02.01.01.0001",
        "4.1.1.01.",
        "4.01.01.2.01.01.5.1.02.01.01.0024",
    ],
)
def test_account_codes_are_told_apart(text: str) -> None:
    assert (read_kode(text).kind, read_kode(text).kode) == ("rekening", None)


def test_codes_of_work_units_are_told_apart() -> None:
    assert read_kode("4.01.0.00.0.00.01.0000").kind == "unit"


@pytest.mark.parametrize("text", ["", "-", "12 Bulan", "4.01.0", "4.01.01.2", "2.341.566", "I"])
def test_what_is_no_code(text: str) -> None:
    assert (read_kode(text).kind, read_kode(text).kode) == ("none", None)


def test_a_column_decides_what_a_short_code_is() -> None:
    accounts = read_kode_column(["5.2", "5.2.2", "5.2.2.01", "5.2.2.01.01", "5.2.2.03"])
    assert [r.kind for r in accounts] == ["rekening"] * 5
    programs = read_kode_column(["5.1", "5.1.2", "5.1.2.2.01", "5.01.02.2.01.01"])
    assert [r.kode for r in programs] == ["5.01", "5.01.02", "5.01.02.2.01", "5.01.02.2.01.01"]


def test_a_column_of_legacy_codes_makes_its_heads_legacy() -> None:
    readings = read_kode_column(["1.03.07", "1.03.07.23.16", "1.03.07.23.17"])
    assert [r.is_legacy for r in readings] == [True, True, True]
    assert readings[0].kode is None


def test_kewenangan() -> None:
    assert read_kode("4.01.01.2.09").kewenangan == "2"
    assert read_kode("4.01").kewenangan is None


def test_joins_a_code_from_its_columns() -> None:
    assert join_kode_columns(["4", "02", "01", "2.02", "0006"]) == "4.02.01.2.02.0006"
    assert join_kode_columns(["4", "02", "", " ", ""]) == "4.02"
    assert join_kode_columns([]) == ""


@pytest.mark.parametrize(
    ("text", "kode", "name"),
    [
        ("4.01.01.2.09 Pemeliharaan Barang", "4.01.01.2.09", "Pemeliharaan Barang"),
        ("4.01.0 1.2.08 .02 Penyediaan Jasa", "4.01.0 1.2.08 .02", "Penyediaan Jasa"),
        ("4 02 01 2.03 05 Penatausahaan", "4 02 01 2.03 05", "Penatausahaan"),
        ("X.XX.01 - PROGRAM PENUNJANG", "X.XX.01", "PROGRAM PENUNJANG"),
        ("1.20.60 Program Pelayanan", "1.20.60", "Program Pelayanan"),
        ("40.01.13.001", "40.01.13.001", ""),
        ("1. Program Pelayanan", "", "1. Program Pelayanan"),
        ("2.3 Sasaran", "", "2.3 Sasaran"),
        ("12 Bulan", "", "12 Bulan"),
        ("Program 4.01", "", "Program 4.01"),
        ("", "", ""),
    ],
)
def test_splits_code_and_name(text: str, kode: str, name: str) -> None:
    assert split_kode_and_name(text) == (kode, name)


def test_below() -> None:
    assert is_below("4.01.01.2.09", "4.01.01")
    assert is_below("4.01.01.2.09", "X.XX.01")
    assert not is_below("4.01.02", "4.01.01")
    assert not is_below("4.01", "4.01")


PARTS = st.tuples(
    st.sampled_from(["4.01", "5.01", "1.03", "2.16", "7.01", "X.XX"]),
    st.integers(1, 17),
    st.sampled_from("12"),
    st.integers(1, 30),
    st.integers(1, 99),
    st.sampled_from([2, 4]),
)


@given(PARTS, st.lists(st.integers(0, 16), max_size=3))
def test_any_wrap_gives_the_same_code(
    parts: tuple[str, int, str, int, int, int], wraps: list[int]
) -> None:
    bidang, program, kewenangan, kegiatan, sub, width = parts
    kode = f"{bidang}.{program:02}.{kewenangan}.{kegiatan:02}.{sub:0{width}}"
    text = kode
    for at in sorted(wraps, reverse=True):
        text = text[:at] + " " + text[at:]
    assert read_kode(text).kode in (kode, None)
    assert read_kode(kode) == KodeReading(
        kode, kode, Level.SUB_KEGIATAN, "program", normal=kode
    )


@given(st.text(max_size=40) | st.text(alphabet="0123456789. |Xx", max_size=30))
def test_no_text_raises_and_reading_is_idempotent(text: str) -> None:
    reading = read_kode(text)
    assert reading.printed == text
    if reading.kode is not None:
        assert read_kode(reading.kode).kode == reading.kode
    kode, name = split_kode_and_name(text)
    assert len(kode) + len(name) <= len(text)
