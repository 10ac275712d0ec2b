"""Year and period of a column: the nearest printed evidence wins."""

from sidak.normalisers.header.introduction import Introduction
from sidak.normalisers.header.vocabulary import Aspect
from sidak.normalisers.header.years import HeaderYears, PeriodReading
from sidak.schemas import (
    Basis,
    DocumentFacts,
    DocumentKind,
    DoubtKind,
    MeaningSource,
    PeriodKind,
)

LKJIP = DocumentFacts(DocumentKind.LKJIP, year=2016, year_last=2016)
RENSTRA = DocumentFacts(DocumentKind.RENSTRA, year=2013, year_last=2018)
PLANNED, ACTUAL = Aspect.PLANNED, Aspect.ACTUAL


def _said(*years: int, is_introducing: bool = True, agreeing: int = 0) -> Introduction:
    source = MeaningSource("period", Basis.SENTENCE, "...", 1)
    return Introduction(years, source, is_introducing, agreeing)


def _read(
    years: HeaderYears, *path: str, aspect: Aspect = PLANNED, is_of_one_year: bool = False
) -> PeriodReading:
    return years.read(path, aspect, is_of_one_year=is_of_one_year)


def test_up_to_which_year_a_column_counts_is_not_its_neighbours_year() -> None:
    columns = [(("Target s.d 2015 (RPJMD)",), PLANNED), (("Target",), PLANNED)]
    years = HeaderYears(columns, "", LKJIP)
    assert _read(years, "Target s.d 2015 (RPJMD)") == PeriodReading(
        2015, "2015", Basis.HEADER, PeriodKind.CUMULATIVE
    )
    assert _read(years, "Target") == PeriodReading(
        2016, "2016", Basis.DOCUMENT, PeriodKind.YEAR
    )


def test_the_year_after_the_reports_does_not_spread() -> None:
    facts = DocumentFacts(DocumentKind.RENJA, year=2017, year_last=2017)
    columns = [(("Pagu",), PLANNED), (("Prakiraan Maju Rencana Tahun 2018", "Pagu"), PLANNED)]
    reading = _read(HeaderYears(columns, "", facts), "Pagu")
    assert reading == PeriodReading(2017, "2017", Basis.DOCUMENT, PeriodKind.YEAR)


def test_a_neighbours_other_year_makes_the_documents_doubtful() -> None:
    columns = [(("Realisasi 2015",), ACTUAL), (("Target",), PLANNED)]
    reading = _read(HeaderYears(columns, "", LKJIP), "Target")
    assert (reading.year, reading.doubt) == (2016, DoubtKind.PERIOD_CONTRADICTED)


def test_a_caption_of_another_year_than_report_and_header_is_doubted() -> None:
    columns = [(("Target 2016",), PLANNED), (("Realisasi",), ACTUAL)]
    caption = "Capaian Kinerja Dinas Tahun 2015"
    stale = _read(HeaderYears(columns, caption, LKJIP), "Realisasi", aspect=ACTUAL)
    assert (stale.year, stale.doubt) == (2015, DoubtKind.PERIOD_CONTRADICTED)
    later = [(("Target 2018",), PLANNED), (("Realisasi",), ACTUAL)]
    caption = "Capaian Kinerja Dinas Tahun 2016"
    reading = _read(HeaderYears(later, caption, LKJIP), "Realisasi", aspect=ACTUAL)
    assert (reading.year, reading.doubt) == (2016, None)


def test_a_ratio_has_the_year_that_all_columns_name() -> None:
    columns = [
        (("Target 2015",), PLANNED),
        (("Realisasi 2015",), ACTUAL),
        (("%",), Aspect.RATIO),
    ]
    reading = _read(HeaderYears(columns, "", LKJIP), "%", aspect=Aspect.RATIO)
    assert reading == PeriodReading(2015, "2015", Basis.HEADER, PeriodKind.YEAR)


def test_the_introducing_sentence_wins_over_the_document() -> None:
    said = _said(2015)
    reading = _read(HeaderYears([], "", LKJIP, said), "Pagu")
    assert reading == PeriodReading(
        2015, "2015", Basis.SENTENCE, PeriodKind.YEAR, source=said.source
    )


def test_the_caption_wins_over_the_introducing_sentence() -> None:
    reading = _read(HeaderYears([], "RKPD Tahun 2013", LKJIP, _said(2015)), "Pagu")
    assert reading == PeriodReading(2013, "2013", Basis.CAPTION, PeriodKind.YEAR)


def test_a_sentence_near_the_table_contradicts_the_document() -> None:
    near = _said(2015, is_introducing=False)
    reading = _read(HeaderYears([], "", LKJIP, near), "Pagu")
    assert (reading.year, reading.doubt) == (2016, DoubtKind.PERIOD_CONTRADICTED)


def test_a_budget_of_one_year_is_not_given_the_span_of_a_plan() -> None:
    distant = _said(2016, is_introducing=False, agreeing=1)
    years = HeaderYears([], "", RENSTRA, distant=distant)
    reading = _read(years, "Anggaran Murni", is_of_one_year=True)
    assert (reading.period, reading.basis, reading.doubt) == (
        "2016",
        Basis.SENTENCE,
        DoubtKind.PERIOD_FAR,
    )
    assert _read(years, "Target").period == "2013-2018"


def test_distant_sentences_that_agree_are_sure() -> None:
    distant = _said(2016, is_introducing=False, agreeing=3)
    years = HeaderYears([], "", RENSTRA, distant=distant)
    reading = _read(years, "Anggaran Murni", is_of_one_year=True)
    assert (reading.period, reading.doubt) == ("2016", None)


def test_a_report_on_one_year_with_a_span_only_is_doubtful() -> None:
    facts = DocumentFacts(DocumentKind.LKJIP, year=2013, year_last=2018)
    reading = _read(HeaderYears([], "", facts), "Pagu")
    assert (reading.period, reading.doubt) == ("2013-2018", DoubtKind.PERIOD_FAR)


def test_the_end_of_a_plan_has_its_span() -> None:
    reading = _read(HeaderYears([], "", RENSTRA), "Kondisi Akhir Renstra", "Rp")
    assert reading == PeriodReading(None, "2013-2018", Basis.DOCUMENT, PeriodKind.SPAN)


def test_quarters_alone_and_cumulative() -> None:
    years = HeaderYears([], "", LKJIP)
    alone = _read(years, "Realisasi TW II", aspect=ACTUAL)
    assert (alone.period, alone.kind) == ("2016-TW2", PeriodKind.QUARTER)
    up_to = _read(years, "Realisasi s.d. TW II", aspect=ACTUAL)
    assert (up_to.period, up_to.kind) == ("2016-TW2", PeriodKind.CUMULATIVE)


def test_last_year_of_a_performance_report() -> None:
    reading = _read(HeaderYears([], "", LKJIP), "Capaian", "Tahun lalu", aspect=Aspect.RATIO)
    assert reading.year == 2015


def test_results_in_a_plan_are_not_of_its_year_for_sure() -> None:
    facts = DocumentFacts(DocumentKind.RENJA, year=2017, year_last=2017)
    columns = [(("Pagu",), PLANNED), (("Realisasi",), ACTUAL)]
    reading = _read(HeaderYears(columns, "", facts), "Realisasi", aspect=ACTUAL)
    assert (reading.year, reading.doubt) == (2017, DoubtKind.PERIOD_FAR)
    near = _said(2017, is_introducing=False)
    reading = _read(HeaderYears(columns, "", facts, near), "Realisasi", aspect=ACTUAL)
    assert (reading.year, reading.doubt) == (2017, None)


def test_a_neighbour_spells_the_current_year_out() -> None:
    facts = DocumentFacts(DocumentKind.RENJA, year=2017, year_last=2017)
    columns = [
        (("Realisasi s/d tahun berjalan (tahun 2017)",), ACTUAL),
        (("Perkiraan s/d tahun berjalan", "Tingkat Capaian (%)"), Aspect.RATIO),
    ]
    years = HeaderYears(columns, "", facts)
    reading = _read(years, *columns[1][0], aspect=Aspect.RATIO)
    assert reading == PeriodReading(2017, "2017", Basis.HEADER, PeriodKind.CUMULATIVE)


def test_growth_against_last_year_is_of_this_year() -> None:
    facts = DocumentFacts(DocumentKind.LRA, year=2017, year_last=2017)
    columns = [(("% +/- Realisasi dari Thn Lalu",), Aspect.RATIO)]
    reading = _read(HeaderYears(columns, "", facts), columns[0][0][0], aspect=Aspect.RATIO)
    assert reading.period == "2017"


def test_last_year_is_the_year_before_the_reports() -> None:
    columns = [(("Capaian Thn Lalu",), Aspect.RATIO), (("Capaian",), Aspect.RATIO)]
    years = HeaderYears(columns, "", LKJIP)
    assert [_read(years, *path, aspect=Aspect.RATIO).period for path, _ in columns] == [
        "2015",
        "2016",
    ]


def test_a_quarter_is_not_of_a_span_of_years() -> None:
    reading = _read(HeaderYears([(("TW II",), ACTUAL)], "", RENSTRA), "TW II", aspect=ACTUAL)
    assert (reading.period, reading.doubt) == ("2013-2018", DoubtKind.PERIOD_CONTRADICTED)


def test_in_a_plan_of_years_the_source_dates_what_is_counted_and_not_what_is_planned() -> None:
    years = HeaderYears([(("Jumlah",), None)], "", RENSTRA, source=_said(2015))
    counted, planned = years.read(("Jumlah",), None), _read(years, "Target")
    assert (counted.period, counted.basis) == ("2015", Basis.SENTENCE)
    assert (planned.period, planned.basis) == ("2013-2018", Basis.DOCUMENT)
