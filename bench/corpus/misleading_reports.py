"""Clean reports whose tables are easily misread: every sum is right, but by which rows?

Two-level trees in which codes lack, subtotals without a name, headings that name the source of
the money, contract values beside a balance, a list that is cut before its end, amounts in a
cell over two rows, dashes in place of nothing, totals side by side, a line under a second
indicator, the total of a group in each of its rows, running numbers among codes. ``sidak bench
planted`` reads them: what it finds there is false.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bench.corpus.clean_reports import (
    YEAR,
    BudgetLine,
    draw_lines,
    make_table,
    show,
    show_share,
)
from bench.corpus.model import A4, ColumnSpec, ReportSpec, Section, TableSpec, landscape
from bench.corpus.page_flow import render
from bench.corpus.style import Style

_NAME = ColumnSpec(240, "name")
_KODE = ColumnSpec(90, "kode")
_Line = tuple[BudgetLine, list[str]]


def write_misleading_reports(folder: Path, seed: int = 0) -> list[Path]:
    """Paint one report for each structure into a folder; return the PDFs.

    Args:
        folder: Where the PDFs go; made if absent.
        seed: Of the amounts.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, paint in STRUCTURES.items():
        table = paint(draw_lines(random.Random(f"{seed} {name}")))
        report = ReportSpec(
            name=name,
            title=f"LKjIP Sekretariat Daerah Kota Serang Tahun {YEAR}",
            author="Sekretariat Daerah Kota Serang",
            facts={},
            sections=(Section((table,), paper=landscape(A4), margins=(50, 64, 50, 56)),),
        )
        path = folder / f"{name}.pdf"
        render(report, Style(), path)
        written.append(path)
    return written


def _money(metric: str = "pagu") -> ColumnSpec:
    return ColumnSpec(100, "figure", metric, "Rp", YEAR, align="right")


def _spend(line: BudgetLine) -> list[str]:
    return [line.name, show(line.pagu), show(line.spent)]


def _make(
    columns: Sequence[ColumnSpec], header: Sequence[str], rows: Sequence[_Line]
) -> TableSpec:
    return make_table("Tabel 2.5", f"Program dan Kegiatan Tahun {YEAR}", columns, header, rows)


_SPENDING = [_NAME, _money(), _money("realisasi_anggaran")]
_SPENDING_HEADER = ["PROGRAM/KEGIATAN/SUB KEGIATAN", "PAGU ANGGARAN (Rp)", "REALISASI (Rp)"]


def _lack_codes(lines: Sequence[BudgetLine]) -> TableSpec:
    """Every third line prints no code."""
    rows = [
        (line, ["" if at % 3 == 2 else line.kode or "", *_spend(line)])
        for at, line in enumerate(lines)
    ]
    return _make([_KODE, *_SPENDING], ["KODE", *_SPENDING_HEADER], rows)


def _add_subtotals(lines: Sequence[BudgetLine]) -> TableSpec:
    """The programmes print no amounts, a shaded row without name after each of them does."""
    rows: list[_Line] = []
    open_program: BudgetLine | None = None
    for line in lines:
        if line.level in ("program", "total") and open_program is not None:
            rows.append((BudgetLine("total", "", None), ["", *_spend(open_program)[1:]]))
        if line.level == "program":
            open_program = line
            rows.append((line, [line.name, "", ""]))
        else:
            rows.append((line, _spend(line)))
    return _make(_SPENDING, _SPENDING_HEADER, rows)


def _add_sources(lines: Sequence[BudgetLine]) -> TableSpec:
    """Headings name the source of the money, with the sum of the programmes under them."""
    programmes = [line for line in lines if line.level == "program"]
    rows: list[_Line] = []
    for line in lines:
        if line is programmes[0]:
            rows.append(_head("APBD", programmes[:1]))
        elif line is programmes[1]:
            rows.append(_head("DANA DEKONSENTRASI", programmes[1:]))
        rows.append((line, _spend(line)))
    return _make(_SPENDING, _SPENDING_HEADER, rows)


def _head(name: str, programmes: Sequence[BudgetLine]) -> _Line:
    sums = [sum(one.pagu for one in programmes), sum(one.spent for one in programmes)]
    return BudgetLine("other", name, None), [name, *(show(amount) for amount in sums)]


def _add_contracts(lines: Sequence[BudgetLine]) -> TableSpec:
    """Some lines print the value of a contract beside a balance."""
    columns = [_NAME, _money(), _money("other"), _money("realisasi_anggaran")]
    columns += [ColumnSpec(50, "figure", "serapan", "%", YEAR, align="center"), _money("sisa")]
    header = ["PROGRAM/KEGIATAN/SUB KEGIATAN", "ANGGARAN (Rp)", "NILAI KONTRAK (Rp)"]
    header += ["REALISASI (Rp)", "%", "SISA (Rp)"]
    rows = []
    for at, line in enumerate(lines):
        contract = show(line.spent + 1000) if line.level == "sub_kegiatan" and at % 2 else ""
        share, rest = show_share(line.spent, line.pagu), show(line.pagu - line.spent)
        cells = [line.name, show(line.pagu), contract, show(line.spent), share, rest]
        rows.append((line, cells))
    return _make(columns, header, rows)


def _cut_end(lines: Sequence[BudgetLine]) -> TableSpec:
    """The list ends amid a programme, as in an extract."""
    last = max(at for at, line in enumerate(lines) if line.level == "kegiatan")
    rows = [(line, _spend(line)) for line in lines[: last + 2]]
    return _make(_SPENDING, _SPENDING_HEADER, rows)


def _merge_amounts(lines: Sequence[BudgetLine]) -> TableSpec:
    """What two lines spent together stands once, in a cell over both; others stand alone."""
    columns = [*_SPENDING, _money("sisa")]
    rows: list[_Line] = []
    merged: list[int] = []
    leaves = [line for line in lines if line.level == "sub_kegiatan"]
    for at, line in enumerate(leaves):
        if at % 3 == 2:
            merged.append(len(rows))
            rows.append((line, [line.name, show(line.pagu), "", ""]))
            continue
        pair = leaves[at : at + (2 if at % 3 == 1 else 1)]
        spent, pagu = sum(one.spent for one in pair), sum(one.pagu for one in pair)
        rows.append((line, [line.name, show(line.pagu), show(spent), show(pagu - spent)]))
    table = _make(columns, [*_SPENDING_HEADER, "SISA (Rp)"], rows)
    return replace(
        table,
        rows=tuple(
            replace(row, merged=frozenset({2, 3})) if at in merged else row
            for at, row in enumerate(table.rows)
        ),
    )


def _print_dashes(lines: Sequence[BudgetLine]) -> TableSpec:
    """Lines that spent nothing print a dash."""
    spent = {id(line): line.spent for line in lines}
    for at, line in enumerate(lines):
        if line.level == "sub_kegiatan" and at % 3 == 0:
            lost = spent[id(line)]
            uppers = [
                next(one for one in reversed(lines[:at]) if one.level == level)
                for level in ("kegiatan", "program")
            ]
            for one in (line, *uppers, lines[-1]):
                spent[id(one)] -= lost
    rows = [
        (line, [line.name, show(line.pagu), show(amount) if amount else "-"])
        for line in lines
        for amount in [spent[id(line)]]
    ]
    return _make(_SPENDING, _SPENDING_HEADER, rows)


def _set_totals_side_by_side(lines: Sequence[BudgetLine]) -> TableSpec:
    """The total of these lines, that of others without lines, and both together."""
    total = lines[-1]
    other = [total.pagu // 3 + 17, total.spent // 3 + 11]
    own = [total.pagu, total.spent]
    both = [one + two for one, two in zip(own, other, strict=True)]
    rows = [(line, _spend(line)) for line in lines[:-1]]
    for name, amounts in (
        ("Jumlah Belanja Langsung", own),
        ("Jumlah Belanja Tidak Langsung", other),
        ("Total Belanja", both),
    ):
        cells = [name, *(show(amount) for amount in amounts)]
        rows.append((BudgetLine("total", name, None), cells))
    return _make(_SPENDING, _SPENDING_HEADER, rows)


def _repeat_lines(lines: Sequence[BudgetLine]) -> TableSpec:
    """A line with two indicators is printed twice, with its amounts."""
    columns = [_NAME, ColumnSpec(160, "indikator"), _money(), _money("realisasi_anggaran")]
    header = [_SPENDING_HEADER[0], "INDIKATOR", *_SPENDING_HEADER[1:]]
    rows: list[_Line] = []
    for at, line in enumerate(lines):
        name, *amounts = _spend(line)
        is_leaf = line.level == "sub_kegiatan"
        rows.append((line, [name, "Jumlah dokumen" if is_leaf else "", *amounts]))
        if is_leaf and at % 4 == 0:
            rows.append((line, [name, "Jumlah laporan", *amounts]))
    return _make(columns, header, rows)


def _print_group_totals(lines: Sequence[BudgetLine]) -> TableSpec:
    """Three lines in a run print what they have together in the column of the total."""
    columns = [_NAME, _money("other"), _money("other"), _money("other")]
    header = ["KEGIATAN", "APBD KAB/KOTA (Rp)", "APBD PROVINSI (Rp)", "TOTAL (Rp)"]
    leaves = [line for line in lines if line.level == "sub_kegiatan"]
    rows: list[_Line] = []
    for at, line in enumerate(leaves):
        is_group = 3 <= at < 6
        own = [0 if is_group else line.spent, line.pagu]
        total = sum(one.pagu for one in leaves[3:6]) if is_group else sum(own)
        rows.append((line, [line.name, *(show(amount) for amount in (*own, total))]))
    return _make(columns, header, rows)


def _number_lines(lines: Sequence[BudgetLine]) -> TableSpec:
    """Every fourth line prints its running number in the column of the codes."""
    rows = [
        (line, [str(at) if at % 4 == 3 else line.kode or "", *_spend(line)])
        for at, line in enumerate(lines, start=1)
    ]
    return _make([_KODE, *_SPENDING], ["KODE", *_SPENDING_HEADER], rows)


STRUCTURES: Mapping[str, Callable[[Sequence[BudgetLine]], TableSpec]] = {
    "kode-hilang": _lack_codes,
    "subjumlah": _add_subtotals,
    "sumber-dana": _add_sources,
    "kontrak": _add_contracts,
    "terpotong": _cut_end,
    "sel-gabung": _merge_amounts,
    "strip": _print_dashes,
    "jumlah-sejajar": _set_totals_side_by_side,
    "indikator-kedua": _repeat_lines,
    "jumlah-kelompok": _print_group_totals,
    "nomor-urut": _number_lines,
}
