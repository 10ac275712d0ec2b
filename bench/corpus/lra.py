"""Budget report of the Sekretariat Daerah of Kota Serang, 2022, laid out awkwardly.

Two tables side by side, a table in the middle of the narrative, a landscape page made
upright by ``/Rotate 90`` among upright ones, a chart of boxes that is no table. The figures
are those of the LKjIP, so that the same money stands in two documents; only the correction
in brackets is invented.
"""

from bench.corpus.facts import read_facts
from bench.corpus.lkjip_tables import table_3_4
from bench.corpus.lkjip_text import ORGANISATION, subheading
from bench.corpus.model import (
    A4,
    Block,
    Chart,
    ColumnSpec,
    Gap,
    HeaderCellSpec,
    NewPage,
    ReportSpec,
    Row,
    Section,
    SideBySide,
    TableSpec,
    Text,
    landscape,
)

_YEAR = 2022
_FOOT = "Laporan Realisasi Anggaran 2022 - Halaman {page}"
_TOP: tuple[Block, ...] = (
    Text("LAPORAN REALISASI ANGGARAN", align="center", bold=True, size=1.4, after=2),
    Text("SEKRETARIAT DAERAH KOTA SERANG", align="center", bold=True, size=1.2, after=2),
    Text("TAHUN ANGGARAN 2022", align="center", bold=True, size=1.2, after=14),
    subheading("1. Ringkasan"),
    Text(
        "Pagu dan realisasi ketiga program disandingkan di bawah ini. Tabel kiri memuat pagu "
        "setelah perubahan, tabel kanan memuat belanja sampai dengan 31 Desember 2022."
    ),
)
_MIDDLE: tuple[Block, ...] = (
    Text(
        "Serapan seluruhnya 96,41 %. Sisa anggaran program penunjang terutama terdapat pada "
        "gaji dan tunjangan, yang perinciannya sebagai berikut."
    ),
)
_AFTER: tuple[Block, ...] = (
    Text(
        "Realisasi gaji dan tunjangan lebih rendah dari pagu karena beberapa jabatan kosong "
        "sampai pertengahan tahun."
    ),
    subheading("2. Penanggung Jawab"),
    Chart(ORGANISATION),
    Gap(10),
    Text("Perbandingan tiga tahun disajikan pada halaman berikut.", align="left"),
)


def build_lra() -> ReportSpec:
    """The report; see the module."""
    return ReportSpec(
        name="lra-setda-2022",
        title="Laporan Realisasi Anggaran Sekretariat Daerah Kota Serang 2022",
        author="Sekretariat Daerah Kota Serang",
        facts={
            "kind": "lra",
            "agency": "Sekretariat Daerah",
            "region": "Kota Serang",
            "year": _YEAR,
        },
        sections=(
            Section(
                (*_TOP, _side_by_side(), *_MIDDLE, _table_salaries(), *_AFTER),
                running_foot=_FOOT,
            ),
            Section(
                (table_3_4(),),
                paper=landscape(A4),
                running_foot=_FOOT,
                margins=(50, 50, 50, 50),
                rotate=90,
            ),
            Section((_table_remainder(), NewPage(), *_closing()), running_foot=_FOOT),
        ),
    )


def _programmes() -> list[dict[str, str]]:
    return [fact for fact in read_facts("setda_anggaran_2022") if fact["level"] == "program"]


def _side_by_side() -> SideBySide:
    return SideBySide(
        _programme_table("PAGU (Rp)", "pagu", "pagu_realisasi", "56.793.468.159"),
        _programme_table("REALISASI (Rp)", "realisasi_anggaran", "realisasi", "54.752.703.672"),
    )


def _programme_table(header: str, metric: str, field: str, total: str) -> TableSpec:
    """One programme a row with one column of money."""
    return TableSpec(
        columns=(
            ColumnSpec(120, "name"),
            ColumnSpec(84, "figure", metric, "Rp", _YEAR, align="right"),
        ),
        header=(HeaderCellSpec(0, 0, "PROGRAM"), HeaderCellSpec(0, 1, header)),
        rows=(
            *(
                Row((fact["nama"], fact[field]), "program", kode=fact["kode"], parent="4.01")
                for fact in _programmes()
            ),
            Row(("JUMLAH", total), "total", bold=True, shaded=True),
        ),
        size=8.0,
    )


def _table_salaries() -> TableSpec:
    facts = [
        fact
        for fact in read_facts("setda_anggaran_2022")
        if fact["kode"].startswith("4.01.01.2.02")
    ]
    return TableSpec(
        columns=(
            ColumnSpec(80, "kode"),
            ColumnSpec(190, "name"),
            ColumnSpec(86, "figure", "pagu", "Rp", _YEAR, align="right"),
            ColumnSpec(86, "figure", "realisasi_anggaran", "Rp", _YEAR, align="right"),
            ColumnSpec(44, "figure", "serapan", "%", _YEAR, align="right"),
        ),
        header=(
            HeaderCellSpec(0, 0, "KODE"),
            HeaderCellSpec(0, 1, "URAIAN"),
            HeaderCellSpec(0, 2, "PAGU (Rp)"),
            HeaderCellSpec(0, 3, "REALISASI (Rp)"),
            HeaderCellSpec(0, 4, "%"),
        ),
        rows=tuple(
            Row(
                (
                    fact["kode"],
                    fact["nama"],
                    fact["pagu_realisasi"],
                    fact["realisasi"],
                    fact["serapan"],
                ),
                fact["level"],
                kode=fact["kode"],
                parent="4.01.01.2.02" if fact["level"] == "sub_kegiatan" else "4.01.01",
                bold=fact["level"] == "kegiatan",
            )
            for fact in facts
        ),
        size=8.5,
    )


def _table_remainder() -> TableSpec:
    """Sisa of each programme, one of them negative in brackets for a correction."""
    rows = (
        ("4.01.01", "1.600.325.121"),
        ("4.01.02", "405.231.822"),
        ("4.01.03", "35.207.544"),
    )
    names = {fact["kode"]: fact["nama"] for fact in _programmes()}
    return TableSpec(
        caption=("Tabel 3", "Sisa Anggaran Menurut Program Tahun 2022"),
        columns=(
            ColumnSpec(60, "kode"),
            ColumnSpec(270, "name"),
            ColumnSpec(110, "figure", "sisa", "Rp", _YEAR, align="right"),
        ),
        header=(
            HeaderCellSpec(0, 0, "KODE"),
            HeaderCellSpec(0, 1, "PROGRAM"),
            HeaderCellSpec(0, 2, "SISA (Rp)"),
        ),
        rows=(
            *(
                Row((kode, names[kode], sisa), "program", kode=kode, parent="4.01")
                for kode, sisa in rows
            ),
            Row(("", "KOREKSI PEMBUKUAN", "(2.500)"), "other"),
            Row(("", "JUMLAH", "2.040.761.987"), "total", bold=True, shaded=True),
        ),
        size=9.0,
    )


def _closing() -> tuple[Block, ...]:
    return (
        subheading("3. Catatan"),
        Text(
            "Angka pada laporan ini telah dicocokkan dengan buku kas umum. Perbedaan dengan "
            "laporan kinerja dijelaskan pada lampiran tersendiri."
        ),
    )
