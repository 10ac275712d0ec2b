"""PP-OCR as an engine."""

import socket
from collections.abc import Iterator

import cv2
import numpy as np
import pytest

from sidak.extractors.ocr.engine import GreyImage, MissingEngineError, OcrWord
from sidak.extractors.ocr.ppocr import PpOcrEngine, decode_line, load_network
from sidak.schemas import Doubt, DoubtKind

CHARACTERS = ("", "1", "2", ".", "a", " ")
PAPER = np.full((48, 80), 255, np.uint8)


def draw(text: str, height: int = 40) -> GreyImage:
    image = np.full((height, 15 * height), 255, np.uint8)
    size = height / 40
    place = (height // 4, height * 3 // 4)
    cv2.putText(image, text, place, cv2.FONT_HERSHEY_SIMPLEX, size, (0,), round(2 * size))
    columns = np.nonzero((image < 128).any(axis=0))[0]
    return np.ascontiguousarray(image[:, : columns[-1] + height // 4])


def answers(*steps: tuple[int, float]) -> np.ndarray:
    """Return one row a step: a character and how likely it is."""
    rows = np.zeros((len(steps), len(CHARACTERS)), np.float32)
    for row, (character, share) in zip(rows, steps, strict=True):
        row[character] = share
    return rows


@pytest.fixture
def _fresh() -> Iterator[None]:
    load_network.cache_clear()
    yield
    load_network.cache_clear()


def test_steps_with_the_same_character_are_one_and_blank_ones_part_two() -> None:
    read = decode_line(
        answers((1, 0.9), (1, 0.7), (0, 1.0), (1, 0.8), (3, 0.99), (5, 1.0), (2, 0.6)),
        CHARACTERS,
        PAPER,
    )
    assert [(w.text, round(w.confidence)) for w in read] == [("11.", 80), ("2", 60)]
    # middles at 8, 28 and 36 pixels: 14 apart in the median; the image shows no ink
    assert [(w.x0, w.x1) for w in read] == [(1, 43), (42, 62)]


def test_a_word_ends_where_its_ink_does() -> None:
    image = np.full((48, 80), 255, np.uint8)
    # three characters two pixels apart, and another word
    for start in (5, 21, 37, 58):
        image[:, start : start + 14] = 0
    digit, blank = (1, 0.9), (0, 1.0)
    steps = [blank, digit, blank, digit, blank, digit, blank]
    texts = [(w.text, w.x0, w.x1) for w in decode_line(answers(*steps), CHARACTERS, image)]
    assert texts == [("111", 5, 51)]
    # where the place of a character shows no ink it is half a character wide
    steps = [blank, digit, blank, digit, blank, blank, digit]
    texts = [(w.text, w.x0, w.x1) for w in decode_line(answers(*steps), CHARACTERS, image)]
    assert texts == [("111", 5, 62)]


def test_an_image_in_which_nothing_is_read_has_no_words() -> None:
    assert decode_line(answers((0, 1.0), (0, 1.0)), CHARACTERS, PAPER) == ()


def test_a_space_between_letters_is_seen_in_the_image() -> None:
    image = np.full((48, 100), 255, np.uint8)
    for start in (0, 18, 34, 70):
        image[:, start : start + 12] = 0
    letter, blank, digit = (4, 0.9), (0, 1.0), (1, 0.9)
    gaps = ((), (blank,) * 2, (blank,), (blank,) * 4)
    texts = []
    for one in (letter, digit):
        steps = [step for gap in gaps for step in (*gap, one)]
        texts.append([w.text for w in decode_line(answers(*steps), CHARACTERS, image)])
    assert texts == [["aaa", "a"], ["1111"]]


def test_the_network_reads_lines_without_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise OSError("no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    texts = ("1.250.000", "75.912.375", "100%", "Program", "388.417.920,00")
    images = [draw(text, height) for text in texts for height in (24, 60)]
    read = PpOcrEngine().recognise(images)
    assert [" ".join(w.text for w in words) for words in read] == [
        text for text in texts for _ in range(2)
    ]


def test_a_reading_does_not_depend_on_the_other_images() -> None:
    images = [draw("1.250.000"), draw("9"), draw("Program Pelayanan")]
    engine = PpOcrEngine()
    alone = [engine.recognise([image])[0] for image in images]
    assert engine.recognise(images) == alone


def test_a_word_stands_where_its_ink_does() -> None:
    image = draw("1.250.000", 40)
    (word,) = PpOcrEngine().recognise([image])[0]
    columns = np.nonzero((image < 128).any(axis=0))[0]
    assert isinstance(word, OcrWord)
    assert (word.x0, word.x1) == (
        pytest.approx(columns[0], abs=10),
        pytest.approx(columns[-1], abs=10),
    )


@pytest.mark.usefixtures("_fresh")
def test_a_missing_package_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sidak.extractors.ocr.ppocr.find_spec", lambda _name: None)
    with pytest.raises(MissingEngineError) as caught:
        PpOcrEngine().recognise([draw("1")])
    assert caught.value.doubt == Doubt(
        DoubtKind.ENGINE_MISSING, ("rapidocr", "pip install 'sidak[scans]'")
    )


@pytest.mark.usefixtures("_fresh")
def test_without_images_nothing_needs_to_be_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sidak.extractors.ocr.ppocr.find_spec", lambda _name: None)
    assert PpOcrEngine().recognise([]) == []
