"""What the column dictionary is made of.

The dictionary itself is ``sidak.schemas.dictionary.published_tables``.
"""

from dataclasses import dataclass
from enum import StrEnum


class ColumnType(StrEnum):
    """Type of a published column; CSV, Parquet and Data Package types follow from it."""

    STRING = "string"
    INTEGER = "integer"
    FLOAT = "float"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    LIST = "list"


#: Between the members of a LIST column in CSV; Parquet and DuckDB hold lists of text.
LIST_SEPARATOR = ";"

#: Digits after the decimal mark that a DECIMAL column keeps. Amounts need two, ratios
#: leaked from spreadsheets up to ten; a number that needs more is not published rounded.
DECIMAL_SCALE = 12

#: Digits of a DECIMAL column in all, the most that Parquet readers and DuckDB share.
DECIMAL_PRECISION = 38


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a published table.

    Attributes:
        name: Name in every format.
        type: What its values are.
        description: English, one or two sentences.
        description_id: The same in Indonesian.
        unit: Unit of its numbers; ``None`` where there is none.
        is_nullable: Whether it may be empty. Empty text and missing are the same thing.
        values: The closed vocabulary, if it has one.
        pattern: Regular expression that the whole text obeys, if there is one.
    """

    name: str
    type: ColumnType
    description: str
    description_id: str
    unit: str | None = None
    is_nullable: bool = False
    values: tuple[str, ...] = ()
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column that names a row of another (or the same) table."""

    column: str
    table: str
    target: str


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One published table.

    Attributes:
        name: File name without its ending.
        description: English.
        description_id: Indonesian.
        columns: In the published order.
        primary_key: Columns that together name a row.
        foreign_keys: References to other tables.
        has_csv: Whether it is published as CSV beside Parquet.
    """

    name: str
    description: str
    description_id: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    has_csv: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """Return a column by its name.

        Raises:
            KeyError: If the table has no such column.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")


def text_column(
    name: str,
    description: str,
    description_id: str,
    *,
    is_nullable: bool = False,
    values: type[StrEnum] | tuple[str, ...] = (),
    pattern: str | None = None,
) -> Column:
    """Return a text column."""
    return Column(
        name,
        ColumnType.STRING,
        description,
        description_id,
        is_nullable=is_nullable,
        values=tuple(str(value) for value in values),
        pattern=pattern,
    )


def integer_column(
    name: str, description: str, description_id: str, *, is_nullable: bool = False
) -> Column:
    """Return a column of whole numbers."""
    return Column(
        name, ColumnType.INTEGER, description, description_id, is_nullable=is_nullable
    )


def float_column(
    name: str,
    description: str,
    description_id: str,
    *,
    unit: str | None = None,
    is_nullable: bool = False,
) -> Column:
    """Return a column of measurements, scores and the like (never money)."""
    return Column(
        name,
        ColumnType.FLOAT,
        description,
        description_id,
        unit=unit,
        is_nullable=is_nullable,
    )


def decimal_column(name: str, description: str, description_id: str) -> Column:
    """Return a column of exact decimal numbers in the unit that column ``unit`` names."""
    return Column(
        name,
        ColumnType.DECIMAL,
        description,
        description_id,
        unit="unit",
        is_nullable=True,
    )


def boolean_column(name: str, description: str, description_id: str) -> Column:
    """Return a column of yes and no."""
    return Column(name, ColumnType.BOOLEAN, description, description_id)


def list_column(name: str, description: str, description_id: str) -> Column:
    """Return a column of several texts."""
    return Column(name, ColumnType.LIST, description, description_id, is_nullable=True)


DOCUMENT_ID_PATTERN = r"[0-9a-f]{16}"

DOCUMENT_ID = text_column(
    "document_id",
    "First 16 hex digits of the file's SHA-256.",
    "16 angka heksadesimal pertama dari SHA-256 berkas.",
    pattern=DOCUMENT_ID_PATTERN,
)

PAGE = integer_column(
    "page",
    "Page of the document, from 1 (in a text dump the ordinal of the block).",
    "Halaman dokumen, mulai dari 1 (pada salinan teks: nomor urut blok).",
)


def box_columns(what: str, what_id: str) -> tuple[Column, ...]:
    """Return the columns x0, y0, x1, y1 of a box around ``what``."""
    edges = (
        ("x0", "Left", "Tepi kiri"),
        ("y0", "Top", "Tepi atas"),
        ("x1", "Right", "Tepi kanan"),
        ("y1", "Bottom", "Tepi bawah"),
    )
    return tuple(
        float_column(
            name,
            f"{edge} edge of the box around {what}, from the top left corner of the page "
            "as a viewer shows it.",
            f"{edge_id} kotak {what_id}, dari sudut kiri atas halaman seperti yang tampil "
            "di layar.",
            unit="pt",
            is_nullable=True,
        )
        for name, edge, edge_id in edges
    )
