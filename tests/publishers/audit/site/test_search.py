"""The rows of all tables for the search of the first page."""

import json
from dataclasses import replace
from pathlib import Path

from sidak.publishers import ReleaseContent
from sidak.publishers.audit.model.findings import build_document_audits
from sidak.publishers.audit.site.search import make_search_script
from sidak.schemas import Item, Level
from tests.publishers.audit_records import make_report


def test_each_row_has_its_place_name_and_numbers(tmp_path: Path) -> None:
    report = make_report(tmp_path)
    (typed,) = report.records.typed_tables
    table_id = typed.table_id
    heading = Item(
        f"{table_id}-i0", report.document_id, table_id, 1, 0, Level.PROGRAM, "", "Judul", "1.2"
    )
    figures = (
        replace(typed.figures[0], kode="4.01.03"),
        replace(typed.figures[1], indikator="Jumlah </script> 'dokumen'"),
    )
    records = replace(
        report.records, typed_tables=(replace(typed, items=(heading,), figures=figures),)
    )
    script = make_search_script(build_document_audits(ReleaseContent((records,))))
    assert script.startswith("window.sidakRows = ")
    found = json.loads(script.removeprefix("window.sidakRows = ").rstrip(";\n"))
    assert found == {
        "documents": [
            [report.document_id, "laporan.pdf", "Sekretariat Daerah", "Kota Serang", "2022"]
        ],
        "rows": [
            [0, 1, "t01-r0-c0", "1.2", "Judul", ""],
            [0, 1, "t01-r1-c1", "4.01.03", "Program Perekonomian", "1.619.023.594"],
            [
                0,
                1,
                "t01-r2-c1",
                "",
                "Kebijakan Perekonomian – Jumlah </script> 'dokumen'",
                "1.068.332.100",
            ],
        ],
    }
