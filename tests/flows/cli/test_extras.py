"""A small installation: what it can do, and what it says of the rest."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sidak.schemas import Doubt, DoubtKind
from tests.extractors import paper
from tests.extractors.ocr.scanning import draw_table, photograph

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "raw" / "samples" / "pk-bappeda-2022.pdf"
#: What only the extras bring.
EXTRA_MODULES = (
    *("prefect", "fastapi", "starlette", "uvicorn"),
    *("onnxruntime", "openvino", "rapidocr"),
)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment of a Python that has no extra, and none of whose children has."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(
        f"import sys\nfor name in {EXTRA_MODULES!r}:\n    sys.modules[name] = None\n"
    )
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT)))}


def call(environment: dict[str, str], *arguments: object) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "sidak", *map(str, arguments)]
    done = subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ("run", "inbox"),
            "sidak: prefect is not installed: pip install 'sidak[prefect]', or work without "
            "it: --no-prefect\n",
        ),
        (
            ("review", "curated"),
            "sidak: fastapi is not installed: pip install 'sidak[review]'\n",
        ),
    ],
)
def test_a_missing_extra_is_one_line(
    arguments: tuple[str, str], line: str, environment: dict[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / arguments[1]
    folder.mkdir()

    assert call(environment, arguments[0], folder) == (2, "", line)


@pytest.mark.slow
def test_a_small_installation_reads_reports(
    environment: dict[str, str], tmp_path: Path
) -> None:
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    inbox.mkdir()
    shutil.copy(SAMPLE, inbox)
    photograph(paper.write_pdf(tmp_path / "printed.pdf", draw_table), inbox / "scan.pdf")

    code, _, said = call(environment, "run", inbox, "--no-prefect", "--out", out)

    assert (code, said.count("Traceback")) == (1, 0)
    release = out / json.loads((out / "latest.json").read_text())["path"]
    with (release / "documents.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["file"]: row for row in csv.DictReader(stream)}
    missing = Doubt(DoubtKind.ENGINE_MISSING, ("rapidocr", "pip install 'sidak[scans]'"))
    assert {name: row["status"] for name, row in rows.items()} == {
        SAMPLE.name: "ok",
        "scan.pdf": "failed",
    }
    assert missing.text() in rows["scan.pdf"]["reason"]
