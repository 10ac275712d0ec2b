"""The file of tracebacks, for what must not stop a run."""

from pathlib import Path

from sidak.schemas.system import clock


def log_error(folder: Path, name: str, details: str) -> None:
    """Add a traceback to ``errors.log``.

    Args:
        folder: Folder of logs; made if absent.
        name: What it is about.
        details: The traceback.

    Raises:
        OSError: If it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    now = clock.read_clock().isoformat(timespec="seconds")
    with (folder / "errors.log").open("a", encoding="utf-8") as log:
        log.write(f"{now} {name}\n{details}\n")
