"""Digits of scanned pages decided by arithmetic: what is repaired and what never is."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sidak.expectations.repair.tables import repair_tables
from sidak.schemas import (
    Doubt,
    DoubtKind,
    Figure,
    FigureStatus,
    describe,
    list_codes,
)
from tests.expectations.repair.scans import check, figure_at, scan


def test_a_clean_scan_stays_as_it_is() -> None:
    table, raw = scan()
    result = check(table, raw)
    assert result.findings == ()
    assert {one.status for one in result.tables[0].figures} == {FigureStatus.CONFIRMED}


def test_a_doubted_digit_that_two_sums_ask_for_is_repaired() -> None:
    table, raw = scan(
        {(1, 1): "28140000"}, {(1, 1): ("28.140.000", "26.140.000")}, doubts=[(1, 1)]
    )
    result = check(table, raw)
    figure = figure_at(result, 1, 1)
    assert (figure.value, figure.status) == (Decimal(26140000), FigureStatus.REPAIRED)
    assert figure.raw_text == "28140000"
    assert describe(figure.reasons) == (
        'diperbaiki menjadi 26.140.000: terbaca "28140000"; sesuai jumlah 38.250.000 di tabel '
        'ke-1 halaman 1 baris "Program A" kolom "PAGU" dan hitungan baris "SISA" = PAGU - '
        "REALISASI"
    )
    assert describe(figure.reasons, "en") == (
        'repaired to 26.140.000: read as "28140000"; by the total 38.250.000 in table no. 1 '
        'page 1 row "Program A" column "PAGU" and the arithmetic of the row "SISA" = PAGU - '
        "REALISASI"
    )
    assert list_codes(figure.reasons) == ("repaired", "fits_arithmetic")
    assert result.findings == ()


def test_an_accepted_digit_that_breaks_two_sums_is_repaired() -> None:
    table, raw = scan({(5, 2): "20820000"}, {(5, 2): ("20.820.000", "20.020.000")})
    figure = figure_at(check(table, raw), 5, 2)
    assert (figure.value, figure.status) == (Decimal(20020000), FigureStatus.REPAIRED)


def test_a_lost_first_digit_is_put_back() -> None:
    table, raw = scan({(4, 2): "290000"}, {(4, 2): ("290.000", "30.290.000")}, doubts=[(4, 2)])
    figure = figure_at(check(table, raw), 4, 2)
    assert (figure.value, figure.status) == (Decimal(30290000), FigureStatus.REPAIRED)


def test_a_reading_nearer_to_the_number_is_support() -> None:
    # Read 8 for 6; the other reading lost another digit as well, but has the 6.
    table, raw = scan(
        {(1, 1): "28140000"}, {(1, 1): ("28.140.000", "26.140.800")}, doubts=[(1, 1)]
    )
    figure = figure_at(check(table, raw), 1, 1)
    assert (figure.value, figure.status) == (Decimal(26140000), FigureStatus.REPAIRED)


def test_a_doubted_digit_that_agrees_is_confirmed() -> None:
    table, raw = scan(readings={(1, 1): ("26.140.000", "28.140.000")}, doubts=[(1, 1)])
    figure = figure_at(check(table, raw), 1, 1)
    assert (figure.value, figure.status) == (Decimal(26140000), FigureStatus.CONFIRMED)
    assert list_codes(figure.reasons) == ("confirmed", "formerly", "ink_not_read")
    told = describe(figure.reasons)
    assert told.startswith("dikuatkan oleh jumlah 38.250.000 di tabel ke-1")
    assert told.endswith("; semula: sebagian tinta tidak terbaca")


def test_exported_pages_are_never_repaired() -> None:
    table, raw = scan(
        {(1, 1): "28140000"},
        {(1, 1): ("28.140.000", "26.140.000")},
        doubts=[(1, 1)],
        method="pdfplumber",
    )
    result = repair_tables([table], [raw])
    assert result.tables == (table,)


def test_an_error_of_the_report_stays_with_its_finding_if_all_readings_agree() -> None:
    table, raw = scan({(6, 1): "90280000"})
    result = check(table, raw)
    figure = figure_at(result, 6, 1)
    assert (figure.value, figure.status) == (Decimal(90280000), FigureStatus.OK)
    # 9 is never read as 2: it is the report that adds up wrongly.
    assert [one.figure_ids[0] for one in result.findings] == [figure.figure_id]
    assert result.findings[0].expected == Decimal(90980000)


def test_a_likely_confusion_is_doubted_and_reported_if_all_readings_agree() -> None:
    # 26 read as 28 in all readings: an error of the report or of OCR, which is not known.
    table, raw = scan({(1, 1): "28140000"}, {(1, 1): ("28.140.000",)})
    result = check(table, raw)
    figure = figure_at(result, 1, 1)
    assert (figure.value, figure.status) == (Decimal(28140000), FigureStatus.SUSPECT)
    assert describe(figure.reasons) == (
        "semua bacaan sama, tetapi hitungan laporan meminta angka yang mirip; kemungkinan "
        "menurut hitungan: 26.140.000"
    )
    assert [one.figure_ids[0] for one in result.findings] == [figure.figure_id]


def test_a_number_on_which_all_readings_agree_is_repaired_if_rereads_confirm_another() -> None:
    table, raw = scan({(1, 1): "28140000"}, {(1, 1): ("28.140.000",)})
    figure = figure_at(
        check(table, raw, lambda asked: [("26.140.000",) * 2 for _ in asked]), 1, 1
    )
    assert (figure.value, figure.status) == (Decimal(26140000), FigureStatus.REPAIRED)


def test_rereads_of_the_same_digit_stop_the_repair() -> None:
    table, raw = scan(
        {(1, 1): "28140000"}, {(1, 1): ("28.140.000", "26.140.000")}, doubts=[(1, 1)]
    )
    figure = figure_at(
        check(table, raw, lambda asked: [("28.140.000",) * 2 for _ in asked]), 1, 1
    )
    assert (figure.value, figure.status) == (Decimal(28140000), FigureStatus.SUSPECT)
    assert figure.reasons == (
        Doubt(DoubtKind.INK_NOT_READ),
        Doubt(DoubtKind.NUMBERS_BY_ARITHMETIC, ("26.140.000", "26.140.000")),
    )


def test_a_right_digit_is_not_bent_to_hide_an_error_of_the_report() -> None:
    # The report misprints the total; one reading of one of the parts is wrong.
    table, raw = scan(
        {(6, 1): "90880000"}, {(1, 1): ("26.140.000", "26.040.000")}, doubts=[(1, 1)]
    )
    result = check(table, raw)
    assert figure_at(result, 1, 1).value == Decimal(26140000)
    assert figure_at(result, 6, 1).value == Decimal(90880000)
    assert not [one for one in result.tables[0].figures if one.status is FigureStatus.REPAIRED]


def test_two_wrong_digits_of_one_sum_are_decided_together() -> None:
    changes = {(1, 1): "28140000", (2, 1): "12170000"}
    readings = {(1, 1): ("28.140.000", "26.140.000"), (2, 1): ("12.170.000", "12.110.000")}
    table, raw = scan(changes, readings, doubts=list(changes))
    result = check(table, raw)
    assert [
        (figure_at(result, *spot).value, figure_at(result, *spot).status) for spot in changes
    ] == [
        (Decimal(26140000), FigureStatus.REPAIRED),
        (Decimal(12110000), FigureStatus.REPAIRED),
    ]


def test_an_unreadable_number_is_decided_by_another_reading() -> None:
    table, raw = scan(readings={(1, 1): ("26.140.0000", "26.140.000")})
    figures = tuple(
        replace(
            one,
            value=None,
            raw_text="26.140.0000",
            status=FigureStatus.UNREADABLE,
            reasons=(Doubt(DoubtKind.UNEVEN_GROUPS),),
        )
        if (one.row, one.column) == (1, 1)
        else one
        for one in table.figures
    )
    figure = figure_at(check(replace(table, figures=figures), raw), 1, 1)
    assert (figure.value, figure.status) == (Decimal(26140000), FigureStatus.REPAIRED)


def test_a_blank_cell_is_read_again_once_and_all_steps_know_what_was_read() -> None:
    # Nothing that was read at first is a number; the rereads do not agree with each other.
    table, raw = scan(readings={(1, 1): ("2b.i4o.ooo",)})
    figures = tuple(
        replace(
            one,
            value=None,
            raw_text="2b.i4o.ooo",
            status=FigureStatus.UNREADABLE,
            reasons=(Doubt(DoubtKind.NOT_READ),),
        )
        if (one.row, one.column) == (1, 1)
        else one
        for one in table.figures
    )
    asked: list[str] = []

    def reread(cells: Sequence[Figure]) -> list[tuple[str, ...]]:
        asked.extend(one.figure_id for one in cells)
        return [("28.140.000", "26.140.000", "26.140.000")] * len(cells)

    result = check(replace(table, figures=figures), raw, reread)
    figure = figure_at(result, 1, 1)
    assert (figure.value, figure.status) == (Decimal(26140000), FigureStatus.REPAIRED)
    assert describe(figure.reasons).endswith(
        "bacaan lain yang tidak sesuai hitungan: 28.140.000"
    )
    assert asked == [figure.figure_id]


def test_what_a_person_decided_is_left_alone() -> None:
    table, raw = scan({(1, 1): "28140000"}, {(1, 1): ("28.140.000", "26.140.000")})
    figures = tuple(
        replace(one, status=FigureStatus.DECIDED) if (one.row, one.column) == (1, 1) else one
        for one in table.figures
    )
    figure = figure_at(check(replace(table, figures=figures), raw), 1, 1)
    assert (figure.value, figure.status) == (Decimal(28140000), FigureStatus.DECIDED)
