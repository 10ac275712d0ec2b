"""Tables as CSV, Parquet and DuckDB, and back."""

from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd

from sidak.publishers import build_frames, read_csv, write_release
from sidak.schemas.dictionary.published_tables import TABLE_SCHEMAS
from tests.publishers.records import FACTS, make_content

FRAMES = build_frames(make_content())


def test_csv_and_parquet_are_the_same_bytes_elsewhere(tmp_path: Path) -> None:
    first = write_release(tmp_path / "a", FRAMES, FACTS)
    second = write_release(tmp_path / "b", FRAMES, FACTS)
    for name in first.digests:
        assert (first.path / name).read_bytes() == (second.path / name).read_bytes()


def test_csv_is_plain(tmp_path: Path) -> None:
    release = write_release(tmp_path, FRAMES, FACTS)
    frame = pd.read_csv(release.path / "figures.csv", dtype=str)
    assert list(frame["value"][:6].fillna("")) == [
        "1322123502156",
        "96.41",
        "-2500",
        "2297000000",
        "",
        "0.00",
    ]
    assert frame["x0"][0] == "10.12"


def test_csv_comes_back_with_types_and_values(tmp_path: Path) -> None:
    release = write_release(tmp_path, FRAMES, FACTS)
    for name, schema in TABLE_SCHEMAS.items():
        if schema.has_csv:
            frame = read_csv(name, release.path / f"{name}.csv")
            pd.testing.assert_frame_equal(frame, FRAMES[name])


def test_plain_pandas_reads_numbers_as_numbers(tmp_path: Path) -> None:
    release = write_release(tmp_path, FRAMES, FACTS)
    figures = pd.read_csv(release.path / "figures.csv")
    values = [None if value != value else value for value in figures["value"][:6]]
    assert values == [1322123502156.0, 96.41, -2500.0, 2297000000.0, None, 0.0]


def test_parquet_holds_exact_decimals(tmp_path: Path) -> None:
    release = write_release(tmp_path, FRAMES, FACTS)
    figures = pd.read_parquet(release.path / "figures.parquet")
    assert list(figures["value"][:4]) == [
        Decimal("1322123502156"),
        Decimal("96.41"),
        Decimal("-2500"),
        Decimal("2297000000"),
    ]
    assert list(figures["value"]) == list(FRAMES["figures"]["value"])


def test_parquet_and_duckdb_hold_lists(tmp_path: Path) -> None:
    release = write_release(tmp_path, FRAMES, FACTS)
    figures = pd.read_parquet(release.path / "figures.parquet")
    codes = [None if one is None else list(one) for one in figures["reason_codes"]]
    assert codes[:5] == [None, None, None, ["ink_not_read"], ["ink_not_read"]]
    with duckdb.connect(str(release.path / "sidak.duckdb"), read_only=True) as connection:
        found = connection.execute(
            "SELECT count(*) FROM figures WHERE list_contains(reason_codes, 'ink_not_read')"
        ).fetchall()
    assert found[0][0] == sum(map(bool, codes))


def test_duckdb_holds_every_table(tmp_path: Path) -> None:
    release = write_release(tmp_path, FRAMES, FACTS)
    with duckdb.connect(str(release.path / "sidak.duckdb"), read_only=True) as connection:
        counts = {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
            for name in TABLE_SCHEMAS
        }
    assert counts == {name: len(frame) for name, frame in FRAMES.items()}
