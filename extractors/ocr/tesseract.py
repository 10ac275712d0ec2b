"""Tesseract as an engine: run as a program, once for a list of images.

Tesseract is optional: without it scanned pages are read all the same, but fewer of their
numbers have two witnesses.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import cv2

from sidak.extractors.ocr.engine import (
    FailedEngineError,
    GreyImage,
    MissingEngineError,
    OcrWord,
    TextLayout,
)
from sidak.schemas import Doubt, DoubtKind

#: The language of the reports, and a network trained on other text, so with other errors.
REPORT_LANGUAGE, OTHER_LANGUAGE = "ind", "eng"
#: Seconds after which a call is given up; a page takes a few.
TIMEOUT = 300


class TesseractEngine:
    """Tesseract with one language.

    Args:
        language: Code of the language data, such as ``"ind"``.
    """

    def __init__(self, language: str) -> None:
        self._language = language

    @property
    def name(self) -> str:
        """Name of the program and the language."""
        return f"tesseract-{self._language}"

    def recognise(
        self, images: Sequence[GreyImage], layout: TextLayout = TextLayout.LINE
    ) -> list[tuple[OcrWord, ...]]:
        """Recognise the words of each image, in reading order.

        Raises:
            MissingEngineError: If Tesseract or one of its two languages is not installed.
            FailedEngineError: If it broke off.
        """
        if not images:
            return []
        program, _version, _languages = find_tesseract()
        with tempfile.TemporaryDirectory(prefix="sidak-ocr-") as folder:
            names = []
            for i, image in enumerate(images):
                name = str(Path(folder, f"{i}.pgm"))
                cv2.imwrite(name, image)
                names.append(name)
            listing = Path(folder, "list.txt")
            listing.write_text("\n".join(names))
            command = [program, str(listing), "-", "-l", self._language]
            output = _run([*command, "--psm", str(layout.value), "--dpi", "200", "tsv"])
        return parse_tsv(output, len(images))


@cache
def find_tesseract() -> tuple[str, str, frozenset[str]]:
    """Return the program, its version and its languages.

    Raises:
        MissingEngineError: If it is not installed, or without one of its two languages.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise MissingEngineError(
            Doubt(DoubtKind.ENGINE_MISSING, ("tesseract", "apt-get install tesseract-ocr"))
        )
    version = _run([program, "--version"]).splitlines()[0]
    languages = frozenset(_run([program, "--list-langs"]).split("\n")[1:])
    for language in (REPORT_LANGUAGE, OTHER_LANGUAGE):
        if language not in languages:
            raise MissingEngineError(Doubt(DoubtKind.ENGINE_LANGUAGE_MISSING, (language,)))
    return program, version, languages


def is_installed() -> bool:
    """Return True if the program and its two languages are there."""
    try:
        find_tesseract()
    except MissingEngineError:
        return False
    return True


def _run(command: Sequence[str]) -> str:
    # one thread: pages are what is read in parallel
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


def parse_tsv(output: str, images: int) -> list[tuple[OcrWord, ...]]:
    """Read the words of each image out of Tesseract's table.

    Raises:
        FailedEngineError: If the table names an image that was not given.
    """
    words: list[list[OcrWord]] = [[] for _ in range(images)]
    for line in output.splitlines():
        fields = line.split("\t")
        if len(fields) != 12 or fields[0] != "5" or not fields[11].strip():
            continue
        page, left, top = int(fields[1]), int(fields[6]), int(fields[7])
        width, height = int(fields[8]), int(fields[9])
        if not 1 <= page <= images:
            detail = "tesseract counts pictures that do not exist"
            raise FailedEngineError(Doubt(DoubtKind.ENGINE_FAILED, (detail,)))
        words[page - 1].append(
            OcrWord(
                fields[11].strip(), float(fields[10]), left, top, left + width, top + height
            )
        )
    return [tuple(w) for w in words]
