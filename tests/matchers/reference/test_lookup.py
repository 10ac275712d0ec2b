"""Questions about the lists."""

import pytest

from sidak.matchers import (
    diff_editions,
    list_editions,
    search_name,
    show_kode,
)
from sidak.schemas import NomenclatureError
from tests.matchers.makers import make_nomenclature


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
    with pytest.raises(NomenclatureError, match="no code"):
        show_kode(lists, "40.01.13.001")
    with pytest.raises(NomenclatureError, match="no list of edition"):
        diff_editions(lists, "5889", "3708")


def test_search_shows_only_what_is_like_the_words() -> None:
    lists = make_nomenclature(
        kepmendagri_050_3708_2020=[
            ("X.XX.01.2.07.01", "Pengadaan Mebel Kantor"),
            ("X.XX.01.2.06.09", "Penyelenggaraan Rapat Koordinasi dan Konsultasi SKPD"),
        ],
    )
    found = {
        words: [hit.entry.kode for hit in search_name(lists, words)]
        for words in ("xyzzy", "--", "rapat kordinasi", "mebel")
    }
    assert found == {
        "xyzzy": [],
        "--": [],
        "rapat kordinasi": ["X.XX.01.2.06.09"],
        "mebel": ["X.XX.01.2.07.01"],
    }
