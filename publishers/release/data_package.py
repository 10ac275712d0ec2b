"""``datapackage.json``: the release described for machines (Data Package v2)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sidak.publishers.release.folder.overview import ReleaseOverview
from sidak.publishers.release.folder.texts import KEYWORDS
from sidak.publishers.release.parts import name_csv, name_parquet
from sidak.publishers.release.settings import SETTINGS
from sidak.schemas.dictionary.published_tables import (
    LIST_SEPARATOR,
    TABLE_SCHEMAS,
    Column,
    ColumnType,
    ForeignKey,
    TableSchema,
)

_PROFILES = "https://datapackage.org/profiles/2.0/"
_FIELD_TYPES = {
    ColumnType.STRING: "string",
    ColumnType.LIST: "list",
    ColumnType.INTEGER: "integer",
    ColumnType.FLOAT: "number",
    ColumnType.DECIMAL: "number",
    ColumnType.BOOLEAN: "boolean",
}


def describe_package(
    release_id: str,
    created: str,
    files: Mapping[str, tuple[int, str]],
    overview: ReleaseOverview,
    inputs: Mapping[str, str],
    regions: Sequence[str],
) -> dict[str, Any]:
    """Return the content of ``datapackage.json``.

    Args:
        release_id: Id of the release.
        created: When, ISO 8601.
        files: Merged file's name to its size in bytes and SHA-256; a large release has none.
        overview: What the release holds.
        inputs: Name of each report to its SHA-256.
        regions: Codes of the regions whose parts it holds.
    """
    return {
        "$schema": f"{_PROFILES}datapackage.json",
        "name": "sidak",
        "title": "sidak: tabel laporan pemerintah daerah",
        "description": (
            "Angka dari LKjIP, Renja, Renstra, DPA dan PK, dengan tempatnya di halaman, "
            "kode Permendagri 90 dan hasil pemeriksaannya."
        ),
        "version": release_id,
        "created": created,
        "licenses": [
            {
                "name": "CC0-1.0",
                "path": "https://creativecommons.org/publicdomain/zero/1.0/",
                "title": "Creative Commons Zero v1.0 Universal",
            }
        ],
        "sources": _list_sources(inputs),
        "contributors": [
            {"title": "sidak", "roles": ["wrangler"]},
            *(
                {"title": f"Pemerintah {one.name}", "roles": ["creator"]}
                for one in overview.regions
                if one.name
            ),
        ],
        "keywords": list(KEYWORDS),
        "temporal": {"start": overview.year_first, "end": overview.year_last},
        "spatial": {
            "country": "ID",
            "regions": [{"code": one.code, "name": one.name} for one in overview.regions],
        },
        "resources": [
            _describe_resource(one, files, regions) for one in TABLE_SCHEMAS.values()
        ],
    }


def _list_sources(inputs: Mapping[str, str]) -> list[dict[str, str]]:
    if not inputs or len(inputs) > SETTINGS.most_sources:
        return [{"title": f"{len(inputs)} laporan / reports: see the table documents"}]
    return [{"title": name, "hash": f"sha256:{inputs[name]}"} for name in sorted(inputs)]


def _describe_resource(
    schema: TableSchema, files: Mapping[str, tuple[int, str]], regions: Sequence[str]
) -> dict[str, Any]:
    file = f"{schema.name}.csv" if schema.has_csv else f"{schema.name}.parquet"
    is_merged = file in files
    name_part = name_csv if schema.has_csv else name_parquet
    shape: dict[str, Any] = (
        {
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "lineTerminator": "\n", "doubleQuote": True},
        }
        if schema.has_csv
        else {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}
    )
    if schema.has_csv and not is_merged:
        shape["compression"] = "gz"
    return {
        "$schema": f"{_PROFILES}dataresource.json",
        "name": schema.name,
        "type": "table",
        "path": file if is_merged else [name_part(schema.name, one) for one in regions],
        "title": schema.name,
        "description": f"{schema.description_id} / {schema.description}",
        **shape,
        # Programs do not count the bytes of Parquet files, and would miss them.
        **_describe_content(files.get(file) if shape["format"] == "csv" else None),
        "schema": _describe_schema(schema, is_csv=shape["format"] == "csv"),
    }


def _describe_content(content: tuple[int, str] | None) -> dict[str, Any]:
    if content is None:
        return {}
    size, digest = content
    return {"bytes": size, "hash": f"sha256:{digest}"}


def _describe_schema(schema: TableSchema, *, is_csv: bool) -> dict[str, Any]:
    described: dict[str, Any] = {
        "$schema": f"{_PROFILES}tableschema.json",
        "fields": [_describe_field(column, is_csv=is_csv) for column in schema.columns],
        "missingValues": [""],
        "primaryKey": list(schema.primary_key),
    }
    if schema.foreign_keys:
        described["foreignKeys"] = [
            _describe_key(key, schema.name) for key in schema.foreign_keys
        ]
    return described


def _describe_field(column: Column, *, is_csv: bool) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "type": _FIELD_TYPES[column.type],
        "description": f"{column.description_id} / {column.description}",
    }
    if column.unit:
        described["unit"] = column.unit
    if column.type is ColumnType.LIST and not is_csv:
        described["type"] = "any"  # a list of text, for which the format has no type
    elif column.type is ColumnType.LIST:
        described |= {"delimiter": LIST_SEPARATOR, "itemType": "string"}
    if column.type in (ColumnType.DECIMAL, ColumnType.FLOAT):
        described["decimalChar"] = "."
    constraints: dict[str, Any] = {}
    if not column.is_nullable:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    if column.pattern:
        constraints["pattern"] = column.pattern
    if constraints:
        described["constraints"] = constraints
    return described


def _describe_key(key: ForeignKey, own: str) -> dict[str, Any]:
    # A reference to the own table leaves the resource out (Table Schema v2).
    reference: dict[str, Any] = {"fields": [key.target]}
    if key.table != own:
        reference = {"resource": key.table, **reference}
    return {"fields": [key.column], "reference": reference}
