"""sidak: tables of Indonesian local-government reports as one dataset that can be trusted.

The public names are those of ``__all__``; they are loaded when they are first used::

    import sidak

    extraction = sidak.read("laporan.pdf")              # tables of any PDF, as printed
    result = sidak.process("lkjip.pdf")                 # items, figures, findings of a report
    figures = sidak.open_release("curated").table("figures")    # a pandas frame

The rooms of the house are the top-level folders of the repository, linked into this package;
they are imported as ``sidak.schemas``, ``sidak.extractors`` and so on, and in no other way.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sidak.api import Release, open_release, process, read
    from sidak.schemas import (
        DocumentResult,
        Extraction,
        Figure,
        Finding,
        Item,
        SidakError,
        Table,
        UnreadableFileError,
    )

    __version__: str

__all__ = [
    "DocumentResult",
    "Extraction",
    "Figure",
    "Finding",
    "Item",
    "Release",
    "SidakError",
    "Table",
    "UnreadableFileError",
    "__version__",
    "open_release",
    "process",
    "read",
]

_IN_API = frozenset({"Release", "open_release", "process", "read"})


def __getattr__(name: str) -> Any:
    import importlib
    from importlib import metadata

    if name == "__version__":
        return metadata.version("sidak")
    if name not in __all__:
        raise AttributeError(f"module 'sidak' has no attribute {name!r}")
    home = "sidak.api" if name in _IN_API else "sidak.schemas"
    return getattr(importlib.import_module(home), name)


def __dir__() -> list[str]:
    return __all__
