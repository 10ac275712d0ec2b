"""Thresholds of reading and storing reference lists."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReferenceSettings:
    """Thresholds of reading and storing reference lists, chosen by hand.

    Attributes:
        header_lines: Lines of a text file or sheet among which its header is looked for.
        code_share: Share of the cells of a column that must be parts of codes for it to be a
            column of codes.
        name_letters: Letters of a cell, on average, from which on a column holds names.
        front_pages: Pages at the front of an annex that may name the decree.
        coded_lines: Lines with a code on a page without tables from which on they are a list
            that was not seen; beside a table, one is.
        tail_share: Share of the codes whose last part has one width, from which on other
            widths are misreadings.
        renamed_likeness: Least likeness (0..1) of two names of one code that mean the same,
            for the one to be the other in other words; read off the 142 such names of
            Permendagri 90/2019 and 050-3708/2020, where those below it were narrower or
            wider things.
        other_likeness: Likeness (0..1) of two names of one code from which on nobody can say
            that the older line is gone; from the same lists.
        whole_list: Sub kegiatan from which on a list is a whole edition.
        least_share: A list with fewer lines than this share of the stored one of its edition
            and scope does not replace it unasked.
        most_bytes: Largest text or unpacked workbook, in bytes; a whole edition has 20 MB.
        most_rows: Most lines of a sheet; a whole edition has 30,000.
        most_columns: Most columns of a sheet that are looked at.
        common_names: Official names that have a word, from which on it is no misspelling.
        vocabulary_names: Names of a list that have a word, from which on it is no splinter.
        found_likeness: Likeness, 0 to 1, of a name to what was searched from which on it is
            shown; "xyzzy" has 0.12 with the nearest name, another sub kegiatan of the same
            kind 0.6.
        found_word: Similarity, 0 to 100, from which on a word is a searched one, misspelt.
    """

    header_lines: int = 30
    code_share: float = 0.6
    name_letters: float = 8.0
    front_pages: int = 4
    coded_lines: int = 3
    tail_share: float = 0.9
    renamed_likeness: float = 0.8
    other_likeness: float = 0.5
    whole_list: int = 1500
    least_share: float = 0.7
    most_bytes: int = 200_000_000
    most_rows: int = 300_000
    most_columns: int = 64
    common_names: int = 3
    vocabulary_names: int = 2
    found_likeness: float = 0.6
    found_word: float = 80.0


SETTINGS = ReferenceSettings()
