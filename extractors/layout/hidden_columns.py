"""The text of table columns too narrow to be seen, which a spreadsheet prints all the same."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from sidak.extractors.layout.settings import SETTINGS
from sidak.extractors.pdf.glyph import Glyph


def drop_hidden_columns(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """Return the glyphs of a page without those of columns too narrow to be seen."""
    hidden = find_stacked_letters(glyphs)
    return tuple(glyph for glyph in glyphs if glyph not in hidden)


def find_stacked_letters(glyphs: Sequence[Glyph]) -> set[Glyph]:
    """Return the texts of a column too narrow to be seen, one letter below the other.

    Each letter is a run of its own at the same left edge, and lies on the first letter of
    the text beside it: "I", "n", "d" on "Gerakan" is no "IGerakan".
    """
    sizes = Counter(g.run for g in glyphs)
    stacks: dict[float, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        if sizes[glyph.run] == 1 and glyph.text.isalpha() and glyph.angle == 0:
            stacks[round(glyph.x0, 1)].append(glyph)
    texts: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        if sizes[glyph.run] >= SETTINGS.text_beside_stack:
            texts[int(glyph.x0)].append(glyph)
    found: set[Glyph] = set()
    for stack in stacks.values():
        if len(stack) < SETTINGS.fewest_stacked:
            continue
        covered = sum(
            any(
                _lies_on(letter, glyph)
                for x in range(int(letter.x0), int(letter.x1) + 1)
                for glyph in texts.get(x, ())
            )
            for letter in stack
        )
        if covered >= max(SETTINGS.fewest_stacked, SETTINGS.stacked_share * len(stack)):
            found.update(stack)
    return found


def _lies_on(letter: Glyph, glyph: Glyph) -> bool:
    """Return True if a letter begins just before another one of its line and covers it."""
    is_level = abs(letter.center[1] - glyph.center[1]) <= SETTINGS.line_tolerance * glyph.size
    covered = letter.x1 - glyph.x0
    return (
        is_level
        and letter.x0 <= glyph.x0 < letter.x1
        and covered > SETTINGS.overprinted_letter * (letter.x1 - letter.x0)
    )
