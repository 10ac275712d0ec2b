"""Pictures of a release: budget and spending, quarters, results, how much is accepted.

Each chart is one question in SQL and one drawing; the numbers are those of the wide tables.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sidak.publishers.plots.settings import SETTINGS
from sidak.publishers.queries.sql import run_query

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ReleaseChart:
    """One picture.

    Attributes:
        name: Name of its file, without the ending.
        title: What it shows, in Indonesian.
        query: The question to the release; ``{where}`` is the choice of reports.
        draw: Draws the answer.
    """

    name: str
    title: str
    query: str
    draw: Callable[["Axes", Rows], None]


def draw_charts(release: Path, folder: Path, document: str = "") -> list[Path]:
    """Draw every chart that the release has numbers for and return the files.

    Args:
        release: Folder of the release.
        folder: Where the pictures go; made if absent.
        document: Id of the only document to draw; empty for all.

    Raises:
        SidakError: If the release has no database, or lacks a table.
    """
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    folder.mkdir(parents=True, exist_ok=True)
    where = f"document_id = '{document}'" if document else "true"
    written: list[Path] = []
    for chart in CHARTS:
        rows = run_query(release, chart.query.format(where=where)).to_pylist()
        if not rows:
            continue
        height = SETTINGS.base_height + SETTINGS.row_height * min(
            len({_label(row) for row in rows}), SETTINGS.most_rows
        )
        figure, axes = plt.subplots(figsize=(SETTINGS.width, height), layout="constrained")
        chart.draw(axes, rows)
        axes.set_title(f"{chart.title}\n{release.name}", loc="left", fontsize=10)
        axes.spines[["top", "right"]].set_visible(False)
        path = folder / f"{chart.name}.png"
        # Without the date the same release gives the same picture.
        figure.savefig(path, dpi=SETTINGS.dots, metadata={"Software": "sidak"})
        plt.close(figure)
        written.append(path)
    return written


def _label(row: Mapping[str, Any]) -> str:
    text = " ".join(str(row["label"] or "?").split())
    longest = SETTINGS.longest_label
    return text if len(text) <= longest else text[: longest - 3] + "..."


def _draw_budget(axes: "Axes", rows: Rows) -> None:
    """Draw spending within the budget of each line, the largest above."""
    labels = [_label(row) for row in rows]
    places = range(len(rows), 0, -1)
    millions = SETTINGS.amount_unit
    budget = [float(row["pagu"]) / millions for row in rows]
    spent = [float(row["realisasi"]) / millions for row in rows]
    axes.barh(places, budget, color="#c9d6e4", label="pagu")
    axes.barh(places, spent, height=0.4, color="#1f5a96", label="realisasi")
    for place, row, right in zip(places, rows, budget, strict=True):
        share = float(row["realisasi"]) / float(row["pagu"]) * 100
        axes.annotate(
            f"{share:.1f} %".replace(".", ","),
            (right, place),
            xytext=(3, 0),
            textcoords="offset points",
            va="center",
            fontsize=7,
        )
    axes.set_yticks(list(places), labels, fontsize=7)
    axes.set_xlabel("miliar rupiah")
    axes.legend(loc="lower right", fontsize=8, frameon=False)


def _draw_quarters(axes: "Axes", rows: Rows) -> None:
    """Draw the spending of each agency over the quarters."""
    lines: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows:
        lines[_label(row)][str(row["period"])] = float(row["realisasi"]) / SETTINGS.amount_unit
    periods = sorted({str(row["period"]) for row in rows})
    labels = sorted(lines, key=lambda one: sum(lines[one].values()))
    thickness = 0.8 / len(periods)
    colours = ("#9db8d3", "#1f5a96", "#0d2f54", "#e08a2e")
    for number, period in enumerate(periods):
        places = [at + (len(periods) - 1 - number) * thickness for at in range(len(labels))]
        values = [lines[label].get(period, 0.0) for label in labels]
        colour = colours[number % len(colours)]
        axes.barh(places, values, height=thickness, label=period, color=colour)
    middle = 0.4 - thickness / 2
    axes.set_yticks([at + middle for at in range(len(labels))], labels, fontsize=7)
    axes.set_xlabel("miliar rupiah")
    axes.legend(loc="lower right", fontsize=8, frameon=False)


def _draw_results(axes: "Axes", rows: Rows) -> None:
    """Draw how many indicators reached what part of their target."""
    top = SETTINGS.most_capaian
    values = [min(float(row["capaian"]), top) for row in rows]
    axes.hist(values, bins=[10.0 * step for step in range(int(top / 10) + 1)], color="#1f5a96")
    axes.axvline(100, color="#e08a2e", linewidth=1)
    axes.set_xlabel(f"capaian (%), {top:.0f} berarti {top:.0f} atau lebih")
    axes.set_ylabel("indikator")


def _draw_accepted(axes: "Axes", rows: Rows) -> None:
    """Draw the share of accepted figures of each report, the lowest below."""
    labels = [_label(row) for row in rows]
    places = range(len(rows), 0, -1)
    shares = [float(row["sure"]) / float(row["numbers"]) * 100 for row in rows]
    axes.barh(places, [100.0] * len(rows), color="#f0d9c4", label="perlu ditinjau")
    axes.barh(places, shares, color="#1f5a96", label="diterima")
    for place, row in zip(places, rows, strict=True):
        axes.annotate(
            f"{row['numbers']}",
            (100, place),
            xytext=(3, 0),
            textcoords="offset points",
            va="center",
            fontsize=6,
        )
    axes.set_yticks(list(places), labels, fontsize=6)
    axes.set_xlabel("persen angka; di kanan banyaknya angka")
    axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2, fontsize=8, frameon=False)


#: The pictures, in the order in which they are drawn.
CHARTS = (
    ReleaseChart(
        "pagu-realisasi",
        "Pagu dan realisasi per program (tahunan, pagu terbesar)",
        "SELECT agency || ' (' || source || ' ' || period || '): ' || item_name AS label, "
        "sum(pagu) AS pagu, sum(realisasi_anggaran) AS realisasi FROM wide_programmes "
        "WHERE level = 'program' AND period_kind = 'year' AND pagu > 0 "
        "AND realisasi_anggaran IS NOT NULL AND {where} "
        "GROUP BY document_id, label ORDER BY pagu DESC, label, document_id "
        f"LIMIT {SETTINGS.most_rows}",
        _draw_budget,
    ),
    ReleaseChart(
        "triwulan",
        "Realisasi anggaran per triwulan (jumlah program)",
        "SELECT coalesce(agency, '?') || ' ' || year AS label, period, "
        "sum(realisasi_anggaran) AS realisasi FROM wide_programmes "
        "WHERE level = 'program' AND period_kind = 'quarter' "
        "AND realisasi_anggaran IS NOT NULL AND {where} "
        "GROUP BY document_id, label, period ORDER BY label, period, document_id",
        _draw_quarters,
    ),
    ReleaseChart(
        "capaian",
        "Capaian indikator (tahunan, seperti tercetak)",
        "SELECT 'capaian' AS label, capaian FROM wide_indicators "
        "WHERE capaian >= 0 AND period_kind = 'year' AND {where}",
        _draw_results,
    ),
    ReleaseChart(
        "diterima",
        "Bagian angka yang diterima, per laporan",
        "SELECT file AS label, count(*) AS numbers, "
        "count(*) FILTER (accepted) AS sure FROM figures "
        "JOIN documents USING (document_id) WHERE {where} GROUP BY document_id, file "
        "ORDER BY sure / numbers DESC, file, document_id",
        _draw_accepted,
    ),
)
