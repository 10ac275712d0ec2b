"""Raw tables to typed tables: what each column means, what each row is, what it is worth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sidak.normalisers.figures import read_figures
from sidak.normalisers.header.column_numbers import split_number_row
from sidak.normalisers.header.detect import TableHeader, find_header
from sidak.normalisers.header.line_above import read_header_above
from sidak.normalisers.header.profiles import profile_column
from sidak.normalisers.header.roles import body_texts, read_columns
from sidak.normalisers.header.unit_notes import add_unit_note
from sidak.normalisers.header.vocabulary import (
    fold_text,
    is_percent_word,
    load_satuan_words,
)
from sidak.normalisers.meaning.budget_changes import mark_budget_changes
from sidak.normalisers.meaning.monthly import count_from_january
from sidak.normalisers.meaning.own_shares import doubt_foreign_shares
from sidak.normalisers.meaning.proven_units import prove_rupiah
from sidak.normalisers.meaning.running_totals import mark_running_totals
from sidak.normalisers.numerals.separators import SeparatorEvidence, collect_separators
from sidak.normalisers.part_places import place_parts
from sidak.normalisers.rows.items import ItemListing, list_items
from sidak.normalisers.rows.name_column import find_name_column
from sidak.normalisers.rows.reference_list import repair_by_reference
from sidak.normalisers.rows.repeated_rows import find_repeated_rows
from sidak.normalisers.rows.row_tree import build_row_tree
from sidak.normalisers.rows.twin_blocks import find_twin_names
from sidak.normalisers.text.broken_words import build_vocabulary, clean_unit
from sidak.normalisers.text.table_view import TableView
from sidak.schemas import (
    MONEY_METRICS,
    Basis,
    ColumnMeaning,
    ColumnRole,
    DocumentFacts,
    Extraction,
    Figure,
    Metric,
    TypedTable,
)
from sidak.schemas.nomenclature import NomenclatureIndex

#: Words above a table, which hold for its rest on the next page too.
_ABOVE_TABLES = frozenset({Basis.CAPTION, Basis.SECTION, Basis.SENTENCE})


@dataclass(frozen=True, slots=True)
class _PreparedTable:
    """A table whose columns are known and whose numbers are not read yet."""

    view: TableView
    header: TableHeader
    columns: tuple[ColumnMeaning, ...]


def type_tables(
    extraction: Extraction,
    facts: DocumentFacts,
    *,
    nomenclature: NomenclatureIndex | None = None,
) -> tuple[TypedTable, ...]:
    """Type all tables of a document, in reading order.

    Args:
        extraction: What was read from the file.
        facts: What the document says of itself.
        nomenclature: The lists of official names; ``None`` leaves levels and names to the
            table alone.
    """
    vocabulary = build_vocabulary(
        [line for text in extraction.texts for line, _box in text.lines]
    )
    prepared: list[_PreparedTable] = []
    for table in extraction.tables:
        view = TableView(add_unit_note(split_number_row(table), extraction.texts))
        header = find_header(view)
        above = read_header_above(view, header, extraction.texts)
        if above is not None:
            header = replace(header, paths=above)
        goes_on = not table.caption and not table.number
        before = prepared[-1] if prepared and goes_on else None
        inherited = before.columns if before and _goes_on(before, view, header) else None
        if before is not None and inherited is not None:
            header = replace(header, paths=before.header.paths)
        columns = read_columns(view, header, facts, inherited, extraction.texts)
        columns = find_name_column(view, header, columns, nomenclature)
        columns = find_twin_names(view, header, columns)
        columns = mark_budget_changes(view, header, columns)
        columns = prove_rupiah(view, header, columns, extraction.texts)
        columns = count_from_january(columns, facts)
        one = _PreparedTable(view, header, columns)
        if prepared and _repeats_header(prepared[-1], one):
            columns = tuple(map(_take_period, columns, prepared[-1].columns))
            one = replace(one, columns=columns)
        prepared.append(one)
    listings: list[ItemListing] = []
    for at, one in enumerate(prepared):
        is_rest = at > 0 and _repeats_header(prepared[at - 1], one)
        listing = list_items(
            one.view,
            one.header,
            one.columns,
            facts,
            vocabulary=vocabulary,
            nomenclature=nomenclature,
            before=listings[-1] if is_rest else None,
        )
        listings.append(listing)
    siblings = _collect_sibling_evidence(prepared)
    words = vocabulary | load_satuan_words()
    tables = tuple(
        _place_parts(_type_table(one, listing, kin, words), extraction)
        for one, listing, kin in zip(prepared, listings, siblings, strict=True)
    )
    return repair_by_reference(tables, facts, nomenclature) if nomenclature else tables


def _place_parts(table: TypedTable, extraction: Extraction) -> TypedTable:
    return replace(table, figures=place_parts(table.figures, extraction.numbers))


def _collect_sibling_evidence(
    prepared: Sequence[_PreparedTable],
) -> list[dict[int, SeparatorEvidence]]:
    """Return per table and column what columns of equal header print in other tables."""
    found: dict[
        tuple[str, str | None, str | None], list[tuple[int, int, SeparatorEvidence]]
    ] = {}
    for at, one in enumerate(prepared):
        for meaning in one.columns:
            header = fold_text(meaning.header)
            if meaning.role is not ColumnRole.FIGURE or not header:
                continue
            texts = body_texts(one.view, one.header, meaning.column)
            found.setdefault((header, meaning.metric, meaning.unit), []).append(
                (at, meaning.column, collect_separators(texts))
            )
    siblings: list[dict[int, SeparatorEvidence]] = [{} for _ in prepared]
    for columns in found.values():
        for at, column, own in columns:
            if own.lone:
                others = [evidence for other, _, evidence in columns if other != at]
                siblings[at][column] = sum(others, start=SeparatorEvidence())
    return siblings


def _goes_on(before: _PreparedTable, view: TableView, header: TableHeader) -> bool:
    """Return True if a table goes on with the columns of the table before.

    It does if it has neither caption nor header words of its own, as many columns, and
    stands on the same or the next page; and its values fit the roles. A header in a frame of
    its own, with nothing below it, fits any values.
    """
    columns = before.columns
    distance = view.table.page_first - before.view.table.page_last
    if any(header.paths) or len(columns) != view.columns or not 0 <= distance <= 1:
        return False
    if not any(meaning.header for meaning in columns):
        return False
    is_header_only = not any(map(before.header.is_body, range(before.view.rows)))
    clashes = 0
    for meaning in columns:
        values = profile_column(body_texts(view, header, meaning.column))
        if not values.filled:
            continue
        if meaning.role is ColumnRole.FIGURE and values.quantity < 0.3 and values.length > 25:
            clashes += 1
        if meaning.role is ColumnRole.NAME and values.numeric > 0.7:
            clashes += 1
        is_open = meaning.role is ColumnRole.EMPTY and is_header_only
        if (
            meaning.role in (ColumnRole.EMPTY, ColumnRole.TEXT)
            and values.money > 0.5
            and not is_open
        ):
            clashes += 1
    return clashes == 0


def _take_period(own: ColumnMeaning, before: ColumnMeaning) -> ColumnMeaning:
    """Return a column with the period that words above the same table name on a page before.

    Only what the document alone says gives way to them, and shares what is in doubt there.
    """
    if own.period_basis is not Basis.DOCUMENT:
        return own
    if before.period_basis is Basis.DOCUMENT and own.period == before.period:
        return replace(own, period_doubt=own.period_doubt or before.period_doubt)
    if before.period_basis not in _ABOVE_TABLES:
        return own
    return replace(
        own,
        year=before.year,
        period=before.period,
        period_basis=before.period_basis,
        period_kind=before.period_kind,
        period_doubt=before.period_doubt,
        sources=(*own.sources, *before.sources),
    )


def _repeats_header(before: _PreparedTable, one: _PreparedTable) -> bool:
    """Return True if a table goes on from the one before, whose header it prints again.

    It has no caption, and stands below it or on the next page.
    """
    table = one.view.table
    distance = table.page_first - before.view.table.page_last
    if table.caption or table.number or not 0 <= distance <= 1:
        return False
    headers = [fold_text(meaning.header) for meaning in one.columns]
    return any(headers) and headers == [fold_text(m.header) for m in before.columns]


def _type_table(
    one: _PreparedTable,
    listing: ItemListing,
    siblings: Mapping[int, SeparatorEvidence],
    words: frozenset[str],
) -> TypedTable:
    view, header, columns = one.view, one.header, one.columns
    figures, findings = read_figures(view, header, columns, listing, siblings)
    figures = mark_running_totals([_clean_unit_of(figure, words) for figure in figures])
    figures = doubt_foreign_shares(figures)
    return TypedTable(
        table_id=view.table.table_id,
        kind=_kind(columns, bool(figures)),
        columns=columns,
        row_levels=listing.row_levels,
        items=listing.items,
        figures=figures,
        findings=(*findings, *find_repeated_rows(view, header)),
        tree=build_row_tree(listing.items, figures, listing.evidence),
    )


def _clean_unit_of(figure: Figure, words: frozenset[str]) -> Figure:
    """Return a figure with its unit put together from what the width of the cell tore."""
    if figure.unit is None or " " not in figure.unit:
        return figure
    unit = clean_unit(figure.unit, words)
    return replace(figure, unit="%" if is_percent_word(unit) else unit)


def _kind(columns: tuple[ColumnMeaning, ...], has_figures: bool) -> str:
    """Name the content: anggaran (money), kinerja (performance), renja (both), lainnya."""
    if not has_figures:
        return "lainnya"
    metrics = {meaning.metric for meaning in columns if meaning.metric is not None}
    has_money = bool(metrics & (MONEY_METRICS | {Metric.SERAPAN}))
    has_performance = bool(metrics & {Metric.TARGET, Metric.REALISASI, Metric.CAPAIAN})
    if has_money and has_performance:
        return "renja"
    if has_money:
        return "anggaran"
    return "kinerja" if has_performance else "lainnya"
