"""Settings that follow from the machine."""

from pathlib import Path

import pytest

from sidak.flows.settings import find_time_zone


def test_schedules_are_in_the_time_of_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TZ", raising=False)
    local = tmp_path / "localtime"
    assert find_time_zone(local) == "UTC"
    local.symlink_to(tmp_path / "zoneinfo" / "Asia" / "Jakarta")
    assert find_time_zone(local) == "Asia/Jakarta"
    monkeypatch.setenv("TZ", ":Asia/Makassar")
    assert find_time_zone(local) == "Asia/Makassar"
