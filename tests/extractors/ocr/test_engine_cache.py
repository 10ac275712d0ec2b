"""The cache of recognised crops."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from sidak.extractors.ocr.engine import GreyImage, OcrWord, TextLayout
from sidak.extractors.ocr.engine_cache import CACHE_FORMAT, CachedEngine, RecognitionCache


class CountingEngine:
    """An engine that reads the same word everywhere and counts the images."""

    def __init__(self, name: str = "one") -> None:
        self.name = name
        self.images = 0

    def recognise(
        self, images: Sequence[GreyImage], layout: TextLayout = TextLayout.LINE
    ) -> list[tuple[OcrWord, ...]]:
        self.images += len(images)
        return [(OcrWord("kata", 90.0, 1, 2, 3, 4),)] * len(images)


def image(grey: int) -> GreyImage:
    return np.full((4, 6), grey, np.uint8)


def test_what_was_recognised_is_kept_by_content(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "page.json"
    counter = CountingEngine()
    cache = RecognitionCache(file)
    assert (
        CachedEngine(counter, cache).recognise([image(0), image(9), image(0)])
        == [(OcrWord("kata", 90.0, 1, 2, 3, 4),)] * 3
    )
    assert counter.images == 2
    cache.save()
    again = RecognitionCache(file)
    CachedEngine(counter, again).recognise([image(9)])
    assert counter.images == 2
    other = CountingEngine("other")
    CachedEngine(other, again).recognise([image(9)])
    assert other.images == 1
    CachedEngine(counter, again).recognise([image(9)], TextLayout.BLOCK)
    assert counter.images == 3


@pytest.mark.parametrize("text", ["{", "[]", json.dumps({"format": "other", "crops": {}})])
def test_a_cache_that_is_broken_or_of_another_format_is_not_used(
    tmp_path: Path, text: str
) -> None:
    file = tmp_path / "page.json"
    file.write_text(text)
    counter = CountingEngine()
    cache = RecognitionCache(file)
    CachedEngine(counter, cache).recognise([image(1)])
    cache.save()
    assert counter.images == 1
    assert json.loads(file.read_text())["format"] == CACHE_FORMAT
