"""Training of glyph templates on lines whose text both engines agree on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sidak.extractors.ocr.templates.model import (
    ALPHABET,
    DIGIT_HEIGHT,
    EDGE,
    GlyphTemplate,
    GlyphTemplates,
    InkImage,
)
from sidak.extractors.ocr.templates.settings import SETTINGS


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """A line whose text is known.

    Attributes:
        line: Its image at the size of templates.
        text: Its text without white space.
        cuts: Columns at which each character begins and ends.
    """

    line: InkImage
    text: str
    cuts: tuple[tuple[int, int], ...]


def train_templates(
    samples: Sequence[LabelledLine], standard: Sequence[GlyphTemplate] = ()
) -> list[GlyphTemplates]:
    """Train the templates of a page: one set, or two where some lines are bold.

    Args:
        samples: Lines cut into characters.
        standard: Templates of characters that the samples do not show.
    """
    samples = [s for s in samples if has_even_digits(s)]
    regular = train_template_set(samples, standard)
    if regular is None:
        return []
    weights = split_by_weight(samples)
    parts = [[s for s, is_own in zip(samples, own, strict=True) if is_own] for own in weights]
    trained = [train_template_set(part, regular.templates, regular) for part in parts]
    return [t for t in trained if t is not None] or [regular]


def has_even_digits(sample: LabelledLine) -> bool:
    """Return True if the digits of a sample are about equally wide; a 1 may be narrower."""
    own = SETTINGS
    widths = [
        x1 - x0
        for ch, (x0, x1) in zip(sample.text, sample.cuts, strict=True)
        if ch.isdigit() and ch != "1"
    ]
    return not widths or (
        min(widths) >= own.narrowest_digit * DIGIT_HEIGHT
        and max(widths) <= own.widest_digit * DIGIT_HEIGHT
        and max(widths) <= own.most_width_ratio * min(widths)
    )


def split_by_weight(samples: Sequence[LabelledLine]) -> list[list[bool]]:
    """Split lines into regular and bold by their ink.

    Returns:
        For regular, then bold, whether each line belongs to it; empty if all have one weight.
    """
    inks: dict[str, list[float]] = {}
    for s in samples:
        for ch, (x0, x1) in zip(s.text, s.cuts, strict=True):
            inks.setdefault(ch, []).append(float(s.line[:, x0:x1].sum()))
    usual = {ch: float(np.median(own)) for ch, own in inks.items()}
    weights = np.array(
        [float(s.line.sum()) / max(1e-6, sum(usual[ch] for ch in s.text)) for s in samples]
    )
    order = np.sort(weights)
    least = SETTINGS.least_weight_lines
    if len(order) < 2 * least:
        return []
    best, cut = np.inf, 0.0
    for i in range(least, len(order) - least + 1):
        within = float(np.var(order[:i]) * i + np.var(order[i:]) * (len(order) - i))
        if within < best:
            best, cut = within, float((order[i - 1] + order[i]) / 2)
    low, high = order[order < cut], order[order >= cut]
    ratio = float(high.mean() / low.mean()) if len(low) and len(high) else 0.0
    if ratio < SETTINGS.least_weight_ratio:
        return []
    if best > SETTINGS.most_within_variance * float(np.var(order) * len(order)):
        return []
    return [list(weights < cut), list(weights >= cut)]


def train_template_set(
    samples: Sequence[LabelledLine],
    standard: Sequence[GlyphTemplate] = (),
    before: GlyphTemplates | None = None,
) -> GlyphTemplates | None:
    """Train one set of templates; ``None`` if the samples show no digits.

    The characters are cut out where the samples say, then once more where the templates
    made of these cuts align with them.

    Args:
        samples: Lines cut into characters.
        standard: Templates of characters that the samples do not show.
        before: Templates to align with, instead of the cuts of the samples.
    """
    trained = before
    for _ in range(1 if before is not None else 2):
        images = _cut_characters(samples, trained)
        templates = [
            GlyphTemplate(ch, i) for ch, own in images.items() for i in average_samples(own)
        ]
        if not any(t.character.isdigit() for t in templates):
            return None
        known = {t.character for t in templates}
        trained = GlyphTemplates(
            [*templates, *(t for t in standard if t.character not in known)]
        )
    return trained


def _cut_characters(
    samples: Sequence[LabelledLine], templates: GlyphTemplates | None
) -> dict[str, list[InkImage]]:
    """Cut samples into the images of each character, where templates align if there are any."""
    images: dict[str, list[InkImage]] = {}
    for sample in samples:
        cuts = sample.cuts
        if templates is not None:
            placed, _ = templates.align(sample.line, sample.text)
            if not placed:
                continue
            cuts = tuple((p.x0 + EDGE, p.x1 - EDGE) for p in placed)
        for character, (x0, x1) in zip(sample.text, cuts, strict=False):
            own = images.setdefault(character, [])
            if character in ALPHABET and x1 - x0 >= 2 and len(own) < SETTINGS.most_samples:
                own.append(_crop_columns(sample.line, x0 - EDGE, x1 + EDGE))
    return images


def _crop_columns(image: InkImage, x0: int, x1: int) -> InkImage:
    return np.ascontiguousarray(image[:, max(0, x0) : min(image.shape[1], x1)])


def average_samples(images: Sequence[InkImage]) -> list[InkImage]:
    """Average the images of one character into a template, outliers left out.

    Returns:
        The template alone; nothing if there are too few images.
    """
    if len(images) < SETTINGS.least_samples:
        return []
    width = int(np.median([i.shape[1] for i in images]))
    stack = np.stack([_fit_width(i, width) for i in images])
    middle = np.median(stack, axis=0)
    far = ((stack - middle) ** 2).sum(axis=(1, 2))
    near = far <= SETTINGS.outlier * np.median(far) + 1e-6
    return [np.ascontiguousarray(stack[near].mean(axis=0), np.float32)]


def _fit_width(image: InkImage, width: int) -> InkImage:
    """Cut or pad an image evenly at both sides."""
    own = image.shape[1]
    if own == width:
        return image
    if own > width:
        start = (own - width) // 2
        return image[:, start : start + width]
    left = (width - own) // 2
    return np.pad(image, ((0, 0), (left, width - own - left)))
