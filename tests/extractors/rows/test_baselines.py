"""Rows of a box without marks, proven by common baselines."""

from pathlib import Path

import pytest

from tests.extractors.rows.test_multi_row import Column, read_stack


def test_shared_baselines_prove_rows_without_marks(tmp_path: Path) -> None:
    names: Column = [
        (0, 0, "Jumlah produksi"),
        (1, 0, "tanaman pangan"),
        (2.3, 0, "Padi (ton)"),
        (3.6, 0, "Kacang Tanah"),
        (4.6, 0, "(ton)"),
        (5.9, 0, "Ubi Jalar"),
        (6.9, 0, "(ton)"),
    ]
    numbers: Column = [(2.3, 0, "11.610.016"), (3.6, 0, "78.107"), (5.9, 0, "11,30")]
    assert [row[1:] for row in read_stack(tmp_path, [], names, numbers, numbers)] == [
        ["Jumlah produksi tanaman pangan", "", ""],
        ["Padi (ton)", "11.610.016", "11.610.016"],
        ["Kacang Tanah (ton)", "78.107", "78.107"],
        ["Ubi Jalar (ton)", "11,30", "11,30"],
    ]


@pytest.mark.parametrize(
    "pieces",
    [("32.732.75", "3"), ("32.732.", "753"), ("32.732", ".753"), ("1.2", "50.000")],
)
def test_a_number_wrapped_in_two_columns_makes_no_rows(
    tmp_path: Path, pieces: tuple[str, str]
) -> None:
    names: Column = [(0, 0, "Program Peningkatan"), (1, 0, "Produksi Pertanian")]
    numbers: Column = [(i, 0, text) for i, text in enumerate(pieces)]
    rows = read_stack(tmp_path, [], names, numbers, numbers)
    assert [row[1] for row in rows] == ["Program Peningkatan Produksi Pertanian"]
