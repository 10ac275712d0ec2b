"""Rows of a frame with columns and no rulings between them: names around their numbers."""

from pathlib import Path

import pytest

from sidak.schemas import Doubt, DoubtKind
from tests.extractors.paper import Sheet
from tests.extractors.unruled.test_tables import read, rows_of

NAMES = (
    ("Penyusunan Dokumen", "Perencanaan Perangkat", "Daerah Kabupaten"),
    ("Koordinasi Laporan",),
    ("Penyediaan Gaji dan", "Tunjangan Pegawai"),
    ("Bimbingan Teknis bagi", "Pegawai Perangkat", "Daerah Kabupaten"),
    ("Pengadaan Mebel bagi", "Sekretariat Daerah"),
)
AMOUNTS = ("1.589.413.350", "6.563.860.800", "45.131.948.650", "2.391.802.000", "1.206.618.000")


def draw_frame(s: Sheet, share: float) -> None:
    """Lines 10 points apart without room between rows; ``share``: where numbers stand."""
    y = 128.0
    for i, lines in enumerate(NAMES):
        for k, line in enumerate(lines):
            s.text(93, y + 10 * k, line)
        at = y + 10 * share * (len(lines) - 1)
        s.text(66, at, str(i + 1))
        s.text(336, at, AMOUNTS[i], right=True)
        y += 10 * len(lines)
    s.row((60, 90, 260), 100, ("No", "Kegiatan", "Pagu"))
    s.grid((60, 90, 260, 340), (100, 116, y))
    s.line(60, 116, 340, 116)


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_numbers_beside_the_first_the_middle_or_the_last_line(
    tmp_path: Path, share: float
) -> None:
    reading = read(tmp_path, lambda s: draw_frame(s, share))
    assert rows_of(reading) == [
        ["No", "Kegiatan", "Pagu"],
        *(
            [str(i), " ".join(n), a]
            for i, (n, a) in enumerate(zip(NAMES, AMOUNTS, strict=True), 1)
        ),
    ]
    assert [f.doubts for f in reading.tables[0].filled] == [()] * 18


def test_a_heading_that_may_end_the_name_above_is_doubted(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        for i, text in enumerate(
            ("Penyusunan", "Koordinasi", "Program Penyuluhan", "Penyediaan Gaji", "Pengadaan")
        ):
            s.text(93, 128 + 10 * i, text)
            if i != 2:
                s.text(336, 128 + 10 * i, AMOUNTS[i], right=True)
        s.row((90, 260), 100, ("Kegiatan", "Pagu"))
        s.grid((90, 260, 340), (100, 116, 174))

    (table,) = read(tmp_path, draw).tables
    not_parted = (Doubt(DoubtKind.NAME_NOT_PARTED),)
    assert [(f.text, f.doubts) for f in table.filled if f.slot.column == 0][1:] == [
        ("Penyusunan", ()),
        ("Koordinasi\nProgram Penyuluhan", not_parted),
        ("Penyediaan Gaji", ()),
        ("Pengadaan", ()),
    ]


def test_the_mark_of_an_entry_holds_its_lines_together(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        names = ("a. Program Penunjang", "Kabupaten", "b. Program Dukungan", "DPRD", "Jumlah")
        for i, text in enumerate(names):
            s.text(93, 128 + 10 * i + (10 if i == 4 else 0), text)
        for y, amount in zip((128, 153, 178), AMOUNTS, strict=False):
            s.text(336, y, amount, right=True)
        s.row((90, 260), 100, ("Program", "Anggaran"))
        s.grid((90, 260, 340), (100, 116, 190))

    assert rows_of(read(tmp_path, draw))[1:] == [
        ["a. Program Penunjang Kabupaten", AMOUNTS[0]],
        ["b. Program Dukungan DPRD", AMOUNTS[1]],
        ["Jumlah", AMOUNTS[2]],
    ]
