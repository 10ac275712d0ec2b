"""The command: exit codes, and one clear line instead of a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sidak.flows.batch import run
from sidak.flows.batch.summary import RunSummary
from sidak.flows.cli import app as cli
from sidak.schemas import ReleaseBlockedError
from sidak.schemas.system.locks import hold_lock
from tests.flows.batch.handlers import FAKE

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "raw" / "samples" / "pk-bappeda-2022.pdf"


def call(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: object
) -> tuple[int, str, str]:
    """Call ``sidak`` in this process; return exit code, standard output and error."""
    monkeypatch.setattr(sys, "argv", ["sidak", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    shown = capsys.readouterr()
    code = ended.value.code
    assert isinstance(code, int)
    return code, shown.out, shown.err


@pytest.fixture(autouse=True)
def use_fake_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.run_inbox, "__kwdefaults__", _with_fake_handler())


def _with_fake_handler() -> dict[str, object]:
    return {**(run.run_inbox.__kwdefaults__ or {}), "handlers": FAKE}


def test_a_run_ends_with_a_table(
    inbox: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = ("run", inbox, "--out", tmp_path / "out", "--no-prefect")
    code, out, err = call(capsys, monkeypatch, *words)
    assert code == 0
    assert "│ documents │ 2 (2 ok)" in out
    assert "[2/2]" in err
    code, out, err = call(capsys, monkeypatch, *words)
    assert code == 0
    assert err == "nothing new in the inbox: nothing read, no new release\n"
    assert "(as before)" in out


@pytest.mark.parametrize(
    ("orders", "expected"), [(("ok", "failed"), 1), (("failed",), 4), ((), 4)]
)
def test_exit_codes_of_a_run(
    orders: tuple[str, ...],
    expected: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    for order in orders:
        (inbox / f"{order}.txt").write_text(order)
    words = ("run", inbox, "--out", tmp_path / "out", "--no-prefect")
    assert call(capsys, monkeypatch, *words)[0] == expected


def test_a_blocked_release_is_exit_code_3(
    inbox: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for file in inbox.iterdir():
        file.unlink()
    (inbox / "block.txt").write_text("ok")
    words = ("run", inbox, "--out", tmp_path / "out", "--no-prefect")
    assert call(capsys, monkeypatch, *words)[0] == 3

    def refuse(*arguments: object, **options: object) -> RunSummary:
        raise ReleaseBlockedError("disk penuh")

    monkeypatch.setattr(run, "run_inbox", refuse)
    assert call(capsys, monkeypatch, *words) == (3, "", "sidak: disk penuh\n")


def test_a_held_lock_is_exit_code_5(
    inbox: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "out"
    with hold_lock(out / "state" / "run.lock"):
        code, _, err = call(capsys, monkeypatch, "run", inbox, "--out", out, "--no-prefect")
    assert code == 5
    assert err.startswith(f"sidak: another run works on {out} (process ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("run", "gone"), "no such folder: gone"),
        (("run", "file.pdf"), "file.pdf is a file, not a folder: 'sidak extract' reads one"),
        (("run", ".", "--out", "sub"), "--out lies inside the inbox"),
        (("run", ".", "--out", "../\udcff"), "the name of the folder is not UTF-8"),
        (("run", ".", "--timeout", "inf"), "--timeout takes a number of seconds"),
        (("extract", "gone.pdf"), "no such file: gone.pdf"),
        (("nomenclature", "import", "gone.tsv"), "no such file: gone.tsv"),
        (("nomenclature", "list", "--dir", "gone"), "no such folder: gone"),
        (("run",), "Missing argument"),
        (("run", ".", "--workers", "0"), "Invalid value"),
        (("rum",), "No such command"),
        (("nightly", ".", "--out", "../o"), "set PREFECT_API_URL to the Prefect server"),
    ],
)
def test_wrong_usage_is_exit_code_2(
    words: tuple[str, ...],
    message: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file.pdf").touch()
    code, out, err = call(capsys, monkeypatch, *words)
    assert (code, out) == (2, "")
    assert message in err
    assert "Traceback" not in err


@pytest.mark.slow
def test_names_that_a_terminal_cannot_show_stop_nothing(tmp_path: Path) -> None:
    inbox = tmp_path / os.fsdecode(b"in\xff")
    inbox.mkdir()
    (inbox / "laporan \N{GRINNING FACE}.pdf").write_bytes(SAMPLE.read_bytes())
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "latin-1"}
    command = [sys.executable, "-m", "sidak", "run", str(inbox), "--no-prefect", "--out", "out"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert b"laporan \\U0001f600.pdf: ok" in done.stderr


@pytest.mark.slow
def test_folders_of_the_same_names_in_the_way_do_no_harm(tmp_path: Path) -> None:
    """An installed sidak works in the folder of another project, with its own packages."""
    for name in ("flows", "schemas", "bench", "publishers"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise ImportError('not this one')")
    (tmp_path / "inbox").mkdir()
    calls = ((["version"], 0), (["run", "inbox", "--no-prefect"], 4), (["nightly", "inbox"], 2))
    for words, code in calls:
        done = subprocess.run(
            [sys.executable, "-m", "sidak", *words],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stderr


def test_an_unreadable_file_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"")
    code, out, err = call(capsys, monkeypatch, "extract", file)
    assert (code, out, err.count("\n")) == (4, "", 1)
    assert err.startswith("sidak: a.pdf: ")
    assert "Traceback" in call(capsys, monkeypatch, "--debug", "extract", file)[2]


def test_extract_writes_the_tables_of_a_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, _ = call(capsys, monkeypatch, "extract", SAMPLE, "--out", tmp_path)
    assert (code, "PERJANJIAN KINERJA" in out) == (0, True)
    tables = json.loads((tmp_path / "tables.json").read_text())
    texts = {cell["text"] for table in tables for cell in table["cells"]}
    assert "Rp. 20.182.300.000,-" in texts
    assert len(list(tmp_path.glob("table-*.csv"))) == len(tables)


def test_nomenclature_can_be_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.joinpath("lists").mkdir()
    place = ("--dir", tmp_path / "lists")
    code, out, _ = call(capsys, monkeypatch, "nomenclature", "list", *place)
    assert (code, "Kepmendagri 050-5889/2021" in out) == (0, True)
    code, out, _ = call(
        capsys, monkeypatch, "nomenclature", "search", "rapat koordinasi konsultasi", *place
    )
    assert code == 0
    assert "X.XX.01.2.06.09" in out
    code, out, err = call(capsys, monkeypatch, "nomenclature", "search", "xyzzy", *place)
    assert (code, out, err) == (1, "", "sidak: no list has a name like 'xyzzy'\n")
    code, _, err = call(capsys, monkeypatch, "nomenclature", "show", "4.01.09", *place)
    assert (code, err) == (1, "sidak: no list has the code 4.01.09\n")
    words = ("nomenclature", "diff", "1/1900", "2/1901", *place)
    assert call(capsys, monkeypatch, *words)[0] == 1


def test_light_commands_load_no_heavy_library() -> None:
    script = (
        "import sys; import sidak.flows.cli.app, sidak.flows.cli.extract, sidak.extractors\n"
        "heavy = {'prefect', 'great_expectations', 'duckdb', 'pyarrow'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
