"""Views of the DuckDB file: the published tables in other shapes."""

from dataclasses import dataclass

from sidak.schemas import AmountState, DocumentKind


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """A view of a published table.

    Attributes:
        name: Its name.
        table: The table.
        query: What it selects.
    """

    name: str
    table: str
    query: str


_SOURCES = (
    DocumentKind.RENSTRA,
    DocumentKind.RENJA,
    DocumentKind.PK,
    DocumentKind.DPA,
    DocumentKind.APBD,
    DocumentKind.RENJA_TRIWULAN,
    DocumentKind.LRA,
    DocumentKind.LKJIP,
)
_KEYS = "line_id, region, agency, year, period, level, kode, metric"


def _make_wide() -> str:
    """Return the query of one row per line, a column per kind of report.

    A report that states several amounts of a line has none there.
    """
    certain = f"state <> '{AmountState.SEVERAL}'"
    columns = "".join(
        f", CASE WHEN count(DISTINCT value) FILTER (source = '{one}' AND {certain}) = 1"
        f" THEN any_value(value) FILTER (source = '{one}' AND {certain}) END AS {one}"
        for one in _SOURCES
    )
    return (
        f"SELECT {_KEYS}, any_value(item_name) AS item_name{columns}, "
        f"max(abs(difference)) FILTER (state = '{AmountState.DIFFERS}') AS largest_difference, "
        "count(DISTINCT document_id) AS reports "
        f"FROM reconciliation GROUP BY {_KEYS}"
    )


_CODE_KEYS = "edition, kode, edition_canonical, kode_canonical, kode_change"
#: The codes in use, edition to edition.
_KODE_MAP = (
    f"SELECT {_CODE_KEYS}, any_value(kode_name) AS kode_name, count(*) AS items, "
    "count(DISTINCT document_id) AS documents "
    f"FROM items WHERE edition_canonical IS NOT NULL GROUP BY {_CODE_KEYS}"
)


#: The views.
VIEWS = (
    ReleaseView("reconciliation_wide", "reconciliation", _make_wide()),
    ReleaseView("kode_map", "items", _KODE_MAP),
)
