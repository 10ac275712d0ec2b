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
    view = next(one for one in VIEWS if one.name == "reconciliation_wide")
    with duckdb.connect() as connection:
        connection.register(view.table, frame)
        connection.execute(f"CREATE VIEW {view.name} AS {view.query}")
        (found,) = connection.execute(
            "SELECT kode, dpa, lkjip, renja, pk, lra, largest_difference, reports "
            f"FROM {view.name}"
        ).fetchall()
    assert found == ("4.01.01", 900, 910, 500, None, None, 10, 4)


def test_codes_in_use_stand_once_with_what_became_of_them() -> None:
    item = {
        "item_id": "i1",
        "document_id": "d1",
        "level": "kegiatan",
        "kode": "4.01.01.2.03.01",
        "kode_name": "Penyediaan Jasa Surat Menyurat",
        "edition": "permendagri-90-2019",
        "kode_canonical": "4.01.01.2.08.0001",
        "edition_canonical": "kepmendagri-900.1.15.5-1317-2023",
        "kode_change": "moved",
        "match_status": "auto",
    }
    rows = [item, item | {"item_id": "i2"}, item | {"item_id": "i3", "document_id": "d2"}]
    rows.append(item | {"item_id": "i4", "edition_canonical": None})
    view = next(one for one in VIEWS if one.name == "kode_map")
    with duckdb.connect() as connection:
        connection.register(view.table, make_frame("items", rows))
        connection.execute(f"CREATE VIEW {view.name} AS {view.query}")
        found = connection.execute(
            f"SELECT kode, kode_canonical, kode_change, items, documents FROM {view.name}"
        ).fetchall()
    assert found == [("4.01.01.2.03.01", "4.01.01.2.08.0001", "moved", 3, 2)]
