"""Sentences over lines, lists and pages."""

from sidak.normalisers.mentions.sentences import split_sentences
from sidak.schemas import Box, PageText


def split(*pages: tuple[str, ...]) -> list[tuple[int, str]]:
    texts = [
        PageText(number, tuple((line, None) for line in lines))
        for number, lines in enumerate(pages, 1)
    ]
    return [(one.page, one.text.strip()) for one in split_sentences(texts)]


def test_lines_join_and_full_stops_part() -> None:
    assert split(
        ("Anggaran tahun ini sebesar Rp.", "2.000.000 dan cukup. Realisasi", "baik.")
    ) == [
        (1, "Anggaran tahun ini sebesar Rp. 2.000.000 dan cukup."),
        (1, "Realisasi baik."),
    ]


def test_entries_of_a_list_are_sentences_and_keep_their_marks() -> None:
    lines = (
        "meliputi :",
        "1. Kegiatan Pertama dengan alokasi",
        "anggaran sebesar Rp. 2.000.000,-",
        "2) Kegiatan Kedua Rp 3.000.000",
        "\u2022 Kegiatan Ketiga a. Bagian Satu b. Bagian Dua",
    )
    assert [text for _, text in split(lines)] == [
        "meliputi :",
        "1. Kegiatan Pertama dengan alokasi anggaran sebesar Rp. 2.000.000,-",
        "2) Kegiatan Kedua Rp 3.000.000",
        "\u2022 Kegiatan Ketiga",
        "a. Bagian Satu",
        "b. Bagian Dua",
    ]


def test_what_stands_below_a_table_is_no_part_of_its_caption() -> None:
    lines = (
        "Tabel 3.1 Realisasi Program dan Kegiatan",
        "Administrasi Umum sebesar Rp 2.000.000.",
    )
    assert [text for _, text in split(lines)] == list(lines)


def test_wide_lines_of_one_sentence_stay_together() -> None:
    lines = (
        ("Program dengan anggaran", Box(0, 0, 90, 10)),
        ("sebesar Rp.", Box(0, 28, 90, 38)),
        ("2.000.000", Box(0, 56, 90, 66)),
        ("Program lain", Box(0, 84, 90, 94)),
    )
    found = [one.text for one in split_sentences([PageText(1, lines)])]
    assert found == ["Program dengan anggaran sebesar Rp. 2.000.000", "Program lain"]


def test_a_capital_below_a_whole_amount_begins_anew() -> None:
    assert [text for _, text in split(("dana Rp. 90.000.000,-", "Sumber Dana lain"))] == [
        "dana Rp. 90.000.000,-",
        "Sumber Dana lain",
    ]


def test_sentences_go_on_below_the_running_title_of_the_next_page() -> None:
    pages = [
        ("Laporan Kinerja 2016", f"Teks {word} yang belum", f"{number}")
        for number, word in enumerate(("satu", "dua", "tiga"), 10)
    ]
    assert split(*pages) == [
        (1, "Teks satu yang belum Teks dua yang belum Teks tiga yang belum")
    ]


def test_entries_that_end_alike_on_each_page_are_no_running_titles() -> None:
    names = ("Satu", "Dua", "Tiga", "Empat")
    pages = [(f"a) Bagian {name}", "dengan anggaran sebesar Rp.250.000,-") for name in names]
    assert [text for _, text in split(*pages)] == [
        f"a) Bagian {name} dengan anggaran sebesar Rp.250.000,-" for name in names
    ]


def test_a_list_number_at_the_end_of_an_amount_is_no_entry() -> None:
    assert [text for _, text in split(("dengan anggaran sebesar Rp.", "1. 000.000 lagi"))] == [
        "dengan anggaran sebesar Rp. 1. 000.000 lagi"
    ]


def test_a_sentence_without_an_end_is_cut_between_words() -> None:
    text = " ".join(["kata"] * 500)
    parts = [one for _, one in split((text,))]
    assert [len(one) for one in parts] == [1199, 1199, 99]
    assert " ".join(parts) == text


def test_places_lead_back_to_the_lines() -> None:
    text = PageText(7, (("Satu. Dua tiga", None), ("empat lima.", None)))
    first, second = split_sentences([text])
    assert (first.place_of(2).text, second.place_of(2).text) == ("Satu. Dua tiga",) * 2
    at = second.text.index("lima")
    place = second.place_of(at)
    assert (place.text, at - place.start) == ("empat lima.", 6)
