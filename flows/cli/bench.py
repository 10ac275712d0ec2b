"""``sidak bench``: how right and how fast; the measuring itself is in ``bench``."""

import importlib
from typing import Annotated

import typer

from sidak.flows.cli.console import fail

app = typer.Typer(
    help="Measure sidak against labelled pages. 'sidak bench accuracy --help' says more.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

#: A benchmark has options of its own: they are handed through untouched.
_HAND_THROUGH = {"ignore_unknown_options": True, "allow_extra_args": True}

_Arguments = Annotated[
    list[str] | None, typer.Argument(help="Options of the benchmark; see its --help.")
]


@app.command(context_settings=_HAND_THROUGH, add_help_option=False)
def accuracy(arguments: _Arguments = None) -> None:
    """Figures right, wrong, missed, spurious; silent errors one by one."""
    _measure("accuracy", arguments)


@app.command(context_settings=_HAND_THROUGH, add_help_option=False)
def numbers(arguments: _Arguments = None) -> None:
    """Reading of single numbers, kind by kind."""
    _measure("numbers", arguments)


@app.command(context_settings=_HAND_THROUGH, add_help_option=False)
def matching(arguments: _Arguments = None) -> None:
    """Matching of names to codes of the nomenclature."""
    _measure("matching", arguments)


@app.command(context_settings=_HAND_THROUGH, add_help_option=False)
def speed(arguments: _Arguments = None) -> None:
    """Pages per second, with one worker and with more."""
    _measure("speed", arguments)


@app.command(context_settings=_HAND_THROUGH, add_help_option=False)
def boxes(arguments: _Arguments = None) -> None:
    """Whether each figure stands inside its box when the page is read again."""
    _measure("boxes", arguments)


@app.command(context_settings=_HAND_THROUGH, add_help_option=False)
def planted(arguments: _Arguments = None) -> None:
    """Errors planted into clean reports, and which the checks find."""
    _measure("planted", arguments)


@app.command(context_settings=_HAND_THROUGH, add_help_option=False)
def seeded(arguments: _Arguments = None) -> None:
    """Digits misread on purpose in scans, and what the arithmetic makes of them."""
    _measure("seeded", arguments)


def _measure(name: str, arguments: list[str] | None) -> None:
    """Run ``bench.<name>.main`` and end with its exit code."""
    try:
        module = importlib.import_module(f"bench.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"bench.{name}":
            raise
        fail(f"this version has no benchmark '{name}'", 2)
    raise typer.Exit(int(module.main(arguments or []) or 0))
