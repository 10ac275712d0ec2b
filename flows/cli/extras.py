"""Parts of sidak that are installed only where they are asked for."""

from importlib.util import find_spec

from sidak.flows.cli.console import fail
from sidak.flows.exit_code import ExitCode

#: Modules that each extra brings.
EXTRAS = {
    "dask": ("distributed",),
    "plot": ("matplotlib",),
    "postgresql": ("adbc_driver_manager", "adbc_driver_postgresql"),
    "prefect": ("prefect", "fastapi"),
    "review": ("fastapi", "pydantic", "starlette", "uvicorn"),
}


def require_extra(extra: str, otherwise: str = "") -> None:
    """End with one line that says what to install, if an extra is not.

    Args:
        extra: Name of the extra.
        otherwise: What else the user can do.
    """
    missing = [name for name in EXTRAS[extra] if find_spec(name) is None]
    if missing:
        way = f"pip install 'sidak[{extra}]'" + (f", {otherwise}" if otherwise else "")
        fail(f"{missing[0]} is not installed: {way}", ExitCode.USAGE)
