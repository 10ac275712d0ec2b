"""Published tables in other shapes."""

from decimal import Decimal

import duckdb

from sidak.publishers.release.frames import make_frame
from sidak.publishers.release.views import VIEWS
from sidak.schemas import AmountState, DocumentKind

ROW = {
    "line_id": "b1",
    "agency": "Sekretariat Daerah",
    "region": "Kota Serang",
    "year": 2022,
    "period": "2022",
    "level": "program",
    "kode": "4.01.01",
    "metric": "pagu",
    "budget_stage": "unknown",
    "page": 1,
}


def row(
    document: str, source: DocumentKind, name: str, value: int, state: AmountState, gap: int = 0
) -> dict[str, object]:
    return ROW | {
        "document_id": document,
        "source": source,
        "item_name": name,
        "value": Decimal(value),
        "difference": Decimal(gap),
        "state": state,
    }


def test_reports_stand_side_by_side_in_a_row_of_a_line() -> None:
    rows = [
        row("d1", DocumentKind.DPA, "Program A", 900, AmountState.REFERENCE),
        row("d2", DocumentKind.LKJIP, "Program A", 910, AmountState.DIFFERS, 10),
        row("d2", DocumentKind.LKJIP, "Program  A", 910, AmountState.DIFFERS, 10),
        row("d3", DocumentKind.RENJA, "Program A", 500, AmountState.OTHER_STAGE, -400),
        row("d4", DocumentKind.PK, "Program A", 1, AmountState.SEVERAL),
        row("d4", DocumentKind.PK, "Program A", 2, AmountState.SEVERAL),
    ]
    frame = make_frame("reconciliation", rows)
    (view,) = VIEWS
    with duckdb.connect() as connection:
        connection.register(view.table, frame)
        connection.execute(f"CREATE VIEW {view.name} AS {view.query}")
        (found,) = connection.execute(
            "SELECT kode, dpa, lkjip, renja, pk, lra, largest_difference, reports "
            f"FROM {view.name}"
        ).fetchall()
    assert found == ("4.01.01", 900, 910, 500, None, None, 10, 4)
