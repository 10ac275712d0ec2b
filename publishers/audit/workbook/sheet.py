"""Sheets of a workbook, and text that no spreadsheet takes for a formula."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sidak.publishers.audit.workbook.settings import SETTINGS
from sidak.publishers.release.spreadsheet_text import FORMULA_STARTS

Record = TypeVar("Record")

#: Digits that a spreadsheet keeps of a number.
_EXACT_DIGITS = 15
#: Characters that a cell may hold, and links that a sheet may hold.
_LONGEST_TEXT = 32_767
_MOST_LINKS = 65_530
_A4 = 9
_ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")
_ILLEGAL = dict.fromkeys(
    [*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd"
)


@dataclass(frozen=True, slots=True)
class CellLink:
    """A cell that leads to a file beside the workbook, or to a cell of it.

    Attributes:
        text: What the cell shows.
        target: "internal:'Sheet'!A2", or "external:file.html#anchor".
    """

    text: str
    target: str


SheetValue = str | int | Decimal | CellLink | None


@dataclass(frozen=True, slots=True)
class SheetColumn(Generic[Record]):
    """A column of a sheet.

    Attributes:
        title: Its header.
        width: Its width in characters.
        value: What it holds for a record: a text or link shown exactly; an amount
            (``Decimal``) with separators and all its decimals; a year, a page or the like
            (``int``) without separators; ``None`` for nothing.
        wraps: Whether its text is broken into lines, and the row as high as that takes.
    """

    title: str
    width: float
    value: Callable[[Record], SheetValue]
    wraps: bool = False


class SheetWriter:
    """Adds sheets to a workbook, one after the other.

    Args:
        book: The workbook.
    """

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def add_sheet(
        self,
        title: str,
        columns: Sequence[SheetColumn[Record]],
        records: Iterable[Record],
        *,
        lead: Sequence[str] = (),
        frozen_columns: int = 0,
        printed_columns: int = 0,
    ) -> None:
        """Add a sheet with a header, a filter and a row per record.

        Args:
            title: Name of the sheet.
            columns: Its columns.
            records: What its rows show.
            lead: Texts above the header, one a row; empty for an empty row.
            frozen_columns: Columns that stay when the others are scrolled.
            printed_columns: Columns that are printed; 0 for all.
        """
        sheet = self._book.add_worksheet(title)
        header = len(lead)
        sheet.freeze_panes(header + 1, frozen_columns)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(header)
        for row, text in enumerate(lead):
            if text:
                sheet.write_string(row, 0, text)
        head = self._get_format(bold=True, bg_color="#E9EDF3", text_wrap=True, valign="vcenter")
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(header, place, column.title, head)
        row = header
        for row, record in enumerate(records, start=header + 1):
            self._write_row(sheet, row, columns, [one.value(record) for one in columns])
        if printed_columns:
            sheet.print_area(0, 0, row, printed_columns - 1)
        sheet.autofilter(header, 0, max(row, header + 1, 1), len(columns) - 1)

    def _write_row(
        self,
        sheet: Worksheet,
        row: int,
        columns: Sequence[SheetColumn[Record]],
        values: Sequence[SheetValue],
    ) -> None:
        lines = max(
            -(-len(str(value or "")) // int(column.width)) if column.wraps else 1
            for column, value in zip(columns, values, strict=True)
        )
        if lines > 1:
            # Not every program finds out by itself how high a wrapped text is.
            height = min(SETTINGS.tallest_row, SETTINGS.line_height * lines)
            sheet.set_row(row, height)
        for place, (column, value) in enumerate(zip(columns, values, strict=True)):
            align: dict[str, object] = {
                "text_wrap": column.wraps,
                "valign": "top" if lines > 1 or column.wraps else None,
            }
            match value:
                case None | "":
                    continue
                case CellLink():
                    self._write_link(sheet, row, place, value, align)
                case str():
                    self._write_text(sheet, row, place, value, align)
                case int():
                    sheet.write_number(row, place, value, self._get_format(**align))
                case _:
                    self._write_number(sheet, row, place, value, align)

    def _write_text(
        self, sheet: Worksheet, row: int, place: int, text: str, align: dict[str, object]
    ) -> None:
        clean = _clean(text)
        # With the prefix it stays text when somebody edits the cell.
        form = self._get_format(quote_prefix=_is_risky(clean), **align)
        sheet.write_string(row, place, clean, form)

    def _write_number(
        self, sheet: Worksheet, row: int, place: int, value: Decimal, align: dict[str, object]
    ) -> None:
        """Write a number with all its decimals, as text if a spreadsheet would round it."""
        plain = Decimal(format(value, "f"))
        _, digits, exponent = plain.normalize().as_tuple()
        zeros = exponent if isinstance(exponent, int) else 0
        if len(digits) + max(0, zeros) > _EXACT_DIGITS:
            self._write_text(sheet, row, place, format(plain, "f"), align)
            return
        shown = plain.as_tuple().exponent
        decimals = max(0, -shown) if isinstance(shown, int) else 0
        number_format = "#,##0" + (f".{'0' * decimals}" if decimals else "")
        form = self._get_format(num_format=number_format, **align)
        sheet.write_number(row, place, plain, form)

    def _write_link(
        self, sheet: Worksheet, row: int, place: int, link: CellLink, align: dict[str, object]
    ) -> None:
        if sheet.hlink_count >= _MOST_LINKS:
            self._write_text(sheet, row, place, link.text, align)
            return
        text = _clean(link.text)
        form = self._get_format(
            font_color="#1854BE",
            underline=1,
            quote_prefix=_is_risky(text),
            **align,
        )
        sheet.write_url(row, place, link.target, form, text)

    def _get_format(self, **properties: object) -> Format | None:
        """Return the cell format with these properties, each made once."""
        given = tuple((key, value) for key, value in sorted(properties.items()) if value)
        if given and given not in self._formats:
            self._formats[given] = self._book.add_format(dict(given))
        return self._formats.get(given)


def _is_risky(text: str) -> bool:
    """Return True if a spreadsheet would take a text that is typed for something else."""
    return text.startswith(FORMULA_STARTS) or text in _ERRORS


def _clean(text: str) -> str:
    """Return what a cell can hold of a text."""
    clean = text.translate(_ILLEGAL)
    if len(clean) > _LONGEST_TEXT:
        clean = f"{clean[: _LONGEST_TEXT - 1]}…"
    if clean.startswith("<r>") and clean.endswith("</r>"):
        # The writer would take it for markup of its own.
        return f"{clean} "
    return clean
