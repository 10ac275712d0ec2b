"""Records to bytes and back, exactly: for the cache, which must never run foreign code.

A pickle may do anything when it is opened; MessagePack and JSON may not. ``msgspec`` knows
dataclasses, decimals (as text, every digit kept), enums and tuples, and checks types when it
reads. What people may want to look at is JSON; what only programs read is MessagePack, which
is read back several times faster.
"""

import contextlib
import gc
import json
from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

#: First byte of a packed record: how the rest is written.
_MSGPACK = b"m"
_JSON = b"j"


def pack_record(value: object) -> bytes:
    """Return a record as bytes for :func:`unpack_record`.

    Text of a PDF may hold halves of characters, and a whole number more than 64 bits, which
    only an escaped JSON can hold: a record with one is written as JSON.

    Raises:
        TypeError: If it holds a value of an unknown type.
    """
    try:
        return _MSGPACK + msgspec.msgpack.encode(value)
    except (UnicodeEncodeError, OverflowError):
        return _JSON + to_json(value)


def unpack_record(kind: type[T], content: bytes) -> T:
    """Rebuild a value of type ``kind`` from what :func:`pack_record` made of it.

    Raises:
        ValueError: If the content is damaged or does not fit the type, or ``kind`` holds a
            type that cannot be rebuilt.
    """
    mark, packed = content[:1], memoryview(content)[1:]
    with _pause_collector():
        if mark == _MSGPACK:
            return _make_decoder(kind).decode(packed)  # type: ignore[arg-type, no-any-return]
        if mark == _JSON:
            return from_json(kind, bytes(packed))
    raise ValueError("no packed record")


def to_json(value: object, *, indent: int | None = None) -> bytes:
    """Return a record as JSON, in ASCII.

    Args:
        value: The record.
        indent: Blanks per level, for people; ``None`` for the shortest form.

    Raises:
        TypeError: If it holds a value of an unknown type.
    """
    separators = (",", ":") if indent is None else None
    text = json.dumps(msgspec.to_builtins(value), indent=indent, separators=separators)
    return text.encode("ascii")


def from_json(kind: type[T], content: bytes) -> T:
    """Rebuild a value of type ``kind`` from what :func:`to_json` made of it.

    Raises:
        ValueError: If the content is no JSON or does not fit the type, or ``kind`` holds a
            type that cannot be rebuilt.
    """
    return msgspec.convert(json.loads(content), kind)


@cache
def _make_decoder(kind: Any) -> "msgspec.msgpack.Decoder[Any]":
    return msgspec.msgpack.Decoder(kind)


@contextlib.contextmanager
def _pause_collector() -> Iterator[None]:
    """Let the garbage collector rest: it would look at all new records again and again.

    A document is some hundred thousand objects that stay; looking for circles among them takes
    as long as making them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
