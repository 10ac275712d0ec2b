"""The engine: what is installed, what was read, what is kept."""

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from sidak.extractors.ocr.engine import (
    CACHE_FORMAT,
    LANGUAGE,
    MISSING_ENGINE,
    PSM_LINE,
    CachedEngine,
    FailedEngineError,
    GreyImage,
    MissingEngineError,
    OcrWord,
    TesseractEngine,
    find_tesseract,
    parse_tsv,
)

HEAD = "\t".join(("level", "page_num", "block_num", "par_num", "line_num", "word_num",
                  "left", "top", "width", "height", "conf", "text"))  # fmt: skip


class Counter:
    """An engine that reads the same word everywhere and counts the pictures."""

    def __init__(self) -> None:
        self.pictures = 0

    def read(
        self, pictures: Sequence[GreyImage], language: str = LANGUAGE, mode: int = PSM_LINE
    ) -> list[tuple[OcrWord, ...]]:
        self.pictures += len(pictures)
        return [(OcrWord("kata", 90.0, 1, 2, 3, 4),)] * len(pictures)


def picture(grey: int) -> GreyImage:
    return np.full((4, 6), grey, np.uint8)


@pytest.fixture
def _fresh() -> Iterator[None]:
    find_tesseract.cache_clear()
    yield
    find_tesseract.cache_clear()


def test_words_are_read_from_the_table_of_each_picture() -> None:
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


def test_a_picture_that_was_not_asked_for_is_an_error() -> None:
    with pytest.raises(FailedEngineError):
        parse_tsv("5\t2\t1\t1\t1\t1\t10\t5\t40\t12\t96.5\tProgram", 1)


@pytest.mark.usefixtures("_fresh")
def test_a_missing_engine_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(MissingEngineError, match="apt-get install tesseract-ocr") as caught:
        TesseractEngine()
    assert caught.value.doubt == MISSING_ENGINE


@pytest.mark.usefixtures("_fresh")
@pytest.mark.parametrize("missing", ["ind", "eng"])
def test_a_missing_language_is_said_and_never_replaced(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    listing = "\n".join(["List of languages:", *{"ind", "eng", "osd"} - {missing}])
    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/tesseract")
    monkeypatch.setattr("sidak.extractors.ocr.engine._run", lambda command: listing)
    with pytest.raises(MissingEngineError, match=f"apt-get install tesseract-ocr-{missing}"):
        TesseractEngine()


def test_what_was_read_is_kept_by_content(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "page.json"
    counter = Counter()
    engine = CachedEngine(file, counter)
    assert (
        engine.read([picture(0), picture(9), picture(0)])
        == [(OcrWord("kata", 90.0, 1, 2, 3, 4),)] * 3
    )
    assert counter.pictures == 2
    engine.save()
    again = CachedEngine(file, counter)
    again.read([picture(9)])
    assert counter.pictures == 2
    again.read([picture(9)], "eng")
    assert counter.pictures == 3


@pytest.mark.parametrize("text", ["{", "[]", json.dumps({"settings": "other", "crops": {}})])
def test_a_cache_that_is_broken_or_of_other_settings_is_read_anew(
    tmp_path: Path, text: str
) -> None:
    file = tmp_path / "page.json"
    file.write_text(text)
    counter = Counter()
    engine = CachedEngine(file, counter)
    engine.read([picture(1)])
    engine.save()
    assert counter.pictures == 1
    assert json.loads(file.read_text())["settings"] == CACHE_FORMAT
