"""Streams that unpack to far too much are found without unpacking them."""

import zlib
from pathlib import Path

from sidak.extractors.files.decompression_bombs import find_bombs, pages_of_bombs
from sidak.extractors.files.inspection import FileLimits, inspect_file
from sidak.schemas import Doubt, DoubtKind
from tests.extractors.files.test_inspection import bomb, problem_of, raw_pdf


def test_a_bomb_is_found_without_being_unpacked(tmp_path: Path) -> None:
    limit = 4_000_000
    quiet = zlib.compress(b"0 0 m 100 100 l S\n")
    path = raw_pdf(tmp_path / "bom.pdf", [quiet, bomb(limit), quiet])
    found = find_bombs(path, limit)
    assert [(b.object_number, b.is_structural) for b in found] == [(6, False)]
    assert pages_of_bombs(path, found, 3) == {2}
    assert pages_of_bombs(path, (), 3) == frozenset()
    assert inspect_file(path).pages == 3  # the other pages can be read


def test_a_bomb_packed_twice(tmp_path: Path) -> None:
    twice = zlib.compress(bomb(8_000_000), 9)
    path = raw_pdf(tmp_path / "b.pdf", [twice], "[ /FlateDecode /FlateDecode ]")
    assert len(twice) < 4000
    assert len(find_bombs(path, 4_000_000)) == 1


def test_a_bomb_in_the_structure_refuses_the_file(tmp_path: Path) -> None:
    path = raw_pdf(tmp_path / "b.pdf", [bomb(4_000_000)])
    data = path.read_bytes().replace(b"<< /Length", b"<< /Type /ObjStm /Length", 1)
    path.write_bytes(data)
    assert problem_of(path, FileLimits(max_stream=2_000_000)) == Doubt(DoubtKind.FILE_BOMB)
