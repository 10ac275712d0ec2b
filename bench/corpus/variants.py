"""The sample reports in many styles, for the accuracy bench.

``python -m bench.corpus styles --out DIR`` writes ``<report>--<style>.pdf`` and
``<report>--<style>.truth.json`` for every pair; ``write_variants`` does the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.corpus.lkjip import build_lkjip
from bench.corpus.lra import build_lra
from bench.corpus.model import ReportSpec
from bench.corpus.page_flow import render
from bench.corpus.pk import build_pk
from bench.corpus.renja import build_renja
from bench.corpus.renstra import build_renstra
from bench.corpus.style import Style, has_family

#: Ways to paint a report. Each stands for something that the real reports do.
STYLES: tuple[Style, ...] = (
    Style(name="garis-rambut", family="Helvetica", table_size=0.94, rules="hairline"),
    Style(name="dejavu", family="DejaVu", table_size=0.92, rules="rect", leading=1.25),
    Style(name="serif-lebar", family="DejaVuSerif", table_size=0.9, padding=3.5),
    Style(
        name="tanpa-judul-ulang",
        repeat_header=False,
        column_numbers=False,
        close_cut_rows=False,
    ),
    Style(name="sempit", width=0.86, evenness=0.35, repeat_header=True),
    Style(name="besar", table_size=1.14, align_numbers="left", split_rows=False),
    Style(name="putar-90", family="Helvetica", rotate=90),
    Style(name="putar-180", rotate=180, rules="rect"),
    Style(name="putar-270", rotate=270, repeat_header=False),
    Style(name="rebah", sideways=True, family="Helvetica"),
    Style(name="tebal-ganda", bold="overprint", rules="rect", word_by_word=True),
    Style(name="garis-hilang", drop_rules=3, open_frame=True, shade=False),
    Style(name="garis-mendatar", rules="horizontal", family="Helvetica"),
    Style(name="garis-dobel", rules="double", middle=True, padding=3.2),
    Style(name="bingkai-sel", rules="cell", ghosts=True, align_numbers="center"),
    Style(name="judul-tegak", vertical_headers=True, column_numbers=False),
    Style(name="tanpa-garis", rules="none", shade=False, padding=3.0),
)

#: Styles that only plain reports are painted in: without rules a row of a wide matrix
#: cannot be told from the next even by a person.
_PLAIN_ONLY = {"tanpa-garis"}
_WIDE = {"renstra-setda-2018-2023", "renja-bappeda-2022"}


@dataclass(frozen=True, slots=True)
class Variant:
    """One painted report with its truth.

    Attributes:
        report: Name of the report.
        style: Name of the style.
        pdf: The PDF.
        truth: The truth beside it.
    """

    report: str
    style: str
    pdf: Path
    truth: Path


def reports() -> tuple[ReportSpec, ...]:
    """The reports that the variants are made of."""
    return (build_lkjip(), build_renja(), build_renstra(), build_pk(), build_lra())


def pairs(only: Sequence[str] = ()) -> Iterator[tuple[ReportSpec, Style]]:
    """Every report with every style that suits it and this machine's fonts.

    Args:
        only: Names of reports or styles; empty takes all.
    """
    for style in STYLES:
        if not has_family(style.family):
            continue
        for report in reports():
            if style.name in _PLAIN_ONLY and report.name in _WIDE:
                continue
            if not only or style.name in only or report.name in only:
                yield report, style


def write_variants(folder: Path, only: Sequence[str] = ()) -> list[Variant]:
    """Paint variants into a folder.

    Args:
        folder: Where the files go; made if absent.
        only: Names of reports or styles; empty takes all.

    Returns:
        What was painted, in a fixed order.
    """
    folder.mkdir(parents=True, exist_ok=True)
    variants = []
    for report, style in pairs(only):
        stem = f"{report.name}--{style.name}"
        variant = Variant(
            report.name, style.name, folder / f"{stem}.pdf", folder / f"{stem}.truth.json"
        )
        render(report, style, variant.pdf).write(variant.truth)
        variants.append(variant)
    return variants
