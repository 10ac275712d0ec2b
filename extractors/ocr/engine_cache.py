"""Recognised crops kept by content, so that no crop of a page is recognised twice."""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sidak.extractors.ocr.engine import GreyImage, OcrEngine, OcrEngines, OcrWord, TextLayout
from sidak.extractors.ocr.ppocr import PpOcrEngine
from sidak.extractors.ocr.tesseract import (
    OTHER_LANGUAGE,
    REPORT_LANGUAGE,
    TesseractEngine,
    is_installed,
)
from sidak.schemas.system.files import write_atomically

#: Changes when the way crops are recognised does; a file of another format is not used.
CACHE_FORMAT = "words-4"
#: Environment variable that names the folder of the cache; unset means none.
CACHE_VARIABLE = "SIDAK_OCR_CACHE"


class RecognitionCache:
    """The recognised crops of one page, in one file.

    Args:
        file: Where they are kept; ``None`` keeps them in memory only.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._crops: dict[str, list[list[str | float | int]]] = {}
        self._is_changed = False
        if file is not None and file.is_file():
            try:
                kept = json.loads(file.read_text("utf-8"))
            except ValueError:
                kept = {}  # half-written by a killed run: recognised again
            if isinstance(kept, dict) and kept.get("format") == CACHE_FORMAT:
                self._crops = kept["crops"]

    def __contains__(self, key: str) -> bool:
        return key in self._crops

    def get(self, key: str) -> tuple[OcrWord, ...]:
        """Return the words of a crop."""
        return tuple(OcrWord(*w) for w in self._crops[key])  # type: ignore[arg-type]

    def add(self, key: str, words: Sequence[OcrWord]) -> None:
        """Keep the words of a crop."""
        self._crops[key] = [list(w) for w in words]
        self._is_changed = True

    def save(self) -> None:
        """Write new crops to the file, whole or not at all."""
        if self._file is None or not self._is_changed:
            return
        content = {"format": CACHE_FORMAT, "crops": self._crops}
        write_atomically(self._file, json.dumps(content, ensure_ascii=False).encode())


@dataclass(frozen=True, slots=True)
class CachedEngine:
    """An engine that recognises only what its cache does not hold."""

    engine: OcrEngine
    cache: RecognitionCache

    @property
    def name(self) -> str:
        """Name of the engine."""
        return self.engine.name

    def recognise(
        self, images: Sequence[GreyImage], layout: TextLayout = TextLayout.LINE
    ) -> list[tuple[OcrWord, ...]]:
        """Recognise the words of each image, those not in the cache in one call."""
        keys = [_hash_image(image, f"{self.name} {layout.value}") for image in images]
        missing = {k: i for k, i in zip(keys, images, strict=True) if k not in self.cache}
        if missing:
            read = self.engine.recognise(list(missing.values()), layout)
            for key, words in zip(missing, read, strict=True):
                self.cache.add(key, words)
        return [self.cache.get(key) for key in keys]


def _hash_image(image: GreyImage, use: str = "") -> str:
    digest = hashlib.sha256(f"{image.shape} {use} ".encode())
    digest.update(np.ascontiguousarray(image).tobytes())
    return digest.hexdigest()[:24]


def open_engines(image: GreyImage) -> tuple[OcrEngines, RecognitionCache]:
    """Return the engines for a page, and the cache that is to be saved after use.

    Args:
        image: The page as rendered; its content names the file of the cache.
    """
    folder = os.environ.get(CACHE_VARIABLE)
    cache = RecognitionCache(Path(folder, f"{_hash_image(image)}.json") if folder else None)
    primary = CachedEngine(PpOcrEngine(), cache)
    if not is_installed():
        return OcrEngines(primary), cache
    return (
        OcrEngines(
            primary,
            secondary=CachedEngine(TesseractEngine(REPORT_LANGUAGE), cache),
            tertiary=CachedEngine(TesseractEngine(OTHER_LANGUAGE), cache),
        ),
        cache,
    )
