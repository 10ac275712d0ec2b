"""Work is found again, and a damaged entry counts as absent."""

import os
import time
from pathlib import Path

from sidak.flows.state.cache import Cache
from sidak.schemas import Place

_KEY = "ab" + "0" * 62


def test_an_entry_comes_back(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert cache.find(_KEY) is None
    assert cache.load(_KEY, Place) is None
    cache.store(_KEY, Place(7))
    assert cache.load(_KEY, Place) == Place(7)
    cache.forget(_KEY)
    assert cache.load(_KEY, Place) is None


def test_a_damaged_entry_is_absent(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.store(_KEY, Place(7))
    path = cache.find(_KEY)
    assert path is not None
    whole = path.read_bytes()
    for content in (b"", whole[:-3], b"nonsense", whole[:5] + b"\x00" + whole[6:]):
        path.write_bytes(content)
        assert cache.load(_KEY, Place) is None
    cache.store(_KEY, "another record")
    assert cache.load(_KEY, Place) is None


def test_old_entries_go_unless_they_are_in_use(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    keys = [digit * 64 for digit in "abc"]
    for key in keys:
        cache.store(key, Place(1))
    month_ago = time.time() - 31 * 86_400
    for key in keys[:2]:
        path = cache.find(key)
        assert path is not None
        os.utime(path, (month_ago, month_ago))
    assert cache.prune({keys[0]}, days=30) == 1
    assert [cache.find(key) is not None for key in keys] == [True, False, True]


def test_old_entries_of_an_earlier_version_go(tmp_path: Path) -> None:
    entry = tmp_path / "ab" / f"{_KEY}.json.z"
    entry.parent.mkdir()
    entry.write_bytes(b"")
    os.utime(entry, (0, 0))
    assert Cache(tmp_path).find(_KEY) is None
    assert Cache(tmp_path).prune({_KEY}, days=30) == 1


def test_half_a_character_comes_back(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.store(_KEY, "tanda \ud83d rusak \u2013")
    assert cache.load(_KEY, str) == "tanda \ud83d rusak \u2013"
