"""``python -m bench.corpus``: paint the committed samples, their styles, clean reports."""

from pathlib import Path
from typing import Annotated

import typer

from bench.corpus.clean_reports import write_reports
from bench.corpus.samples import write_samples
from bench.corpus.variants import write_variants

app = typer.Typer(help="Paint reports and the truth about them.", no_args_is_help=True)

_Out = Annotated[Path, typer.Option(help="Folder for the reports; made if absent.")]


@app.command()
def samples(out: _Out = Path("raw/samples")) -> None:
    """Paint the committed samples."""
    for path in write_samples(out):
        print(path)


@app.command()
def styles(
    out: _Out,
    only: Annotated[list[str] | None, typer.Option(help="Names of reports, styles.")] = None,
) -> None:
    """Paint the samples in all styles."""
    for variant in write_variants(out, only or ()):
        print(variant.pdf)


@app.command()
def clean(out: _Out, count: int = 12, seed: int = 0) -> None:
    """Paint reports in which every sum is right."""
    for path in write_reports(out, count, seed):
        print(path)


if __name__ == "__main__":
    app()
