"""The sentence that introduces a table and the lines further away."""

from dataclasses import replace

from sidak.normalisers.header.introduction import (
    find_distant_year,
    find_introduction,
    find_source_year,
)
from sidak.schemas import Basis, Box, PageText, Place, Table
from tests.normalisers.tables import make_table


def _table(page: int = 1) -> Table:
    table = make_table([["Program", "Pagu"], ["Program A", "1.000.000"]], page=page)
    return replace(table, places=(Place(page, Box(50, 200, 500, 400)),))


def _page(number: int, *lines: str, last: float = 190) -> PageText:
    tops = [last - 14 * (len(lines) - at) for at in range(len(lines))]
    return PageText(
        number,
        tuple(
            (line, Box(50, top, 400, top + 12)) for line, top in zip(lines, tops, strict=True)
        ),
    )


def test_the_sentence_right_above_introduces_the_table() -> None:
    page = _page(
        1, "Pada tahun 2015 disusun Renstra.", "Alokasi tahun 2016 adalah sebagai berikut:"
    )
    found = find_introduction(_table(), [page])
    assert found is not None
    assert (found.year, found.is_introducing, found.source.basis, found.source.page) == (
        2016,
        True,
        Basis.SENTENCE,
        1,
    )


def test_a_sentence_with_two_years_names_none() -> None:
    page = _page(1, "Realisasi TA 2018 dan TA 2017 adalah sebagai berikut:")
    found = find_introduction(_table(), [page])
    assert found is not None
    assert (found.years, found.year) == ((2018, 2017), None)


def test_years_of_laws_and_of_what_is_compared_with_do_not_count() -> None:
    page = _page(
        1,
        "Sesuai Peraturan Gubernur Nomor 5 Tahun 2014.",
        "Belanja naik dibandingkan tahun 2017 sebagai berikut:",
    )
    assert find_introduction(_table(), [page]) is None


def test_a_line_far_above_does_not_introduce_a_table() -> None:
    assert find_introduction(_table(), [_page(1, "Tahun 2016 berikut:", last=90)]) is None


def test_running_heads_do_not_introduce_a_table() -> None:
    pages = [_page(number, "Laporan Kinerja Tahun 2016") for number in range(1, 4)]
    assert find_introduction(_table(), pages) is None


def test_distant_lines_agree_or_not() -> None:
    pages = [_page(1, "Rencana 2013-2018", "PK Tahun 2016", "Anggaran 2016"), _page(2)]
    found = find_distant_year(_table(2), pages)
    assert found is not None
    assert (found.year, found.agreeing) == (2016, 2)
    other = [_page(1, "Tahun 2015"), *pages[1:], _page(2, "Tahun 2016")]
    found = find_distant_year(_table(2), other)
    assert found is not None
    assert (found.year, found.agreeing) == (2016, 0)


def test_a_title_that_ends_in_its_year_introduces_the_table() -> None:
    found = find_introduction(_table(), [_page(1, "Nilai tukar petani tahun 2015")])
    assert found is not None
    assert (found.year, found.is_introducing) == (2015, True)


def test_a_title_with_a_span_and_a_year_names_no_year() -> None:
    page = _page(1, "Capaian Tahun 2014 - 2015 dan target tahun 2018")
    found = find_introduction(_table(), [page])
    assert found is not None
    assert found.is_introducing is False


def test_the_foot_of_the_page_before_introduces_a_table_at_the_top() -> None:
    pages = [
        _page(1, "Nilai tukar petani tahun 2015", "Program Pagu", "7", last=760),
        PageText(2, (("8", Box(50, 748, 400, 760)),)),
    ]
    found = find_introduction(_table(2), pages)
    assert found is not None
    assert (found.year, found.is_introducing, found.source.page) == (2015, True, 1)


def test_a_line_far_from_the_foot_of_the_page_before_does_not() -> None:
    pages = [
        PageText(
            1,
            (
                ("Nilai tukar petani tahun 2015", Box(50, 300, 400, 312)),
                ("7", Box(50, 748, 400, 760)),
            ),
        ),
        PageText(2, (("8", Box(50, 748, 400, 760)),)),
    ]
    assert find_introduction(_table(2), pages) is None


def test_a_caption_without_a_year_does_not_part_a_table_from_its_introduction() -> None:
    page = _page(
        1,
        "Hasil pengukuran sampai akhir tahun 2014 yaitu sebagai berikut:",
        "Tabel 2.4 Pengukuran Kinerja Sasaran",
    )
    found = find_introduction(_table(), [page])
    assert found is not None
    assert (found.year, found.is_introducing) == (2014, True)


def test_the_source_right_below_a_table_names_its_year() -> None:
    found = find_source_year(
        _table(), [_page(1, "Sumber : Data diolah Inspektorat, 2021", last=424)]
    )
    assert found is not None
    assert (found.year, found.source.text) == (2021, "Sumber : Data diolah Inspektorat, 2021")
    assert find_source_year(_table(), [_page(1, "Sumber : Data, 2021", last=600)]) is None
    assert (
        find_source_year(_table(), [_page(1, "Sumber daya tahun 2021 cukup", last=424)]) is None
    )
