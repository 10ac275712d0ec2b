"""``sidak decide`` and ``sidak decisions``: the same rules from the command line."""

import json
from pathlib import Path

import pytest

from sidak.flows.state.decisions import read_decisions
from tests.flows.cli.test_app import call
from tests.flows.review.curated_case import DOCUMENT, make_curated

Caught = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch
SUSPECT, UNREADABLE = (f"{DOCUMENT}-t01-r{row}-c2" for row in (4, 5))
ITEM = f"{DOCUMENT}-t01-i1"


@pytest.fixture
def curated(tmp_path: Path) -> Path:
    return make_curated(tmp_path)


def test_decide_list_and_take_back(curated: Path, capsys: Caught, monkeypatch: Patch) -> None:
    who = ("--who", "Budi", "--why", "jelas")
    assert call(capsys, monkeypatch, "decide", curated, SUSPECT, "--accept", *who)[0] == 0
    words = ("decide", curated, f"figure:{UNREADABLE}", "--value", "97.877", "--confirm", *who)
    code, out, _ = call(capsys, monkeypatch, *words)
    assert code == 0
    assert out.endswith(f"figure:{UNREADABLE}  97.877  (Budi)\n")
    assert call(capsys, monkeypatch, "decide", curated, ITEM, "--no-code", *who)[0] == 0
    records = read_decisions(curated / "decisions" / "decisions.csv")
    assert [(one.subject, one.value, one.kode) for one in records] == [
        ("figure", "2297000000", ""),
        ("figure", "97877", ""),
        ("kode", "", ""),
    ]
    _, out, _ = call(capsys, monkeypatch, "decisions", curated, "--json")
    assert [one["what"] for one in json.loads(out)] == [
        "tidak punya kode",
        "97.877",
        "2.297.000.000",
    ]
    undo = ("--undo", records[0].decision_id, "--who", "Siti")
    assert call(capsys, monkeypatch, "decisions", curated, *undo)[0] == 0
    code, out, _ = call(capsys, monkeypatch, "decisions", curated)
    assert (code, records[0].decision_id in out, records[1].decision_id in out) == (
        0,
        False,
        True,
    )
    code, _, err = call(capsys, monkeypatch, "decisions", curated, *undo)
    assert (code, "tidak ada keputusan berlaku" in err) == (1, True)


def test_a_number_that_is_given_exactly_is_taken(
    curated: Path, capsys: Caught, monkeypatch: Patch
) -> None:
    words = ("decide", curated, SUSPECT, "--number", "66.408", "--confirm", "--who", "Budi")
    code, out, _ = call(capsys, monkeypatch, *words)
    assert (code, "66,408" in out) == (0, True)


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ((SUSPECT,), 2, "give one of --value"),
        ((SUSPECT, "--accept", "--unreadable"), 2, "give one of --value"),
        ((SUSPECT, "--accept", "--lang", "jv"), 2, "unknown language: jv"),
        ((SUSPECT, "--value", "66,408", "--confirm"), 1, "Dapat berarti 66.408 atau 66,408"),
        ((UNREADABLE, "--value", "12345"), 1, "(--confirm)"),
        ((UNREADABLE, "--accept"), 1, "Tidak ada bacaan"),
        (("figure:nothing", "--accept"), 1, "tidak ada lagi"),
        ((ITEM, "--code", "zz", "--lang", "en"), 1, "That is no nomenclature code"),
    ],
)
def test_what_is_not_taken(
    words: tuple[str, ...],
    code: int,
    message: str,
    curated: Path,
    capsys: Caught,
    monkeypatch: Patch,
) -> None:
    given, out, err = call(capsys, monkeypatch, "decide", curated, *words, "--who", "Budi")
    assert (given, out, message in err) == (code, "", True), err
    assert not (curated / "decisions").exists()


@pytest.mark.parametrize("command", ["review", "decisions"])
def test_a_folder_without_release_is_one_line(
    command: str, tmp_path: Path, capsys: Caught, monkeypatch: Patch
) -> None:
    code, _, err = call(capsys, monkeypatch, command, tmp_path / "gone")
    assert (code, err) == (2, f"sidak: no such folder: {tmp_path / 'gone'}\n")
    if command == "review":
        code, _, err = call(capsys, monkeypatch, command, tmp_path, "--no-browser")
        assert (code, "belum ada rilis" in err, err.count("\n")) == (1, True, 1)
