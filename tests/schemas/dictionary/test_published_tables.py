"""The column dictionary: complete, unambiguous, in step with the records."""

import re

import pytest

from sidak.schemas import Document, Figure, Finding, Item
from sidak.schemas.dictionary.published_tables import (
    KODE_PATTERN,
    TABLE_SCHEMAS,
    ColumnType,
    TableSchema,
)

BOX = ("x0", "y0", "x1", "y1")


@pytest.mark.parametrize("schema", TABLE_SCHEMAS.values(), ids=lambda one: one.name)
def test_schema_is_sound(schema: TableSchema) -> None:
    assert len(set(schema.names)) == len(schema.names)
    assert set(schema.primary_key) <= set(schema.names)
    for key in schema.foreign_keys:
        assert key.column in schema.names
        assert TABLE_SCHEMAS[key.table].primary_key == (key.target,)
    for column in schema.columns:
        assert column.description.strip().endswith((".", ")"))
        assert column.description_id.strip().endswith((".", ")"))
        assert "|" not in column.description + column.description_id
        assert not column.values or column.type is ColumnType.STRING


@pytest.mark.parametrize(
    ("table", "record"),
    [("documents", Document), ("items", Item), ("figures", Figure), ("findings", Finding)],
)
def test_columns_are_the_attributes_of_the_record_in_order(table: str, record: type) -> None:
    unpublished = {"decimals", "message_en", "basis_en", "checks"}
    names = [name for name in record.__dataclass_fields__ if name not in unpublished]  # type: ignore[attr-defined]
    if "reasons" in names:
        place = names.index("reasons")
        names[place : place + 1] = ["reason", "reason_codes"][: 2 if table == "figures" else 1]
    if "meaning_reasons" in names:
        place = names.index("meaning_reasons")
        names[place : place + 1] = ["meaning_reason", "meaning_codes"]
        names.insert(place - 1, "accepted")
    if "region" in names:
        place = names.index("region") + 1
        names[place:place] = ["region_code", "province_code"]
        names.insert(names.index("agency") + 1, "agency_id")  # made of agency and region
    if "box" in names:
        place = names.index("box")
        names[place : place + 1] = [*(["is_canonical"] if table == "figures" else []), *BOX]
    assert TABLE_SCHEMAS[table].names == tuple(names)


@pytest.mark.parametrize(
    ("kode", "is_kode"),
    [
        ("4", True),
        ("4.01", True),
        ("X.XX.01", True),
        ("4.01.01", True),
        ("4.01.01.2.09", True),
        ("4.01.01.2.09.01", True),
        ("2.16.02.2.01.0006", True),
        ("4.1", False),
        ("4.01.01.2", False),
        ("4.01.01.2.09.001", False),
        ("1 20 05 57 32", False),
    ],
)
def test_shape_of_a_code(kode: str, is_kode: bool) -> None:
    assert bool(re.fullmatch(KODE_PATTERN, kode)) is is_kode
