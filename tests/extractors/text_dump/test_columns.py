"""Which column of one piece of a dumped table is which of another."""

from pathlib import Path

import pytest

from sidak.extractors.text_dump.columns import align_columns, classify_text, profile_columns
from sidak.schemas import Doubt, DoubtKind
from tests.extractors.text_dump.test_reader import grid, read


def test_columns_that_a_page_left_out_are_found_again(tmp_path: Path) -> None:
    first = (
        "NO\tTUJUAN\tKEGIATAN\tTARGET (Rp)\tREALISASI (Rp)\tCAPAIAN (%)\tKET\n"
        "1\tMewujudkan tata kelola\t"
        "Perencanaan dan evaluasi\t526.110.500\t484.644.500\t92,12\t\n"
        "\t\tPenyusunan dokumen\t287.453.750\t254.784.750\t88,64\t\n"
    )
    second = (
        "Koordinasi dan penyusunan RKA\t49.635.000\t49.615.000\t99,96\t\n"
        "Evaluasi kinerja perangkat\t38.530.000\t36.670.000\t95,17\t\n"
    )
    (table,) = read(tmp_path, f"Tabel 3.5 Realisasi\n\n{first}\n\n\n{second}").tables
    assert grid(table)[3:] == [
        ["", "", "Koordinasi dan penyusunan RKA", "49.635.000", "49.615.000", "99,96", ""],
        ["", "", "Evaluasi kinerja perangkat", "38.530.000", "36.670.000", "95,17", ""],
    ]
    assert table.notes == (Doubt(DoubtKind.COLUMNS_ALIGNED, ("2", "5", "7")),)
    assert table.confidence < 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1.322.123.502.156", "amount"),
        ("2.466.123.750,-", "amount"),
        ("78.017.386", "amount"),
        ("850.0 00.00 0", "amount"),
        ("4.01.01.2.09.01", "code"),
        ("4.01.0 1.2.08 .02", "code"),
        ("96,41", "decimal"),
        ("100%", "decimal"),
        ("12", "integer"),
        ("12 Bulan", "unit"),
        ("Dokumen", "short"),
        ("Penyediaan Jasa Surat Menyurat", "long"),
        ("-", "dash"),
        ("n/a", "dash"),
        (" ", "empty"),
    ],
)
def test_kinds_of_cells(text: str, kind: str) -> None:
    assert classify_text(text) == kind


def test_swapped_columns_are_not_certain() -> None:
    base = profile_columns([["A", "1.000.000", "2.000.000"]] * 5, 3)
    piece = profile_columns([["1.500.000"]] * 5, 1)
    assert not align_columns(base, piece).is_certain
