"""Reports as other programs print them: tables for a browser and for a spreadsheet.

Every number of a report occurs once in it, so that a value tells the cell it came from. The
names are those of programmes, kegiatan and sub kegiatan; the numbers are drawn by chance.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

#: Header of each figure column: the words over it from top to bottom, and what it holds.
KINDS: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "serapan": ((("Anggaran (Rp)",), "m"), (("Realisasi (Rp)",), "m"), (("%",), "p")),
    "kinerja": (
        (("Kinerja", "Target"), "s"),
        (("Kinerja", "Realisasi"), "s"),
        (("Kinerja", "%"), "p"),
        (("Keuangan", "Pagu (Rp)"), "m"),
        (("Keuangan", "Realisasi (Rp)"), "m"),
        (("Keuangan", "%"), "p"),
    ),
    "renstra": tuple(
        ((str(year), word), kind)
        for year in range(2024, 2028)
        for word, kind in (("Target", "s"), ("Rp", "m"))
    ),
    "triwulan": (
        (("Pagu Anggaran",), "m"),
        *(
            ((f"Triwulan {quarter}", word), kind)
            for quarter in ("I", "II", "III", "IV")
            for word, kind in (("K", "s"), ("Rp", "m"))
        ),
    ),
    "lra": (
        (("Anggaran 2023",), "m"),
        (("Realisasi 2023",), "m"),
        (("Lebih/(Kurang)",), "n"),
        (("Realisasi 2022",), "m"),
    ),
}
PROGRAMS = (
    "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA",
    "PROGRAM PENGELOLAAN PENDIDIKAN",
    "PROGRAM PENYELENGGARAAN PENGAWASAN",
    "PROGRAM PENINGKATAN KETENTERAMAN DAN KETERTIBAN UMUM",
)
KEGIATAN = (
    "Perencanaan, Penganggaran, dan Evaluasi Kinerja Perangkat Daerah",
    "Administrasi Keuangan Perangkat Daerah",
    "Administrasi Umum Perangkat Daerah",
    "Pengadaan Barang Milik Daerah Penunjang Urusan Pemerintah Daerah",
    "Penyediaan Jasa Penunjang Urusan Pemerintahan Daerah",
)
SUB_KEGIATAN = (
    "Penyusunan Dokumen Perencanaan Perangkat Daerah",
    "Koordinasi dan Penyusunan Dokumen RKA-SKPD",
    "Evaluasi Kinerja Perangkat Daerah",
    "Penyediaan Gaji dan Tunjangan ASN",
    "Pengadaan Pakaian Dinas beserta Atribut Kelengkapannya",
    "Penyediaan Peralatan dan Perlengkapan Kantor",
    "Penyediaan Bahan Logistik Kantor",
    "Penyediaan Barang Cetakan dan Penggandaan",
    "Penyelenggaraan Rapat Koordinasi dan Konsultasi SKPD",
    "Pengadaan Kendaraan Dinas Operasional atau Lapangan",
    "Pengadaan Mebel",
    "Penyediaan Jasa Surat Menyurat",
    "Penyediaan Jasa Komunikasi, Sumber Daya Air dan Listrik",
    "Pemeliharaan Peralatan dan Mesin Lainnya",
    "Fasilitasi Kunjungan Tamu",
    "Pembangunan Unit Sekolah Baru (USB)",
    "Pembinaan Minat, Bakat dan Kreativitas Siswa",
    "Pengawasan Kinerja Pemerintah Daerah",
    "Pendampingan dan Asistensi",
    "Pelaksanaan Patroli Rutin",
)
FONTS = ("Liberation Sans", "Liberation Serif", "Carlito", "DejaVu Sans", "Caladea")
BORDERS = {
    "penuh": "td,th{border:0.5pt solid #000}",
    "tebal": "td,th{border:1.5pt solid #036}",
    "ganda": "td,th{border:2.5pt double #000}",
    "titik": "td,th{border:0.6pt dotted #000}",
    "mendatar": "td,th{border-top:0.5pt solid #333;border-bottom:0.5pt solid #333}",
    "arsiran": "th{background:#4472c4;color:#fff}tr:nth-child(even) td{background:#e8eef5}",
}


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number of a report.

    Attributes:
        name: The name of its row.
        level: "program", "kegiatan" or "sub_kegiatan".
        header: The words over its column.
        text: As printed.
        value: What it is worth.
    """

    name: str
    level: str
    header: tuple[str, ...]
    text: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class ThirdPartyReport:
    """One report with one table.

    Attributes:
        seed: What it was drawn from.
        kind: A key of ``KINDS``.
        rows: Level, number and name of each row, and its texts, one a figure column.
        truths: Every number in it.
    """

    seed: int
    kind: str
    rows: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    truths: tuple[PrintedNumber, ...]


def draw_report(seed: int) -> ThirdPartyReport:
    """Draw a report by chance; the same seed gives the same report."""
    rng = random.Random(seed)
    kind = rng.choice(sorted(KINDS))
    columns = KINDS[kind]
    mark = rng.choice((".", ".", ","))
    seen: set[Decimal] = set()
    rows: list[tuple[str, str, str, tuple[str, ...]]] = []
    truths: list[PrintedNumber] = []
    for level, number, name in _draw_tree(rng, rng.choice((8, 14, 20))):
        texts: list[str] = []
        for header, holds in columns:
            if rng.random() < 0.04:
                texts.append("-")
                continue
            value, text = _draw_number(rng, holds, mark, seen)
            texts.append(text)
            truths.append(PrintedNumber(name, level, header, text, value))
        rows.append((level, number, name, tuple(texts)))
    return ThirdPartyReport(seed, kind, tuple(rows), tuple(truths))


def _draw_tree(rng: random.Random, least: int) -> list[tuple[str, str, str]]:
    names = rng.sample(SUB_KEGIATAN, len(SUB_KEGIATAN))
    rows: list[tuple[str, str, str]] = []
    program = 0
    while len(rows) < least and names:
        rows.append(("program", f"{program + 1}", PROGRAMS[program % len(PROGRAMS)]))
        for kegiatan in range(rng.randint(1, 2)):
            number = f"{program + 1}.{kegiatan + 1}"
            rows.append(
                ("kegiatan", number, KEGIATAN[(2 * program + kegiatan) % len(KEGIATAN)])
            )
            for sub in range(min(len(names), rng.randint(1, 4))):
                rows.append(("sub_kegiatan", f"{number}.{sub + 1}", names.pop()))
        program += 1
    return rows


def _draw_number(
    rng: random.Random, holds: str, mark: str, seen: set[Decimal]
) -> tuple[Decimal, str]:
    """Draw a number that the report does not have yet, and print it."""
    while True:
        if holds == "s":
            value = Decimal(rng.randrange(31, 999))
            text = str(value)
        elif holds == "p":
            value = Decimal(rng.randrange(1000, 9999)) / 100
            text = f"{value:.2f}".replace(".", "," if mark == "." else ".")
        else:
            amount = rng.randrange(10**5, 10 ** rng.choice((7, 8, 9, 11)))
            value = Decimal(amount // 1000 * 1000 if rng.random() < 0.5 else amount)
            text = f"{value:,}".replace(",", mark)
            if holds == "n" and rng.random() < 0.4:
                value, text = -value, f"({text})"
        if abs(value) not in seen:
            seen.add(abs(value))
            return value, text


def make_html(report: ThirdPartyReport) -> str:
    """Make a page for a browser, its looks drawn from the report's seed."""
    rng = random.Random(report.seed + 1)
    border = rng.choice(sorted(BORDERS))
    style = (
        f"@page{{size:A4 {rng.choice(('portrait', 'landscape'))};margin:15mm}}"
        f"body{{font-family:'{rng.choice(FONTS)}';font-size:10pt}}"
        f"table{{border-collapse:{rng.choice(('collapse', 'separate'))};border-spacing:0;"
        f"width:100%;font-size:{rng.choice((6, 7, 8))}pt}}"
        f"td,th{{padding:2pt 3pt;vertical-align:{rng.choice(('top', 'middle'))}}}"
        f"td.n{{text-align:{rng.choice(('right', 'center'))};white-space:nowrap}}"
        f"{BORDERS[border]}"
    )
    body = "".join(
        f"<tr><td>{number}</td><td>{name}</td>"
        + "".join(f"<td class=n>{text}</td>" for text in texts)
        + "</tr>"
        for _level, number, name, texts in report.rows
    )
    return (
        f"<html><head><meta charset=utf8><style>{style}</style></head><body>"
        "<p>Tabel 3.1 Realisasi Program dan Kegiatan Tahun 2024</p>"
        f"<table><thead>{_make_head(report)}</thead><tbody>{body}</tbody></table></body></html>"
    )


def _make_head(report: ThirdPartyReport) -> str:
    columns = [header for header, _holds in KINDS[report.kind]]
    depth = max(map(len, columns))
    cells = [("No", 1, depth), ("Program / Kegiatan / Sub Kegiatan", 1, depth)]
    cells += [(word, span, rows) for word, span, rows in group_heads(columns, depth)]
    head = "".join(f"<th colspan={s} rowspan={r}>{w}</th>" for w, s, r in cells)
    lower = "".join(f"<th>{header[1]}</th>" for header in columns if len(header) > 1)
    return f"<tr>{head}</tr>" + (f"<tr>{lower}</tr>" if lower else "")


def group_heads(columns: Sequence[tuple[str, ...]], depth: int) -> list[tuple[str, int, int]]:
    """Return word, columns and rows of each cell of the upper header row."""
    cells: list[tuple[str, int, int]] = []
    for header in columns:
        if len(header) > 1 and cells and cells[-1][0] == header[0]:
            cells[-1] = (header[0], cells[-1][1] + 1, 1)
        else:
            cells.append((header[0], 1, 1 if len(header) > 1 else depth))
    return cells
