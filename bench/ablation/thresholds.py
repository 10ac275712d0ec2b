"""The thresholds of sidak by dotted name: found in the settings of its sub-packages, varied."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Any

import sidak

Number = int | float | Decimal


@dataclass(frozen=True, slots=True)
class Threshold:
    """One number of one settings module.

    Attributes:
        module: Module of the settings, such as ``sidak.matchers.match.settings``.
        path: Fields from the settings down to the number; a place in a tuple is its index.
        value: The number in use.
    """

    module: str
    path: tuple[str | int, ...]
    value: Number

    @property
    def name(self) -> str:
        """Dotted name without ``sidak`` and ``settings``: ``matchers.match.least_margin``."""
        package = self.module.removeprefix("sidak.").removesuffix(".settings")
        return ".".join([package, *map(str, self.path)])

    @property
    def room(self) -> str:
        """The room that the threshold belongs to."""
        return self.module.split(".")[1]


def find_thresholds() -> tuple[Threshold, ...]:
    """Find every threshold, in the order of modules and fields."""
    found: list[Threshold] = []
    for module in pkgutil.walk_packages(sidak.__path__, "sidak."):
        if module.name.endswith(".settings"):
            settings = getattr(importlib.import_module(module.name), "SETTINGS", None)
            if is_dataclass(settings):
                found += (
                    Threshold(module.name, path, value) for path, value in _walk(settings, ())
                )
    return tuple(sorted(found, key=lambda one: one.module))


def _walk(
    value: Any, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], Number]]:
    if is_dataclass(value):
        for field in fields(value):
            yield from _walk(getattr(value, field.name), (*path, field.name))
    elif isinstance(value, tuple):
        for at, part in enumerate(value):
            yield from _walk(part, (*path, at))
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        yield path, value


def vary(value: Number, share: float) -> tuple[Number, ...]:
    """Return a number made smaller and larger by a share; whole numbers by at least one."""
    if isinstance(value, int):
        step = max(1, round(abs(value) * share))
        return value - step, value + step
    if isinstance(value, Decimal):
        wide = abs(value) * Decimal(str(share)) or Decimal(str(share))
        return value - wide, value + wide
    far = abs(value) * share or share
    return value - far, value + far


def set_threshold(threshold: Threshold, value: Number) -> None:
    """Change a threshold in this process, for good: meant for a process that ends after.

    Settings are frozen and read where they are used, so the one instance is changed in
    place; product code has no way to do so.
    """
    settings = importlib.import_module(threshold.module).SETTINGS
    _replace(settings, threshold.path, value)


def _replace(owner: Any, path: tuple[str | int, ...], value: Number) -> Any:
    """Put a value into nested settings and return the owner, a new one if it is a tuple."""
    if not path:
        return value
    first, rest = path[0], path[1:]
    if isinstance(owner, tuple):
        assert isinstance(first, int)
        return (*owner[:first], _replace(owner[first], rest, value), *owner[first + 1 :])
    assert isinstance(first, str)
    object.__setattr__(owner, first, _replace(getattr(owner, first), rest, value))
    return owner
