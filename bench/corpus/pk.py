"""Perjanjian kinerja of the Bappeda of Kota Serang for 2022: a list without rules.

Below a small ruled table of targets the programmes stand as a list aligned by tabs, with
"Rp." before each amount and the total under it, as these documents print it. The amounts
are those of the Renja.
"""

from bench.corpus.model import (
    Block,
    ColumnSpec,
    Gap,
    HeaderCellSpec,
    ReportSpec,
    Row,
    Section,
    TableSpec,
    Text,
)

_YEAR = 2022
_TOP: tuple[Block, ...] = (
    Text("PERJANJIAN KINERJA TAHUN 2022", align="center", bold=True, size=1.3, after=2),
    Text("BADAN PERENCANAAN PEMBANGUNAN DAERAH", align="center", bold=True, after=2),
    Text("KOTA SERANG", align="center", bold=True, after=16),
)
_BELOW: tuple[Block, ...] = (
    Gap(24),
    Text("Serang, Januari 2022", align="left", indent=270, after=2),
    Text("Pihak Kedua,", align="left", indent=270, after=50),
    Text("WALI KOTA SERANG", align="left", bold=True, indent=270),
)


def build_pk() -> ReportSpec:
    """The report; see the module."""
    return ReportSpec(
        name="pk-bappeda-2022",
        title="Perjanjian Kinerja Bappeda Kota Serang Tahun 2022",
        author="Bappeda Kota Serang",
        facts={
            "kind": "pk",
            "agency": "Badan Perencanaan Pembangunan Daerah",
            "region": "Kota Serang",
            "year": _YEAR,
        },
        sections=(Section((*_TOP, table_targets(), Gap(6), list_programmes(), *_BELOW)),),
    )


def table_targets() -> TableSpec:
    """Sasaran with one or two indicators each, the sasaran merged over its rows."""
    rows = (
        ("1", "Meningkatnya keterpaduan perencanaan", "Konsistensi perencanaan", "%", "99"),
        ("", "", "Pencapaian target kinerja daerah", "%", "95"),
        ("2", "Meningkatnya mutu penelitian", "Indeks Inovasi Daerah", "Kategori", "Inovatif"),
        ("", "", "Pemanfaatan hasil penelitian", "%", "85"),
        ("3", "Meningkatnya akuntabilitas", "Nilai LKjIP", "Nilai", "71,5"),
    )
    return TableSpec(
        columns=(
            ColumnSpec(26, "no", align="center"),
            ColumnSpec(150, "name"),
            ColumnSpec(150, "indikator"),
            ColumnSpec(60, "satuan", align="center"),
            ColumnSpec(70, "figure", "target", None, _YEAR, align="center"),
        ),
        header=tuple(
            HeaderCellSpec(0, column, text)
            for column, text in enumerate(
                ("No", "Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target")
            )
        ),
        column_numbers=("(1)", "(2)", "(3)", "(4)", "(5)"),
        rows=tuple(
            Row(
                cells,
                "sasaran" if cells[0] else "indikator",
                merged=frozenset() if cells[0] else frozenset({0, 1}),
            )
            for cells in rows
        ),
        size=10.0,
    )


def list_programmes() -> TableSpec:
    """Programmes with their money, no rule anywhere."""
    programmes = (
        ("5.01.01", "Program Penunjang Urusan Pemerintahan Daerah", "10.073.300.000,-"),
        (
            "5.01.02",
            "Program Perencanaan, Pengendalian dan Evaluasi Pembangunan Daerah",
            "2.300.000.000,-",
        ),
        (
            "5.01.03",
            "Program Koordinasi dan Sinkronisasi Perencanaan Pembangunan Daerah",
            "6.009.000.000,-",
        ),
        ("5.05.02", "Program Penelitian dan Pengembangan", "1.800.000.000,-"),
    )
    return TableSpec(
        columns=(
            ColumnSpec(22, "no"),
            ColumnSpec(250, "name"),
            ColumnSpec(110, "figure", "pagu", "Rp", _YEAR, align="right"),
            ColumnSpec(60, "text", align="center"),
        ),
        header=(
            HeaderCellSpec(0, 0, ""),
            HeaderCellSpec(0, 1, "Program"),
            HeaderCellSpec(0, 2, "Anggaran"),
            HeaderCellSpec(0, 3, "Keterangan"),
        ),
        rows=(
            *(
                Row(
                    (f"{number}.", name, f"Rp. {amount}", "APBD"),
                    "program",
                    kode=kode,
                    parent=kode[:4],
                )
                for number, (kode, name, amount) in enumerate(programmes, start=1)
            ),
            Row(("", "Jumlah", "Rp. 20.182.300.000,-", ""), "total", bold=True),
        ),
        size=10.5,
        ruled=False,
    )
