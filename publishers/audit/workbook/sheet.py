"""Sheets of a workbook, and text that no spreadsheet takes for a formula."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

#: Digits that a spreadsheet keeps.
_EXACT_DIGITS = 15
#: Points of a line, and of the tallest row that a spreadsheet can have.
_LINE_HEIGHT = 15.0
_TALLEST = 400.0
#: Longest text that a cell may hold.
_LONGEST = 32_767
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_ILLEGAL = dict.fromkeys([*range(9), 11, 12, *range(14, 32)], "\ufffd")
_ILLEGAL.update(dict.fromkeys(range(0xD800, 0xE000), "\ufffd"))
_ILLEGAL.update(dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd"))
SheetRow = list[Any]


def escape_formula(text: str) -> str:
    """Return text that no spreadsheet takes for a formula, for CSV opened by people.

    An apostrophe in front is what spreadsheets themselves use. Plain numbers, signs
    included, stay numbers.
    """
    if not text.startswith(_FORMULA_STARTS):
        return text
    try:
        Decimal(text)
    except ArithmeticError:
        return f"'{text}"
    return text


class WorkbookSheet:
    """One sheet under construction: header, widths, frozen panes and filter."""

    def __init__(
        self,
        book: Any,
        title: str,
        columns: Sequence[tuple[str, float]],
        *,
        lead: Iterable[SheetRow] = (),
        frozen_columns: int = 0,
    ) -> None:
        from openpyxl.utils import get_column_letter

        self.sheet = book.create_sheet(title)
        self._columns = len(columns)
        for place, (_, width) in enumerate(columns, start=1):
            self.sheet.column_dimensions[get_column_letter(place)].width = width
        listed = list(lead)
        self.header_row = len(listed) + 1
        self.row = self.header_row
        first = get_column_letter(frozen_columns + 1)
        self.sheet.freeze_panes = f"{first}{self.header_row + 1}"
        self.sheet.page_setup.orientation = "landscape"
        self.sheet.page_setup.paperSize = 9  # A4
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        self.sheet.print_title_rows = f"{self.header_row}:{self.header_row}"
        for row in listed:
            self.sheet.append(row)
        self.sheet.append([self._head(title) for title, _ in columns])

    def add(self, row: SheetRow, *, lines: int = 1) -> None:
        """Append a row that is ``lines`` lines high."""
        self.row += 1
        if lines > 1:
            # Not every program finds out by itself how high a wrapped text is.
            self.sheet.row_dimensions[self.row].height = min(_TALLEST, _LINE_HEIGHT * lines)
            row = [self._align(value) for value in row]
        self.sheet.append(row)

    def finish(self) -> None:
        """Set the filter over all that was appended."""
        from openpyxl.utils import get_column_letter

        last = get_column_letter(self._columns)
        self.sheet.auto_filter.ref = f"A{self.header_row}:{last}{max(self.row, 2)}"

    def text(self, value: str | None, *, wraps: bool = False) -> Any:
        """Return a cell that shows exactly a text."""
        from openpyxl.styles import Alignment

        if not value:
            return None
        clean = _clean(value)
        if not (wraps or _is_risky(clean)):
            return clean
        cell = self._text_cell(clean)
        if wraps:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        return cell

    def number(self, value: Decimal | None) -> Any:
        """Return a cell that holds a number with all its decimals."""
        if value is None:
            return None
        plain = Decimal(format(value, "f"))
        _, digits, exponent = plain.normalize().as_tuple()
        whole = exponent if isinstance(exponent, int) else 0
        if len(digits) + max(0, whole) > _EXACT_DIGITS:
            return self.text(format(plain, "f"))
        shown = plain.as_tuple().exponent
        decimals = max(0, -shown) if isinstance(shown, int) else 0
        cell = self._cell(plain)
        cell.number_format = "#,##0" + (f".{'0' * decimals}" if decimals else "")
        return cell

    def count(self, value: int) -> Any:
        """Return a cell that holds a whole number."""
        return self.number(Decimal(value))

    def link(self, text: str, *, target: str = "", location: str = "") -> Any:
        """Return a cell that leads to a file beside the workbook or to a cell of it."""
        from openpyxl.styles import Font
        from openpyxl.worksheet.hyperlink import Hyperlink

        cell = self._text_cell(_clean(text))
        if target:
            cell.hyperlink = target
        else:
            cell.hyperlink = Hyperlink(ref="", location=location)
        cell.font = Font(name="Calibri", size=11, color="1854BE", underline="single")
        return cell

    def _align(self, value: Any) -> Any:
        """Put a value at the top of its cell, beside the first line of a long text."""
        from openpyxl.cell import Cell
        from openpyxl.styles import Alignment

        if value is None:
            return None
        cell = value if isinstance(value, Cell) else self._cell(value)
        cell.alignment = Alignment(vertical="top", wrap_text=cell.alignment.wrap_text)
        return cell

    def _head(self, title: str) -> Any:
        from openpyxl.styles import Alignment, Font, PatternFill

        cell = self._cell(title)
        cell.font = Font(name="Calibri", size=11, bold=True)
        cell.fill = PatternFill("solid", fgColor="E9EDF3")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        return cell

    def _text_cell(self, text: str) -> Any:
        cell = self._cell(text)
        if _is_risky(text):
            cell.data_type = "s"
            # Stays text when somebody edits the cell.
            cell.quotePrefix = True
        return cell

    def _cell(self, value: Any) -> Any:
        from openpyxl.cell import WriteOnlyCell

        return WriteOnlyCell(self.sheet, value=value)


def _is_risky(text: str) -> bool:
    """Say whether a spreadsheet would take a text for a formula or an error."""
    from openpyxl.cell.cell import ERROR_CODES

    return text.startswith(_FORMULA_STARTS) or text in ERROR_CODES


def _clean(text: str) -> str:
    """Return what a cell can hold of a text."""
    clean = text.translate(_ILLEGAL)
    return clean if len(clean) <= _LONGEST else f"{clean[: _LONGEST - 1]}…"
