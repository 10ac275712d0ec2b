"""Rows of the tables that hold several figures side by side: one row per line and period."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sidak.schemas.vocabularies import BudgetStage, DocumentKind, Level, Metric, PeriodKind


class ValueOrigin(StrEnum):
    """Where a number of a wide table comes from."""

    PRINTED = "printed"  # the report prints it
    COMPUTED = "computed"  # from pagu and realisasi of the same row


class ChosenBy(StrEnum):
    """By what one of several reports was taken for a row of ``panel``."""

    ONLY = "only"  # no other report states it
    OWN_YEAR = "own_year"  # the report is about this year, the others look back or ahead
    KIND = "kind"  # its kind is nearer to the accounts, or to the agreement on targets
    STAGE = "stage"  # it states a later stage of the budget
    FIRST = "first"  # nothing tells them apart: the first by file name


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme line of a report in one period (table ``wide_programmes``)."""

    row_id: str
    document_id: str
    region: str | None
    agency: str | None
    source: DocumentKind
    page: int
    level: Level
    kode: str | None
    item_name: str
    program: str
    kegiatan: str
    period: str
    period_kind: PeriodKind | None
    year: int | None
    budget_stage: BudgetStage
    pagu: Decimal | None = None
    realisasi_anggaran: Decimal | None = None
    serapan: Decimal | None = None
    serapan_origin: ValueOrigin | None = None
    sisa: Decimal | None = None
    sisa_origin: ValueOrigin | None = None
    pagu_figure_id: str | None = None
    realisasi_figure_id: str | None = None
    serapan_figure_id: str | None = None
    sisa_figure_id: str | None = None
    disagreeing: int = 0


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator of a report in one period (table ``wide_indicators``)."""

    row_id: str
    document_id: str
    region: str | None
    agency: str | None
    source: DocumentKind
    page: int
    level: Level
    kode: str | None
    item_name: str
    indikator: str
    satuan: str | None
    period: str
    period_kind: PeriodKind | None
    year: int | None
    target: Decimal | None = None
    realisasi: Decimal | None = None
    capaian: Decimal | None = None
    target_figure_id: str | None = None
    realisasi_figure_id: str | None = None
    capaian_figure_id: str | None = None
    disagreeing: int = 0


@dataclass(frozen=True, slots=True)
class PanelRow:
    """What the reports of an agency say of a line, metric and period (table ``panel``)."""

    panel_id: str
    region_code: str
    region: str | None
    agency: str
    level: Level
    kode: str | None
    edition: str | None
    item_name: str
    indikator: str
    year: int | None
    period: str
    period_kind: PeriodKind | None
    metric: Metric
    unit: str | None
    value: Decimal
    budget_stage: BudgetStage
    document_id: str
    source: DocumentKind
    page: int
    figure_ids: tuple[str, ...]
    chosen_by: ChosenBy
    reports_agreeing: int
    reports_differing: int
    reports_other_stage: int
    agency_id: str | None = None
    kode_canonical: str | None = None
