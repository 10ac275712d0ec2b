"""Thresholds of reading numbers in sentences."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MentionSettings:
    """Thresholds of reading numbers in sentences. All are chosen by hand on reports.

    Attributes:
        edge_lines: Lines at the top and at the bottom of a page among which running titles
            are looked for.
        recurring_pages: Pages on which such a line comes again if it is a running title.
        longest_page_number: Characters of a line that only counts pages, at most.
        widest_break: Distance of two lines, as a share of their height, from which on the
            second begins a new paragraph.
        widest_open_break: The same where the second cannot begin a sentence.
        longest_sentence: Characters after which a sentence without an end is cut.
        widest_gap: Gap beside a number, in font sizes, from which on it stands in a column
            rather than in a sentence.
        least_words: Words in small letters that a sentence has at least.
        word_letters: Letters of such a word, at least.
        reach: Words before a number among which its metric is looked for.
        name_words: Words of a programme's name, at least.
        longest_name: Words of a programme's name, at most.
        plain_words: Words from which on the name of a table's line counts without
            "program" or "kegiatan" in front of it.
        widest_code_gap: Characters between a code and the name that follows it.
        near_share: Percentage points by which a percentage may be off the ratio of the two
            amounts before it, at least.
        widest_name_gap: Characters between a name and a number said of it.
        year_reach: Characters before a number within which a year other than the report's is
            the number's own.
        year_behind: Characters after a number within which a year is its own.
        least_digits: Digits of a grouped number from which on it is an amount.
    """

    edge_lines: int = 3
    recurring_pages: int = 3
    longest_page_number: int = 14
    widest_break: float = 1.4
    widest_open_break: float = 4.0
    longest_sentence: int = 1200
    widest_gap: float = 2.5
    least_words: int = 2
    word_letters: int = 3
    reach: int = 12
    name_words: int = 2
    longest_name: int = 24
    plain_words: int = 3
    widest_code_gap: int = 4
    near_share: float = 0.02
    widest_name_gap: int = 260
    year_reach: int = 90
    year_behind: int = 40
    least_digits: int = 6


SETTINGS = MentionSettings()
