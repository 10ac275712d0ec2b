"""Tesseract as an engine: run as a program, once for a list of images.

Tesseract is optional: without it scanned pages are read all the same, but fewer of their
numbers have two witnesses.
"""

import contextlib
import os
import shutil
import signal
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
from sidak.schemas.system.processes import describe_exit, limit_child

#: The language of the reports, and a network trained on other text, so with other errors.
REPORT_LANGUAGE, OTHER_LANGUAGE = "ind", "eng"
#: Seconds after which a call is given up; a page takes a few.
TIMEOUT = 120
#: Seconds after which asking for its version or languages is given up.
ASKING_TIMEOUT = 30
#: Most bytes that a call may write; the words of a full page take 200,000.
MOST_OUTPUT = 64 << 20
#: First column of the table that every call answers with.
_FIRST_COLUMN = "level"


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
            output = _run(
                [*command, "--psm", str(layout.value), "--dpi", "200", "tsv"], TIMEOUT
            )
        return parse_tsv(output, len(images))


@cache
def find_tesseract() -> tuple[str, str, frozenset[str]]:
    """Return the program, its version and its languages.

    Raises:
        MissingEngineError: If it is not installed, or without one of its two languages.
        FailedEngineError: If it does not answer.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise MissingEngineError(
            Doubt(DoubtKind.ENGINE_MISSING, ("tesseract", "apt-get install tesseract-ocr"))
        )
    version = _run([program, "--version"], ASKING_TIMEOUT).partition("\n")[0]
    languages = frozenset(_run([program, "--list-langs"], ASKING_TIMEOUT).split("\n")[1:])
    for language in (REPORT_LANGUAGE, OTHER_LANGUAGE):
        if language not in languages:
            raise MissingEngineError(Doubt(DoubtKind.ENGINE_LANGUAGE_MISSING, (language,)))
    return program, version, languages


def is_installed() -> bool:
    """Return True if the program and its two languages are there.

    Raises:
        FailedEngineError: If the program is there and does not answer.
    """
    try:
        find_tesseract()
    except MissingEngineError:
        return False
    return True


def _run(command: Sequence[str], seconds: float) -> str:
    # one thread: pages are what is read in parallel
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    with tempfile.TemporaryFile() as output:
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,
                preexec_fn=limit_child(MOST_OUTPUT),
            )
        except OSError as error:
            raise _refuse(str(error)) from error
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise FailedEngineError(
                Doubt(DoubtKind.ENGINE_TIMEOUT, (f"{seconds:g}",))
            ) from error
        finally:
            # whatever ended the call, nothing of it lives on
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        if code != 0:
            raise _refuse(f"tesseract: {describe_exit(code)}")
        output.seek(0)
        return output.read().decode("utf-8", "replace")


def parse_tsv(output: str, images: int) -> list[tuple[OcrWord, ...]]:
    """Read the words of each image out of Tesseract's table.

    Raises:
        FailedEngineError: If it is no such table, or names an image that was not given.
    """
    words: list[list[OcrWord]] = [[] for _ in range(images)]
    head, *lines = output.splitlines() or [""]
    if head.partition("\t")[0] != _FIRST_COLUMN:
        raise _refuse("tesseract answers with no table")
    for line in lines:
        fields = line.split("\t")
        if len(fields) != 12 or fields[0] != "5" or not fields[11].strip():
            continue
        try:
            page, left, top, width, height = (int(fields[i]) for i in (1, 6, 7, 8, 9))
            confidence = float(fields[10])
        except ValueError as error:
            raise _refuse("tesseract answers with no numbers") from error
        if not 1 <= page <= images:
            raise _refuse("tesseract counts pictures that do not exist")
        words[page - 1].append(
            OcrWord(fields[11].strip(), confidence, left, top, left + width, top + height)
        )
    return [tuple(w) for w in words]


def _refuse(detail: str) -> FailedEngineError:
    return FailedEngineError(Doubt(DoubtKind.ENGINE_FAILED, (detail,)))
