"""One dataclass of options is many options of a command."""

from dataclasses import dataclass
from typing import Annotated

import typer
from typer.testing import CliRunner

from sidak.flows.cli.options import expand_options


@dataclass(frozen=True, slots=True)
class _Options:
    count: Annotated[int, typer.Option("--count", min=1, help="How many.")] = 2
    fast: Annotated[bool, typer.Option("--fast/--slow", help="How.")] = False


def test_each_field_is_an_option_with_its_default_and_its_limits() -> None:
    seen: list[tuple[str, _Options]] = []
    app = typer.Typer()

    @app.command()
    @expand_options
    def run(name: Annotated[str, typer.Argument(help="Who.")], options: _Options) -> None:
        """Run."""
        seen.append((name, options))

    runner = CliRunner()
    assert runner.invoke(app, ["a"]).exit_code == 0
    assert runner.invoke(app, ["b", "--count", "3", "--fast"]).exit_code == 0
    assert seen == [("a", _Options()), ("b", _Options(3, True))]
    assert runner.invoke(app, ["c", "--count", "0"]).exit_code == 2
    assert "How many." in runner.invoke(app, ["--help"]).output
