"""Tesseract as an engine."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

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
from sidak.schemas.system.processes import GuardedPool, WorkerTimeoutError

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
        parse_tsv(f"{HEAD}\n5\t2\t1\t1\t1\t1\t10\t5\t40\t12\t96.5\tProgram", 1)


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
    monkeypatch.setattr("sidak.extractors.ocr.tesseract._run", lambda *_: listing)
    with pytest.raises(MissingEngineError, match=f"apt-get install tesseract-ocr-{missing}"):
        TesseractEngine("ind").recognise([IMAGE])


#: Programs in the place of tesseract: what each does when it is to read, what is said of it.
STATES = {
    "silent": ("exit 0", "tesseract answers with no table"),
    "babbling": ("echo one two; echo three", "tesseract answers with no table"),
    "babbling in its table": (
        f"printf '{HEAD}\\n5\\tx\\t1\\t1\\t1\\t1\\ty\\t5\\t4\\t1\\t9\\tP\\n'",
        "tesseract answers with no numbers",
    ),
    "of other pictures": (
        f"printf '{HEAD}\\n5\\t7\\t1\\t1\\t1\\t1\\t1\\t5\\t4\\t1\\t9\\tP\\n'",
        "tesseract counts pictures that do not exist",
    ),
    "failing": ("echo no >&2; exit 7", "tesseract: exit code 7"),
    "crashing": ("kill -SEGV $$", "tesseract: SIGSEGV"),
    "killed": ("kill -KILL $$", "tesseract: SIGKILL"),
    "without end": ("exec yes", "tesseract: SIGXFSZ"),
}


def install(folder: Path, script: str, asked: str = "") -> Path:
    """Write a program that answers like tesseract and reads as a script says.

    Args:
        folder: Where to.
        script: What it does when it is to read.
        asked: What it does first, whatever it is asked.
    """
    program = folder / "tesseract"
    listing = "List of languages:\\nind\\neng\\nosd\\n"
    program.write_text(
        f"#!/bin/sh\n{asked}\n"
        'if [ "$1" = --version ]; then echo tesseract 5.3.0; exit; fi\n'
        f"if [ \"$1\" = --list-langs ]; then printf '{listing}'; exit; fi\n{script}\n"
    )
    program.chmod(0o755)
    return program


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., None]]:
    """A function that puts a script in the place of tesseract."""

    def put(script: str, asked: str = "") -> None:
        install(tmp_path, script, asked)
        find_tesseract.cache_clear()

    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    yield put
    find_tesseract.cache_clear()


@pytest.mark.parametrize("state", STATES)
def test_a_broken_engine_says_why(
    state: str,
    use: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    script, detail = STATES[state]
    use(script)
    monkeypatch.setattr("sidak.extractors.ocr.tesseract.MOST_OUTPUT", 1 << 16)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(FailedEngineError) as caught:
        TesseractEngine("ind").recognise([IMAGE])
    assert caught.value.doubt == Doubt(DoubtKind.ENGINE_FAILED, (detail,))
    assert [path.name for path in tmp_path.iterdir()] == ["tesseract"]


@pytest.mark.parametrize(
    ("script", "asked", "limit"),
    [("sleep 600 & sleep 600", "", "TIMEOUT"), ("", "sleep 600", "ASKING_TIMEOUT")],
    ids=["reading", "asked for its version"],
)
def test_a_hanging_engine_ends_with_all_that_it_started(
    script: str,
    asked: str,
    limit: str,
    use: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    use(
        f"echo $$ > {tmp_path}/group; {script}",
        asked and f"echo $$ > {tmp_path}/group; {asked}",
    )
    monkeypatch.setattr(f"sidak.extractors.ocr.tesseract.{limit}", 0.5)
    with pytest.raises(FailedEngineError) as caught:
        TesseractEngine("ind").recognise([IMAGE])
    assert caught.value.doubt == Doubt(DoubtKind.ENGINE_TIMEOUT, ("0.5",))
    group = int((tmp_path / "group").read_text())
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and is_alive(group):
        time.sleep(0.05)
    assert not is_alive(group)


def is_alive(group: int) -> bool:
    """Return True if a process of a group runs."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def read_for_ever(path: str) -> None:
    find_tesseract.cache_clear()
    os.environ["PATH"] = f"{path}:{os.environ['PATH']}"
    TesseractEngine("ind").recognise([IMAGE])


@pytest.mark.slow
def test_an_engine_ends_with_the_process_that_asked_it(tmp_path: Path) -> None:
    """What is killed cannot clean up; the pictures went into the folder of the system."""
    install(tmp_path, f"echo $$ > {tmp_path}/group; exec sleep 600")
    scratch = tmp_path / "scratch"
    with (
        GuardedPool(read_for_ever, size=1, timeout=5, scratch=scratch) as pool,
        pytest.raises(WorkerTimeoutError),
    ):
        pool.call(str(tmp_path))
    group = int((tmp_path / "group").read_text())
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and is_alive(group):
        time.sleep(0.05)
    assert not is_alive(group)
    assert list(scratch.iterdir()) == []
