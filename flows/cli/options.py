"""Options of a command as one dataclass instead of a long list of parameters."""

import functools
import inspect
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, TypeVar, get_type_hints

R = TypeVar("R")


def expand_options(command: Callable[..., R]) -> Callable[..., R]:
    """Let typer see each field of a command's dataclass parameter as an option of its own.

    The fields carry ``Annotated[..., typer.Option(...)]`` as parameters would. The command
    itself gets the dataclass.

    Args:
        command: Function with plain parameters and, as the last, one dataclass.
    """
    hints = get_type_hints(command, include_extras=True)
    name, kind = next((name, hint) for name, hint in hints.items() if is_dataclass(hint))
    assert isinstance(kind, type)
    types = get_type_hints(kind, include_extras=True)
    options = [
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if field.default is MISSING else field.default,
            annotation=types[field.name],
        )
        for field in fields(kind)
    ]
    plain = [
        parameter.replace(annotation=hints[parameter.name])
        for parameter in inspect.signature(command).parameters.values()
        if parameter.name != name
    ]

    @functools.wraps(command)
    def run(**given: Any) -> R:
        chosen = {option.name: given.pop(option.name) for option in options}
        return command(**given, **{name: kind(**chosen)})

    parameters = [*plain, *options]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    del run.__wrapped__
    return run
