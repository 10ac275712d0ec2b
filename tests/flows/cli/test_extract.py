"""What ``sidak extract`` writes."""

import json
from dataclasses import replace
from pathlib import Path

from sidak.flows.cli.extract import (
    describe_table,
    fill_grid,
    list_page_notes,
    render_tables,
    write_tables,
)
from sidak.schemas import (
    Box,
    Cell,
    Doubt,
    DoubtKind,
    Extraction,
    Page,
    PageSource,
    PageStatus,
    Place,
    Table,
)

_FIRST = Place(1, Box(10, 20, 110, 120))
_SECOND = Place(2, Box(10, 20, 110, 60))
_TABLE = Table(
    "d-t01",
    "d",
    (
        Cell(0, 0, "Program\n2022", Place(1, Box(10, 20, 110, 40)), column_span=2),
        Cell(1, 0, "a[b]", Place(1, Box(10, 40, 60, 120)), more_places=(_SECOND,)),
        Cell(1, 1, '1.000,"', Place(1), doubts=(Doubt(DoubtKind.CUT_BY_PAGE_BREAK),)),
    ),
    rows=2,
    columns=2,
    places=(_FIRST, _SECOND),
    header_rows=1,
    number="3.5",
    caption="Anggaran",
    method="garis",
)
_EXTRACTION = Extraction(
    "d",
    "d" * 64,
    "a.pdf",
    "",
    "",
    (
        Page(1, PageSource.TEXT, PageStatus.TABLES),
        Page(2, PageSource.TEXT, PageStatus.TABLES),
        Page(
            3,
            PageSource.SCAN,
            PageStatus.FAILED,
            reasons=(Doubt(DoubtKind.SCAN_NOT_REQUESTED),),
        ),
        Page(
            4,
            PageSource.SCAN,
            PageStatus.FAILED,
            reasons=(Doubt(DoubtKind.SCAN_NOT_REQUESTED),),
        ),
    ),
    (_TABLE,),
)


def test_a_table_is_described_with_its_places() -> None:
    nowhere = {"x0": None, "y0": None, "x1": None, "y1": None}
    assert describe_table(_TABLE) == {
        "number": "3.5",
        "caption": "Anggaran",
        "page_first": 1,
        "page_last": 2,
        "boxes": [
            {"page": 1, "x0": 10, "y0": 20, "x1": 110, "y1": 120},
            {"page": 2, "x0": 10, "y0": 20, "x1": 110, "y1": 60},
        ],
        "rows": 2,
        "columns": 2,
        "header_rows": 1,
        "method": "garis",
        "confidence": 1.0,
        "notes": [],
        "cells": [
            {
                **{"row": 0, "column": 0, "row_span": 1, "column_span": 2},
                **{"text": "Program\n2022", "page": 1},
                **{"x0": 10, "y0": 20, "x1": 110, "y1": 40},
                **{"more_places": [], "doubts": []},
            },
            {
                **{"row": 1, "column": 0, "row_span": 1, "column_span": 1},
                **{"text": "a[b]", "page": 1, "x0": 10, "y0": 40, "x1": 60, "y1": 120},
                "more_places": [{"page": 2, "x0": 10, "y0": 20, "x1": 110, "y1": 60}],
                "doubts": [],
            },
            {
                **{"row": 1, "column": 1, "row_span": 1, "column_span": 1},
                **{"text": '1.000,"', "page": 1, **nowhere},
                **{
                    "more_places": [],
                    "doubts": ["angka mungkin terpotong oleh pergantian halaman"],
                },
            },
        ],
    }


def test_a_merged_cell_neither_vanishes_nor_copies() -> None:
    assert fill_grid(_TABLE) == [["Program\n2022", ""], ["a[b]", '1.000,"']]


def test_half_a_character_stops_nothing(tmp_path: Path) -> None:
    cell = Cell(0, 0, "a\ud83d\x07b", Place(1))
    table = Table("d-t01", "d", (cell,), 1, 1, (Place(1),), caption="\udc00")
    write_tables(replace(_EXTRACTION, tables=(table,)), tmp_path)
    assert (tmp_path / "table-01.csv").read_text("utf-8") == "a\ufffd\ufffdb\n"
    assert json.loads((tmp_path / "tables.json").read_text("utf-8"))[0]["caption"] == "\ufffd"


def test_files_are_written_and_those_of_an_earlier_call_go(tmp_path: Path) -> None:
    (tmp_path / "table-07.csv").write_text("old")
    (tmp_path / "mine.csv").write_text("kept")
    written = write_tables(_EXTRACTION, tmp_path)
    assert [path.name for path in written] == ["table-01.csv", "tables.json"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "mine.csv",
        "table-01.csv",
        "tables.json",
    ]
    text = (tmp_path / "table-01.csv").read_bytes().decode("utf-8")
    assert text == '"Program\n2022",\na[b],"1.000,"""\n'
    assert json.loads((tmp_path / "tables.json").read_text()) == [describe_table(_TABLE)]


def test_pages_that_were_not_read_are_named() -> None:
    assert list_page_notes(_EXTRACTION.pages) == [
        "not read: page 3-4: halaman pindaian, tidak diminta dibaca"
    ]


def test_text_of_a_file_is_never_markup() -> None:
    from rich.console import Console

    console = Console(width=80, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    console.print(render_tables(_EXTRACTION))
    shown = console.export_text()
    assert "1. Tabel 3.5 Anggaran (page 1-2)" in shown
    assert "a[b]" in shown
    assert "not read: page 3-4: halaman pindaian, tidak diminta dibaca" in shown
