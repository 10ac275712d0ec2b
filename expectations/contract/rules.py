"""The rules of the data contract: those of the column dictionary and those of the domain.

A rule is a property of a published column, or a computed column of yes and no beside a
published table. ``contract.suites`` makes great-expectations suites of the rules.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

import pandas as pd

from sidak.expectations.contract.settings import SETTINGS
from sidak.schemas import (
    ACCEPTED_STATUSES,
    MONEY_METRICS,
    DocumentStatus,
    FigureStatus,
    Metric,
    PageStatus,
)
from sidak.schemas.dictionary.balance_columns import (
    AMOUNT_COLUMNS,
    NUMBER_COLUMNS,
    STRUCTURE_COLUMNS,
)
from sidak.schemas.dictionary.published_tables import (
    LIST_SEPARATOR,
    TABLE_SCHEMAS,
    TableSchema,
)

Frames = Mapping[str, pd.DataFrame]
#: Returns yes or no for each row of a table.
RowCheck = Callable[[Frames], "pd.Series[Any]"]

#: Reasons must stand beside these.
_NEED_REASON = {
    FigureStatus.SUSPECT.value,
    FigureStatus.UNREADABLE.value,
    FigureStatus.REPAIRED.value,
}
_EXPLAINED_PAGES = {PageStatus.FAILED.value, PageStatus.PARTIAL.value}
_ACCEPTED = {status.value for status in ACCEPTED_STATUSES}
_MONEY = {metric.value for metric in MONEY_METRICS - {Metric.SISA}}


class RuleTest(StrEnum):
    """How great-expectations tests a rule."""

    NOT_NULL = "not_null"
    UNIQUE = "unique"
    UNIQUE_TOGETHER = "unique_together"
    IN_SET = "in_set"
    MATCHES = "matches"
    HOLDS = "holds"  # a computed column of yes and no


@dataclass(frozen=True, slots=True)
class ContractRule:
    """One rule.

    Attributes:
        name: ``<table>.<column>.<what>``.
        table: Published table.
        column: Column tested; of a computed rule the column it is about.
        test: How it is tested.
        message: What is wrong where it is broken, in Indonesian.
        is_blocking: Whether breaking it keeps ``latest.json`` where it is.
        values: Vocabulary (IN_SET) or columns (UNIQUE_TOGETHER).
        pattern: Regular expression (MATCHES).
        compute: Gives yes or no per row (HOLDS).
    """

    name: str
    table: str
    column: str
    test: RuleTest
    message: str
    is_blocking: bool = True
    values: tuple[str, ...] = ()
    pattern: str = ""
    compute: RowCheck | None = None


def list_rules() -> tuple[ContractRule, ...]:
    """Return every rule, table by table."""
    own = [rule for schema in TABLE_SCHEMAS.values() for rule in _list_schema_rules(schema)]
    return (*own, *_list_domain_rules())


def _list_schema_rules(schema: TableSchema) -> Iterator[ContractRule]:
    table, keys = schema.name, schema.primary_key
    for column in schema.columns:
        name = f"{table}.{column.name}"
        rule = partial(ContractRule, table=table, column=column.name)
        # Whole numbers and yes/no that must be filled cannot be written with gaps.
        if not column.is_nullable:
            yield rule(f"{name}.filled", test=RuleTest.NOT_NULL, message=f"{name} kosong")
        if column.values:
            yield rule(
                f"{name}.vocabulary",
                test=RuleTest.IN_SET,
                message=f"{name} di luar daftar yang sah",
                values=column.values,
            )
        if column.pattern:
            yield rule(
                f"{name}.pattern",
                test=RuleTest.MATCHES,
                message=f"bentuk {name} tidak sah",
                pattern=f"^(?:{column.pattern})$",
            )
    yield ContractRule(
        f"{table}.{'+'.join(keys)}.unique",
        table,
        keys[0],
        RuleTest.UNIQUE if len(keys) == 1 else RuleTest.UNIQUE_TOGETHER,
        f"{table}: kunci {' + '.join(keys)} tidak tunggal",
        values=keys,
    )
    for key in schema.foreign_keys:
        yield _make_computed(
            f"{table}.{key.column}.exists",
            f"{table}.{key.column} menunjuk baris {key.table} yang tidak ada",
            _refers_to(table, key.column, key.table, key.target),
        )


def _refers_to(table: str, column: str, other: str, target: str) -> RowCheck:
    def compute(frames: Frames) -> "pd.Series[Any]":
        own = frames[table][column]
        return own.isna() | own.isin(set(frames[other][target]))

    return compute


def _is_filled(column: "pd.Series[Any]") -> "pd.Series[Any]":
    return column.notna() & (column.astype("object") != "")


def _value_iff_readable(frames: Frames) -> "pd.Series[Any]":
    figures = frames["figures"]
    return figures["value"].isna() == (figures["status"] == FigureStatus.UNREADABLE.value)


def _figure_has_reason(frames: Frames) -> "pd.Series[Any]":
    figures = frames["figures"]
    return ~figures["status"].isin(_NEED_REASON) | _is_filled(figures["reason"])


def _canonical_is_accepted(frames: Frames) -> "pd.Series[Any]":
    figures = frames["figures"]
    return ~figures["is_canonical"].astype("bool") | figures["accepted"].astype("bool")


def _confidence_in_range(frames: Frames) -> "pd.Series[Any]":
    return frames["figures"]["confidence"].between(0, 1)


def _page_exists(table: str, column: str) -> RowCheck:
    def compute(frames: Frames) -> "pd.Series[Any]":
        own = frames[table]
        documents = frames["documents"].drop_duplicates("document_id")
        pages = own["document_id"].map(documents.set_index("document_id")["pages"])
        number = own[column]
        return number.isna() | ((number >= 1) & (number <= pages).fillna(value=False))

    return compute


def _ledger_is_complete(frames: Frames) -> "pd.Series[Any]":
    documents, pages = frames["documents"], frames["pages"]
    counted = pages.groupby("document_id")["page"].nunique()
    found = documents["document_id"].map(counted).fillna(0)
    return found.astype("int64") == documents["pages"].astype("int64")


def _document_has_reason(frames: Frames) -> "pd.Series[Any]":
    documents = frames["documents"]
    return (documents["status"] == DocumentStatus.OK.value) | _is_filled(documents["reason"])


def _page_has_reason(frames: Frames) -> "pd.Series[Any]":
    pages = frames["pages"]
    return ~pages["status"].isin(_EXPLAINED_PAGES) | _is_filled(pages["reason"])


def _page_has_tables(frames: Frames) -> "pd.Series[Any]":
    pages = frames["pages"]
    has_tables, status = pages["tables"] > 0, pages["status"]
    is_read = status.isin({PageStatus.TABLES.value, PageStatus.PARTIAL.value})
    return ((status != PageStatus.TABLES.value) | has_tables) & (~has_tables | is_read)


def _numbers_conserved(frames: Frames) -> "pd.Series[Any]":
    """Each number of a page is counted in exactly one class."""
    pages = frames["pages"]
    is_known = pages["numbers"].notna()
    classes = [name for name in NUMBER_COLUMNS if name != "numbers"]
    inner = sum(pages[name].fillna(0) for name in STRUCTURE_COLUMNS)
    outer = sum(pages[name].fillna(0) for name in classes)
    is_whole = outer == pages["numbers"].fillna(0)
    return ~is_known | (is_whole & (inner == pages["numbers_structure"].fillna(0)))


def _amounts_conserved(frames: Frames) -> "pd.Series[Any]":
    """Each amount of a page is counted in exactly one class, and is one of its numbers."""
    pages = frames["pages"]
    is_known = pages["amounts"].notna()
    classes = [name for name in AMOUNT_COLUMNS if name != "amounts"]
    is_whole = sum(pages[name].fillna(0) for name in classes) == pages["amounts"].fillna(0)
    return ~is_known | (is_whole & (pages["amounts"].fillna(0) <= pages["numbers"].fillna(0)))


def _partial_if_unaccounted(frames: Frames) -> "pd.Series[Any]":
    pages = frames["pages"]
    is_open = pages["amounts_unaccounted"].fillna(0) > 0
    return ~is_open | (pages["status"] == PageStatus.PARTIAL.value)


def _mention_has_reason(frames: Frames) -> "pd.Series[Any]":
    mentions = frames["mentions"]
    return ~mentions["status"].isin(_NEED_REASON) | _is_filled(mentions["reason"])


def _listed_figures_exist(table: str) -> RowCheck:
    """Return the check that the figures which rows of a table list are published."""

    def check(frames: Frames) -> "pd.Series[Any]":
        known = set(frames["figures"]["figure_id"])
        listed = frames[table]["figure_ids"].fillna("").astype("object")
        return listed.map(
            lambda ids: all(one in known for one in str(ids).split(LIST_SEPARATOR) if one)
        ).astype("bool")

    return check


def _table_pages_in_order(frames: Frames) -> "pd.Series[Any]":
    tables = frames["tables"]
    return tables["page_first"] <= tables["page_last"]


def _serapan_in_range(frames: Frames) -> "pd.Series[Any]":
    figures = frames["figures"]
    judged = (figures["metric"] == Metric.SERAPAN.value) & figures["status"].isin(_ACCEPTED)
    return ~judged | _numbers(figures).between(0, SETTINGS.most_serapan)


def _money_not_negative(frames: Frames) -> "pd.Series[Any]":
    figures = frames["figures"]
    judged = figures["metric"].isin(_MONEY) & figures["status"].isin(_ACCEPTED)
    return ~judged | (_numbers(figures) >= 0)


def _numbers(figures: pd.DataFrame) -> "pd.Series[Any]":
    # Comparing with a bound does not need exact decimals.
    return pd.to_numeric(figures["value"].astype("float64"))


def _code_has_edition(frames: Frames) -> "pd.Series[Any]":
    items = frames["items"]
    return items["kode"].isna() | _is_filled(items["edition"])


def _make_computed(
    name: str, message: str, compute: RowCheck, *, is_blocking: bool = True
) -> ContractRule:
    table, column, _ = name.split(".")
    test = RuleTest.HOLDS
    return ContractRule(
        name, table, column, test, message, is_blocking=is_blocking, compute=compute
    )


#: Rules of the domain that block a release: message and check by name.
_BLOCKING: Mapping[str, tuple[str, RowCheck]] = {
    "documents.pages.all_in_ledger": (
        "ada halaman dokumen yang tidak tercatat di daftar halaman",
        _ledger_is_complete,
    ),
    "documents.reason.given": (
        "dokumen gagal atau sebagian tanpa alasan",
        _document_has_reason,
    ),
    "pages.reason.given": ("halaman gagal tanpa alasan", _page_has_reason),
    "pages.tables.counted": (
        "status halaman tidak sesuai dengan jumlah tabelnya",
        _page_has_tables,
    ),
    "pages.numbers.conserved": (
        "jumlah golongan angka tidak sama dengan angka yang tercetak di halaman",
        _numbers_conserved,
    ),
    "pages.amounts.conserved": (
        "jumlah golongan nilai besar tidak sama dengan nilai besar yang tercetak di halaman",
        _amounts_conserved,
    ),
    "pages.status.partial": (
        "ada nilai besar yang belum terbaca, tetapi status halaman bukan 'partial'",
        _partial_if_unaccounted,
    ),
    "pages.page.exists": ("halaman di luar dokumen", _page_exists("pages", "page")),
    "tables.page_last.exists": (
        "tabel di luar halaman dokumen",
        _page_exists("tables", "page_last"),
    ),
    "tables.page_first.in_order": (
        "halaman pertama tabel sesudah halaman terakhirnya",
        _table_pages_in_order,
    ),
    "items.page.exists": ("baris di luar halaman dokumen", _page_exists("items", "page")),
    "figures.page.exists": ("angka di luar halaman dokumen", _page_exists("figures", "page")),
    "figures.value.iff_readable": (
        "angka kosong padahal terbaca, atau terisi padahal tidak terbaca",
        _value_iff_readable,
    ),
    "figures.reason.given": (
        "angka diragukan, tidak terbaca atau diperbaiki tanpa alasan",
        _figure_has_reason,
    ),
    "figures.is_canonical.accepted": (
        "angka terpilih untuk suatu fakta belum diterima",
        _canonical_is_accepted,
    ),
    "figures.confidence.in_range": ("keyakinan di luar 0 sampai 1", _confidence_in_range),
    "mentions.page.exists": (
        "penyebutan di luar halaman dokumen",
        _page_exists("mentions", "page"),
    ),
    "mentions.reason.given": (
        "penyebutan diragukan atau tidak terbaca tanpa alasan",
        _mention_has_reason,
    ),
    "panel.figure_ids.exist": (
        "panel menunjuk angka yang tidak ada",
        _listed_figures_exist("panel"),
    ),
    "mentions.figure_ids.exist": (
        "penyebutan menunjuk angka yang tidak ada",
        _listed_figures_exist("mentions"),
    ),
    "reconciliation.figure_ids.exist": (
        "rekonsiliasi menunjuk angka yang tidak ada",
        _listed_figures_exist("reconciliation"),
    ),
    "findings.page.exists": (
        "temuan di luar halaman dokumen",
        _page_exists("findings", "page"),
    ),
}
#: Rules of the domain that only warn.
_WARNING: Mapping[str, tuple[str, RowCheck]] = {
    "items.edition.given": ("kode tanpa edisi nomenklatur", _code_has_edition),
    "figures.serapan.in_range": (
        "serapan di luar 0 sampai {most_serapan} persen",
        _serapan_in_range,
    ),
    "figures.money.not_negative": ("pagu atau realisasi anggaran negatif", _money_not_negative),
}


def _list_domain_rules() -> Iterator[ContractRule]:
    for rules, is_blocking in ((_BLOCKING, True), (_WARNING, False)):
        for name, (message, compute) in rules.items():
            text = message.format(most_serapan=SETTINGS.most_serapan)
            yield _make_computed(name, text, compute, is_blocking=is_blocking)
