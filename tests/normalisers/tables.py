"""Small hand-made tables: rows of texts, with "<" and "^" for merged cells."""

from collections.abc import Sequence

from sidak.schemas import Cell, Extraction, PageText, Place, Table

DOCUMENT_ID = "0123456789abcdef"


def make_table(
    rows: Sequence[Sequence[str]],
    *,
    caption: str | None = None,
    number: str | None = None,
    header_rows: int | None = None,
    page: int = 1,
    name: str = "t01",
    bold_rows: frozenset[int] = frozenset(),
) -> Table:
    """Make a table; ``"<"`` continues the cell on its left, ``"^"`` the one above."""
    spans: dict[tuple[int, int], list[int]] = {}
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text == "<":
                owner[(r, c)] = owner[(r, c - 1)]
            elif text == "^":
                owner[(r, c)] = owner[(r - 1, c)]
            else:
                owner[(r, c)] = (r, c)
                spans[(r, c)] = [1, 1]
    for (r, c), (top, left) in owner.items():
        span = spans[(top, left)]
        span[0] = max(span[0], r - top + 1)
        span[1] = max(span[1], c - left + 1)
    cells = tuple(
        Cell(
            row=r,
            column=c,
            text=rows[r][c],
            place=Place(page),
            row_span=row_span,
            column_span=column_span,
            is_bold=r in bold_rows,
            method="tangan",
        )
        for (r, c), (row_span, column_span) in sorted(spans.items())
    )
    return Table(
        table_id=f"{DOCUMENT_ID}-{name}",
        document_id=DOCUMENT_ID,
        cells=cells,
        rows=len(rows),
        columns=max(map(len, rows)),
        places=(Place(page),),
        header_rows=header_rows,
        number=number,
        caption=caption,
        method="tangan",
    )


def make_extraction(
    *tables: Table,
    pages: Sequence[Sequence[str]] = (),
    file: str = "laporan.pdf",
    title: str = "",
) -> Extraction:
    """Make an extraction of tables and pages of lines."""
    texts = tuple(
        PageText(at + 1, tuple((line, None) for line in lines))
        for at, lines in enumerate(pages)
    )
    return Extraction(
        document_id=DOCUMENT_ID,
        sha256=DOCUMENT_ID * 4,
        file=file,
        producer="",
        title=title,
        pages=(),
        tables=tables,
        texts=texts,
    )
