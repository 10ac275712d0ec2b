"""``sidak show``, ``query`` and ``export`` from the command line."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from sidak.flows.cli.app import app
from tests.flows.cli.test_audit import call, make_pair, publish


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return publish(tmp_path / "curated", *make_pair())


def refuse(*words: str) -> str:
    """Return what the command says on standard error when it ends with exit code 2."""
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 2, result.output
    return result.stderr


def test_tables_are_listed_with_their_rows(release: Path) -> None:
    listed = json.loads(call("show", "--release", str(release), "--format", "json"))
    rows = {one["table"]: one["rows"] for one in listed}
    assert rows["documents"] == 2
    assert {"figures", "items", "findings", "tables", "cells"} <= rows.keys()


def test_the_first_rows_of_a_table(release: Path) -> None:
    words = ("show", "documents", "--rows", "1", "--release", str(release), "--format", "csv")
    header, row, rest = call(*words).split("\n")
    assert header.startswith("document_id,sha256,file,")
    assert row.startswith("a" * 16)
    assert rest == ""


def test_a_table_of_many_columns_is_shown_as_records(release: Path) -> None:
    lines = call("show", "documents", "--release", str(release)).split("\n")
    assert lines[0] == "--- 1"
    assert lines[1].split() == ["document_id", "a" * 16]


def test_an_answer_in_each_form(release: Path, tmp_path: Path) -> None:
    sql = "SELECT file, 12.50::DECIMAL(20, 4) AS n FROM documents ORDER BY file"
    words = ("query", sql, "--release", str(release))
    assert call(*words, "--format", "csv") == "file,n\nlkjip.pdf,12.5000\nrenja.pdf,12.5000\n"
    assert json.loads(call(*words, "--format", "json"))[0] == {
        "file": "lkjip.pdf",
        "n": "12.5000",
    }
    assert "12.5 " in call(*words)
    out = tmp_path / "answer.parquet"
    call(*words, "--format", "parquet", "--out", str(out))
    assert pq.read_table(out).column("file").to_pylist() == ["lkjip.pdf", "renja.pdf"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "nothing"), "no table 'nothing' in this release; there are: "),
        (("query", "SELEC 1"), "syntax error"),
        (("query", "DROP TABLE figures"), "read-only"),
        (("query", "SELECT 1", "--format", "parquet"), "name a file with --out"),
        (("export", "--document", "dpa"), "no document of this release is called 'dpa'"),
        (("export", "--document", ".pdf"), "several documents are called '.pdf': lkjip.pdf"),
    ],
)
def test_wrong_usage_is_one_line(release: Path, words: tuple[str, ...], said: str) -> None:
    line = refuse(*words, "--release", str(release))
    assert said in line
    assert line.count("\n") == 1


def test_no_release_is_one_line(tmp_path: Path) -> None:
    assert "not a release" in refuse("show", "--release", str(tmp_path))


def test_tables_of_a_document_are_exported(release: Path, tmp_path: Path) -> None:
    words = ("export", "--document", "lkjip", "--release", str(release))
    said = call(*words, "--out", str(tmp_path / "csv"))
    files = sorted((tmp_path / "csv").iterdir())
    assert said == f"{len(files)} tables in {tmp_path / 'csv'}\n"
    assert files
    book = tmp_path / "lkjip.xlsx"
    call(*words, "--format", "xlsx", "--out", str(book))
    assert book.read_bytes().startswith(b"PK")
