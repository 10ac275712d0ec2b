"""What became of a code in another edition, and what the lists do not prove."""

from dataclasses import replace

import pytest

from sidak.matchers import KodeMap, Nomenclature
from sidak.matchers.reference import kode_map
from sidak.matchers.reference.settings import SETTINGS
from sidak.schemas import KodeChange
from tests.matchers.makers import make_nomenclature

OLD, NEW = "permendagri-90-2019", "kepmendagri-900.1.15.5-1317-2023"


@pytest.fixture(autouse=True)
def _small_lists_are_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kode_map, "SETTINGS", replace(SETTINGS, whole_list=1))


def find(
    old: list[tuple[str, str]], new: list[tuple[str, str]], kode: str
) -> tuple[tuple[str, ...], KodeChange, str]:
    lists = make_nomenclature(
        permendagri_90_2019=[*old, ("1.01.02.2.09.01", "Dasar")],
        **{NEW: [*new, ("1.01.02.2.09.0001", "Dasar")]},
    )
    (found,) = [one for one in KodeMap(lists).list_all(OLD, NEW) if one.kode == kode]
    return found.to_kodes, found.change, found.reason


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            [("1.01.02.2.01.01", "Pengadaan Mebel Sekolah")],
            [("1.01.02.2.01.0001", "Pengadaan Mebel Sekolah")],
            (("1.01.02.2.01.0001",), KodeChange.SAME, ""),
        ),
        (
            [("1.01.02.2.01.01", "Pengadaaan Mebel Sekolah")],
            [("1.01.02.2.01.0001", "Pengadaan Mebel Sekolah")],
            (("1.01.02.2.01.0001",), KodeChange.RENAMED, ""),
        ),
        (
            [("1.01.02.2.01.01", "Penyediaan Jasa Surat Menyurat")],
            [
                ("1.01.02.2.01.0001", "Penyusunan Kebutuhan Barang"),
                ("1.01.02.2.08.0001", "Penyediaan Jasa Surat Menyurat"),
            ],
            (("1.01.02.2.08.0001",), KodeChange.MOVED, ""),
        ),
        (
            [("1.01.02.2.01.01", "Pembinaan Guru"), ("1.01.02.2.01.02", "Pembinaan Guru")],
            [("1.01.02.2.01.0003", "Pembinaan Guru")],
            (("1.01.02.2.01.0003",), KodeChange.MERGED, ""),
        ),
        (
            [("1.01.02.2.01.01", "Pembinaan Guru"), ("1.01.02.2.02.02", "Pembinaan Guru")],
            [("1.01.02.2.01.0003", "Pembinaan Guru")],
            ((), KodeChange.UNKNOWN, "several_codes"),
        ),
        (
            [("7.01.03.2.04.01", "Penyelenggaraan Mukim")],
            [("7.01.03.7.04.0001", "Penyelenggaraan Mukim")],
            ((), KodeChange.UNKNOWN, "other_authority"),
        ),
        (
            [("7.01.03.2.04.01", "Pembinaan Desa"), ("7.01.03.1.04.01", "Pembinaan Desa")],
            [("7.01.03.1.04.0001", "Pembinaan Desa")],
            ((), KodeChange.RETIRED, ""),
        ),
        (
            [("1.01.02.2.01.01", "Pembinaan Guru")],
            [("1.01.02.2.01.0003", "Pembinaan Guru"), ("1.01.02.2.02.0001", "Pembinaan Guru")],
            ((), KodeChange.UNKNOWN, "several_codes"),
        ),
        (
            [("1.01.02.2.01.01", "Penyusunan dan Penetapan Rencana Sekolah")],
            [
                ("1.01.02.2.01.0003", "Penyusunan Rencana Sekolah"),
                ("1.01.02.2.01.0004", "Penetapan Rencana Sekolah"),
            ],
            (("1.01.02.2.01.0003", "1.01.02.2.01.0004"), KodeChange.SPLIT, ""),
        ),
        (
            [
                ("1.01.02.2.01.01", "Penyusunan Rencana Sekolah"),
                ("1.01.02.2.01.02", "Penetapan Rencana Sekolah"),
            ],
            [("1.01.02.2.01.0003", "Penyusunan dan Penetapan Rencana Sekolah")],
            (("1.01.02.2.01.0003",), KodeChange.MERGED, ""),
        ),
        (
            [("1.01.02.2.01.01", "Pembinaan Guru")],
            [("1.01.02.2.01.0001", "Pengadaan Buku Pelajaran")],
            ((), KodeChange.RETIRED, ""),
        ),
        (
            [("1.01.02.2.01.01", "Koordinasi Hasil Penilaian Barang")],
            [("1.01.02.2.01.0001", "Penilaian Barang")],
            ((), KodeChange.UNKNOWN, "other_words"),
        ),
        (
            [("1.01.02.1.01.01", "Pembinaan Guru")],
            [],
            ((), KodeChange.UNKNOWN, "partial_list"),
        ),
    ],
    ids=[
        "same",
        "renamed",
        "moved",
        "merged by name",
        "of several parents",
        "to another authority",
        "gone below one authority",
        "to several codes",
        "split",
        "merged by words",
        "retired",
        "wider thing",
        "no list of the province",
    ],
)
def test_what_became_of_a_code(
    old: list[tuple[str, str]],
    new: list[tuple[str, str]],
    expected: tuple[tuple[str, ...], KodeChange, str],
) -> None:
    assert find(old, new, old[0][0]) == expected


def make_whole(**lists: list[tuple[str, str]]) -> Nomenclature:
    filler = [
        (f"1.01.02.2.{at // 99 + 10}.{at % 99 + 1:02}", f"Isi {at}") for at in range(1500)
    ]
    return make_nomenclature(**{name: [*rows, *filler] for name, rows in lists.items()})


def test_a_code_is_followed_through_the_editions_between() -> None:
    lists = make_whole(
        permendagri_90_2019=[("X.XX.01.2.03.01", "Penyediaan Jasa Surat")],
        kepmendagri_050_3708_2020=[("X.XX.01.2.08.01", "Penyediaan Jasa Surat")],
        **{NEW: [("X.XX.01.2.08.0001", "Penyediaan Jasa Surat Menyurat")]},
    )
    mapped = KodeMap(lists)
    assert mapped.canonical == NEW
    found = mapped.find(OLD, "4.01.01.2.03.01")
    assert found is not None
    assert (found.kode, found.to_kodes, found.change) == (
        "4.01.01.2.03.01",
        ("4.01.01.2.08.0001",),
        KodeChange.MOVED,
    )


def test_a_code_of_a_newer_part_that_the_whole_list_lacks_is_new() -> None:
    part = "kepmendagri-900.1.15.5-3406-2024"
    lists = make_whole(**{NEW: []})
    lists = Nomenclature(
        (*lists.lists, *make_nomenclature(**{part: [("1.01.02.2.01.0009", "Baru")]}).lists)
    )
    mapped = KodeMap(lists)
    found = mapped.find(part, "1.01.02.2.01.0009")
    assert found is not None
    assert (found.to_edition, found.to_kodes, found.change) == (NEW, (), KodeChange.NEW)
