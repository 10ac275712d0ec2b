"""Tesseract as an engine."""

import shutil
from collections.abc import Iterator

import numpy as np
import pytest

from sidak.extractors.ocr.engine import FailedEngineError, MissingEngineError, OcrWord
from sidak.extractors.ocr.tesseract import (
    TesseractEngine,
    find_tesseract,
    is_installed,
    parse_tsv,
)
from sidak.schemas import Doubt, DoubtKind

HEAD = "\t".join(("level", "page_num", "block_num", "par_num", "line_num", "word_num",
                  "left", "top", "width", "height", "conf", "text"))  # fmt: skip
IMAGE = np.full((4, 6), 255, np.uint8)


@pytest.fixture
def _fresh() -> Iterator[None]:
    find_tesseract.cache_clear()
    yield
    find_tesseract.cache_clear()


def test_words_are_read_from_the_table_of_each_image() -> None:
    output = "\n".join(
        [
            HEAD,
            "1\t1\t0\t0\t0\t0\t0\t0\t90\t30\t-1\t",
            "5\t1\t1\t1\t1\t1\t10\t5\t40\t12\t96.5\tProgram",
            "5\t2\t1\t1\t1\t1\t3\t4\t5\t6\t41.25\t100%",
            "5\t2\t1\t1\t1\t2\t9\t4\t5\t6\t95\t ",
        ]
    )
    assert parse_tsv(output, 3) == [
        (OcrWord("Program", 96.5, 10, 5, 50, 17),),
        (OcrWord("100%", 41.25, 3, 4, 8, 10),),
        (),
    ]


def test_an_image_that_was_not_given_is_an_error() -> None:
    with pytest.raises(FailedEngineError):
        parse_tsv("5\t2\t1\t1\t1\t1\t10\t5\t40\t12\t96.5\tProgram", 1)


@pytest.mark.usefixtures("_fresh")
def test_without_images_nothing_needs_to_be_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert TesseractEngine("ind").recognise([]) == []


@pytest.mark.usefixtures("_fresh")
def test_a_missing_engine_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(MissingEngineError, match="tesseract belum terpasang") as caught:
        TesseractEngine("ind").recognise([IMAGE])
    assert caught.value.doubt == Doubt(
        DoubtKind.ENGINE_MISSING, ("tesseract", "apt-get install tesseract-ocr")
    )
    assert not is_installed()


@pytest.mark.usefixtures("_fresh")
@pytest.mark.parametrize("missing", ["ind", "eng"])
def test_a_missing_language_is_reported_and_never_replaced(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    listing = "\n".join(["List of languages:", *{"ind", "eng", "osd"} - {missing}])
    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/tesseract")
    monkeypatch.setattr("sidak.extractors.ocr.tesseract._run", lambda command: listing)
    with pytest.raises(MissingEngineError, match=f"apt-get install tesseract-ocr-{missing}"):
        TesseractEngine("ind").recognise([IMAGE])
