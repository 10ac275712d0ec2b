"""The types of a page made from lines whose text is agreed on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sidak.extractors.ocr.templates.model import (
    ALPHABET,
    DIGIT_HEIGHT,
    EDGE,
    Floats,
    GlyphTemplate,
    GlyphTemplates,
    LineImage,
)

#: Fewest examples of a type, and fewest in each half for a second one (bold).
LEAST, LEAST_HALF = 2, 4
#: Lines are of two weights if parting them leaves no more than this share of the differences,
#: and the heavier half has so many times more ink.
MOST_WITHIN_VARIANCE, BOLD_INK_RATIO = 0.35, 1.12
#: Narrowest and widest digit in shares of its height, and of a line the widest in narrowest.
NARROWEST, WIDEST, MOST_WIDTH_RATIO = 0.3, 0.95, 1.5
#: Most examples that are averaged.
MOST_SAMPLES = 60


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """A line whose text is agreed on.

    Attributes:
        line: As it is compared.
        text: What it says, without white space.
        cuts: Columns at which each character begins and ends.
    """

    line: LineImage
    text: str
    cuts: tuple[tuple[int, int], ...]


def train_templates(
    examples: Sequence[LabelledLine], borrowed: Sequence[GlyphTemplate] = ()
) -> list[GlyphTemplates]:
    """Make the founts of a page from examples: one, or two where some are bold.

    Args:
        examples: Lines whose characters are cut apart.
        borrowed: Types of characters that they do not show.
    """
    examples = [e for e in examples if has_even_digits(e)]
    light = train_template_set(examples, borrowed)
    if light is None:
        return []
    heavy = split_by_weight(examples)
    halves = [[e for e, is_own in zip(examples, own, strict=True) if is_own] for own in heavy]
    template_sets = [train_template_set(half, light.types, light) for half in halves]
    return [f for f in template_sets if f is not None] or [light]


def has_even_digits(example: LabelledLine) -> bool:
    """Say whether the digits of an example are about as wide as each other: 1 may be less."""
    widths = [
        x1 - x0
        for ch, (x0, x1) in zip(example.text, example.cuts, strict=True)
        if ch.isdigit() and ch != "1"
    ]
    return not widths or (
        min(widths) >= NARROWEST * DIGIT_HEIGHT
        and max(widths) <= WIDEST * DIGIT_HEIGHT
        and max(widths) <= MOST_WIDTH_RATIO * min(widths)
    )


def split_by_weight(examples: Sequence[LabelledLine]) -> list[list[bool]]:
    """Part lines by the weight of their type; empty if all weigh alike."""
    inks: dict[str, list[float]] = {}
    for e in examples:
        for ch, (x0, x1) in zip(e.text, e.cuts, strict=True):
            inks.setdefault(ch, []).append(float(e.line.picture[:, x0:x1].sum()))
    usual = {ch: float(np.median(own)) for ch, own in inks.items()}
    weights = np.array(
        [
            float(e.line.picture.sum()) / max(1e-6, sum(usual[ch] for ch in e.text))
            for e in examples
        ]
    )
    order = np.sort(weights)
    if len(order) < 2 * LEAST_HALF:
        return []
    best, cut = np.inf, 0.0
    for i in range(LEAST_HALF, len(order) - LEAST_HALF + 1):
        rest = float(np.var(order[:i]) * i + np.var(order[i:]) * (len(order) - i))
        if rest < best:
            best, cut = rest, float((order[i - 1] + order[i]) / 2)
    low, high = order[order < cut], order[order >= cut]
    is_parted = len(low) and len(high) and float(high.mean() / low.mean()) >= BOLD_INK_RATIO
    if not is_parted or best > MOST_WITHIN_VARIANCE * float(np.var(order) * len(order)):
        return []
    return [list(weights < cut), list(weights >= cut)]


def train_template_set(
    examples: Sequence[LabelledLine],
    borrowed: Sequence[GlyphTemplate] = (),
    before: GlyphTemplates | None = None,
) -> GlyphTemplates | None:
    """Make the types of a fount from examples; ``None`` if they show no digits.

    The characters are cut out where the examples say, then once more where the types
    made of these cuts find them.

    Args:
        examples: Lines whose characters are cut apart.
        borrowed: Types of characters that the examples do not show.
        before: Types to find the characters with, instead of the cuts of the examples.
    """
    templates = before
    for _ in range(1 if before is not None else 2):
        pictures: dict[str, list[Floats]] = {}
        for example in examples:
            cuts = example.cuts
            if templates is not None:
                placed, _ = templates.align(example.line, example.text)
                if not placed:
                    continue
                cuts = tuple((p.x0 + EDGE, p.x1 - EDGE) for p in placed)
            for character, (x0, x1) in zip(example.text, cuts, strict=False):
                own = pictures.setdefault(character, [])
                if character in ALPHABET and x1 - x0 >= 2 and len(own) < MOST_SAMPLES:
                    own.append(_crop_columns(example.line.picture, x0 - EDGE, x1 + EDGE))
        types = [
            GlyphTemplate(ch, p) for ch, own in pictures.items() for p in average_samples(own)
        ]
        if not any(t.character.isdigit() for t in types):
            return None
        known = {t.character for t in types}
        templates = GlyphTemplates([*types, *(t for t in borrowed if t.character not in known)])
    return templates


def _crop_columns(picture: Floats, x0: int, x1: int) -> Floats:
    return np.ascontiguousarray(picture[:, max(0, x0) : min(picture.shape[1], x1)])


def average_samples(pictures: Sequence[Floats]) -> list[Floats]:
    """Average pictures of one character into one type, leaving out those unlike the most."""
    if len(pictures) < LEAST:
        return []
    width = int(np.median([p.shape[1] for p in pictures]))
    stack = np.stack([_fit_width(p, width) for p in pictures])
    middle = np.median(stack, axis=0)
    far = ((stack - middle) ** 2).sum(axis=(1, 2))
    near = far <= 3.5 * np.median(far) + 1e-6
    return [np.ascontiguousarray(stack[near].mean(axis=0), np.float32)]


def _fit_width(picture: Floats, width: int) -> Floats:
    """Cut or widen a picture evenly at both sides."""
    own = picture.shape[1]
    if own == width:
        return picture
    if own > width:
        start = (own - width) // 2
        return picture[:, start : start + width]
    left = (width - own) // 2
    return np.pad(picture, ((0, 0), (left, width - own - left)))
