"""The samples that stand in ``raw/samples``."""

from pathlib import Path

from tests.corpus.layout import render
from tests.corpus.lkjip import build_lkjip
from tests.corpus.lra import build_lra
from tests.corpus.model import Report
from tests.corpus.pk import build_pk
from tests.corpus.renja import build_renja
from tests.corpus.renstra import build_renstra
from tests.corpus.style import Style

#: Each report with the style that it is committed in.
SAMPLES: tuple[tuple[Report, Style], ...] = (
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
