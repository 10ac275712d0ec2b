"""The balance of a release, added up."""

from pathlib import Path

import pytest

from bench.balance import BalanceOptions, add_up, list_open_pages, read_table, run_balance
from sidak.publishers import build_frames
from tests.publishers.records import make_content

PAGES = [
    {
        "document_id": "a",
        "page": "2",
        "numbers": "9",
        "amounts": "4",
        "amounts_unaccounted": "1",
    },
    {
        "document_id": "a",
        "page": "1",
        "numbers": "5",
        "amounts": "3",
        "amounts_unaccounted": "2",
    },
    {"document_id": "b", "page": "1", "numbers": "", "amounts": "", "amounts_unaccounted": ""},
]


def fill(page: dict[str, str]) -> dict[str, str]:
    frame = build_frames(make_content())["pages"]
    return dict.fromkeys(frame.columns, "") | page


def test_pages_add_up_and_unknown_ones_are_left_out() -> None:
    sums = add_up(map(fill, PAGES))
    assert (sums.pages, sums.counts["numbers"], sums.counts["amounts"]) == (2, 14, 7)
    assert sums.share("amounts_unaccounted", "amounts") == pytest.approx(3 / 7)
    assert sums.share("amounts_flagged", "amounts_accepted") == 0.0


def test_open_pages_with_most_amounts_come_first() -> None:
    assert [page["page"] for page in list_open_pages(map(fill, PAGES))] == ["1", "2"]


def test_the_command_reads_a_release(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frames = build_frames(make_content())
    for name in ("pages", "documents"):
        frames[name].to_csv(tmp_path / f"{name}.csv", index=False)
    assert len(read_table(tmp_path, "pages")) == 4
    assert run_balance(BalanceOptions(tmp_path, least=1)) == 0
    printed = capsys.readouterr().out
    assert "amounts_accepted" in printed
    assert "pages with unaccounted amounts: 0" in printed
