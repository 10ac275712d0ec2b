"""An annex of the nomenclature as it is issued: a PDF with the codes in narrow columns."""

from collections.abc import Sequence
from pathlib import Path

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
from bench.corpus.page_flow import render
from bench.corpus.style import Style
from sidak.schemas import Level
from sidak.schemas.nomenclature import NomenclatureEntry

_PARTS = ("URUSAN", "BIDANG URUSAN", "PROGRAM", "KEGIATAN", "SUB KEGIATAN")
_TEXTS = ("KINERJA", "INDIKATOR", "SATUAN")


def split_kode(kode: str, parts: int) -> tuple[str, ...]:
    """Spread a code over one, five ("2.01" in one cell) or six columns."""
    if parts == 1:
        return (kode,)
    cells = kode.split(".")
    if parts == 5 and len(cells) > 3:
        cells[3:5] = [".".join(cells[3:5])]
    return (*cells, *[""] * (parts - len(cells)))


def build_annex(
    entries: Sequence[NomenclatureEntry],
    *,
    parts: int = 5,
    has_texts: bool = True,
    tables: int = 1,
    numbers: bool = True,
    repeat_header: bool = True,
    size: float = 8.0,
) -> ReportSpec:
    """Make an annex.

    Args:
        entries: Lines of the list, in order.
        parts: Columns of the code: 1, 5 or 6.
        has_texts: Whether performance, indicator and unit stand beside the names.
        tables: Over how many tables, each with a heading, the list is spread.
        numbers: Whether a row of column numbers stands below the header.
        repeat_header: Whether the header comes again on each page.
        size: Size of the type.
    """
    per_table = -(-len(entries) // tables)
    blocks: list[Block] = [
        Text("LAMPIRAN", align="center", bold=True),
        Text("KLASIFIKASI, KODEFIKASI, DAN NOMENKLATUR URUSAN", align="center", bold=True),
    ]
    for at in range(tables):
        if tables > 1:
            blocks.append(Text(f"{chr(65 + at)}. BAGIAN {at + 1}", bold=True))
        part = entries[at * per_table : (at + 1) * per_table]
        blocks.append(_make_table(part, parts, has_texts, numbers, repeat_header, size))
    return ReportSpec(
        name="lampiran",
        title="Lampiran Keputusan Menteri Dalam Negeri",
        author="Kementerian Dalam Negeri",
        facts={},
        sections=(Section(tuple(blocks), paper=landscape(FOLIO), running_foot="- {page} -"),),
    )


def _make_table(
    entries: Sequence[NomenclatureEntry],
    parts: int,
    has_texts: bool,
    numbers: bool,
    repeat_header: bool,
    size: float,
) -> TableSpec:
    texts = _TEXTS if has_texts else ()
    name = "NOMENKLATUR URUSAN KABUPATEN/KOTA"
    columns = [ColumnSpec(9 if parts == 1 else 3.4, "kode") for _ in range(parts)]
    columns += [ColumnSpec(26, "name"), *(ColumnSpec(12, "text") for _ in texts)]
    if parts == 1:
        header = [HeaderCellSpec(0, 0, "KODE")]
        header += [HeaderCellSpec(0, at, text) for at, text in enumerate((name, *texts), 1)]
    else:
        titles = (*_PARTS[:3], "KEWE- NANGAN", *_PARTS[3:]) if parts == 6 else _PARTS
        header = [HeaderCellSpec(0, 0, "KODE", columns=parts)]
        header += [HeaderCellSpec(1, at, text) for at, text in enumerate(titles)]
        header += [
            HeaderCellSpec(0, at, text, rows=2) for at, text in enumerate((name, *texts), parts)
        ]
    return TableSpec(
        columns=tuple(columns),
        header=tuple(header),
        rows=tuple(_make_row(entry, parts, len(texts)) for entry in entries),
        column_numbers=tuple(str(at) for at in range(1, len(columns) + 1)) if numbers else (),
        size=size,
        repeat_header=repeat_header,
    )


def _make_row(entry: NomenclatureEntry, parts: int, texts: int) -> Row:
    cells = ["", "", ""]
    if entry.level is Level.SUB_KEGIATAN:
        cells = [
            f"Terlaksananya {entry.nama}",
            f"Jumlah Dokumen Hasil {entry.nama}",
            "Dokumen",
        ]
    return Row(
        (*split_kode(entry.kode, parts), entry.nama, *cells[:texts]),
        entry.level.value,
        kode=entry.kode,
        bold=entry.level in (Level.URUSAN, Level.BIDANG, Level.PROGRAM),
    )


def print_annex(path: Path, report: ReportSpec, style: Style | None = None) -> Path:
    """Paint an annex."""
    render(report, style or Style(), path)
    return path
