"""When a report was signed, and the month of a monthly report."""

import pytest

from sidak.normalisers.document.dates import find_date, find_month
from sidak.normalisers.document.sources import LinePlace, SourceLine
from sidak.schemas import DocumentKind, FactBasis


def _line(text: str, page: int = 1, source: LinePlace = LinePlace.BODY) -> SourceLine:
    return SourceLine(text, source, page, 1.0)


def _date(*lines: SourceLine, kind: DocumentKind = DocumentKind.LKJIP) -> str | None:
    return find_date(lines, 60, kind, 2016)[0]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Serang, 5 Januari 2017", "2017-01-05"),
        ("Serang,22Februari 2017", "2017-02-22"),
        ("Kota Baru Parahyangan, Nopember 2017", "2017-11"),
        ("SERANG, .... MARET 2017", "2017-03"),
        ("Ditetapkan di Serang, pada tanggal 5 Januari 2017", "2017-01-05"),
        ("pada tanggal : 5 Januari 2017", "2017-01-05"),
        ("Sumber : Inspektorat Serang, Januari 2017", None),
        ("Peraturan Daerah Nomor 22 Tanggal 9 Januari 2017", None),
        ("Bulan September 2017", None),
        ("Serang, 31 Februari 2017", None),
    ],
)
def test_line_above_a_signature(text: str, date: str | None) -> None:
    assert _date(_line(text)) == date


def test_letters_between_the_first_and_last_pages_do_not_count() -> None:
    letter = _line("Serang, 18 Juli 2016", 40)
    assert _date(letter, _line("Serang, 5 Januari 2017", 58)) == "2017-01-05"
    assert _date(letter) is None


def test_day_is_stated_only_where_all_signatures_have_it() -> None:
    open_day, whole = _line("Serang, Januari 2017", 2), _line("Serang, 5 Januari 2017", 60)
    assert find_date((open_day, whole), 60, DocumentKind.LKJIP, 2016) == (
        "2017-01",
        open_day.said,
    )


def test_signatures_that_disagree_leave_the_date_open() -> None:
    first = _line("Serang, 5 Januari 2017", 2)
    assert _date(first, _line("Serang, 6 Februari 2017", 60)) is None
    assert _date(first, _line("Serang, 6 Januari 2017", 60)) is None


def test_report_of_a_year_is_not_signed_before_its_end_nor_a_plan_years_away() -> None:
    misprint = _line("Serang, Januari 2016")
    assert _date(misprint) is None
    assert _date(misprint, kind=DocumentKind.PK) == "2016-01"
    assert _date(_line("Serang, Juni 2014"), kind=DocumentKind.RENJA) is None
    assert _date(_line("Serang, Juni 2022"), kind=DocumentKind.RENSTRA) == "2022-06"


def test_month_of_a_monthly_report() -> None:
    line = _line("BULAN : DESEMBER 2018", source=LinePlace.COVER)
    assert find_month((line,), 2018, None) == (12, line.said)
    assert line.said.basis is FactBasis.COVER
    assert find_month((line,), 2018, "2019-01-07")[0] == 12


def test_month_that_something_speaks_against_stays_open() -> None:
    june = _line("LAPORAN REALISASI BULAN JUNI 2018", source=LinePlace.COVER)
    july = _line("LAPORAN REALISASI BULAN JULI 2018", source=LinePlace.RUNNING)
    assert find_month((june,), 2018, "2018-07-05")[0] == 6
    assert find_month((june,), 2018, "2018-08-07")[0] is None  # another month's head
    assert find_month((june,), 2018, "2018-05-30")[0] is None
    assert find_month((june,), 2017, None)[0] is None
    assert find_month((june, july), 2018, None)[0] is None
    assert find_month((_line("pada bulan Juni 2018"),), 2018, None)[0] is None
