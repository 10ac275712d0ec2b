"""The engine that recognises text in pictures: tesseract, called once for many crops.

The engine is optional: without it exported reports are read as ever and scanned pages say
what to install. Recognised crops are kept by content, so that a page is not read twice.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple, Protocol

import cv2
import numpy as np
import numpy.typing as npt

from sidak.schemas import Doubt, DoubtKind, SidakError
from sidak.schemas.system.files import write_atomically

#: A grey picture: rows of bytes, 0 black, 255 white.
GreyImage = npt.NDArray[np.uint8]

#: Said of every scanned page where the engine is not there.
MISSING_ENGINE = Doubt(DoubtKind.ENGINE_MISSING)
#: The language of the reports, and a second network whose mistakes are its own.
LANGUAGE = "ind"
SECOND_LANGUAGE = "eng"
#: Page modes of tesseract: one block of text, one line.
PSM_BLOCK, PSM_LINE = 6, 7
#: Seconds after which a call is given up; a page takes a few.
TIMEOUT = 300
#: Changes when the way crops are recognised does; part of every cache key.
CACHE_FORMAT = "tesseract-tsv-1"
#: Names the directory of the cache; unset means none.
CACHE_VARIABLE = "SIDAK_OCR_CACHE"


class EngineError(SidakError):
    """Tesseract cannot read.

    Attributes:
        doubt: Why.
    """

    def __init__(self, doubt: Doubt) -> None:
        """Make the error of its reason."""
        self.doubt = doubt
        super().__init__(doubt.text())


class MissingEngineError(EngineError):
    """Tesseract or the language it needs is not installed."""


class FailedEngineError(EngineError):
    """Tesseract broke off or took too long."""


class OcrWord(NamedTuple):
    """A recognised word; the box is in pixels of the picture it was read in."""

    text: str
    confidence: float
    x0: int
    y0: int
    x1: int
    y1: int


class OcrEngine(Protocol):
    """What recognises text."""

    def read(
        self, pictures: Sequence[GreyImage], language: str = LANGUAGE, mode: int = PSM_LINE
    ) -> list[tuple[OcrWord, ...]]:
        """Recognise each picture; words come in reading order.

        Raises:
            MissingEngineError: If the engine or the language is not installed.
            FailedEngineError: If it broke off.
        """
        ...


@cache
def find_tesseract() -> tuple[str, str, frozenset[str]]:
    """Return the program, its version and its languages.

    Raises:
        MissingEngineError: If it is not installed, or without one of its two languages: one
            network alone would agree with itself.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise MissingEngineError(MISSING_ENGINE)
    version = _run([program, "--version"]).splitlines()[0]
    languages = frozenset(_run([program, "--list-langs"]).split("\n")[1:])
    for language in (LANGUAGE, SECOND_LANGUAGE):
        if language not in languages:
            raise MissingEngineError(Doubt(DoubtKind.ENGINE_LANGUAGE_MISSING, (language,)))
    return program, version, languages


def _run(command: Sequence[str]) -> str:
    # one thread: the pages are what is read in parallel
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=TIMEOUT, env=environment, check=True
        )
    except subprocess.TimeoutExpired as error:
        raise FailedEngineError(Doubt(DoubtKind.ENGINE_TIMEOUT, (str(TIMEOUT),))) from error
    except (OSError, subprocess.CalledProcessError) as error:
        raise FailedEngineError(Doubt(DoubtKind.ENGINE_FAILED, (str(error),))) from error
    return done.stdout.decode("utf-8", "replace")


class TesseractEngine:
    """The engine as a program, called once for a list of pictures.

    Raises:
        MissingEngineError: If it is not installed.
    """

    def __init__(self) -> None:
        self._program, self.version, self.languages = find_tesseract()

    def read(
        self, pictures: Sequence[GreyImage], language: str = LANGUAGE, mode: int = PSM_LINE
    ) -> list[tuple[OcrWord, ...]]:
        """Recognise each picture."""
        if not pictures:
            return []
        with tempfile.TemporaryDirectory(prefix="sidak-ocr-") as folder:
            names = []
            for i, picture in enumerate(pictures):
                name = str(Path(folder, f"{i}.pgm"))
                cv2.imwrite(name, picture)
                names.append(name)
            listing = Path(folder, "list.txt")
            listing.write_text("\n".join(names))
            command = [self._program, str(listing), "-", "-l", language]
            output = _run([*command, "--psm", str(mode), "--dpi", "200", "tsv"])
        return parse_tsv(output, len(pictures))


def parse_tsv(output: str, pictures: int) -> list[tuple[OcrWord, ...]]:
    """Read the words of each picture out of tesseract's table."""
    words: list[list[OcrWord]] = [[] for _ in range(pictures)]
    for line in output.splitlines():
        fields = line.split("\t")
        if len(fields) != 12 or fields[0] != "5" or not fields[11].strip():
            continue
        page, left, top = int(fields[1]), int(fields[6]), int(fields[7])
        width, height = int(fields[8]), int(fields[9])
        if not 1 <= page <= pictures:
            raise FailedEngineError(
                Doubt(DoubtKind.ENGINE_FAILED, ("tesseract counts pictures that do not exist",))
            )
        words[page - 1].append(
            OcrWord(
                fields[11].strip(), float(fields[10]), left, top, left + width, top + height
            )
        )
    return [tuple(w) for w in words]


@dataclass
class CachedEngine:
    """An engine that keeps what it recognised, by content, in one file per page.

    Attributes:
        file: Where the page's crops are kept; ``None`` keeps them for this page only.
        engine: Reads what is not kept; ``None`` opens tesseract when first needed.
    """

    file: Path | None = None
    engine: OcrEngine | None = None

    def __post_init__(self) -> None:
        self._kept: dict[str, list[list[str | float | int]]] = {}
        self._is_changed = False
        if self.file is not None and self.file.is_file():
            try:
                kept = json.loads(self.file.read_text("utf-8"))
            except ValueError:
                kept = {}  # half-written by a killed run: read again
            if isinstance(kept, dict) and kept.get("settings") == CACHE_FORMAT:
                self._kept = kept["crops"]

    def read(
        self, pictures: Sequence[GreyImage], language: str = LANGUAGE, mode: int = PSM_LINE
    ) -> list[tuple[OcrWord, ...]]:
        """Recognise each picture, those not kept in one call."""
        keys = [_hash_image(picture, language, mode) for picture in pictures]
        missing = {k: p for k, p in zip(keys, pictures, strict=True) if k not in self._kept}
        if missing:
            if self.engine is None:
                self.engine = TesseractEngine()
            read = self.engine.read(list(missing.values()), language, mode)
            for key, words in zip(missing, read, strict=True):
                self._kept[key] = [list(w) for w in words]
            self._is_changed = True
        return [tuple(OcrWord(*w) for w in self._kept[k]) for k in keys]  # type: ignore[arg-type]

    def save(self) -> None:
        """Write what was recognised to the file, whole or not at all."""
        if self.file is None or not self._is_changed:
            return
        content = {"settings": CACHE_FORMAT, "crops": self._kept}
        write_atomically(self.file, json.dumps(content, ensure_ascii=False).encode("utf-8"))


def _hash_image(picture: GreyImage, language: str, mode: int) -> str:
    digest = hashlib.sha256(f"{picture.shape} {language} {mode} ".encode())
    digest.update(np.ascontiguousarray(picture).tobytes())
    return digest.hexdigest()[:24]


def open_engine(picture: GreyImage) -> CachedEngine:
    """Return the engine for a page, with its cache where the environment names one.

    Args:
        picture: The page as rendered; its content is the name of the cache file.
    """
    folder = os.environ.get(CACHE_VARIABLE)
    if not folder:
        return CachedEngine()
    return CachedEngine(Path(folder, f"{_hash_image(picture, LANGUAGE, 0)}.json"))
