"""The published records: one class per table of a release, one attribute per column.

The attributes that stand first and carry the name of a column are the contract; the
order of the columns is that of ``sidak.schemas.dictionary.published_tables``.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from sidak.schemas.doubts import Doubt, DoubtKind
from sidak.schemas.geometry import Box
from sidak.schemas.regions import find_region_code
from sidak.schemas.row_tree import RowTree
from sidak.schemas.vocabularies import (
    ACCEPTED_STATUSES,
    Agreement,
    Basis,
    BudgetStage,
    ColumnRole,
    DocumentKind,
    DocumentStatus,
    Evidence,
    FactBasis,
    FigureStatus,
    FindingKind,
    FollowUp,
    KodeChange,
    Level,
    MatchStatus,
    Meaning,
    Metric,
    PeriodKind,
    Severity,
    TokenKind,
)


@dataclass(frozen=True, slots=True)
class Document:
    """One file of the inbox (table ``documents``)."""

    document_id: str
    sha256: str
    file: str
    kind: DocumentKind
    agency: str | None
    region: str | None
    year: int | None
    pages: int
    pages_scanned: int
    status: DocumentStatus
    reasons: tuple[Doubt, ...]
    producer: str
    kind_basis: FactBasis = FactBasis.NONE
    agency_basis: FactBasis = FactBasis.NONE
    region_basis: FactBasis = FactBasis.NONE
    year_basis: FactBasis = FactBasis.NONE
    source_url: str | None = None
    retrieved_on: str | None = None
    date: str | None = None
    month: int | None = None

    @property
    def region_code(self) -> str:
        """Kemendagri code of the region, "00.00" if it is not known."""
        return find_region_code(self.region)

    @property
    def province_code(self) -> str:
        """First two digits of the region's code."""
        return self.region_code[:2]


@dataclass(frozen=True, slots=True)
class NumberReading:
    """What the text of one cell is worth.

    Attributes:
        raw_text: The cell as printed.
        token: What sort of thing the cell holds.
        value: The number in ``unit``; ``None`` unless ``token`` is NUMBER.
        unit: Unit printed inside the cell ("Bulan", "%", "Rp"), else ``None``.
        status: OK, SUSPECT or UNREADABLE.
        reasons: Why not OK; empty when OK.
        convention: ``"dot"`` (1.234,5), ``"comma"`` (1,234.5) or ``"plain"``.
        decimals: Digits printed after the decimal mark.
        candidates: Other values the text could stand for.
    """

    raw_text: str
    token: TokenKind
    value: Decimal | None = None
    unit: str | None = None
    status: FigureStatus = FigureStatus.OK
    reasons: tuple[Doubt, ...] = ()
    convention: str = "plain"
    decimals: int = 0
    candidates: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class MeaningSource:
    """Words of a report that say what a column means, where its header does not.

    Attributes:
        aspect: "name", "metric", "period" or "unit".
        basis: What kind of evidence the words are.
        text: The words.
        page: Their page; ``None`` if it is not known.
        box: Their place on the page.
    """

    aspect: str
    basis: Basis
    text: str
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class ColumnMeaning:
    """What a column of a table means.

    Attributes:
        column: Column from 0.
        header: Header path from top to bottom, joined with " / "; line wraps undone.
        role: What the column holds.
        metric: What its numbers measure (role FIGURE only).
        unit: Unit of its numbers as printed ("Rp", "Rp juta", "%"); ``None`` unknown.
        year: Year of its numbers; ``None`` unknown.
        period: "2023", "2023-TW1", "2018-2023"; ``None`` unknown.
        level: Level of the names in it (role NAME in tables with a column a level).
        number: The printed column number ("9" of "9=8/7X100").
        formula: The printed formula ("8/7X100").
        name_basis: How the names in it are known (role NAME only).
        metric_basis: How the metric is known.
        unit_basis: How the unit is known.
        period_basis: How year and period are known.
        rules: Names of the rules that decided on role and metric, in order.
        period_kind: What part of time the period is.
        budget_stage: Which budget its amounts are of.
        period_doubt: Why year and period are not sure.
        sources: Words outside the header and the caption that say any of this.
        is_header_unsure: Whether words of the header that decide are not clear in the picture
            of a scan.
    """

    column: int
    header: str
    role: ColumnRole
    metric: Metric | None = None
    unit: str | None = None
    year: int | None = None
    period: str | None = None
    level: Level | None = None
    number: str | None = None
    formula: str | None = None
    name_basis: Basis = Basis.NONE
    metric_basis: Basis = Basis.NONE
    unit_basis: Basis = Basis.NONE
    period_basis: Basis = Basis.NONE
    rules: tuple[str, ...] = ()
    period_kind: PeriodKind | None = None
    budget_stage: BudgetStage = BudgetStage.UNKNOWN
    period_doubt: DoubtKind | None = None
    sources: tuple[MeaningSource, ...] = ()
    is_header_unsure: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One programme line (table ``items``); ``box`` becomes x0, y0, x1, y1."""

    item_id: str
    document_id: str
    table_id: str
    page: int
    row: int
    level: Level
    name_raw: str
    name: str
    kode_printed: str | None = None
    kode: str | None = None
    kode_name: str | None = None
    edition: str | None = None
    match_status: MatchStatus = MatchStatus.NOT_APPLICABLE
    match_method: str = ""
    score: float | None = None
    runner_up_kode: str | None = None
    runner_up_score: float | None = None
    parent_item_id: str | None = None
    box: Box | None = None
    kode_canonical: str | None = None
    edition_canonical: str | None = None
    kode_change: KodeChange | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One number (table ``figures``); ``box`` becomes x0, y0, x1, y1.

    ``part`` counts the numbers of a cell that prints several, from 1; what the checks
    compare along rows and columns are cells that are one number.
    ``decimals`` (digits printed after the decimal mark) is not published; the checks
    need it for their tolerances.
    """

    figure_id: str
    document_id: str
    table_id: str
    item_id: str | None
    page: int
    row: int
    column: int
    header: str
    item_name: str
    indikator: str
    level: Level
    kode: str | None
    metric: Metric
    period: str | None
    year: int | None
    unit: str | None
    value: Decimal | None
    raw_text: str
    status: FigureStatus
    reasons: tuple[Doubt, ...]
    confidence: float
    method: str
    part: int | None = None
    meaning: Meaning = Meaning.SURE
    meaning_reasons: tuple[Doubt, ...] = ()
    name_basis: Basis = Basis.NONE
    metric_basis: Basis = Basis.NONE
    period_basis: Basis = Basis.NONE
    unit_basis: Basis = Basis.NONE
    period_kind: PeriodKind | None = None
    budget_stage: BudgetStage = BudgetStage.UNKNOWN
    box: Box | None = None
    decimals: int = 0

    @property
    def accepted(self) -> bool:
        """Return True if its value is accepted and its meaning is sure."""
        return self.status in ACCEPTED_STATUSES and self.meaning is Meaning.SURE


def make_figure_id(table_id: str, row: int, column: int, part: int | None = None) -> str:
    """Return the id of a figure; for one of several numbers of a cell with ``-p<part>``."""
    return f"{table_id}-r{row}-c{column}" + ("" if part is None else f"-p{part}")


def part_of(figure_id: str) -> int | None:
    """Return which of several numbers of a cell an id names; ``None`` if it is the only one."""
    _, mark, part = figure_id.rpartition("-p")
    return int(part) if mark and part.isdecimal() else None


@dataclass(frozen=True, slots=True)
class Mention:
    """One number in a sentence (table ``mentions``); ``box`` becomes x0, y0, x1, y1.

    ``start`` and ``end`` (where the number stands in the sentence), ``decimals`` and
    ``item_id`` (the line of a table that is named) are not published; the checks need them.
    """

    mention_id: str
    document_id: str
    page: int
    sentence: str
    raw_text: str
    item_name: str
    level: Level
    metric: Metric
    period: str | None
    value: Decimal | None
    unit: str | None
    status: FigureStatus
    reasons: tuple[Doubt, ...]
    kode: str | None = None
    agreement: Agreement = Agreement.NONE
    figure_ids: tuple[str, ...] = ()
    box: Box | None = None
    start: int = 0
    end: int = 0
    decimals: int = 0
    item_id: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of running text, or an entry of a list, with the numbers in it.

    Attributes:
        page: The page that it begins on.
        text: The sentence, its lines joined by blanks.
        mentions: Its amounts and percentages, in order.
    """

    page: int
    text: str
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class BrokenEquation:
    """An equation that the printed numbers do not obey, for those who write it out.

    Attributes:
        target_id: The figure that should follow from the others.
        input_ids: These others, in the order in which they are written.
        signs: +1 or -1 for each of a sum; empty for a ratio of two.
        factor: What the result is multiplied with: 100 for a percentage, 0.001 from rupiah
            to thousands.
        result: What the inputs give, in the unit of the target.
    """

    target_id: str
    input_ids: tuple[str, ...]
    signs: tuple[int, ...]
    factor: Decimal
    result: Decimal


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not fit (table ``findings``).

    ``message`` and ``basis`` are Indonesian; ``message_en`` and ``basis_en`` replace them with
    ``--lang en`` and are no columns of their own. Nor are ``checks``: all equations that the
    number breaks, the clearest first, written out in the audit pages.
    """

    finding_id: str
    document_id: str
    kind: FindingKind
    severity: Severity
    message: str
    reported: Decimal | None = None
    expected: Decimal | None = None
    difference: Decimal | None = None
    unit: str | None = None
    table_id: str | None = None
    page: int | None = None
    item_id: str | None = None
    figure_ids: tuple[str, ...] = ()
    other_document_id: str | None = None
    message_en: str = ""
    checks: tuple[BrokenEquation, ...] = ()
    basis: str = ""
    basis_en: str = ""
    confidence: float | None = None
    evidence: Evidence | None = None
    follow_up: FollowUp | None = None
    follow_up_note: str = ""

    def text(self, language: str) -> str:
        """Return the message in "id" or "en"; Indonesian if it has no English one."""
        return (self.message_en if language == "en" else "") or self.message

    def basis_in(self, language: str) -> str:
        """Return the basis in "id" or "en"; Indonesian if it has no English one."""
        return (self.basis_en if language == "en" else "") or self.basis


@dataclass(frozen=True, slots=True)
class StatedFacts:
    """What a person says of a file in a manifest; it overrules what the file says.

    Attributes:
        kind: Sort of report; ``None`` not stated.
        agency: Perangkat daerah; ``None`` not stated.
        region: Region with its sort; ``None`` not stated.
        year: Year, the first one of a Renstra; ``None`` not stated.
        source_url: Where the file was got; ``None`` not stated.
        retrieved_on: When, "2026-01-31"; ``None`` not stated.
    """

    kind: DocumentKind | None = None
    agency: str | None = None
    region: str | None = None
    year: int | None = None
    source_url: str | None = None
    retrieved_on: str | None = None


#: A file of which nobody says anything.
NOTHING_STATED = StatedFacts()


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What a report states about itself, with the evidence.

    Attributes:
        kind: Sort of report.
        agency: Perangkat daerah (OPD), as a person would write it; ``None`` unknown.
        region: "Kota Serang", "Kabupaten Purbalingga", "Provinsi Jawa Barat", ...
        year: Year the report is about (first year for a Renstra).
        year_last: Last year of a period; equals ``year`` for one-year reports.
        evidence: Fact name to the text and place that it was taken from.
        urusan_bidang: "4.01" of the agency, if the report prints it; else ``None``.
        bases: Fact name to where it comes from; a fact that nothing speaks for is left out.
        stated: What a person says of the file.
        date: When it was signed, "2023-01-05" or "2023-01"; ``None`` unknown.
        month: Month (1..12) that a monthly report is about; ``None`` for all others.
    """

    kind: DocumentKind
    agency: str | None = None
    region: str | None = None
    year: int | None = None
    year_last: int | None = None
    evidence: tuple[tuple[str, str], ...] = ()
    urusan_bidang: str | None = None
    bases: tuple[tuple[str, FactBasis], ...] = ()
    stated: StatedFacts = NOTHING_STATED
    date: str | None = None
    month: int | None = None

    def basis(self, fact: str) -> FactBasis:
        """Return where a fact ("kind", "agency", "region", "year") comes from."""
        return dict(self.bases).get(fact, FactBasis.NONE)


@dataclass(frozen=True, slots=True)
class TypedTable:
    """A table that was understood.

    Attributes:
        table_id: Id of the raw table.
        kind: Kind of the table's content: "anggaran", "kinerja", "renja", "lainnya", ...
        columns: One meaning per column, in order.
        row_levels: Level of each row; ``None`` for header, column-number and empty rows.
        items: Programme lines in row order.
        figures: Numbers in row, column order.
        findings: Problems seen while reading (number formats, broken rows).
        tree: Its rows as a tree, built once; not published.
    """

    table_id: str
    kind: str
    columns: tuple[ColumnMeaning, ...]
    row_levels: tuple[Level | None, ...]
    items: tuple[Item, ...]
    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...] = ()
    tree: RowTree = field(default_factory=RowTree)
