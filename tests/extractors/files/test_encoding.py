"""Encodings of text dumps, and bytes that are no text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidak.extractors.files.encoding import decode_text
from sidak.extractors.files.inspection import inspect_file
from sidak.schemas import Doubt, DoubtKind


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("cp1252", "cp1252"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_encodings_of_dumps(tmp_path: Path, encoding: str, name: str) -> None:
    text = "No\tUraian – “Belanja”\n1\t2.500 m²\n" * 20
    path = tmp_path / "a.txt"
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    assert inspect_file(path).encoding == name
    decoded = decode_text(path.read_bytes())
    assert decoded is not None
    assert (decoded.text, decoded.doubts) == (text, ())


def test_a_few_broken_bytes_do_not_spoil_utf8() -> None:
    data = ("Belanja modal – 2.500 m²\n" * 100).encode() + b"\xff"
    decoded = decode_text(data)
    assert decoded is not None
    assert decoded.encoding == "utf-8"
    assert decoded.doubts == (Doubt(DoubtKind.BYTES_REPLACED, ("1",)),)


@given(st.binary(max_size=400))
def test_any_bytes_decode_or_not(data: bytes) -> None:
    decoded = decode_text(data)
    assert decoded is None or "\r" not in decoded.text
