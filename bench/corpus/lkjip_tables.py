"""Tables of the LKjIP sample: figures and errors as the real report prints them."""

from bench.corpus.facts import parent_kode, read_facts
from bench.corpus.model import ColumnSpec, HeaderCellSpec, Row, TableSpec

_YEAR = 2022
_TUJUAN = "Mewujudkan Tata Kelola Pemerintahan Yang Berkualitas dan Akuntabel"
_SASARAN = {
    "4.01.01": "Meningkatnya tertib administrasi umum pada Sekretariat Daerah",
    "4.01.02": "Meningkatnya mutu kebijakan pemerintahan, hukum dan kesejahteraan rakyat",
    "4.01.03": "Meningkatnya mutu kebijakan perekonomian dan pembangunan",
}
_LEVEL_BOLD = ("program", "kegiatan", "total")


def _plain_header(*texts: str) -> tuple[HeaderCellSpec, ...]:
    return tuple(HeaderCellSpec(0, column, text) for column, text in enumerate(texts))


def table_1_1() -> TableSpec:
    """Employees by rank: counts that belong to no metric."""
    rows = (
        ("1", "Sekretaris Daerah", "1", "", "", "", "", "1"),
        ("2", "Staf Ahli", "3", "", "", "", "", "3"),
        ("3", "Asisten", "3", "", "", "", "", "3"),
        ("4", "Kepala Bagian", "", "9", "", "", "", "9"),
        ("5", "Kepala Sub Bagian", "", "", "8", "", "", "8"),
        ("6", "Fungsional", "", "", "", "26", "", "26"),
        ("7", "Pelaksana Administrasi", "", "", "", "", "20", "20"),
    )
    return TableSpec(
        key="Tabel 1.1",
        caption=("Tabel 1.1", "Kondisi Kepegawaian Menurut Eselon"),
        columns=(
            ColumnSpec(24, "no", align="center"),
            ColumnSpec(120, "name"),
            *(ColumnSpec(50, "figure", "other", align="center") for _ in range(6)),
        ),
        header=_plain_header(
            "No",
            "Uraian",
            "Eselon II",
            "Eselon III",
            "Eselon IV",
            "Fungsional",
            "Pelaksana",
            "Jumlah",
        ),
        rows=(
            *(Row(cells, "other") for cells in rows),
            Row(("", "Jumlah", "7", "9", "8", "26", "20", "70"), "total", bold=True),
        ),
    )


def table_2_3() -> TableSpec:
    """Performance agreement: programmes with "Rp." in the cell, one number broken."""
    rows = (
        (
            "1",
            "PROGRAM PEMERINTAHAN DAN KESEJAHTERAAN RAKYAT",
            "Capaian penataan pemerintahan, kesejahteraan rakyat dan produk hukum",
            "100%",
            "Rp. 11.935.440.225",
            "APBD",
        ),
        (
            "2",
            "PROGRAM PEREKONOMIAN DAN PEMBANGUNAN",
            "Capaian pelaksanaan kebijakan perekonomian dan pengadaan barang jasa",
            "100%",
            "Rp3.121.579.661",
            "APBD",
        ),
        (
            "3",
            "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/ KOTA",
            "Ketepatan waktu dokumen perencanaan dan pelaporan",
            "100%",
            "Rp. 41.736.44.273",
            "APBD",
        ),
    )
    codes = ("4.01.02", "4.01.03", "4.01.01")
    return TableSpec(
        key="Tabel 2.3",
        caption=("Tabel 2.3", "Perjanjian Kinerja Tahun 2022"),
        columns=(
            ColumnSpec(24, "no", align="center"),
            ColumnSpec(125, "name"),
            ColumnSpec(130, "indikator"),
            ColumnSpec(46, "figure", "target", None, _YEAR, align="center"),
            ColumnSpec(95, "figure", "pagu", "Rp", _YEAR),
            ColumnSpec(68, "text", align="center"),
        ),
        header=_plain_header(
            "NO", "PROGRAM", "INDIKATOR PROGRAM", "TARGET", "ANGGARAN", "KETERANGAN"
        ),
        rows=(
            *(
                Row(cells, "program", kode=kode, parent="4.01")
                for cells, kode in zip(rows, codes, strict=True)
            ),
            Row(
                ("Total", "", "", "", "56.793.468.159", ""),
                "total",
                bold=True,
                spans=((0, 4),),
                centered=frozenset({0}),
            ),
        ),
    )


def table_2_5() -> TableSpec:
    """Programmes and budget, one column a level."""
    rows = []
    for fact in read_facts("setda_anggaran_2022"):
        level = fact["level"]
        names = {"program": 1, "kegiatan": 2, "sub_kegiatan": 3, "total": 1}
        cells = [fact["no"], "", "", "", fact["pagu"]]
        cells[names[level]] = fact["nama"]
        is_total = level == "total"
        rows.append(
            Row(
                tuple(cells),
                level,
                kode=fact["kode"] or None,
                parent=parent_kode(fact["kode"]) if fact["kode"] else None,
                bold=level in _LEVEL_BOLD,
                plain=frozenset({4}) if level == "kegiatan" else frozenset(),
                shaded=level == "program",
                spans=((1, 3),) if is_total else (),
                centered=frozenset({1}) if is_total else frozenset(),
            )
        )
    return TableSpec(
        key="Tabel 2.5",
        caption=(
            "TABEL 2.5",
            "PROGRAM, KEGIATAN/SUB KEGIATAN DAN PENDANAAN",
            "SEKRETARIAT DAERAH KOTA SERANG TAHUN 2022",
        ),
        columns=(
            ColumnSpec(26, "no", align="center"),
            ColumnSpec(95, "name"),
            ColumnSpec(110, "name"),
            ColumnSpec(145, "name"),
            ColumnSpec(88, "figure", "pagu", "Rp", _YEAR, align="right"),
        ),
        header=_plain_header("NO", "PROGRAM", "KEGIATAN", "SUB KEGIATAN", "PAGU ANGGARAN"),
        column_numbers=("1", "2", "3", "4", "5"),
        rows=tuple(rows),
        size=8.0,
    )


def table_3_2() -> TableSpec:
    """Key indicators under a year that spans three columns."""
    rows = (
        ("1", "Nilai Akuntabilitas Kinerja Pemerintah (AKIP)", "70,00", "67,63", "96,61"),
        ("2", "Indeks Reformasi Birokrasi", "62,52", "55,73", "89,13"),
        ("3", "Persentase Belanja Pegawai", "100%", "93,66", "93,66"),
    )
    return TableSpec(
        key="Tabel 3.2",
        caption=("Tabel 3.2", "Capaian Indikator Kinerja Utama Tahun 2022"),
        columns=(
            ColumnSpec(26, "no", align="center"),
            ColumnSpec(220, "indikator"),
            ColumnSpec(66, "figure", "target", None, _YEAR, align="center"),
            ColumnSpec(66, "figure", "realisasi", None, _YEAR, align="center"),
            ColumnSpec(66, "figure", "capaian", "%", _YEAR, align="center"),
        ),
        header=(
            HeaderCellSpec(0, 0, "No", rows=2),
            HeaderCellSpec(0, 1, "Indikator Kinerja Utama", rows=2),
            HeaderCellSpec(0, 2, "2022", columns=3),
            HeaderCellSpec(1, 2, "Target"),
            HeaderCellSpec(1, 3, "Realisasi"),
            HeaderCellSpec(1, 4, "% Capaian"),
        ),
        rows=tuple(Row(cells, "indikator") for cells in rows),
    )


def table_3_3() -> TableSpec:
    """Performance of some sub kegiatan with a formula in the row of column numbers."""
    rows = []
    for fact in read_facts("setda_kinerja_2022"):
        rows.append(
            Row(
                (
                    fact["nama"],
                    fact["indikator"],
                    fact["satuan"],
                    fact["target"],
                    fact["realisasi"],
                    fact["capaian"],
                    fact["ket"],
                ),
                fact["level"],
                kode=fact["kode"],
                parent=parent_kode(fact["kode"]),
                bold=fact["level"] in _LEVEL_BOLD,
            )
        )
    return TableSpec(
        key="Tabel 3.3",
        caption=(
            "TABEL 3.3",
            "PENCAPAIAN REALISASI KINERJA PERANGKAT DAERAH",
            "SEKRETARIAT DAERAH KOTA SERANG TAHUN 2022",
        ),
        columns=(
            ColumnSpec(125, "name"),
            ColumnSpec(120, "indikator"),
            ColumnSpec(58, "satuan", align="center"),
            ColumnSpec(44, "figure", "target", None, _YEAR, align="center"),
            ColumnSpec(54, "figure", "realisasi", None, _YEAR, align="center"),
            ColumnSpec(50, "figure", "capaian", "%", _YEAR, align="center"),
            ColumnSpec(30, "text", align="center"),
        ),
        header=_plain_header(
            "PROGRAM/KEGIATAN/ SUB KEGIATAN",
            "INDIKATOR KINERJA",
            "SATUAN",
            "TARGET",
            "REALISASI",
            "CAPAIAN %",
            "KET",
        ),
        column_numbers=("1", "2", "3", "4", "5", "6=5/4X100", "7"),
        rows=tuple(rows),
        size=7.5,
    )


def table_3_4() -> TableSpec:
    """Spent money of three years; its total differs from that of table 3.5."""
    rows = []
    for fact in read_facts("setda_realisasi_2020_2022"):
        is_total = fact["level"] == "total"
        rows.append(
            Row(
                (
                    fact["nama"],
                    fact["kinerja_2020"],
                    fact["realisasi_2020"],
                    fact["kinerja_2021"],
                    fact["realisasi_2021"],
                    fact["kinerja_2022"],
                    fact["realisasi_2022"],
                ),
                fact["level"],
                kode=fact["kode"] or None,
                parent=parent_kode(fact["kode"]) if fact["kode"] else None,
                bold=fact["level"] in ("program", "total"),
                shaded=fact["level"] == "program",
                centered=frozenset({0}) if is_total else frozenset(),
            )
        )
    years: list[HeaderCellSpec] = []
    columns = [ColumnSpec(230, "name")]
    for number, year in enumerate((2020, 2021, 2022)):
        first = 1 + 2 * number
        years += [
            HeaderCellSpec(0, first, str(year), columns=2),
            HeaderCellSpec(1, first, "KINERJA"),
            HeaderCellSpec(1, first + 1, "REALISASI ANGGARAN (Rp)"),
        ]
        columns += [
            ColumnSpec(58, "figure", "realisasi", None, year, align="center"),
            ColumnSpec(98, "figure", "realisasi_anggaran", "Rp", year, align="right"),
        ]
    return TableSpec(
        key="Tabel 3.4",
        caption=(
            "TABEL 3.4",
            "PENCAPAIAN REALISASI KINERJA DAN ANGGARAN SEKRETARIAT DAERAH KOTA SERANG",
            "TAHUN 2020-2022",
        ),
        columns=tuple(columns),
        header=(HeaderCellSpec(0, 0, "PROGRAM, KEGIATAN", rows=2), *years),
        column_numbers=tuple("1234567"),
        rows=tuple(rows),
        size=8.0,
    )


def table_3_5() -> TableSpec:
    """Budget against spent money, with tujuan and sasaran merged over rows."""
    rows = []
    for index, fact in enumerate(read_facts("setda_anggaran_2022")):
        level = fact["level"]
        is_total = level == "total"
        starts = level == "program"
        cells = (
            "1" if index == 0 else "",
            _TUJUAN if index == 0 else "",
            _SASARAN[fact["kode"]] if starts else "",
            fact["nama_realisasi"] or fact["nama"],
            fact["pagu_realisasi"],
            fact["realisasi"],
            fact["serapan"],
            "",
        )
        if is_total:
            cells = (*("TOTAL", "", "", ""), *cells[4:])
        rows.append(
            Row(
                cells,
                level,
                kode=fact["kode"] or None,
                parent=parent_kode(fact["kode"]) if fact["kode"] else None,
                bold=level in _LEVEL_BOLD,
                plain=frozenset({1, 2}) | (frozenset() if starts or is_total else {4, 5, 6}),
                merged=_merged_columns(index, starts=starts, is_total=is_total),
                shaded=starts or is_total,
                spans=((0, 4),) if is_total else (),
                centered=frozenset({0}) if is_total else frozenset(),
            )
        )
    return TableSpec(
        key="Tabel 3.5",
        caption=(
            "TABEL 3.5.",
            "PENCAPAIAN REALISASI ANGGARAN PERANGKAT DAERAH",
            "SEKRETARIAT DAERAH KOTA SERANG TAHUN ANGGARAN 2022",
        ),
        columns=(
            ColumnSpec(20, "no", align="center"),
            ColumnSpec(62, "text"),
            ColumnSpec(70, "text"),
            ColumnSpec(126, "name"),
            ColumnSpec(80, "figure", "pagu", "Rp", _YEAR, align="right"),
            ColumnSpec(80, "figure", "realisasi_anggaran", "Rp", _YEAR, align="right"),
            ColumnSpec(44, "figure", "serapan", "%", _YEAR, align="center"),
            ColumnSpec(26, "text"),
        ),
        header=_plain_header(
            "NO",
            "TUJUAN",
            "SASARAN",
            "PROGRAM, KEGIATAN, SUB KEGIATAN",
            "TARGET ( RP)",
            "REALISASI ( RP)",
            "CAPAIAN (%)",
            "KET",
        ),
        column_numbers=("1", "2", "3", "4", "5", "7", "8=7/6*100", "9"),
        rows=tuple(rows),
        size=7.5,
    )


def _merged_columns(index: int, *, starts: bool, is_total: bool) -> frozenset[int]:
    if index == 0 or is_total:
        return frozenset()
    return frozenset({0, 1}) if starts else frozenset({0, 1, 2})
