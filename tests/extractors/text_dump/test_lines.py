"""Dumps cut into blocks, rows and narrative."""

from pathlib import Path

from sidak.extractors.text_dump.lines import split_dump
from tests.extractors.text_dump.test_reader import grid, read


def test_contents_forms_and_dashes_are_no_tables(tmp_path: Path) -> None:
    text = (
        "DAFTAR ISI\n\nKATA PENGANTAR\ti\nBAB I PENDAHULUAN\t1\n.....\t\nBAB II RENCANA\t12\n\n"
        "Uraian isi laporan.\n\nNama\t:\tBudi\nJabatan\t:\tSekretaris\n\nTabel 1 Dana\n\n"
        "Kode\tUraian\tPagu\n-----\t------\t-----\n1.2\tBelanja\t1.000.000\n"
    )
    result = read(tmp_path, text)
    (table,) = result.tables
    assert grid(table) == [["Kode", "Uraian", "Pagu"], ["1.2", "Belanja", "1.000.000"]]
    lines = [line for text_ in result.texts for line, _ in text_.lines]
    assert "BAB II RENCANA  12" in lines
    assert "Nama  :  Budi" in lines


def test_an_empty_dump_has_one_block() -> None:
    cut = split_dump("\n\n\n")
    assert (cut.runs, cut.narrative) == ((), ((),))
