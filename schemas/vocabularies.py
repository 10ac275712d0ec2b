"""The closed vocabularies of the data contract.

Every literal that a published column may hold is listed here and nowhere else.
"""

from enum import StrEnum

#: Languages that texts for people are written in, the first one by default.
LANGUAGES = ("id", "en")


class DocumentKind(StrEnum):
    """What sort of report a file is (column ``documents.kind``)."""

    LKJIP = "lkjip"
    RENJA = "renja"
    RENSTRA = "renstra"
    RENJA_TRIWULAN = "renja_triwulan"
    DPA = "dpa"
    PK = "pk"
    IKU = "iku"
    LRA = "lra"
    APBD = "apbd"
    OTHER = "other"


class DocumentStatus(StrEnum):
    """How far the reading of a file came (column ``documents.status``)."""

    OK = "ok"
    PARTIAL = "partial"
    FAILED = "failed"


class FactBasis(StrEnum):
    """Where a fact about a document comes from (columns ``documents.*_basis``)."""

    MANIFEST = "manifest"
    COVER = "cover"
    FRONT = "front_pages"
    RUNNING = "running_head"
    CAPTION = "caption"
    TABLE_HEADER = "table_header"
    COLUMN = "column"
    HEADING = "heading"
    TEXT = "text"
    FILE_TITLE = "file_title"
    FILE_NAME = "file_name"
    NONE = "none"


class PageSource(StrEnum):
    """Where the text of a page comes from (column ``pages.source``)."""

    TEXT = "text"
    SCAN = "scan"
    OCR_LAYER = "ocr_layer"


class PageStatus(StrEnum):
    """What a page turned out to be (column ``pages.status``)."""

    TABLES = "tables"
    NARRATIVE = "narrative"
    BLANK = "blank"
    PARTIAL = "partial"  # it is damaged, or holds amounts of which nothing became
    FAILED = "failed"


class Level(StrEnum):
    """Place of a row in the budget hierarchy (column ``items.level``)."""

    URUSAN = "urusan"
    BIDANG = "bidang"
    PROGRAM = "program"
    KEGIATAN = "kegiatan"
    SUB_KEGIATAN = "sub_kegiatan"
    SASARAN = "sasaran"
    TUJUAN = "tujuan"
    INDIKATOR = "indikator"
    TOTAL = "total"
    LAINNYA = "lainnya"


#: Levels that carry a code of the nomenclature, from the root to the leaves.
PROGRAMME_LEVELS = (
    Level.URUSAN,
    Level.BIDANG,
    Level.PROGRAM,
    Level.KEGIATAN,
    Level.SUB_KEGIATAN,
)


class MatchStatus(StrEnum):
    """Outcome of the code matching (column ``items.match_status``)."""

    AUTO = "auto"
    REVIEW = "review"
    UNMATCHED = "unmatched"
    LEGACY = "legacy"
    NOT_APPLICABLE = "not_applicable"
    DECIDED = "decided"


class KodeChange(StrEnum):
    """What became of a code in another edition (column ``items.kode_change``)."""

    SAME = "same"
    RENAMED = "renamed"
    MOVED = "moved"
    MERGED = "merged"
    SPLIT = "split"
    RETIRED = "retired"
    NEW = "new"
    UNKNOWN = "unknown"


class Metric(StrEnum):
    """What a number measures (column ``figures.metric``)."""

    PAGU = "pagu"
    REALISASI_ANGGARAN = "realisasi_anggaran"
    SERAPAN = "serapan"
    SISA = "sisa"
    TARGET = "target"
    REALISASI = "realisasi"
    CAPAIAN = "capaian"
    PERTUMBUHAN = "pertumbuhan"  # against another year
    KONDISI_AKHIR = "kondisi_akhir"  # cumulative to the end of a plan; its period is the span
    LAINNYA = "lainnya"


#: Metrics counted in rupiah.
MONEY_METRICS = frozenset({Metric.PAGU, Metric.REALISASI_ANGGARAN, Metric.SISA})


class Basis(StrEnum):
    """The printed evidence by which something is known of a figure; the nearer one wins."""

    CELL = "cell"
    HEADER = "header"
    HEADER_BEFORE = "header_before"  # on an earlier page of the same table
    COLUMN = "column"  # a column of units
    CAPTION = "caption"
    SECTION = "section"
    SENTENCE = "sentence"
    DOCUMENT = "document"
    SUMS = "sums"
    NONE = "none"


class Meaning(StrEnum):
    """Whether name, metric, period and unit of a figure are known (``figures.meaning``)."""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    UNKNOWN = "unknown"


class PeriodKind(StrEnum):
    """What part of time a figure is about (column ``figures.period_kind``)."""

    YEAR = "year"
    QUARTER = "quarter"
    CUMULATIVE = "cumulative"  # from the beginning of the year to the end of the period
    SPAN = "span"  # several years


class BudgetStage(StrEnum):
    """Which budget an amount is of (column ``figures.budget_stage``)."""

    MURNI = "murni"
    PERGESERAN = "pergeseran"
    PERUBAHAN = "perubahan"
    REALISASI = "realisasi"
    UNKNOWN = "unknown"


class FigureStatus(StrEnum):
    """How far a figure may be trusted (column ``figures.status``)."""

    OK = "ok"
    CONFIRMED = "confirmed"
    REPAIRED = "repaired"
    SUSPECT = "suspect"
    UNREADABLE = "unreadable"
    DECIDED = "decided"


#: A wrong value under one of these is a silent error, the worst that can happen.
ACCEPTED_STATUSES = frozenset(
    {FigureStatus.OK, FigureStatus.CONFIRMED, FigureStatus.REPAIRED, FigureStatus.DECIDED}
)


class NumberClass(StrEnum):
    """What became of a number that a page prints; each number is of one class."""

    ACCEPTED = "accepted"  # a figure whose value and meaning are sure
    FLAGGED = "flagged"  # a figure that waits for a person
    MENTION = "mention"  # a number in a sentence
    ROW_NUMBER = "row_number"  # numbering of rows and of entries of a list
    COLUMN_NUMBER = "column_number"  # numbers and formulas below a header
    HEADER = "header"  # in the header of a table, its caption or a heading
    CODE = "code"  # of a programme, an account, a regulation, a letter, a person
    DATE = "date"  # a year, a day, an hour
    FURNITURE = "furniture"  # page numbers, running titles, contents, axes of charts
    NAME = "name"  # within the words of a cell
    NARRATIVE = "narrative"  # a small number in a sentence
    UNACCOUNTED = "unaccounted"


#: Classes of numbers that are a figure.
FIGURE_CLASSES = frozenset({NumberClass.ACCEPTED, NumberClass.FLAGGED})

#: Classes of numbers that are neither figure nor mention, but explained.
STRUCTURE_CLASSES = frozenset(NumberClass) - {
    *FIGURE_CLASSES,
    NumberClass.MENTION,
    NumberClass.UNACCOUNTED,
}


class Agreement(StrEnum):
    """How a mention stands to the tables (column ``mentions.agreement``)."""

    AGREES = "agrees"  # a table prints the same number
    DISAGREES = "disagrees"  # a table prints another number of the same line
    NONE = "none"  # no figure was found to compare it with


class FindingKind(StrEnum):
    """What a finding is about (column ``findings.kind``)."""

    SUM_MISMATCH = "sum_mismatch"
    RATIO_MISMATCH = "ratio_mismatch"
    DIFFERENCE_MISMATCH = "difference_mismatch"
    CROSS_TABLE_MISMATCH = "cross_table_mismatch"
    CROSS_DOCUMENT_MISMATCH = "cross_document_mismatch"
    COPIED_FIGURES = "copied_figures"
    NARRATIVE_MISMATCH = "narrative_mismatch"
    TERBILANG_MISMATCH = "terbilang_mismatch"
    CODE_NAME_CONFLICT = "code_name_conflict"
    CODE_PARENT_CONFLICT = "code_parent_conflict"
    CODE_REUSED = "code_reused"
    LEGACY_CODE = "legacy_code"
    NUMBER_FORMAT = "number_format"
    DUPLICATE_ROW = "duplicate_row"
    READING = "reading"


class Severity(StrEnum):
    """Weight of a finding (column ``findings.severity``)."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Evidence(StrEnum):
    """What a finding rests on (column ``findings.evidence``); each kind has its confidence.

    The first ones are of sums down a table, those from ``ROW_RULE`` on of equations along a
    row, those from ``NARRATIVE`` on of what is no equation.
    """

    SAME_ROWS = "same_rows_in_other_column"
    TWO_EQUATIONS = "two_equations"
    CODED_ROWS = "coded_rows"
    MOST_SUMS_HOLD = "most_sums_hold"
    SOME_SUMS_HOLD = "some_sums_hold"
    FEW_SUMS_HOLD = "few_sums_hold"
    FAR_OFF = "far_off"
    WEAK_STRUCTURE = "weak_structure"
    VERY_MANY_ROWS = "very_many_rows"
    CORRECTED_FIRST = "corrected_first"
    UNCLEAR_CELL = "unclear_cell"
    ROW_RULE = "row_rule"
    ROW = "row"
    CAPAIAN = "capaian"
    CAPAIAN_RULE = "capaian_rule"
    CAPAIAN_FAR = "capaian_far"
    LEVELS_ADDED = "levels_added"
    COPY = "copy"
    ROUNDED = "rounded"
    NARRATIVE = "narrative"
    WORDS = "words"
    NUMBER_FORMAT = "number_format"
    CODES = "codes"
    CROSS_DOCUMENT = "cross_document"
    CROSS_DOCUMENT_OTHER = "cross_document_other"
    COPIED_FIGURES = "copied_figures"
    OTHER = "other"


class AmountState(StrEnum):
    """How an amount compares with other reports (column ``reconciliation.state``)."""

    REFERENCE = "reference"  # what the others are held against
    AGREES = "agrees"
    DIFFERS = "differs"
    OTHER_STAGE = "other_stage"  # another budget, or an earlier plan: it may differ lawfully
    OTHER_SCOPE = "other_scope"  # the two tables are about different money
    SEVERAL = "several"  # its table states several amounts of the line
    ALONE = "alone"  # no other table states one


class FollowUp(StrEnum):
    """What a person made of a finding (column ``findings.follow_up``)."""

    CONFIRMED = "confirmed"  # the report is wrong
    EXPLAINED = "explained"  # the agency gave a reason
    NOT_ERROR = "not_error"  # the report is right


class ColumnRole(StrEnum):
    """What a column of a table holds."""

    NO = "no"
    KODE = "kode"
    NAME = "name"
    INDIKATOR = "indikator"
    SATUAN = "satuan"
    LOKASI = "lokasi"
    FIGURE = "figure"
    TEXT = "text"
    EMPTY = "empty"


class TokenKind(StrEnum):
    """What a cell of a figure column turned out to hold."""

    NUMBER = "number"
    EMPTY = "empty"
    DASH = "dash"  # "-": the report says "none"; nil among amounts, else no number
    NOT_AVAILABLE = "not_available"  # "n.a", "N/A"
    ERROR = "error"  # "#REF!", "#DIV/0!": a spreadsheet's error, printed
    GRADE = "grade"  # "BB", "Sangat Tinggi"
    TEXT = "text"  # words, or several numbers in one cell
    BROKEN = "broken"  # digits are there, but what they are worth cannot be said
