"""Hand-made typed tables: one line of text per item."""

from collections.abc import Sequence

from sidak.matchers import MatchResult, Nomenclature, load_nomenclature
from sidak.matchers.reference.store import NomenclatureList
from sidak.normalisers.rows.row_tree import build_row_tree
from sidak.schemas import (
    ColumnMeaning,
    ColumnRole,
    DocumentFacts,
    DocumentKind,
    Figure,
    FigureStatus,
    Item,
    Level,
    Metric,
    TypedTable,
)
from sidak.schemas.nomenclature import NomenclatureEntry, Scope

DOCUMENT_ID = "0123456789abcdef"
TABLE_ID = f"{DOCUMENT_ID}-t01"
_DEPTHS = (Level.URUSAN, Level.BIDANG, Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN)


def make_table(
    rows: Sequence[tuple[Level, str | None, str]], *, linked: bool = True
) -> TypedTable:
    """Make a table of (level, printed code, name); parents follow from the levels."""
    items: list[Item] = []
    figures: list[Figure] = []
    path: list[Item] = []
    for row, (level, kode, name) in enumerate(rows):
        if level in _DEPTHS:
            depth = _DEPTHS.index(level)
            path = [item for item in path if _DEPTHS.index(item.level) < depth]
        parent = path[-1].item_id if path and linked else None
        item = Item(
            item_id=f"{TABLE_ID}-r{row}",
            document_id=DOCUMENT_ID,
            table_id=TABLE_ID,
            page=1,
            row=row,
            level=level,
            name_raw=name,
            name=name,
            kode_printed=kode,
            parent_item_id=parent,
        )
        items.append(item)
        if level in _DEPTHS:
            path.append(item)
        figures.append(_make_figure(item))
    columns = (ColumnMeaning(0, "Uraian", ColumnRole.NAME),)
    levels = tuple(item.level for item in items)
    tree = build_row_tree(items, figures)
    return TypedTable(
        TABLE_ID, "anggaran", columns, levels, tuple(items), tuple(figures), tree=tree
    )


def _make_figure(item: Item) -> Figure:
    return Figure(
        figure_id=f"{TABLE_ID}-r{item.row}-c1",
        document_id=DOCUMENT_ID,
        table_id=TABLE_ID,
        item_id=item.item_id,
        page=1,
        row=item.row,
        column=1,
        header="Pagu",
        item_name=item.name,
        indikator="",
        level=item.level,
        kode=None,
        metric=Metric.PAGU,
        period=None,
        year=None,
        unit="Rp",
        value=None,
        raw_text="",
        status=FigureStatus.UNREADABLE,
        reasons=(),
        confidence=0.0,
        method="tangan",
    )


def make_facts(
    year: int = 2022, agency: str | None = "Sekretariat Daerah", region: str = "Kota Serang"
) -> DocumentFacts:
    """Make the facts of a Renja of an agency."""
    return DocumentFacts(
        DocumentKind.RENJA, agency=agency, region=region, year=year, year_last=year
    )


def make_nomenclature(**lists: Sequence[tuple[str, str]]) -> Nomenclature:
    """Make lists from (code, name); the keyword is the edition's id, "-" written "_"."""
    levels = {1: Level.URUSAN, 2: Level.BIDANG, 3: Level.PROGRAM, 5: Level.KEGIATAN}
    made = []
    for name, rows in lists.items():
        edition = name.replace("__", ".").replace("_", "-")
        entries = tuple(
            NomenclatureEntry(
                kode,
                levels.get(kode.count(".") + 1, Level.SUB_KEGIATAN),
                nama,
                edition,
                Scope.KABUPATEN_KOTA,
            )
            for kode, nama in rows
        )
        made.append(NomenclatureList(edition, Scope.KABUPATEN_KOTA, f"{edition}.tsv", entries))
    return Nomenclature(tuple(made))


def embedded() -> Nomenclature:
    """Return the list that comes with sidak."""
    return load_nomenclature()


def show(result: MatchResult) -> list[tuple[str | None, str, str]]:
    """Return code, status and method of the items of the first table."""
    return [(i.kode, i.match_status.value, i.match_method) for i in result.tables[0].items]
