"""The sentence that introduces a table and the lines further away."""

from dataclasses import replace

from sidak.normalisers.header.introduction import find_distant_year, find_introduction
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
