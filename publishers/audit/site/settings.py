"""How much of a finding the audit pages show at once."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """Lengths of lists on the audit pages.

    Attributes:
        terms_shown: Numbers of an equation that are shown at once; the others open on
            demand, and on paper. Chosen by hand.
        excerpt_rows: Rows of a text excerpt that are marked. Chosen by hand.
        examples_shown: Figures of a column of unsure meaning that are named. Chosen by
            hand.
        longest_name: Characters of a name that the search finds and shows. Chosen by hand.
        longest_numbers: The same of the numbers of a row.
    """

    terms_shown: int = 14
    excerpt_rows: int = 14
    examples_shown: int = 4
    longest_name: int = 200
    longest_numbers: int = 240


SETTINGS = SiteSettings()
