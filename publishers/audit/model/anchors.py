"""Names of places inside the audit pages, which links lead to."""

import hashlib
import re

from sidak.schemas import Figure

#: End of the id of most findings; others name a table or a row.
_DIGEST = re.compile(r"[0-9a-f]{10}")


def make_cell_anchor(table_id: str, row: int, column: int) -> str:
    """Return the anchor of a cell inside the page of its document."""
    return f"{make_table_anchor(table_id)}-r{row}-c{column}"


def make_figure_anchor(figure: Figure) -> str:
    """Return the anchor of the cell of a figure inside the page of its document."""
    return make_cell_anchor(figure.table_id, figure.row, figure.column)


def make_finding_anchor(finding_id: str) -> str:
    """Return the anchor of a finding inside the page of its document."""
    return f"temuan-{finding_id}"


def name_agency_page(kind: str, region: str, agency: str) -> str:
    """Return the file name of a page about an agency: "kertas-kerja-0a1b2c3d4e5f.html"."""
    digest = hashlib.sha256(f"{region}|{agency}".encode("utf-8", "replace")).hexdigest()
    return f"{kind}-{digest[:12]}.html"


def number_finding(finding_id: str) -> str:
    """Return the number by which a finding can be quoted: "3FA9-D41927".

    It begins like the id of the document, follows from that of the finding, and stays as long
    as that does.
    """
    digest = finding_id.rpartition("-f")[2]
    if not _DIGEST.fullmatch(digest):
        digest = hashlib.sha256(finding_id.encode("utf-8", "replace")).hexdigest()
    return f"{finding_id[:4]}-{digest[:6]}".upper()


def make_table_anchor(table_id: str) -> str:
    """Return the anchor of a table inside the page of its document: "t07"."""
    return table_id.rpartition("-")[2]
