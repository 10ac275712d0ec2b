"""Captions of tables, as reports print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidak.extractors.layout.captions import find_caption, is_sentence

CASES = [
    (["**TABEL 2.5**  ", "**PROGRAM DAN PENDANAAN**  ", "**KOTA SERANG TAHUN 2022**"],
     ("2.5", "PROGRAM DAN PENDANAAN KOTA SERANG TAHUN 2022")),
    (["**Tabel 1.1  ", "Kondisi Kepegawaian**", ""], ("1.1", "Kondisi Kepegawaian")),
    (["**Tabel 1.4**", "", "**Daftar Prasarana dan sarana yang dimiliki**"],
     ("1.4", "Daftar Prasarana dan sarana yang dimiliki")),
    (["Tabel 3.30 Komposisi Belanja Tahun 2020"], ("3.30", "Komposisi Belanja Tahun 2020")),
    (["Tabel 3.10Nilai IKLI Kecamatan"], ("3.10", "Nilai IKLI Kecamatan")),
    (["**Tabel. 1.2.**  ", "**Pendidikan**"], ("1.2", "Pendidikan")),
    (["Tabel 3,1", "Evaluasi Pencapaian Sasaran 1 dan 2",
      "Indikator kinerja, target dan realisasinya sebagai berikut :"],
     ("3.1", "Evaluasi Pencapaian Sasaran 1 dan 2")),
    (["Tabel III.2", "RENCANA PROGRAM"], ("III.2", "RENCANA PROGRAM")),
    (["Tabel T-C.33 Rumusan Rencana Program"], ("T-C.33", "Rumusan Rencana Program")),
    (["Tabel I", "REALISASI PROGRAM"], ("I", "REALISASI PROGRAM")),
    (["Tabel 2. 1 IKU Sekretariat DPRD"], ("2.1", "IKU Sekretariat DPRD")),
    (["Tabel 7. Perbandingan Capaian"], ("7", "Perbandingan Capaian")),
    (["Tabel", "Rekapitulasi Evaluasi"], (None, "Rekapitulasi Evaluasi")),
    (["Tabel 4. 1 Rumusan Tahun 2027 dan Prakiraan", "Maju Tahun 2028",
      "Nama Perangkat Daerah: Sekretariat DPRD"],
     ("4.1", "Rumusan Tahun 2027 dan Prakiraan Maju Tahun 2028")),
    (["Tabel 1 Lama", "Tabel 2 Baru"], ("2", "Baru")),
    (["Berdasarkan tabel 1.3. bahwa kondisi pegawai antara lain"], (None, None)),
    (["Tabel 2.1 sebagai berikut:"], (None, None)),
    (["Tabel diatas memperlihatkan hasil realisasi"], (None, None)),
    (["Tabel 3.1. Dari 160 kegiatan yang dirumuskan pada rancangan awal telah dilakukan "
      "penelaahan baik nama maupun anggaran"], (None, None)),
    (["Tabel 2.1 Target Capaian ................ 15"], (None, None)),
    (["Sebagaimana tampak berikut ini.", "LAPORAN REALISASI ANGGARAN", "TAHUN 2017",
      "(Dalam Rupiah)"], (None, "LAPORAN REALISASI ANGGARAN TAHUN 2017")),
    (["BAB III PROGRAM DAN KEGIATAN"], (None, None)),
    ([], (None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), CASES)
def test_find_caption(lines: list[str], expected: tuple[str | None, str | None]) -> None:
    assert find_caption(lines) == expected


def test_a_caption_far_above_belongs_to_another_table() -> None:
    prose = "Dari tabel tersebut dapat dilihat bahwa realisasi anggaran tahun ini lebih rendah."
    assert find_caption(["Tabel 3.1 Realisasi", *[prose] * 4]) == (None, None)


def test_sentences_are_told_from_names() -> None:
    assert is_sentence("Capaian kinerja dapat dilihat sebagai berikut :")
    assert not is_sentence("Capaian Kinerja Sasaran Meningkatnya Derajat Kesehatan Masyarakat")


@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_lines_are_survived(lines: list[str]) -> None:
    number, name = find_caption(lines)
    assert number is None or number.strip()
    assert name is None or name.strip()
