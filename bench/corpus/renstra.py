"""Renstra of the Sekretariat Daerah of Kota Serang, 2018-2023: a matrix of 21 columns.

The columns are so narrow that codes and numbers wrap inside their cells ("4.01.0 / 1.2.08
/ .02"), and the header is not repeated. Printed codes keep the report's errors (4.01.02.2.03
beside a name that is 4.01.01.2.03; one code beside two names), and so do its numbers
("1.704,798,000", "275841005", "2,297E+09" in the last column).
"""

from bench.corpus.facts import parent_kode, read_facts
from bench.corpus.lkjip_text import heading
from bench.corpus.model import (
    A4,
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

_YEARS = range(2019, 2024)
_FOOT = "Renstra Sekretariat Daerah Kota Serang 2018-2023 | {page}"
_TUJUAN = "Meningkatnya kualitas penyelenggaraan pemerintahan"
_SASARAN = {
    "4.01.01": "Meningkatnya mutu pelayanan administrasi Sekretariat Daerah",
    "4.01.02": "Meningkatnya mutu kebijakan pemerintahan dan hukum",
    "4.01.03": "Meningkatnya mutu kebijakan ekonomi dan pembangunan",
}
_COVER: tuple[Block, ...] = (
    Gap(80),
    Text("PERUBAHAN RENCANA STRATEGIS", align="center", bold=True, size=1.8),
    Text("(RENSTRA)", align="center", bold=True, size=1.6),
    Text("TAHUN 2018-2023", align="center", bold=True, size=1.6),
    Gap(220),
    Text("SEKRETARIAT DAERAH", align="center", bold=True, size=1.6),
    Text("KOTA SERANG", align="center", bold=True, size=1.6),
)
_CHAPTER: tuple[Block, ...] = (
    heading("BAB VI RENCANA PROGRAM DAN KEGIATAN SERTA PENDANAAN"),
    Text(
        "Bab ini memuat program dan kegiatan Sekretariat Daerah Kota Serang selama lima "
        "tahun, target setiap indikator, dan dana yang diperlukan. Kode dan nama mengikuti "
        "Kepmendagri Nomor 050-3708 Tahun 2020."
    ),
    Text(
        "Angka tahun 2019 dan 2020 adalah angka yang telah ditetapkan, sedangkan angka "
        "tahun 2021 sampai 2023 masih berupa kerangka pendanaan yang dapat disesuaikan "
        "dengan kemampuan keuangan daerah. Seluruh dana tahun 2019 sebesar "
        "Rp 38.084.627.500 dan tahun 2020 sebesar Rp 40.310.645.737."
    ),
)


def build_renstra() -> ReportSpec:
    """The report; see the module."""
    return ReportSpec(
        name="renstra-setda-2018-2023",
        title="Perubahan Renstra Sekretariat Daerah Kota Serang 2018-2023",
        author="Sekretariat Daerah Kota Serang",
        facts={
            "kind": "renstra",
            "agency": "Sekretariat Daerah",
            "region": "Kota Serang",
            "year": 2018,
            "year_last": 2023,
        },
        sections=(
            Section(_COVER, numbering="none"),
            Section(_CHAPTER, paper=A4, running_foot=_FOOT, restart=True),
            Section(
                (table_6_2(),),
                paper=landscape(FOLIO),
                running_foot=_FOOT,
                margins=(30, 44, 30, 46),
            ),
        ),
    )


def table_6_2() -> TableSpec:
    """Targets and money of five years, with a header of three rows."""
    facts = read_facts("setda_renstra_2018_2023")
    return TableSpec(
        key="Tabel 6.2",
        caption=(
            "TABEL 6.2",
            "RENCANA PROGRAM, KEGIATAN DAN PENDANAAN PERANGKAT DAERAH",
        ),
        columns=(
            ColumnSpec(34, "text"),
            ColumnSpec(40, "text"),
            ColumnSpec(42, "text"),
            ColumnSpec(17, "kode"),
            ColumnSpec(68, "name"),
            ColumnSpec(58, "indikator"),
            ColumnSpec(32, "satuan", align="center"),
            ColumnSpec(28, "figure", "realisasi", None, 2018, align="center"),
            *(column for year in _YEARS for column in _pair(year)),
            *_pair(None),
            ColumnSpec(38, "text"),
        ),
        header=_header(),
        column_numbers=tuple(str(number) for number in range(1, 22)),
        rows=tuple(_row(index, fact) for index, fact in enumerate(facts)),
        size=7.0,
        repeat_header=False,
    )


def _pair(year: int | None) -> tuple[ColumnSpec, ColumnSpec]:
    """Target and money of a year; ``None`` is the end of the period."""
    target, money = ("target", "pagu") if year else ("kondisi_akhir", "kondisi_akhir")
    return (
        ColumnSpec(29, "figure", target, None, year, align="center"),
        ColumnSpec(21 if year else 24, "figure", money, "Rp", year, align="right"),
    )


def _header() -> tuple[HeaderCellSpec, ...]:
    tall = (
        "URUSAN",
        "TUJUAN",
        "SASARAN",
        "KODE REK",
        "PROGRAM/ KEGIATAN/ SUB KEGIATAN",
        "INDIKATOR KINERJA",
        "SATUAN",
        "KINERJA TAHUN DASAR 2018",
    )
    cells = [HeaderCellSpec(0, column, text, rows=3) for column, text in enumerate(tall)]
    cells.append(HeaderCellSpec(0, 8, "TARGET KINERJA DAN KERANGKA PENDANAAN", columns=10))
    cells += [
        HeaderCellSpec(1, 8 + 2 * number, str(year), columns=2)
        for number, year in enumerate(_YEARS)
    ]
    cells.append(HeaderCellSpec(0, 18, "KONDISI AKHIR RENSTRA", rows=2, columns=2))
    for column in range(8, 20, 2):
        cells += [HeaderCellSpec(2, column, "Target"), HeaderCellSpec(2, column + 1, "Rp")]
    cells.append(HeaderCellSpec(0, 20, "UNIT KERJA PENANGGUNG JAWAB", rows=3))
    return tuple(cells)


def _row(index: int, fact: dict[str, str]) -> Row:
    level = fact["level"]
    is_total = level == "total"
    starts = level == "program"
    years = [fact[f"{kind}{year}"] for year in _YEARS for kind in ("t", "rp")]
    cells = (
        "PEMERINTAHAN UMUM" if index == 0 else "",
        _TUJUAN if index == 0 else "",
        _SASARAN[fact["kode"]] if starts else "",
        fact["kode_cetak"],
        fact["nama"],
        fact["indikator"],
        fact["satuan"],
        fact["awal"],
        *years,
        fact["takhir"],
        fact["rpakhir"],
        fact["unit"],
    )
    if is_total:
        cells = (fact["nama"], "", "", "", "", *cells[5:])
    merged = frozenset({0, 1} if starts else {0, 1, 2})
    return Row(
        cells,
        level,
        kode=fact["kode"] or None,
        parent=parent_kode(fact["kode"]) if fact["kode"] else None,
        bold=level in ("program", "kegiatan", "total"),
        plain=frozenset({0, 1, 2, 3, 20}) if not is_total else frozenset(),
        shaded=is_total,
        spans=((0, 8),) if is_total else (),
        merged=frozenset() if index == 0 or is_total else merged,
        centered=frozenset({0}) if is_total else frozenset(),
    )
