"""``sidak bench``: starts the benchmarks, which live in the source repository."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

import sidak
from sidak.flows.cli.console import fail
from sidak.flows.exit_code import ExitCode

#: The benchmarks have options of their own: they are handed through untouched.
HAND_THROUGH = {"ignore_unknown_options": True, "allow_extra_args": True}


def find_checkout() -> Path | None:
    """Return the source repository that this sidak runs from; ``None`` for a wheel."""
    root = Path(sidak.__file__).resolve().parents[1]
    is_checkout = (root / "pyproject.toml").is_file() and (root / "bench").is_dir()
    return root if is_checkout else None


def bench(
    arguments: Annotated[
        list[str] | None,
        typer.Argument(help="Benchmark and its options; see 'sidak bench --help'."),
    ] = None,
) -> None:
    """Measure sidak: accuracy, speed, matching, checks; needs the source repository."""
    root = find_checkout()
    if root is None:
        fail(
            "the benchmarks live in the source repository; this is an installed sidak",
            ExitCode.USAGE,
        )
    paths = [str(root), *filter(None, [os.environ.get("PYTHONPATH")])]
    # -P: a folder "bench" in the working directory must not come first
    done = subprocess.run(
        [sys.executable, "-P", "-m", "bench", *(arguments or ["--help"])],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        check=False,
    )
    raise typer.Exit(done.returncode)
