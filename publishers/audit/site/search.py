"""``cari.js``: the rows of all tables, for the search of the first page.

A script and not a file of data, because a page that was opened from a disk may load nothing
else.
"""

import json
from collections.abc import Iterator, Sequence

from sidak.publishers.audit.model.anchors import make_cell_anchor
from sidak.publishers.audit.model.findings import DocumentAudit
from sidak.publishers.audit.site.environment import join_lines
from sidak.publishers.audit.site.settings import SETTINGS
from sidak.schemas import Figure, TypedTable


def make_search_script(audits: Sequence[DocumentAudit]) -> str:
    """Return the script with all rows: document, page, anchor, code, name, numbers.

    Args:
        audits: All documents, by file name.
    """
    documents = [
        [
            one.document.document_id,
            one.document.file,
            one.document.agency or "",
            one.document.region or "",
            str(one.document.year or ""),
        ]
        for one in audits
    ]
    rows = [
        [place, *row]
        for place, audit in enumerate(audits)
        for table in audit.tables
        if table.table_id in audit.typed
        for row in _list_rows(audit.typed[table.table_id])
    ]
    content = {"documents": documents, "rows": rows}
    encoded = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    return f"window.sidakRows = {encoded};\n"


def _list_rows(table: TypedTable) -> Iterator[list[str | int]]:
    """Yield page, anchor, code, name and numbers of each row that has any."""
    figures: dict[int, list[Figure]] = {}
    for figure in table.figures:
        figures.setdefault(figure.row, []).append(figure)
    items = {item.row: item for item in table.items}
    for row in sorted(figures.keys() | items.keys()):
        own, item = figures.get(row, []), items.get(row)
        kode = next((one.kode for one in own if one.kode), None)
        names = [own[0].item_name, own[0].indikator] if own else []
        name = join_lines(" – ".join(one for one in names if one))
        if item is not None:
            kode = kode or item.kode or item.kode_printed
            name = name or join_lines(item.name or item.name_raw)
        page = own[0].page if own else (item.page if item else 0)
        column = own[0].column if own else 0
        numbers = " · ".join(join_lines(one.raw_text) for one in own)
        yield [
            page,
            make_cell_anchor(table.table_id, row, column),
            kode or "",
            name[: SETTINGS.longest_name],
            numbers[: SETTINGS.longest_numbers],
        ]
