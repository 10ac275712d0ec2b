"""Reading the facts that the reports are painted from."""

import csv
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@cache
def read_facts(name: str) -> tuple[dict[str, str], ...]:
    """Rows of ``data/<name>.tsv``, every value as the reports print it."""
    with (_DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter="\t"))


def parent_kode(kode: str) -> str | None:
    """Code one step up: sub kegiatan to kegiatan, kegiatan to program, program to bidang.

    The kewenangan digit ("2" in 4.01.01.2.08) is no step of its own.
    """
    parts = kode.split(".")
    if len(parts) <= 1:
        return None
    return ".".join(parts[:3] if len(parts) == 5 else parts[:-1])
