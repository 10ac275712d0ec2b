"""Files that hold a reference list, other than a PDF."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from sidak.matchers import (
    import_list,
    load_nomenclature,
)
from sidak.matchers.reference.files import read_list_file
from sidak.schemas import Level, NomenclatureError
from sidak.schemas.nomenclature import (
    Scope,
)


def test_import_of_a_workbook_with_split_codes(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Lampiran Kepmendagri"])
    sheet.append(
        ["Urusan", "Bidang Urusan", "Program", "Kegiatan", "Sub Kegiatan", "Nomenklatur"]
    )
    sheet.append([4, "01", "02", None, None, "PROGRAM PEMERINTAHAN"])
    sheet.append([4, "01", "02", "2.01", None, "Administrasi"])
    sheet.append([4, "01", "02", "2.01", "0001", "Penataan"])
    book.save(tmp_path / "900-1317-2023.xlsx")
    report = import_list(tmp_path / "900-1317-2023.xlsx", tmp_path / "lists")
    assert (report.edition, report.scope) == (
        "kepmendagri-900.1.15.5-1317-2023",
        Scope.KABUPATEN_KOTA,
    )
    entries = load_nomenclature(tmp_path / "lists").lists[-1].entries
    assert [(e.kode, e.level) for e in entries] == [
        ("4.01.02", Level.PROGRAM),
        ("4.01.02.2.01", Level.KEGIATAN),
        ("4.01.02.2.01.0001", Level.SUB_KEGIATAN),
    ]


def test_sheet_that_claims_a_million_columns_is_read_as_it_is(tmp_path: Path) -> None:
    """A sheet of 5 kB that claims its last cell is the last of all took 4 GB."""
    file = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Kode", "Nama"])
    sheet.append(["4.01.02", "PROGRAM"])
    book.save(file)
    with zipfile.ZipFile(file) as parts:
        content = {name: parts.read(name) for name in parts.namelist()}
    name = "xl/worksheets/sheet1.xml"
    content[name] = content[name].replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    assert b"XFD1048576" in content[name]
    with zipfile.ZipFile(file, "w") as parts:
        for part, data in content.items():
            parts.writestr(part, data)
    rows = read_list_file(file).rows
    assert [(row.kode, row.nama) for row in rows] == [("4.01.02", "PROGRAM")]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_damaged_workbook_is_one_line(tmp_path: Path, part: str) -> None:
    file = tmp_path / "a.xlsx"
    openpyxl.Workbook().save(file)
    with zipfile.ZipFile(file) as parts:
        content = {name: parts.read(name) for name in parts.namelist()}
    content[part] = content[part][: len(content[part]) // 2]
    with zipfile.ZipFile(file, "w") as parts:
        for name, data in content.items():
            parts.writestr(name, data)
    with pytest.raises(NomenclatureError, match=r"a\.xlsx: workbook not readable"):
        read_list_file(file)
