"""Mentions: value, name, metric, period, and whether they are sure."""

from decimal import Decimal

from sidak.normalisers.mentions.reader import DocumentPeriod, list_mentions, read_sentences
from sidak.schemas import (
    Box,
    DoubtKind,
    FigureStatus,
    Level,
    Mention,
    Metric,
    PageNumbers,
    PageText,
    PrintedDigits,
)
from tests.expectations.factories import DOCUMENT


def read(*lines: str, year: int | None = 2016) -> tuple[Mention, ...]:
    text = PageText(3, tuple((line, None) for line in lines))
    return list_mentions(read_sentences([text], [], DocumentPeriod(DOCUMENT, year)))


def doubts(mention: Mention) -> list[DoubtKind]:
    return [doubt.kind for doubt in mention.reasons]


def test_budget_spending_and_share_of_a_kegiatan() -> None:
    given, spent, share = read(
        "Pada tahun 2016 Kegiatan Penguatan Kapasitas dengan alokasi anggaran Rp. 80.000.000,-",
        "dan realisasi sebesar Rp. 60.000.000,- atau 75,00 %.",
    )
    assert given == Mention(
        mention_id=f"{DOCUMENT}-m001",
        document_id=DOCUMENT,
        page=3,
        sentence=given.sentence,
        raw_text="Rp. 80.000.000,-",
        item_name="Penguatan Kapasitas",
        level=Level.KEGIATAN,
        metric=Metric.PAGU,
        period="2016",
        value=Decimal(80000000),
        unit="Rp",
        status=FigureStatus.CONFIRMED,
        reasons=(),
        start=given.start,
        end=given.end,
    )
    assert given.sentence[given.start : given.end] == "80.000.000,-"
    assert (spent.metric, spent.value, spent.status) == (
        Metric.REALISASI_ANGGARAN,
        Decimal(60000000),
        FigureStatus.CONFIRMED,
    )
    assert (share.metric, share.value, share.unit, share.item_name) == (
        Metric.SERAPAN,
        Decimal("75.00"),
        "%",
        "Penguatan Kapasitas",
    )


def test_numbers_read_from_a_picture_are_a_doubt_even_where_they_fit() -> None:
    line = (
        "Tahun 2016 Program Kesehatan Ibu anggaran Rp 80.000.000 "
        "realisasi Rp 60.000.000 (75 %)."
    )
    document = DocumentPeriod(DOCUMENT, 2016, frozenset({3}))
    found = [
        list_mentions(read_sentences([PageText(page, ((line, None),))], [], document))
        for page in (2, 3)
    ]
    assert [one.status for one in found[0]] == [FigureStatus.CONFIRMED] * 3
    assert [one.status for one in found[1]] == [FigureStatus.SUSPECT] * 3
    assert [doubts(one) for one in found[1]] == [[DoubtKind.MENTION_SCANNED]] * 3


def test_what_does_not_fit_is_not_confirmed() -> None:
    mentions = read(
        "Tahun 2016 Program Kesehatan Ibu anggaran Rp 80.000.000",
        "realisasi Rp 60.000.000 atau 70 %.",
    )
    assert [one.status for one in mentions] == [FigureStatus.OK] * 3


def test_a_year_known_from_the_document_alone_is_a_doubt() -> None:
    (mention,) = read("Kegiatan Penguatan Kapasitas dengan anggaran Rp 80.000.000.")
    assert (mention.period, mention.status, doubts(mention)) == (
        "2016",
        FigureStatus.SUSPECT,
        [DoubtKind.PERIOD_FAR],
    )


def test_the_year_that_the_text_named_last_confirms_that_of_the_document() -> None:
    lines = (
        "Uraian tahun 2016 berikut.",
        "Kegiatan Penguatan Kapasitas anggaran Rp 80.000.000.",
    )
    (mention,) = read(*lines)
    assert (mention.period, doubts(mention)) == ("2016", [])
    (other,) = read(*lines, year=2017)
    assert (other.period, doubts(other)) == ("2016", [DoubtKind.PERIOD_FAR])


def test_several_years_are_a_doubt() -> None:
    (mention,) = read("Anggaran 2015 dan 2016 Kegiatan Penguatan Kapasitas Rp 80.000.000 saja.")
    assert DoubtKind.MENTION_SEVERAL_YEARS in doubts(mention)


def test_the_year_of_a_regulation_and_one_far_behind_are_not_the_numbers_own() -> None:
    (mention,) = read(
        "Tahun 2016, sesuai PP 101 Tahun 2014, Kegiatan Penguatan Kapasitas anggaran",
        "Rp 80.000.000 dengan target tersusunnya dokumen status lingkungan hidup daerah 2015.",
    )
    assert (mention.period, doubts(mention)) == ("2016", [])


def test_words_between_name_and_number_that_lead_elsewhere_are_a_doubt() -> None:
    for words in ("sehingga total", "melalui kegiatan pemeliharaan kantor", "yaitu 2) lain"):
        (mention,) = read(
            f"Tahun 2016 Program Penunjang Urusan {words} anggaran Rp 80.000.000 tersedia."
        )
        assert doubts(mention) == [DoubtKind.MENTION_NAME_UNSURE], words


def test_another_entry_or_name_behind_a_number_is_a_doubt() -> None:
    for words in ("hh.Pembangunan Gedung", "lalu Pembangunan Gedung Kantor Cabang"):
        _, second = read(
            "Tahun 2016 Kegiatan Penguatan Kapasitas anggaran Rp 80.000.000,-",
            f"{words} anggaran Rp 70.000.000 tersedia.",
        )
        assert doubts(second) == [DoubtKind.MENTION_NAME_UNSURE], words


def test_another_stage_of_the_budget_is_a_doubt() -> None:
    (mention,) = read(
        "Tahun 2016 Kegiatan Penguatan Kapasitas alokasi awal Rp 80.000.000 saja."
    )
    assert doubts(mention) == [DoubtKind.MENTION_METRIC_UNSURE]


def test_a_kegiatan_below_its_programme_is_the_line() -> None:
    (mention,) = read(
        "Tahun 2016 Program Penunjang Urusan Kegiatan Penguatan Kapasitas",
        "dengan anggaran Rp 80.000.000.",
    )
    assert (mention.item_name, doubts(mention)) == ("Penguatan Kapasitas", [])


def test_a_percentage_beside_a_count_is_not_surely_that_of_the_word_before() -> None:
    (mention,) = read("Pada 2016 Program Penunjang Urusan target 20 tahun (98 %) tercatat.")
    assert (mention.metric, doubts(mention)) == (
        Metric.TARGET,
        [DoubtKind.MENTION_METRIC_UNSURE],
    )


def test_no_name_is_a_doubt_and_a_heading_gives_one() -> None:
    (nameless,) = read("Tahun 2016 tersedia anggaran sebesar Rp 80.000.000 untuk semua.")
    assert (nameless.item_name, doubts(nameless)) == ("", [DoubtKind.MENTION_NAME_MISSING])
    (below,) = read(
        "1. Kegiatan Penguatan Kapasitas.",
        "- Pada 2016 alokasi anggaran sebesar Rp 80.000.000.",
    )
    assert (below.item_name, doubts(below)) == (
        "Penguatan Kapasitas",
        [DoubtKind.MENTION_NAME_BEFORE],
    )


def test_two_names_for_one_number_are_a_doubt_of_all_that_follows() -> None:
    mentions = read(
        "Tahun 2016 Kegiatan Satu Dua dan Kegiatan Tiga Empat dengan anggaran Rp 80.000.000",
        "realisasi Rp 70.000.000.",
    )
    assert [doubts(one) for one in mentions] == [[DoubtKind.MENTION_NAME_UNSURE]] * 2


def test_the_sentence_before_a_list_names_its_metric() -> None:
    _, mention = read(
        "Tahun 2016 Program Penunjang Urusan alokasi anggaran Rp 90.000.000 yaitu :",
        "a. Kegiatan Penguatan Kapasitas Rp 80.000.000 juga.",
    )
    assert (mention.metric, doubts(mention)) == (Metric.PAGU, [DoubtKind.MENTION_METRIC_UNSURE])


def test_respectively_leaves_the_metric_in_doubt() -> None:
    first, _ = read(
        "Tahun 2016 Kegiatan Satu Dua anggaran masing-masing Rp 80.000.000 dan Rp 70.000.000."
    )
    assert DoubtKind.MENTION_METRIC_UNSURE in doubts(first)


def test_a_price_in_a_calculation_is_a_mention_in_doubt() -> None:
    (mention,) = read("12 x 1.500.000")
    assert (mention.value, mention.status) == (Decimal(1500000), FigureStatus.SUSPECT)


def test_rows_of_numbers_are_no_sentence() -> None:
    assert read("Penyediaan jasa surat menyurat 80.000.000 75.000.000 93,75 %") == ()
    assert read("pengadaan alat Rp 80.000.000 Rp 75.000.000") == ()


def test_a_number_in_a_column_is_no_mention() -> None:
    line, box = "jumlah anggaran belanja 80.000.000", Box(0, 0, 300, 10)
    text = PageText(1, ((line, box),))
    mentions = []
    for gap in (0.3, 6.0):
        printed = PrintedDigits("80.000.000", Box(200, 0, 250, 10), line[:-10], "", gap)
        numbers = [PageNumbers(1, (printed,))]
        sentences = read_sentences([text], [], DocumentPeriod(DOCUMENT, 2016), numbers)
        mentions.append([one.box for one in list_mentions(sentences)])
    assert mentions == [[Box(200, 0, 250, 10)], []]
