"""Output of commands: results on standard output, errors on standard error."""

import io
import os
import shutil
import sys
from contextvars import ContextVar
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from rich.console import Console

#: Whether the user asked for tracebacks (``--debug``).
should_show_tracebacks: ContextVar[bool] = ContextVar("should_show_tracebacks", default=False)

#: Width of tables written to a file or a pipe, where there is no terminal to measure.
_WIDTH_WITHOUT_TERMINAL = 120


def open_streams() -> None:
    """Let the output take any text, and go nowhere if the caller has closed it.

    A terminal may know fewer characters than the names of files hold.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def make_console() -> "Console":
    """Return a console for standard output; wide enough when it is not a terminal."""
    from rich.console import Console

    is_terminal = sys.stdout.isatty()
    is_set = "COLUMNS" in os.environ
    width = None if is_terminal or is_set else _WIDTH_WITHOUT_TERMINAL
    if width is not None:
        width = max(width, shutil.get_terminal_size((width, 24)).columns)
    return Console(width=width)


def fail(message: str, exit_code: int) -> NoReturn:
    """End with one clear line on standard error; with the traceback under ``--debug``.

    Raises:
        SystemExit: Always.
    """
    if should_show_tracebacks.get() and sys.exc_info()[1] is not None:
        import traceback

        traceback.print_exc()
    typer.echo(f"sidak: {' '.join(message.split())}", err=True)
    raise SystemExit(exit_code)
