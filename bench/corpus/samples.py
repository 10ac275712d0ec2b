"""The samples that stand in ``raw/samples``."""

from pathlib import Path

from bench.corpus.lkjip import build_lkjip
from bench.corpus.lra import build_lra
from bench.corpus.model import ReportSpec
from bench.corpus.page_flow import render
from bench.corpus.pk import build_pk
from bench.corpus.renja import build_renja
from bench.corpus.renstra import build_renstra
from bench.corpus.style import Style

#: Each report with the style that it is committed in.
SAMPLES: tuple[tuple[ReportSpec, Style], ...] = (
    (build_lkjip(), Style()),
    (build_renja(), Style(name="renja", family="Helvetica", text_size=10.5)),
    (build_pk(), Style(name="pk")),
    (
        build_lra(),
        Style(name="lra", family="Helvetica", bold="overprint", drop_rules=3, text_size=10),
    ),
    (build_renstra(), Style(name="renstra", shade=False, rules="rect", padding=1.6)),
)


def write_samples(folder: Path) -> list[Path]:
    """Paint every sample into a folder.

    Args:
        folder: Where ``<name>.pdf`` and ``<name>.truth.json`` go; made if absent.

    Returns:
        The PDFs written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for report, style in SAMPLES:
        path = folder / f"{report.name}.pdf"
        truth = render(report, style, path)
        truth.write(folder / f"{report.name}.truth.json")
        written.append(path)
    return written
