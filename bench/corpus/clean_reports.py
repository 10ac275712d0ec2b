"""Clean reports, for the bench of injected errors: every sum, share and copy is right.

``python -m bench.corpus clean --out DIR`` paints them. Names and codes are those of the
samples; the amounts are drawn anew for each report.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from bench.corpus.facts import parent_kode, read_facts
from bench.corpus.model import (
    A4,
    ColumnSpec,
    HeaderCellSpec,
    ReportSpec,
    Row,
    Section,
    TableSpec,
    landscape,
)
from bench.corpus.page_flow import render
from bench.corpus.style import Style

YEAR = 2022
_ASSETS = (
    "Kendaraan Roda Empat",
    "Kendaraan Roda Dua",
    "Mesin Hitung",
    "Lemari",
    "Brangkas",
    "Komputer",
    "Printer",
    "Meja Kerja",
    "Kursi Rapat",
    "Sofa",
    "Kulkas",
    "Gordyn",
    "Kamera",
    "Telepon",
    "Dispenser",
)
#: Few programmes a report keep a page or two a table.
_PROGRAMMES = 3
_MOST_KEGIATAN = 4
_MOST_SUBS = 4


@dataclass(slots=True)
class BudgetLine:
    """One line of the budget: its name, code and amounts."""

    level: str
    name: str
    kode: str | None
    pagu: int = 0
    quarters: list[int] = field(default_factory=lambda: [0, 0, 0, 0])

    @property
    def spent(self) -> int:
        """Money spent in the year."""
        return sum(self.quarters)


def write_reports(folder: Path, count: int, seed: int = 0) -> list[Path]:
    """Paint clean reports into a folder.

    Args:
        folder: Where the PDFs go; made if absent.
        count: How many.
        seed: Of the amounts.

    Returns:
        The PDFs, in a fixed order.
    """
    folder.mkdir(parents=True, exist_ok=True)
    styles = (Style(), Style(name="dejavu", family="DejaVu", rules="rect"), Style(shade=False))
    written = []
    for number in range(count):
        rng = random.Random(seed * 1000 + number)
        report = _build(
            f"bersih-{number:02d}", rng, has_codes=number % 2 == 0, is_thin=number % 3 == 1
        )
        path = folder / f"{report.name}.pdf"
        render(report, styles[number % len(styles)], path)
        written.append(path)
    return written


def _build(name: str, rng: random.Random, *, has_codes: bool, is_thin: bool) -> ReportSpec:
    """Build a report; a thin one has no shares, remainders and quarters to check by."""
    lines = draw_lines(rng)
    tables = (_table_budget(lines, has_codes=has_codes), _table_assets(rng))
    wide = [_table_spending(lines, is_thin=is_thin)]
    if not is_thin:
        wide.append(_table_quarters(lines))
    return ReportSpec(
        name=name,
        title=f"LKjIP Sekretariat Daerah Kota Serang Tahun {YEAR}",
        author="Sekretariat Daerah Kota Serang",
        facts={},
        sections=(
            Section(tables),
            Section(wide, paper=landscape(A4), margins=(50, 64, 50, 56)),
        ),
    )


def draw_lines(rng: random.Random) -> list[BudgetLine]:
    """Return the lines of a budget in order, the total last; sums are right."""
    facts = [fact for fact in read_facts("setda_anggaran_2022") if fact["kode"]]
    children: dict[str | None, list[dict[str, str]]] = {}
    for fact in facts:
        children.setdefault(parent_kode(fact["kode"]), []).append(fact)
    programmes = [fact for fact in facts if fact["level"] == "program"][:_PROGRAMMES]
    lines: list[BudgetLine] = []
    total = BudgetLine("total", "JUMLAH", None)
    for programme in programmes:
        upper = _line_of(programme)
        lines.append(upper)
        for kegiatan in _pick(rng, children[upper.kode], _MOST_KEGIATAN):
            middle = _line_of(kegiatan)
            lines.append(middle)
            for sub in _pick(rng, children.get(middle.kode, []), _MOST_SUBS):
                leaf = _draw_leaf(rng, sub)
                lines.append(leaf)
                for whole in (middle, upper, total):
                    _add(whole, leaf)
    return [*lines, total]


def _pick(
    rng: random.Random, listed: Sequence[dict[str, str]], most: int
) -> list[dict[str, str]]:
    count = min(len(listed), rng.randint(2, most))
    return [listed[place] for place in sorted(rng.sample(range(len(listed)), count))]


def _line_of(fact: dict[str, str]) -> BudgetLine:
    return BudgetLine(fact["level"], fact["nama"], fact["kode"])


def _draw_leaf(rng: random.Random, fact: dict[str, str]) -> BudgetLine:
    leaf = _line_of(fact)
    leaf.pagu = rng.randint(10_000, 2_000_000) * rng.choice((500, 750, 1000)) + rng.choice(
        (0, 0, rng.randint(1, 999))
    )
    spent = int(leaf.pagu * rng.uniform(0.8, 1))
    cuts = sorted(rng.randint(0, spent) for _ in range(3))
    leaf.quarters = [high - low for low, high in zip((0, *cuts), (*cuts, spent), strict=True)]
    return leaf


def _add(whole: BudgetLine, leaf: BudgetLine) -> None:
    whole.pagu += leaf.pagu
    whole.quarters = [
        own + other for own, other in zip(whole.quarters, leaf.quarters, strict=True)
    ]


def _table_budget(lines: Sequence[BudgetLine], *, has_codes: bool) -> TableSpec:
    columns = [
        ColumnSpec(240, "name"),
        ColumnSpec(100, "figure", "pagu", "Rp", YEAR, align="right"),
    ]
    header = ["PROGRAM/KEGIATAN/SUB KEGIATAN", "PAGU ANGGARAN (Rp)"]
    rows = [(line, [line.name, show(line.pagu)]) for line in lines]
    if has_codes:
        columns.insert(0, ColumnSpec(90, "kode"))
        header.insert(0, "KODE")
        rows = [(line, [line.kode or "", *cells]) for line, cells in rows]
    return make_table("Tabel 2.5", "Program dan Kegiatan Tahun 2022", columns, header, rows)


def _table_spending(lines: Sequence[BudgetLine], *, is_thin: bool) -> TableSpec:
    columns = [
        ColumnSpec(230, "name"),
        ColumnSpec(100, "figure", "pagu", "Rp", YEAR, align="right"),
        ColumnSpec(100, "figure", "realisasi_anggaran", "Rp", YEAR, align="right"),
        ColumnSpec(50, "figure", "serapan", "%", YEAR, align="center"),
        ColumnSpec(100, "figure", "sisa", "Rp", YEAR, align="right"),
    ]
    header = ["PROGRAM/KEGIATAN/SUB KEGIATAN", "ANGGARAN (Rp)", "REALISASI (Rp)"]
    header += ["%", "SISA (Rp)"]
    rows = [
        (
            line,
            [
                line.name,
                show(line.pagu),
                show(line.spent),
                show_share(line.spent, line.pagu),
                show(line.pagu - line.spent),
            ],
        )
        for line in lines
    ]
    if is_thin:
        columns, header = columns[:3], header[:3]
        rows = [(line, cells[:3]) for line, cells in rows]
    return make_table("Tabel 3.5", "Realisasi Anggaran Tahun 2022", columns, header, rows)


def _table_quarters(lines: Sequence[BudgetLine]) -> TableSpec:
    """Programmes and kegiatan by quarter: four columns and their sum."""
    columns = [ColumnSpec(200, "name")] + [
        ColumnSpec(90, "figure", "realisasi_anggaran", "Rp", YEAR, align="right")
        for _ in range(5)
    ]
    header = ["PROGRAM/KEGIATAN", "TW I (Rp)", "TW II (Rp)", "TW III (Rp)", "TW IV (Rp)"]
    rows = [
        (line, [line.name, *(show(amount) for amount in (*line.quarters, line.spent))])
        for line in lines
        if line.level != "sub_kegiatan"
    ]
    return make_table(
        "Tabel 3.6",
        "Realisasi per Triwulan Tahun 2022",
        columns,
        [*header, "JUMLAH (Rp)"],
        rows,
    )


def _table_assets(rng: random.Random) -> TableSpec:
    """Opening balance, change and closing balance of each asset."""
    columns = [ColumnSpec(30, "no"), ColumnSpec(160, "name")] + [
        ColumnSpec(100, "figure", "other", "Rp", YEAR, align="right") for _ in range(3)
    ]
    sums = [0, 0]
    rows: list[tuple[BudgetLine, list[str]]] = []
    for number, name in enumerate(_ASSETS, start=1):
        pair = [rng.randint(1_000, 900_000) * 500 for _ in range(2)]
        sums = [whole + part for whole, part in zip(sums, pair, strict=True)]
        cells = [str(number), name, *(show(amount) for amount in (*pair, sum(pair)))]
        rows.append((BudgetLine("other", name, None), cells))
    cells = ["", "JUMLAH", *(show(amount) for amount in (*sums, sum(sums)))]
    rows.append((BudgetLine("total", "JUMLAH", None), cells))
    header = ["NO", "JENIS ASET", "NILAI AWAL (Rp)", "MUTASI (Rp)", "NILAI AKHIR (Rp)"]
    return make_table("Tabel 1.4", "Daftar Sarana dan Prasarana", columns, header, rows)


def make_table(
    number: str,
    caption: str,
    columns: Sequence[ColumnSpec],
    header: Sequence[str],
    rows: Sequence[tuple[BudgetLine, Sequence[str]]],
) -> TableSpec:
    """Return a table of lines with their cells, set as reports set them."""
    return TableSpec(
        key=number,
        caption=(number, caption),
        columns=tuple(columns),
        header=tuple(HeaderCellSpec(0, column, text) for column, text in enumerate(header)),
        rows=tuple(
            Row(
                tuple(cells),
                line.level,
                kode=line.kode,
                bold=line.level in ("program", "kegiatan", "total"),
                italic=line.level == "kegiatan",
                shaded=line.level == "program",
            )
            for line, cells in rows
        ),
        size=8.0,
    )


def show(amount: int) -> str:
    """Print an amount as reports do: "1.234.567"."""
    return f"{amount:,}".replace(",", ".")


def show_share(part: int, whole: int) -> str:
    """Print a percentage with two decimals: "96,41"."""
    share = Decimal(part * 100) / Decimal(whole)
    rounded = share.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return f"{rounded:f}".replace(".", ",")
