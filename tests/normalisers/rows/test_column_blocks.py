"""Codes and numbering of the rows of a block."""

import pytest

from sidak.normalisers import type_tables
from sidak.normalisers.rows.column_blocks import split_rupiah
from sidak.schemas import (
    DocumentFacts,
    DocumentKind,
    Item,
    Level,
    TypedTable,
)
from tests.normalisers.tables import make_extraction, make_table

RENJA = DocumentFacts(DocumentKind.RENJA, "Sekretariat DPRD", "Kota Contoh", 2024, 2024)


P, K, S = Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN


def read_items(
    rows: list[list[str]], *, facts: DocumentFacts = RENJA, bold: frozenset[int] = frozenset()
) -> tuple[Item, ...]:
    (typed,) = type_tables(make_extraction(make_table(rows, bold_rows=bold)), facts)
    return typed.items


SPLIT = [
    (["4", "02", "", "", ""], "Sekretariat DPRD", "4.02"),
    (["4", "02", "01", "", ""], "PROGRAM PENUNJANG URUSAN", "4.02.01"),
    (["4", "02", "01", "2.02", ""], "Administrasi Keuangan", "4.02.01.2.02"),
    (["4", "02", "01", "2.02", "0006"], "Koordinasi Laporan", "4.02.01.2.02.0006"),
    (["4", "02", "02", "", ""], "PROGRAM DUKUNGAN DPRD", "4.02.02"),
    (["4", "02", "02", "2.01", ""], "Pembentukan Perda", "4.02.02.2.01"),
]


SPLIT_LEVELS = [Level.BIDANG, P, K, S, P, K]


@pytest.mark.parametrize("is_filled", [True, False])
@pytest.mark.parametrize(
    "header",
    [
        ["Kode", "<", "<", "<", "<"],
        ["Urusan", "Bidang Urusan", "Program", "Kegiatan", "Sub Kegiatan"],
    ],
)
def test_code_over_several_columns(header: list[str], is_filled: bool) -> None:
    rows = [[*header, "Uraian", "Pagu (Rp)"]]
    before = [""] * 5
    for parts, name, _kode in SPLIT:
        shown = (
            parts
            if is_filled
            else ["" if a == b else a for a, b in zip(parts, before, strict=True)]
        )
        rows.append([*shown, name, "1.000.000"])
        before = parts
    items = read_items(rows)
    assert [(i.kode_printed, i.level, i.name) for i in items] == [
        (kode, level, name)
        for (_parts, name, kode), level in zip(SPLIT, SPLIT_LEVELS, strict=True)
    ]


def test_accounts_decide_what_a_short_code_beside_them_is() -> None:
    rows = [["Kode", "Uraian", "Jumlah"]]
    rows += [
        [kode, f"Belanja {kode}", "1.000.000"]
        for kode in ("5.2", "5.2.2", "5.2.2.01", "5.2.2.01.01", "5.2.2.03")
    ]
    assert {item.level for item in read_items(rows)} == {Level.LAINNYA}


FACTS = DocumentFacts(DocumentKind.RENJA, None, None, 2024, 2024)


def type_one(rows: list[list[str]], facts: DocumentFacts = FACTS) -> TypedTable:
    return type_tables(make_extraction(make_table(rows)), facts)[0]


def test_bare_numbers_under_kode_only_count_the_rows() -> None:
    typed = type_one(
        [
            ["Kode", "Program/Kegiatan", "Pagu Indikatif"],
            ["1", "Program Perencanaan", "6,400,000,000"],
            ["01.", "Penyusunan Rencana", "6,400,000,000"],
            ["2", "Program Peningkatan", "4,266,820,000"],
            ["01.", "Peningkatan Kapasitas", "4,266,820,000"],
        ],
        DocumentFacts(DocumentKind.RENJA, None, None, 2016, 2016),
    )
    assert typed.row_levels == (
        None,
        Level.PROGRAM,
        Level.KEGIATAN,
        Level.PROGRAM,
        Level.KEGIATAN,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Penyusunan pedoman Rp. 186.250.000", ("Penyusunan pedoman", "Rp. 186.250.000")),
        ("Program Sumber Daya Kesehatan Rp", ("Program Sumber Daya Kesehatan", "")),
        ("Penguatan Bidang Kebencanaan\nRp.", ("Penguatan Bidang Kebencanaan", "")),
        ("Nilai Rp", ("Nilai", "")),
        ("Rp", ("Rp", "")),
        ("Bantuan ARp", ("Bantuan ARp", "")),
    ],
)
def test_rupiah_behind_a_name_is_no_word_of_it(text: str, expected: tuple[str, str]) -> None:
    """In lists without rulings the sign of the amount was the last word of the name."""
    assert split_rupiah(text) == expected
