"""Renja of the Bappeda of Kota Serang for 2022: twelve columns on landscape folio.

Codes and figures are printed as in the real report: codes without leading zeros
(5.1.2.2.01.01), thousands marked by commas and by both marks at once ("8.309,000.000"), a
forward estimate that lacks six thousand million, "601" participants where 60 are meant.
"""

from bench.corpus.facts import parent_kode, read_facts
from bench.corpus.lkjip_text import heading, subheading
from bench.corpus.model import (
    FOLIO,
    Block,
    ColumnSpec,
    Gap,
    HeaderCellSpec,
    ReportSpec,
    Row,
    Section,
    TableSpec,
    Text,
    landscape,
)

_FOOT = "Renja Bappeda Kota Serang Tahun 2022   {page}"
_PRINTED = (
    "kode_cetak",
    "nama",
    "indikator",
    "satuan",
    "lokasi",
    "target_2022",
    "pagu_2022",
    "sumber",
    "catatan",
    "target_2023",
    "pagu_2023",
    "pj",
)
_COVER: tuple[Block, ...] = (
    Gap(90),
    Text("RENCANA KERJA TAHUN 2022", align="center", bold=True, size=1.9),
    Text("(RENJA)", align="center", bold=True, size=1.5),
    Gap(70),
    Text("BADAN PERENCANAAN PEMBANGUNAN DAERAH", align="center", bold=True, size=1.5),
    Text("KOTA SERANG", align="center", bold=True, size=1.5),
    Gap(240),
    Text("PEMERINTAH KOTA SERANG", align="center", bold=True, size=1.2),
    Text("2021", align="center", bold=True, size=1.2),
)
_CHAPTER: tuple[Block, ...] = (
    heading("BAB III TUJUAN, SASARAN, PROGRAM DAN KEGIATAN"),
    subheading("3.1. Arah Kebijakan"),
    Text(
        "Pada tahun 2022 Badan Perencanaan Pembangunan Daerah Kota Serang memusatkan "
        "pekerjaannya pada tiga hal: dokumen perencanaan yang selaras dengan penganggaran, "
        "koordinasi dengan perangkat daerah mitra, dan penelitian yang dapat dipakai oleh "
        "pengambil keputusan."
    ),
    subheading("3.2. Kebutuhan Dana"),
    Text(
        "Kebutuhan dana tahun 2022 diperkirakan Rp 20.182.300.000 dan pada tahun 2023 "
        "Rp 20.300.000.000. Sebagian besar dipakai untuk program penunjang urusan, yang di "
        "dalamnya terdapat gaji dan tunjangan pegawai sebesar Rp 5.582.300.000."
    ),
    Text(
        "Rincian program, kegiatan dan sub kegiatan beserta indikator, lokasi, target dan "
        "pagu indikatif disajikan dalam Tabel 3.3 pada halaman berikut."
    ),
)
_CLOSING: tuple[Block, ...] = (
    Gap(8),
    Text(
        "Sub kegiatan yang belum tertampung akan diusulkan pada perubahan Renja setelah "
        "hasil evaluasi triwulan kedua diketahui."
    ),
)


def build_renja() -> ReportSpec:
    """The report; see the module."""
    return ReportSpec(
        name="renja-bappeda-2022",
        title="Rencana Kerja Bappeda Kota Serang Tahun 2022",
        author="Bappeda Kota Serang",
        facts={
            "kind": "renja",
            "agency": "Badan Perencanaan Pembangunan Daerah",
            "region": "Kota Serang",
            "year": 2022,
        },
        sections=(
            Section(_COVER, paper=FOLIO, numbering="none"),
            Section(_CHAPTER, paper=FOLIO, running_foot=_FOOT, restart=True),
            Section(
                (table_3_3(), *_CLOSING),
                paper=landscape(FOLIO),
                running_foot=_FOOT,
                margins=(42, 50, 42, 50),
            ),
        ),
    )


def table_3_3() -> TableSpec:
    """Programmes, indicators, targets and budget of two years."""
    return TableSpec(
        key="Tabel 3.3",
        caption=(
            "Tabel 3.3",
            "RUMUSAN RENCANA PROGRAM, KEGIATAN DAN SUB KEGIATAN TAHUN 2022",
            "DAN PRAKIRAAN MAJU TAHUN 2023",
        ),
        columns=(
            ColumnSpec(58, "kode"),
            ColumnSpec(138, "name"),
            ColumnSpec(104, "indikator"),
            ColumnSpec(48, "satuan", align="center"),
            ColumnSpec(44, "lokasi", align="center"),
            ColumnSpec(46, "figure", "target", None, 2022, align="center"),
            ColumnSpec(76, "figure", "pagu", "Rp", 2022, align="right"),
            ColumnSpec(50, "text", align="center"),
            ColumnSpec(46, "text"),
            ColumnSpec(46, "figure", "target", None, 2023, align="center"),
            ColumnSpec(76, "figure", "pagu", "Rp", 2023, align="right"),
            ColumnSpec(62, "text", align="center"),
        ),
        header=(
            HeaderCellSpec(0, 0, "KODE", rows=2),
            HeaderCellSpec(0, 1, "URUSAN/BIDANG URUSAN/PROGRAM/ KEGIATAN/SUB KEGIATAN", rows=2),
            HeaderCellSpec(0, 2, "INDIKATOR PROGRAM/KEGIATAN/ SUB KEGIATAN", rows=2),
            HeaderCellSpec(0, 3, "SATUAN", rows=2),
            HeaderCellSpec(0, 4, "RENCANA TAHUN 2022", columns=4),
            HeaderCellSpec(1, 4, "LOKASI"),
            HeaderCellSpec(1, 5, "TARGET CAPAIAN KINERJA"),
            HeaderCellSpec(1, 6, "KEBUTUHAN DANA/PAGU INDIKATIF (Rp)"),
            HeaderCellSpec(1, 7, "SUMBER DANA"),
            HeaderCellSpec(0, 8, "CATATAN PENTING", rows=2),
            HeaderCellSpec(0, 9, "PRAKIRAAN MAJU RENCANA TAHUN 2023", columns=2),
            HeaderCellSpec(1, 9, "TARGET CAPAIAN KINERJA"),
            HeaderCellSpec(1, 10, "KEBUTUHAN DANA/PAGU INDIKATIF (Rp.)"),
            HeaderCellSpec(0, 11, "PENANGGUNG JAWAB", rows=2),
        ),
        column_numbers=tuple(str(number) for number in range(1, 13)),
        rows=tuple(_row(fact) for fact in read_facts("bappeda_renja_2022")),
        size=7.5,
    )


def _row(fact: dict[str, str]) -> Row:
    level = fact["level"]
    cells = tuple(fact[name] for name in _PRINTED)
    spans: tuple[tuple[int, int], ...] = ()
    centered: frozenset[int] = frozenset()
    if level == "total":
        cells = (fact["nama"], "", *cells[2:])
        spans, centered = ((0, 6),), frozenset({0})
    return Row(
        cells,
        level,
        kode=fact["kode"] or None,
        parent=parent_kode(fact["kode"]) if fact["kode"] else None,
        bold=level in ("urusan", "bidang", "program", "total"),
        italic=level in ("kegiatan", "sasaran"),
        shaded=level in ("program", "total"),
        spans=spans,
        merged=frozenset({0, 1}) if level == "indikator" else frozenset(),
        centered=centered,
    )
