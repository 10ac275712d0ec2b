"""Files that hold a reference list, other than a PDF."""

from pathlib import Path

import openpyxl

from sidak.matchers import (
    import_list,
    load_nomenclature,
)
from sidak.schemas import Level
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
