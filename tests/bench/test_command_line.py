"""Commands made of a dataclass of options."""

from dataclasses import dataclass, field
from typing import Annotated

import typer
from typer.testing import CliRunner

from bench.command_line import add_command


@dataclass(frozen=True)
class Options:
    """Options of a command."""

    dpi: Annotated[list[int], typer.Option()] = field(default_factory=lambda: [150, 200])
    only: Annotated[str, typer.Option()] = "all"


def test_a_list_that_is_not_given_is_what_its_factory_makes() -> None:
    seen: list[Options] = []

    def run(options: Options) -> int:
        """Remember the options."""
        seen.append(options)
        return 3

    app = typer.Typer()
    add_command(app, "one", Options, run)
    add_command(app, "other", Options, run)
    runner = CliRunner()
    assert runner.invoke(app, ["one"]).exit_code == 3
    assert runner.invoke(app, ["one", "--dpi", "300", "--only", "pk"]).exit_code == 3
    assert seen == [Options(), Options([300], "pk")]
