"""Thresholds of the findings."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class FindingSettings:
    """Thresholds of the findings. All are chosen by hand.

    Attributes:
        large_amount: Rupiah from which on a difference is an error whatever its share.
        large_share: Part of the larger number from which on a difference is an error.
        large_points: Units from which on a difference of other numbers than money is one.
        least_digits_of_duplicate: Digits that a number must have before findings with the
            same two numbers in several tables are one fault.
        least_rows_to_group: Findings with the same two numbers in one column of a table from
            which on they are one.
        most_figures: Figures that a finding about many lists, at most.
        most_examples: Examples that a finding about ill-printed numbers names.
        same_cell: Part of two boxes that must be common before they are one cell.
        most_tried: Other readings of the rows that the basis of a finding names.
        most_causes: Causes that the finding about doubtful readings names.
        longest_name: Characters after which a name in a message is cut off.
        widest_sentence: Characters between two amounts that belong to one sentence.
        widest_gap: Characters between an amount and what belongs to it: its words, its
            percentage.
        least_known_digits: Digits, zeros at the end left out, by which an amount is known.
        near_in_table: Difference, as a part of an amount, up to which the amount of a table
            is what a sentence repeats.
        share_margin: Percentage points by which a percentage may be off at least.
        farthest_share: Percentage points from which on a percentage is none of the two
            amounts beside it.
        most_values: Values of one metric that a programme line may print; with more it is
            not known which one a sentence repeats.
        least_averaged: Percentages from which on their mean is a mean.
        least_in_list: Entries of a page that must state the pagu of their lines before an
            entry that names no metric is taken for a pagu.
        farthest_factor: Factor between two amounts up to which they may be meant as one.
    """

    large_amount: Decimal = Decimal(1_000_000)
    large_share: Decimal = Decimal("0.01")
    large_points: Decimal = Decimal(1)
    least_digits_of_duplicate: int = 3
    least_rows_to_group: int = 3
    most_figures: int = 40
    most_examples: int = 3
    most_causes: int = 4
    most_tried: int = 3
    same_cell: float = 0.5
    longest_name: int = 60
    widest_sentence: int = 90
    widest_gap: int = 40
    least_known_digits: int = 7
    near_in_table: Decimal = Decimal("0.000001")
    share_margin: Decimal = Decimal("0.01")
    farthest_share: Decimal = Decimal(20)
    most_values: int = 2
    least_averaged: int = 2
    least_in_list: int = 3
    farthest_factor: Decimal = Decimal("1.5")


@dataclass(frozen=True, slots=True)
class ConfidenceSettings:
    """How likely a finding is right, by the evidence for it.

    Shares from 0 to 1. Those of ``same_rows_in_other_column``, ``coded_rows``, ``row_rule``,
    ``capaian_rule``, ``narrative``, ``words`` and ``number_format`` are learned from ten to 32
    findings each that were judged by eye (docs/measurements/findings-judged.md), rounded down;
    of the others fewer were judged, and they are chosen by hand, in the order in which kinds of
    evidence proved right.

    Attributes:
        error: From which on a finding may be an error.
        warning: From which on it may be a warning.
        same_rows_in_other_column: The same rows add up in another column.
        two_equations: Two equations or more require the same other number.
        coded_rows: The codes of all rows continue that of the sum.
        most_sums_hold: Most sums of rows of this level in the table hold.
        some_sums_hold: At least half of them.
        few_sums_hold: Fewer.
        far_off: A sum off by far that nothing else speaks for.
        weak_structure: Cells without a number, a level that is a guess.
        very_many_rows: A sum of very many rows.
        corrected_first: Other numbers had to be corrected first.
        unclear_cell: A part is named and other parts would explain it too.
        row_rule: Most rows obey an equation of columns.
        row: A row or two.
        capaian: A percentage of performance: how it is computed is the report's choice.
        capaian_rule: Such a one that most rows obey.
        capaian_far: Such a one that is off by far: computed in some other way.
        levels_added: A sum of shares or other levels over years, as a printed formula has it.
        copy: Two tables state one amount differently.
        rounded: Whole rupiah that rounding may explain.
        narrative: Running text against tables.
        words: An amount against the words beside it.
        number_format: Ill-printed numbers.
        codes: Codes against names and parents.
        other: Kinds that state what is so.
        cross_document: One amount that two reports state differently, of one moment.
        cross_document_other: The same of different moments.
        copied_figures: Amounts that two agencies print alike.
        many_holding: Sums from which on they are many.
        holding_to_failing: Times as many that must hold as fail.
        rows_holding: Rows from which on they are many.
        far_capaian: Difference, as a part of the expected, from which on it is far.
        level_words: First words of the name of an indicator that measures a level.
    """

    error: float = 0.97
    warning: float = 0.8
    same_rows_in_other_column: float = 0.99
    two_equations: float = 0.98
    coded_rows: float = 0.99
    most_sums_hold: float = 0.97
    some_sums_hold: float = 0.93
    few_sums_hold: float = 0.85
    far_off: float = 0.7
    weak_structure: float = 0.9
    very_many_rows: float = 0.85
    corrected_first: float = 0.85
    unclear_cell: float = 0.93
    row_rule: float = 0.99
    row: float = 0.95
    capaian: float = 0.9
    capaian_rule: float = 0.98
    capaian_far: float = 0.6
    levels_added: float = 0.6
    copy: float = 0.95
    rounded: float = 0.9
    narrative: float = 0.96
    words: float = 0.99
    number_format: float = 0.99
    codes: float = 0.93
    other: float = 0.95
    cross_document: float = 0.9
    cross_document_other: float = 0.6
    copied_figures: float = 0.95
    many_holding: int = 3
    holding_to_failing: int = 3
    rows_holding: int = 3
    far_capaian: Decimal = Decimal("0.2")
    level_words: tuple[str, ...] = (
        "persen",
        "prosen",
        "presen",
        "tingkat",
        "rasio",
        "ratio",
        "indeks",
        "rata",
        "cakupan",
        "proporsi",
        "prevalensi",
    )


SETTINGS = FindingSettings()
CONFIDENCE = ConfidenceSettings()
