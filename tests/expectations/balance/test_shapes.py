"""What a number outside tables and sentences is, by its shape."""

import pytest

from sidak.expectations.balance.shapes import classify_by_shape
from sidak.schemas import Box, NumberClass, PrintedDigits


def digits(text: str, before: str = "", after: str = "") -> PrintedDigits:
    return PrintedDigits(text, Box(0, 0, 10, 10), before, after)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (digits("2.500.000", "Jumlah ", ""), NumberClass.UNACCOUNTED),
        (digits("2016", "Tahun ", ""), NumberClass.DATE),
        (digits("17", "tanggal ", " Agustus 2016"), NumberClass.DATE),
        (digits("31", "", "/12/2016"), NumberClass.DATE),
        (digits("23", "Undang-Undang Nomor ", " Tahun 2014"), NumberClass.CODE),
        (digits("196901011990031001", "NIP. ", ""), NumberClass.CODE),
        (digits("5.2.2.03", "", " Belanja"), NumberClass.CODE),
        (digits("3.5", "Tabel ", " Rincian"), NumberClass.HEADER),
        (digits("12", "Daftar Isi ........ ", ""), NumberClass.FURNITURE),
        (digits("3", "", ". Kegiatan"), NumberClass.ROW_NUMBER),
        (digits("12", "terdiri atas ", " kecamatan dan"), NumberClass.NARRATIVE),
        (digits("12", "", ""), NumberClass.ROW_NUMBER),
        (digits("12,5", "", ""), NumberClass.UNACCOUNTED),
        (digits("100.000", "sebesar 89/", " KH"), NumberClass.NARRATIVE),
        (digits("250.000", "sebesar 89/", " KH"), NumberClass.UNACCOUNTED),
    ],
)
def test_shapes(number: PrintedDigits, expected: NumberClass) -> None:
    assert classify_by_shape(number) is expected
