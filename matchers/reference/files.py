"""Files that hold a nomenclature list: TSV, CSV, XLSX, PDF; what their columns are."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sidak.matchers.reference.pdf_annex import read_list_pdf
from sidak.matchers.reference.settings import SETTINGS
from sidak.matchers.reference.source import ListSource, SourceRow
from sidak.schemas import NomenclatureError

#: Words of a header, letters only, to the column it stands for.
_HEADERS = {
    "kode": "kode",
    "code": "kode",
    "koderekening": "kode",
    "kodenomenklatur": "kode",
    "kodesubkegiatan": "kode",
    "kodelengkap": "kode",
    "nama": "nama",
    "name": "nama",
    "uraian": "nama",
    "nomenklatur": "nama",
    "namanomenklatur": "nama",
    "nomenklaturnama": "nama",
    "nomenklatururusankabupatenkota": "nama",
    "nomenklatururusanprovinsi": "nama",
    "urusanbidangurusanprogramkegiatandansubkegiatan": "nama",
    "level": "level",
    "tingkat": "level",
    "jenis": "level",
    "edition": "edition",
    "edisi": "edition",
    "peraturan": "edition",
    "regulasi": "edition",
    "scope": "scope",
    "cakupan": "scope",
    "lingkup": "scope",
}
#: Codes spread over columns, one part each.
_PARTS = (
    ("urusan", "u", "kdurusan"),
    ("bidang", "bidangurusan", "bu", "kdbidang"),
    ("program", "p", "kdprogram"),
    ("kegiatan", "k", "kdkegiatan"),
    ("subkegiatan", "sk", "kdsubkegiatan"),
)


def read_list_file(file: Path) -> ListSource:
    """Read the lines of a list; empty lines are left out.

    Raises:
        NomenclatureError: If the file is missing, of another kind, not to be read, or
            has no code and name columns.
    """
    if not file.is_file():
        raise NomenclatureError(f"{file.name}: no such file")
    suffix = file.suffix.lower()
    if suffix == ".pdf":
        return read_list_pdf(file)
    if suffix in (".tsv", ".csv", ".txt"):
        lines = _read_text(file)
    elif suffix in (".xlsx", ".xlsm"):
        lines = _read_workbook(file)
    else:
        raise NomenclatureError(f"{file.name}: only TSV, CSV, XLSX and PDF can be imported")
    return ListSource(_pick_columns(file.name, lines))


def _read_text(file: Path) -> list[list[str]]:
    if file.stat().st_size > SETTINGS.most_bytes:
        raise NomenclatureError(f"{file.name}: the file is too large")
    raw = file.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    first = text.split("\n", 1)[0]
    delimiter = max("\t;,", key=first.count)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error as error:
        raise NomenclatureError(f"{file.name}: no table of text ({error})") from error


def _read_workbook(file: Path) -> list[list[str]]:
    """Read the sheet with the most lines; a code that Excel made a number stays as shown."""
    import openpyxl

    try:
        with zipfile.ZipFile(file) as parts:
            size = sum(part.file_size for part in parts.infolist())
        if size > SETTINGS.most_bytes:
            raise NomenclatureError(f"{file.name}: the workbook is too large ({size:,} bytes)")
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        try:
            sheets = [_read_sheet(sheet, file.name) for sheet in book.worksheets]
        finally:
            book.close()
    except (NomenclatureError, MemoryError):
        raise
    except Exception as error:  # openpyxl fails on damage in many ways
        reason = " ".join(str(error).split()) or type(error).__name__
        raise NomenclatureError(f"{file.name}: workbook not readable ({reason})") from error
    return max(sheets, key=len, default=[])


def _read_sheet(sheet: Any, name: str) -> list[list[str]]:
    """Read the lines of a sheet, whatever size it claims to have."""
    sheet.reset_dimensions()
    lines: list[list[str]] = []
    for row in sheet.iter_rows(values_only=True):
        if len(lines) >= SETTINGS.most_rows:
            raise NomenclatureError(f"{name}: more than {SETTINGS.most_rows:,} lines")
        lines.append([_show(value) for value in row[: SETTINGS.most_columns]])
    return lines


def _show(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _pick_columns(name: str, lines: Sequence[Sequence[str]]) -> tuple[SourceRow, ...]:
    for at, line in enumerate(lines[: SETTINGS.header_lines]):
        keys = [re.sub(r"[^a-z]", "", cell.lower()) for cell in line]
        columns = _name_columns(keys)
        if "nama" in columns and "kode" in columns:
            return tuple(
                _make_row(number, {name: _cell(row, at) for name, at in columns.items()})
                for number, row in _body(lines, at)
                if _cell(row, columns["kode"]) or _cell(row, columns["nama"])
            )
        parts = _part_columns(keys)
        if "nama" in columns and len(parts) >= 3:
            return tuple(
                SourceRow(row=number, kode=_join(row, parts), nama=_cell(row, columns["nama"]))
                for number, row in _body(lines, at)
                if _cell(row, columns["nama"])
            )
    raise NomenclatureError(f"{name}: no columns kode and nama (no header)")


def _make_row(number: int, cells: Mapping[str, str]) -> SourceRow:
    return SourceRow(
        row=number,
        kode=cells["kode"],
        nama=cells["nama"],
        level=cells.get("level", ""),
        edition=cells.get("edition", ""),
        scope=cells.get("scope", ""),
    )


def _name_columns(keys: Iterable[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for place, key in enumerate(keys):
        column = _HEADERS.get(key)
        if column is not None:
            columns.setdefault(column, place)
    return columns


def _part_columns(keys: Sequence[str]) -> list[int]:
    places = []
    for names in _PARTS:
        found = [place for place, key in enumerate(keys) if key in names]
        if not found:
            break
        places.append(found[0])
    return places


def _join(row: Sequence[str], places: Iterable[int]) -> str:
    parts = [_cell(row, place).strip(".") for place in places]
    return ".".join(part for part in parts if part)


def _body(lines: Sequence[Sequence[str]], header: int) -> Iterable[tuple[int, Sequence[str]]]:
    return ((at + 1, line) for at, line in enumerate(lines) if at > header)


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""
