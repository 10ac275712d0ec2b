"""Records to JSON and back, exactly: for the cache, which must never run foreign code.

A pickle may do anything when it is opened; JSON may not. Records become lists in the
order of their fields (a report has tens of thousands of cells, and field names would be
most of the file), so a reader must have the same classes as the writer: the cache keys
its entries by the source of the rooms, see ``sidak.flows.batch.fingerprint``.
"""

import dataclasses
import functools
import types
import typing
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

T = TypeVar("T")

_PLAIN = (str, int, float, bool, type(None))


def encode(value: object) -> Any:
    """Turn records, tuples, decimals and enums into what ``json`` can write.

    Raises:
        TypeError: If a value of another type is found.
    """
    # Enums first: a StrEnum is also a str.
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple | list):
        return [encode(part) for part in value]
    if isinstance(value, dict):
        return [[encode(key), encode(part)] for key, part in value.items()]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [encode(getattr(value, name)) for name in _field_names(type(value))]
    raise TypeError(f"cannot be kept in the cache: {type(value).__name__}")


def decode(kind: type[T], data: Any) -> T:
    """Rebuild a value of type ``kind`` from what :func:`encode` made of it.

    Raises:
        TypeError: If ``kind`` holds a type that :func:`encode` does not know.
        ValueError: If the data do not fit the type.
    """
    return typing.cast(T, _decoder(typing.cast(Any, kind))(data))


@functools.cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@functools.cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    """Return the function that rebuilds values of one type."""
    origin = typing.get_origin(kind)
    if origin is typing.Union or origin is types.UnionType:
        return _union_decoder(typing.get_args(kind))
    if origin is tuple:
        return _tuple_decoder(typing.get_args(kind))
    if origin is list:
        part = _decoder(typing.get_args(kind)[0])
        return lambda data: [part(value) for value in data]
    if origin is dict:
        key, part = (_decoder(argument) for argument in typing.get_args(kind))
        return lambda data: {key(k): part(v) for k, v in data}
    if isinstance(kind, type):
        if issubclass(kind, Enum):
            return kind
        if kind is Decimal:
            return Decimal
        if kind is float:
            # JSON has one kind of number: 1.0 may come back as 1.
            return float
        if kind in _PLAIN:
            return _checker(kind)
        if dataclasses.is_dataclass(kind):
            return _record_decoder(kind)
    raise TypeError(f"cannot be read from the cache: {kind}")


def _checker(kind: type) -> Callable[[Any], Any]:
    def check(data: Any) -> Any:
        # Exact type: True is an int for isinstance, and a shifted list must be noticed.
        if type(data) is not kind:
            raise ValueError(f"{kind.__name__} expected, got {data!r}")
        return data

    return check


def _union_decoder(members: tuple[Any, ...]) -> Callable[[Any], Any]:
    others = [member for member in members if member is not type(None)]
    if len(others) != 1:
        raise TypeError(f"only unions with None can be read from the cache: {members}")
    inner = _decoder(others[0])
    return lambda data: None if data is None else inner(data)


def _tuple_decoder(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        part = _decoder(arguments[0])
        return lambda data: tuple(map(part, data))
    parts = [_decoder(argument) for argument in arguments]

    def rebuild(data: Any) -> Any:
        if len(data) != len(parts):
            raise ValueError(f"{len(parts)} parts expected, got {len(data)}")
        return tuple(part(value) for part, value in zip(parts, data, strict=True))

    return rebuild


def _record_decoder(kind: type) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind)
    names = _field_names(kind)
    # Resolved at the first use: a record may hold records of its own kind.
    parts: list[Callable[[Any], Any]] = []

    def rebuild(data: Any) -> Any:
        if not isinstance(data, list) or len(data) != len(names):
            raise ValueError(f"{kind.__name__} expected, got {str(data)[:80]}")
        if not parts:
            parts.extend(_decoder(hints[name]) for name in names)
        return kind(*(part(value) for part, value in zip(parts, data, strict=True)))

    return rebuild
