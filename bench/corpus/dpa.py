"""Recapitulation of a DPA as the budget system prints it, of part of one programme.

Five columns of codes under "Kode", the names of all levels in one column, five amounts a row
under "Jumlah Tahun": kinds of belanja, most of them "Rp0,00". Codes and names are those of the
LKjIP; what is bought is belanja modal.
"""

from collections.abc import Sequence

from bench.corpus.facts import read_facts
from bench.corpus.model import (
    FOLIO,
    Block,
    ColumnSpec,
    HeaderCellSpec,
    ReportSpec,
    Row,
    Section,
    TableSpec,
    Text,
    landscape,
)

_YEAR = 2022
#: Kegiatan of the first programme that the form shows, and those of them that buy things.
_SHOWN = ("4.01.01.2.05", "4.01.01.2.06", "4.01.01.2.07")
_BUYS = "4.01.01.2.07"
_KINDS = ("Belanja Operasi", "Belanja Modal", "Belanja Tidak Terduga", "Belanja Transfer")
_CODES = ("Urusan", "Bidang Urusan", "Program", "Kegiatan", "Sub Kegiatan")
_TOP: tuple[Block, ...] = (
    Text("DOKUMEN PELAKSANAAN ANGGARAN", align="center", bold=True, size=0.9, after=1),
    Text("SATUAN KERJA PERANGKAT DAERAH", align="center", bold=True, size=0.9, after=1),
    Text("REKAPITULASI DPA BELANJA SKPD", align="center", bold=True, size=0.9, after=1),
    Text(f"Kota Serang Tahun Anggaran {_YEAR}", align="center", bold=True, size=0.9, after=8),
    Text("Organisasi : 4.01.0.00.0.00.01.0000 Sekretariat Daerah", align="left", size=0.7),
)


def build_dpa() -> ReportSpec:
    """The report; see the module."""
    return ReportSpec(
        name="dpa-setda-2022",
        title="Rekapitulasi DPA Sekretariat Daerah Kota Serang Tahun 2022",
        author="Sekretariat Daerah Kota Serang",
        facts={
            "kind": "dpa",
            "agency": "Sekretariat Daerah",
            "region": "Kota Serang",
            "year": _YEAR,
        },
        sections=(
            Section(
                (*_TOP, table_recapitulation()),
                paper=landscape(FOLIO),
                margins=(28, 24, 28, 24),
            ),
        ),
    )


def table_recapitulation() -> TableSpec:
    """The form: codes, names, kinds of belanja."""
    return TableSpec(
        columns=(
            *(ColumnSpec(width, "kode") for width in (28, 30, 32, 34, 34)),
            ColumnSpec(190, "name"),
            *(
                ColumnSpec(width, "figure", metric, "Rp", _YEAR, align="right")
                for width, metric in ((100, "other"),) * 4 + ((104, "pagu"),)
            ),
        ),
        header=(
            HeaderCellSpec(0, 0, "Kode", columns=5),
            *(HeaderCellSpec(1, at, text) for at, text in enumerate(_CODES)),
            HeaderCellSpec(0, 5, "Uraian", rows=2),
            HeaderCellSpec(0, 6, f"Jumlah Tahun {_YEAR}", columns=5),
            *(HeaderCellSpec(1, 6 + at, text) for at, text in enumerate((*_KINDS, "Jumlah"))),
        ),
        rows=tuple(_list_rows()),
        size=6.3,
    )


def _list_rows() -> list[Row]:
    facts = [
        fact
        for fact in read_facts("setda_anggaran_2022")
        if fact["kode"] == "4.01.01" or fact["kode"].startswith(_SHOWN)
    ]
    rows = [
        _make_row("4", "UNSUR PENDUKUNG URUSAN PEMERINTAHAN", "urusan"),
        _make_row("4.01", "SEKRETARIAT DAERAH", "bidang"),
        *(_make_row(fact["kode"], fact["nama"], fact["level"]) for fact in facts),
    ]
    return [*rows, Row(("Jumlah Total", *("",) * 5, *_print_amounts("4")), "total", bold=True,
                       spans=((0, 6),))]  # fmt: skip


def _make_row(kode: str, name: str, level: str) -> Row:
    parts = kode.split(".")
    printed = [*parts[:3], ".".join(parts[3:5]), "".join(parts[5:]).zfill(4)][: len(parts)]
    if len(parts) == 5:
        printed = printed[:4]
    codes = (*printed, *("",) * (5 - len(printed)))
    return Row(
        (*codes, name, *_print_amounts(kode)),
        level,
        kode=kode,
        bold=level != "sub_kegiatan",
    )


def _print_amounts(kode: str) -> Sequence[str]:
    """Print the four kinds of belanja under a code, and their sum."""
    kinds = [0, 0, 0, 0]
    for fact in read_facts("setda_anggaran_2022"):
        own = fact["kode"]
        if fact["level"] == "sub_kegiatan" and own.startswith(_SHOWN) and own.startswith(kode):
            kinds[1 if own.startswith(_BUYS) else 0] += int(fact["pagu"].replace(".", ""))
    return [f"Rp{amount:,}".replace(",", ".") + ",00" for amount in (*kinds, sum(kinds))]
