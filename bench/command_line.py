"""Commands of the benchmarks: a dataclass of options and a function that takes it."""

import inspect
from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import TypeVar, get_type_hints

import typer

Options = TypeVar("Options")


def add_command(
    app: typer.Typer, name: str, options: type[Options], run: Callable[[Options], int]
) -> None:
    """Add a command whose options are the fields of a dataclass.

    Args:
        app: The application.
        name: Name of the command.
        options: Dataclass; its annotations say how each field is given.
        run: Takes the options and returns the exit code; its docstring is the help.
    """

    def command(**values: object) -> None:
        raise typer.Exit(run(options(**values)))

    command.__doc__ = run.__doc__
    command.__annotations__ = get_type_hints(options, include_extras=True)
    command.__signature__ = _sign(options)  # type: ignore[attr-defined]
    app.command(name)(command)


def _sign(options: type[Options]) -> inspect.Signature:
    """Return how options are given, with lists that a factory makes as what they are."""
    made = {
        one.name: one.default_factory()
        for one in fields(options)  # type: ignore[arg-type]
        if one.default_factory is not MISSING
    }
    signature = inspect.signature(options)
    return signature.replace(
        parameters=[
            one.replace(default=made.get(one.name, one.default))
            for one in signature.parameters.values()
        ]
    )
