"""Recognition of lines that may hold numbers, by as many recognisers as it takes."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sidak.extractors.ocr.consensus import (
    Consensus,
    Support,
    TemplateEvidence,
    decide_consensus,
    judge_agreed,
)
from sidak.extractors.ocr.engine import BinaryImage, GreyImage, OcrEngines, OcrWord
from sidak.extractors.ocr.line_boxes import PixelBox
from sidak.extractors.ocr.line_crops import (
    LineRegion,
    covers_all_ink,
    recognise_crops,
    recognise_variants,
)
from sidak.extractors.ocr.line_ink import LineInk, OcrPage
from sidak.extractors.ocr.readings import (
    LineReadings,
    is_misread_percent,
    is_plain_remainder,
    join_words,
    keep_digits,
    merge_words,
    strip_spaces,
    undo_lookalikes,
)
from sidak.extractors.ocr.separators import SEPARATORS
from sidak.extractors.ocr.settings import SETTINGS
from sidak.extractors.ocr.templates.model import ALPHABET
from sidak.extractors.ocr.templates.reader import TemplateReading
from sidak.extractors.ocr.words import confirm_words

#: An amount without a space behind its currency.
_GLUED_SIGN = re.compile(r"(Rp\.?)(\d[\d.,]*\d)", re.IGNORECASE)
#: Widths of letters and separators, in digits.
_WIDE, _NARROW = 1.2, 0.5
#: How far from there, in digits, the gap between currency and number is looked for, and how
#: much of the height of a line its ink may fill where the two touch.
_REACH, _TOUCHING = 0.6, 0.4
#: Digits, and letters that are taken for digits.
_LIKE_DIGITS = re.compile(r"[\dOoIl|SBZ]")


def recognise_figures(
    regions: Sequence[LineRegion],
    crops: Sequence[GreyImage],
    primary: Sequence[tuple[OcrWord, ...]],
    page: OcrPage,
    engines: OcrEngines,
    layer: Sequence[tuple[OcrWord, ...]] = (),
) -> dict[int, Consensus]:
    """Read the lines that may hold numbers again and decide what each says.

    Args:
        regions: The lines.
        crops: Their images.
        primary: What the engine that reads every line read.
        page: Where they stand.
        engines: What recognises them.
        layer: What an old text layer says of each line; empty without one.

    Returns:
        The consensus for each line that may hold a number, by its index.
    """
    again = [
        i
        for i, (region, words) in enumerate(zip(regions, primary, strict=True))
        if may_hold_number(join_words(words))
        or not covers_all_ink(page.letters, region.box, region.to_page(words))
    ]
    has_second = engines.secondary is not None
    readings = {
        i: LineReadings(
            page.restore(primary[i], regions[i]),
            has_second=has_second,
            layer=layer[i] if layer else (),
        )
        for i in again
    }
    recogniser = _FigureRecogniser(regions, crops, page, engines, readings)
    recogniser.run_second_pass(choose_training_lines(again, regions, primary))
    recogniser.train()
    recogniser.run_second_pass([i for i in again if not recogniser.is_decided_by_templates(i)])
    recogniser.train()
    recogniser.run_third_pass([i for i in again if recogniser.is_undecided(i)])
    return {i: recogniser.decide(i) for i in again}


def choose_training_lines(
    indices: Sequence[int],
    regions: Sequence[LineRegion],
    primary: Sequence[tuple[OcrWord, ...]],
) -> list[int]:
    """Choose lines that templates are trained on: those with most digits of every height."""
    heights: dict[int, list[int]] = {}
    for i in indices:
        heights.setdefault(regions[i].box.height // 2, []).append(i)
    for own in heights.values():
        own.sort(key=lambda i: -len(keep_digits(join_words(primary[i]))))
    chosen: list[int] = []
    while len(chosen) < min(SETTINGS.consensus.training_lines, len(indices)):
        for own in heights.values():
            if own:
                chosen.append(own.pop(0))
    return sorted(chosen)


class _FigureRecogniser:
    """The readings of the lines of one call, as far as they have been made."""

    def __init__(
        self,
        regions: Sequence[LineRegion],
        crops: Sequence[GreyImage],
        page: OcrPage,
        engines: OcrEngines,
        readings: dict[int, LineReadings],
    ) -> None:
        self._regions, self._crops = regions, crops
        self._page, self._engines = page, engines
        self._readings = readings
        self._second_done: set[int] = set()
        self._confirmed: dict[int, TemplateEvidence] = {}
        self._by_templates: dict[PixelBox, TemplateReading | None] = {}

    def run_second_pass(self, indices: Sequence[int]) -> None:
        """Read lines with the secondary engine, if there is one."""
        self._second_done.update(indices)
        if self._engines.secondary is None:
            return
        crops = [self._crops[i] for i in indices]
        read = recognise_crops(crops, self._page.letter, self._engines.secondary)
        for i, words in zip(indices, read, strict=True):
            restored = self._restore(i, words)
            self._readings[i] = replace(self._readings[i], secondary=restored)

    def run_third_pass(self, indices: Sequence[int]) -> None:
        """Read lines, rendered differently, with the tertiary engine, if there is one."""
        if self._engines.tertiary is None:
            return
        crops = [self._crops[i] for i in indices]
        read = recognise_variants(crops, self._engines.tertiary)
        for i, words in zip(indices, read, strict=True):
            restored = self._restore(i, words)
            self._readings[i] = replace(self._readings[i], tertiary=restored)

    def _restore(self, i: int, words: Sequence[OcrWord]) -> tuple[OcrWord, ...]:
        """Return another reading of a line with what shape and ink say that it lost."""
        primary = join_words(self._readings[i].primary)
        restored = self._page.restore(undo_lookalikes(words, primary), self._regions[i])
        return self._page.restore_like(restored, primary, self._regions[i])

    def train(self) -> None:
        """Train the templates of the page on the lines whose text is sure."""
        templates, limits = self._page.templates, SETTINGS.consensus
        short: list[tuple[str, PixelBox]] = []
        for i in sorted(self._second_done):
            readings = self._readings[i]
            label, box = self._locate_label(i)
            digits = len(keep_digits(label))
            if digits >= limits.least_training_digits:
                templates.add_sample(label, box)
            elif digits and readings.primary_confidence >= limits.short_confidence:
                short.append((label, box))
        templates.fit()
        # a lone digit is misread alike now and then: it must look like the others
        likely = [
            (text, box)
            for text, box in short
            if TemplateEvidence(text, templates.recognise(box)).is_equal
        ]
        likely += self._find_likely_labels()
        for label, box in likely:
            templates.add_sample(label, box)
        if likely:
            templates.fit()
        self._by_templates.clear()

    def _locate_label(self, i: int) -> tuple[str, PixelBox]:
        """Return the text that a line holds for sure and its place, an amount without "Rp"."""
        readings, region = self._readings[i], self._regions[i]
        label = readings.training_label
        if not set(label) - set(ALPHABET):
            return label, region.box
        number, box = locate_number(readings.primary, region, self._page.letters)
        is_amount = _GLUED_SIGN.fullmatch(strip_spaces(join_words(readings.primary)))
        return (number, box) if box is not None and is_amount else (label, region.box)

    def _find_likely_labels(self) -> list[tuple[str, PixelBox]]:
        """Find long numbers that one engine read as templates do, though not surely."""
        least = SETTINGS.consensus.long_digits
        likely = []
        for i in sorted(self._second_done):
            readings, box = self._readings[i], self._regions[i].box
            texts = [strip_spaces(t) for t in readings.texts if len(keep_digits(t)) >= least]
            if not texts or readings.training_label:
                continue
            reading = self._page.templates.recognise(box)
            likely += [(t, box) for t in texts if TemplateEvidence(t, reading).is_equal][:1]
        return likely

    def find_evidence(self, i: int, words: Sequence[OcrWord]) -> TemplateEvidence:
        """Return what templates say of the number that words hold."""
        number, box = locate_number(words, self._regions[i], self._page.letters)
        if box is None:
            return TemplateEvidence(number, None)
        if box not in self._by_templates:
            self._by_templates[box] = self._page.templates.recognise(box)
        reading = self._by_templates[box]
        has_sign = any(_GLUED_SIGN.fullmatch(word.text) for word in words)
        if has_sign and reading is not None and _is_cut_wrong(number, reading.text):
            return TemplateEvidence(number, None)
        return TemplateEvidence(number, reading)

    def is_decided_by_templates(self, i: int) -> bool:
        """Return True if no other engine is needed: it has read, or templates confirm."""
        if i in self._second_done:
            return True
        words = self._readings[i].primary
        own = self.find_evidence(i, words)
        if own.is_confirmed and is_plain_remainder(words, own.number):
            self._confirmed[i] = own
            return True
        reading = self._page.templates.recognise(self._regions[i].box) if words else None
        text = strip_spaces(join_words(words))
        if reading is None or not reading.is_sure or not is_misread_percent(text, reading.text):
            return False
        corrected = merge_words(words, reading.text)
        self._readings[i] = replace(self._readings[i], primary=corrected)
        self._confirmed[i] = TemplateEvidence(reading.text, reading)
        return True

    def is_undecided(self, i: int) -> bool:
        """Return True if a third network is needed.

        Neither engines agree nor templates confirm one of them, or engines agree without
        confidence on what templates say nothing of.
        """
        readings = self._readings[i]
        if i not in self._second_done:
            return False
        if readings.do_engines_agree:
            own = self.find_evidence(i, readings.agreed) if readings.agreed else None
            return judge_agreed(readings, own) in (Support.NONE_SHORT, Support.NONE_LONG)
        return not any(
            self.find_evidence(i, words).is_confirmed
            for words in (readings.primary, readings.secondary)
            if words
        )

    def decide(self, i: int) -> Consensus:
        """Decide what a line says."""
        readings = self._readings[i]
        evidence = {
            join_words(words): self._confirmed.get(i) or self.find_evidence(i, words)
            for words in readings.all
            if words
        }
        ink = LineInk(self._page, self._regions[i])
        consensus = decide_consensus(readings, evidence, ink)
        sure = [e.reading.text for e in evidence.values() if e.reading and e.is_sure]
        known = dict.fromkeys((consensus.text, *sure, *(t for t in readings.texts if t)))
        words = confirm_words(consensus.words, (*readings.secondary, *readings.layer))
        return replace(consensus, words=words, readings=tuple(known))


def _is_cut_wrong(number: str, seen: str) -> bool:
    """Return True if a piece of the currency is seen as a digit, or no first digit is."""
    digits, others = keep_digits(number), keep_digits(seen)
    return digits[1:] == others or digits == others[1:]


def locate_number(
    words: Sequence[OcrWord], region: LineRegion, letters: BinaryImage | None = None
) -> tuple[str, PixelBox | None]:
    """Find the number that words of a line hold, and where it stands.

    Args:
        words: The words.
        region: The line.
        letters: Ink of the page; with it the number of "Rp1.250.000" is found too.

    Returns:
        The number and its part of the line; ``None`` for it unless exactly one run of words
        is made of digits and separators.
    """
    placed = region.to_page(words)
    if letters is not None:
        if len(placed) == 1:  # the ink says better where it begins and ends than a network
            placed = [placed[0]._replace(x0=region.box.x0, x1=region.box.x1)]
        placed = [part for word in placed for part in part_amount(word, region.box, letters)]
    is_number = [all(ch in ALPHABET for ch in w.text) for w in placed]
    starts = [
        i for i, flag in enumerate(is_number) if flag and (i == 0 or not is_number[i - 1])
    ]
    if len(starts) != 1:
        return strip_spaces(join_words(words)), None
    first = starts[0]
    last = first
    while last + 1 < len(placed) and is_number[last + 1]:
        last += 1
    number = "".join(w.text for w in placed[first : last + 1])
    if not keep_digits(number):
        return number, None
    x0, x1 = region.box.x0, region.box.x1
    if first:
        x0 = (placed[first - 1].x1 + placed[first].x0) // 2
    if last + 1 < len(placed):
        x1 = (placed[last].x1 + placed[last + 1].x0 + 1) // 2
    if not region.box.x0 <= x0 < x1 <= region.box.x1:
        return number, None
    return number, region.box._replace(x0=x0, x1=x1)


def part_amount(word: OcrWord, line: PixelBox, letters: BinaryImage) -> list[OcrWord]:
    """Part "Rp1.250.000" where ink has a gap between currency and digits, or nearly one.

    Args:
        word: A word in pixels of the page.
        line: Its line.
        letters: Ink of the page.

    Returns:
        Currency and number; the word as it is where it is no such amount or shows no gap.
    """
    match = _GLUED_SIGN.fullmatch(word.text)
    if match is None:
        return [word]
    widths = [
        _NARROW if ch in SEPARATORS else _WIDE if ch.isalpha() else 1.0 for ch in word.text
    ]
    step = (word.x1 - word.x0) / sum(widths)
    at = word.x0 + step * sum(widths[: len(match[1])])
    first, last = round(at - _REACH * step), round(at + _REACH * step) + 1
    if not word.x0 < first < last < word.x1:
        return [word]
    ink = (letters[line.y0 : line.y1, first:last] > 0).sum(axis=0)
    least = np.nonzero(ink == ink.min())[0]
    if ink.min() > _TOUCHING * line.height:
        return [word]
    cut = first + int(least[np.argmin(np.abs(least + first - at))])
    return [word._replace(text=match[1], x1=cut), word._replace(text=match[2], x0=cut + 1)]


def may_hold_number(text: str) -> bool:
    """Return True if a line may hold a number: digits, or few letters that look like them."""
    own = SETTINGS.consensus
    letters = sum(ch.isalpha() for ch in text)
    if keep_digits(text):
        return letters <= own.most_letters
    most = own.most_similar_letters if _LIKE_DIGITS.search(text) else own.most_bare_letters
    return letters <= most
