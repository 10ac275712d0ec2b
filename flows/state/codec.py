"""Records to JSON and back, exactly: for the cache, which must never run foreign code.

A pickle may do anything when it is opened; JSON may not. ``msgspec`` knows dataclasses,
decimals (as text, every digit kept), enums and tuples, and checks types when it reads. The
JSON itself is Python's: text of a PDF may hold halves of characters, which only an escaped
JSON can hold.
"""

import json
from typing import TypeVar

import msgspec

T = TypeVar("T")


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
