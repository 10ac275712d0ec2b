"""The page that lays the reports of an agency side by side, with pictures of the cells."""

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import Environment

from sidak.publishers.audit.model.reconciliation import (
    AgencyReconciliation,
    AmountView,
    LineView,
    SourceColumn,
    YearReconciliation,
)
from sidak.publishers.audit.pictures.index import PictureIndex
from sidak.publishers.audit.site.tables import name_table
from sidak.schemas import Table
from sidak.schemas.text.translator import Translator


@dataclass(frozen=True, slots=True)
class ShownAmount:
    """An amount as the page shows it.

    Attributes:
        view: The amount.
        table: The name of its table.
        picture: Path of the picture of its cell, from the page; ``None`` without one.
    """

    view: AmountView
    table: str
    picture: str | None


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line whose amounts should be equal and are not, with its amounts."""

    line: LineView
    amounts: tuple[ShownAmount, ...]


@dataclass(frozen=True, slots=True)
class ShownYear:
    """A year as the page shows it.

    Attributes:
        year: The year.
        sources: Its columns with the name of each table.
        differing: The lines whose amounts should be equal and are not.
    """

    year: YearReconciliation
    sources: tuple[tuple[SourceColumn, str], ...]
    differing: tuple[ShownLine, ...]


def render_reconciliation(
    environment: Environment,
    page: AgencyReconciliation,
    picture_index: PictureIndex,
    t: Translator,
    tables: Mapping[str, Table],
    *,
    date: str = "",
) -> str:
    """Return the page of an agency.

    Args:
        environment: The templates.
        page: The agency and its years.
        picture_index: The pictures of the release.
        t: Texts.
        tables: All tables by id.
        date: Day of the release.
    """

    def name(table_id: str) -> str:
        table = tables.get(table_id)
        return name_table(table, t) if table else table_id

    return environment.get_template("reconciliation.html").render(
        page=page,
        date=date,
        years=[
            ShownYear(
                year,
                tuple((source, name(source.table_id)) for source in year.sources),
                tuple(
                    ShownLine(
                        line,
                        tuple(
                            ShownAmount(
                                view,
                                name(view.amount.table_id),
                                picture_index.find_amount(view.amount.amount_id),
                            )
                            for view in line.views
                        ),
                    )
                    for line in year.differing
                ),
            )
            for year in page.years
        ],
    )
