"""Amounts in running text: words beside digits, percentages, slips against the tables."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from sidak.expectations import reconcile
from sidak.normalisers.mentions.reader import DocumentPeriod, read_sentences
from sidak.schemas import (
    Cell,
    Finding,
    FindingKind,
    Level,
    PageText,
    Place,
    Severity,
    Table,
    TypedTable,
)
from tests.expectations.factories import DOCUMENT, Row, make_table

TOTAL: list[Row] = [
    (Level.PROGRAM, "Program A", ["26793468159", "24752703672"]),
    (Level.PROGRAM, "Program B", ["30000000000", "30000000000"]),
    (Level.TOTAL, "Jumlah", ["56793468159", "54752703672"]),
]


def check(
    tables: Sequence[TypedTable],
    text: PageText,
    *,
    raw_tables: Sequence[Table] = (),
    document_id: str = DOCUMENT,
) -> tuple[Finding, ...]:
    sentences = read_sentences([text], tables, DocumentPeriod(document_id, 2022))
    return reconcile(
        tables, raw_tables=raw_tables, sentences=sentences, document_id=document_id
    ).findings


def read(*lines: str) -> tuple[Finding, ...]:
    table = make_table(["pagu", "realisasi"], TOTAL)
    text = PageText(25, tuple((line, None) for line in lines))
    return check([table], text)


@pytest.mark.parametrize(
    ("text", "reported", "expected"),
    [
        # A word is missing: "puluh".
        (
            "sebesar Rp 56.793.468.159 (Lima puluh enam milyar Tujuh Ratus Sembilan Tiga Juta "
            "Empat ratus Enam Puluh Delapan Ribu Seratus Lima Puluh Sembilan Rupiah).",
            56793468159,
            None,
        ),
        ("sebesar Rp. 170.000,- (seratus tujuh belas ribu rupiah)", 170000, 117000),
        ("yang terdiri atas 23 (delapan belas) sasaran", 23, 18),
    ],
)
def test_words_that_say_another_number(text: str, reported: int, expected: int | None) -> None:
    (finding,) = read(text)
    assert (finding.kind, finding.severity, finding.page) == (
        FindingKind.TERBILANG_MISMATCH,
        Severity.WARNING,
        25,
    )
    assert finding.reported == reported
    assert finding.expected == expected


def test_missing_word_is_supplied() -> None:
    (finding,) = read(
        "Rp 793.000.000 (tujuh ratus sembilan tiga juta rupiah)",
    )
    assert finding.message == (
        'Teks halaman 25: angka Rp 793.000.000 ditulis "tujuh ratus sembilan tiga juta"; '
        'dengan huruf seharusnya "Tujuh ratus sembilan puluh tiga juta".'
    )


@pytest.mark.parametrize(
    "text",
    [
        "sebesar Rp 170.000 (seratus tujuh puluh ribu rupiah)",
        "sebesar Rp 170.000 (seratus tujuh puluh",  # goes on elsewhere
        "diukur melalui 3 (tiga) program dan 2 (kegiatan pokok) lain",
        "Rp 3.121 miliar (tiga ribu seratus dua puluh satu miliar rupiah)",
        "pagu sebesar Rp 56.793.468.159 dan terealisasi sebesar Rp. 54.752.703.672,- atau "
        "sebesar 96,41%",
        "pagu sebesar Rp 56.793.468.159 dan terealisasi sebesar Rp. 54.752.703.672,- atau "
        "sebesar 96,40 persen",  # cut off
        "pagu Rp 50.000.000.000 bertambah Rp 3.894.360.712 realisasi Rp 51.413.862.701 atau "
        "95,24 %",  # of a number that is not there
        "belanja pegawai Rp 15.368.240.519",  # in no table, and near none
    ],
)
def test_text_that_says_nothing_wrong(text: str) -> None:
    assert read(text) == ()


def test_percentage_that_is_not_that_of_its_amounts() -> None:
    (finding,) = read(
        "dengan pagu anggaran Rp. 711.694.079.906 dan realisasi sebesar",
        "Rp. 685.553.559.569 atau 95,48 %.",
    )
    assert (finding.kind, finding.reported, finding.expected) == (
        FindingKind.NARRATIVE_MISMATCH,
        Decimal("95.48"),
        Decimal("96.327"),
    )
    assert "685.553.559.569 / 711.694.079.906 x 100" in finding.message


@pytest.mark.parametrize("written", ["54.752.703.561", "54.752.703.627", "54.752.730.672"])
def test_amount_that_a_table_prints_a_little_otherwise(written: str) -> None:
    (finding,) = read(f"telah terealisasi sebesar Rp {written} pada tahun ini")
    assert (finding.kind, finding.expected) == (
        FindingKind.NARRATIVE_MISMATCH,
        Decimal(54752703672),
    )
    assert finding.figure_ids == ("0123456789abcdef-t01-r2-c2",)
    assert 'tabel ke-1 halaman 1 baris "Jumlah"' in finding.message


def test_amount_without_a_blank_after_rp_is_read() -> None:
    (finding,) = read("sebesar Rp170.000,00 (seratus tujuh belas ribu rupiah).")
    assert (finding.reported, finding.expected) == (Decimal(170000), Decimal(117000))


def test_words_that_go_on_on_the_next_page_are_left_alone() -> None:
    assert read("direncanakan sebesar Rp335.387.572.724,00 (Tiga ratus ratus tiga") == ()


LINES: list[Row] = [
    (Level.PROGRAM, "Program Penunjang Urusan Pemerintahan", ["7157440500", "6227860011"]),
    (Level.KEGIATAN, "Administrasi Umum Perangkat Daerah", ["5157440500", "4227860011"]),
    (Level.KEGIATAN, "Pemeliharaan Barang Milik Daerah", ["2000000000", "2000000000"]),
]


def read_lines(text: str, *, kode: str | None = None) -> tuple[Finding, ...]:
    table = make_table(["pagu", "realisasi"], LINES)
    items = (replace(table.items[0], kode=kode), *table.items[1:])
    page = PageText(12, ((text, None),))
    return check([replace(table, items=items)], page)


@pytest.mark.parametrize(
    ("text", "reported", "expected"),
    [
        (
            "Program Penunjang Urusan Pemerintahan dengan anggaran sebesar Rp 9.046.730.910 "
            "terealisasi Rp 6.227.860.011 atau 68,84 %.",
            9046730910,
            7157440500,
        ),
        (
            "b. Administrasi Umum Perangkat Daerah dengan pagu Rp5.157.440.500,00 dan "
            "realisasi sebesar Rp4.327.000.000,00 c. Pemeliharaan Barang Milik Daerah",
            4327000000,
            4227860011,
        ),
        ("Realisasi 4.01.01 dengan anggaran Rp 9.046.730.910.", 9046730910, 7157440500),
    ],
)
def test_amounts_said_of_a_line_that_its_table_prints_otherwise(
    text: str, reported: int, expected: int
) -> None:
    (finding,) = read_lines(text, kode="4.01.01")
    assert finding.kind is FindingKind.NARRATIVE_MISMATCH
    assert (finding.reported, finding.expected) == (Decimal(reported), Decimal(expected))
    assert finding.page == 12
    assert "tertulis Rp" in finding.message
    assert len(finding.figure_ids) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Program Penunjang Urusan Pemerintahan dengan anggaran sebesar Rp 7.157.440.500.",
        # The amount of the kegiatan, said of the kegiatan.
        "Administrasi Umum Perangkat Daerah sebesar Rp 5.157.440.500.",
        # Another plan, another year's comparison, another thing altogether.
        "Program Penunjang Urusan Pemerintahan, anggaran murni Rp 9.046.730.910.",
        "Program Penunjang Urusan Pemerintahan, anggaran tahun 2021 dan 2022 Rp 9.046.730.910.",
        "Program Penunjang Urusan Pemerintahan, alokasi awal Rp 9.046.730.910.",
        "Seluruhnya Program Penunjang Urusan Pemerintahan dengan anggaran Rp 9.046.730.910.",
        "Program Penunjang Urusan Pemerintahan, anggaran tahun 2021 Rp 9.046.730.910.",
        "Program Penunjang Urusan Pemerintahan dengan anggaran sebesar Rp 7.157.440.500,18.",
        "Program Penunjang Urusan Pemerintahan. Anggaran belanja Rp 9.046.730.910.",
        "Program Penunjang Urusan Pemerintahan dengan dana Rp 17.046.730.910.",
    ],
)
def test_amounts_that_may_well_be_right(text: str) -> None:
    assert read_lines(text) == ()


def test_an_amount_of_another_year_contradicts_nothing() -> None:
    text = "Program Penunjang Urusan Pemerintahan, anggaran tahun {} Rp 9.046.730.910."
    assert [len(read_lines(text.format(year))) for year in (2022, 2021)] == [1, 0]


def test_amount_in_a_cell_that_was_not_read_for_certain_is_printed_all_the_same() -> None:
    table = make_table(["pagu", "realisasi"], TOTAL)
    text = PageText(3, (("ditetapkan sebesar Rp 56.793.468.169.", None),))
    cell = Cell(0, 0, "56.793.468.169", Place(1, None))
    raw = Table(f"{DOCUMENT}-t02", DOCUMENT, (cell,), 1, 1, (Place(1),))
    assert [len(check([table], text, raw_tables=raws)) for raws in ((), (raw,))] == [1, 0]


def test_repeated_text_is_told_once() -> None:
    text = "telah terealisasi sebesar Rp 54.752.703.561"
    assert len(read(text, text)) == 1


def test_report_without_a_table_keeps_its_id() -> None:
    """A regulation with running text only: each finding still names its document."""
    line = "sebesar Rp. 170.000,- (seratus tujuh belas ribu rupiah)"
    text = PageText(9, ((line, None),))
    (finding,) = check([], text, document_id="d" * 16)
    assert finding.document_id == "d" * 16
    assert finding.finding_id.startswith("d" * 16)


def test_percentage_that_fits_the_amount_of_the_table_leaves_the_amount_wrong() -> None:
    text = (
        "Program Penunjang Urusan Pemerintahan dengan anggaran sebesar Rp 7.157.440.500 "
        "terealisasi Rp 6.277.860.011 atau 87,01 %."
    )
    (finding,) = read_lines(text)
    assert (finding.reported, finding.expected) == (Decimal(6277860011), Decimal(6227860011))


def test_percentage_of_what_was_budgeted() -> None:
    (finding,) = read(
        "Pencapaian indikator kinerja pada RPJMD dianggarkan melalui Anggaran Pendapatan dan "
        "Belanja Daerah (APBD) Kota sebesar Rp.711.694.079.906 (unaudited) sedangkan realisasi "
        "anggaran mencapai Rp.685.553.559.569 atau dengan serapan mencapai 95,48%."
    )
    assert (finding.reported, finding.expected) == (Decimal("95.48"), Decimal("96.327000"))
