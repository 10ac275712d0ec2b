"""Settings of a run, and the environment it works in."""

import os
from dataclasses import dataclass
from pathlib import Path

#: Longest time that one document may take, in seconds.
DEFAULT_TIMEOUT = 1800.0
#: Seconds after which a scheduled run is given up: the next night is about to begin. What was
#: read until then is kept.
LONGEST_NIGHT = 72_000
#: Most memory that the reading of one document may hold, in MiB. Reports take up to 600.
DEFAULT_MEMORY = 1024

#: Set before Prefect or great-expectations is imported; both read them at import time.
_NO_TELEMETRY = {
    "DO_NOT_TRACK": "1",
    "GX_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
}
# A worker is a process of its own; libraries that start a thread per core on top of that
# only make the workers wait for each other.
_ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OMP_THREAD_LIMIT": "1",
    "OPENBLAS_NUM_THREADS": "1",
}


@dataclass(frozen=True, slots=True)
class RunSettings:
    """Settings of a run.

    Attributes:
        document_timeout: Seconds after which the reading of one document is given up.
        document_memory: Most memory that the reading of one document may hold, in MiB.
        lang: Language of messages and audit pages, "id" or "en".
    """

    document_timeout: float = DEFAULT_TIMEOUT
    document_memory: int = DEFAULT_MEMORY
    lang: str = "id"

    def list_for_results(self) -> dict[str, str | int | float | bool | None]:
        """Return the settings that change what is read: part of every cache key.

        Limits of time and memory and the number of workers are not among them: they decide
        how soon the answer comes, not what it is. Nor is the language: records hold both.
        """
        return {}

    def list_for_release(self) -> dict[str, str | int | float | bool | None]:
        """Return the settings that change a release: what is read, and the language."""
        return {**self.list_for_results(), "lang": self.lang}


@dataclass(frozen=True, slots=True)
class CuratedFolder:
    """Paths inside a curated folder."""

    root: Path

    @property
    def state(self) -> Path:
        """What runs remember; may be deleted at the price of reading everything again."""
        return self.root / "state"

    @property
    def cache(self) -> Path:
        """Finished work, by content."""
        return self.state / "cache"

    @property
    def heads(self) -> Path:
        """The documents in short, by result key."""
        return self.state / "heads.mp.z"

    @property
    def stamps(self) -> Path:
        """What the file system said of the files of the inbox, and their digests."""
        return self.state / "stamps.mp"

    @property
    def parts(self) -> Path:
        """Parts of regions that no release holds yet."""
        return self.state / "parts"

    @property
    def snapshots(self) -> Path:
        """Private copies of the files that are being read."""
        return self.state / "snapshots"

    @property
    def lock(self) -> Path:
        """The lock file."""
        return self.state / "run.lock"

    @property
    def last_run(self) -> Path:
        """What the last completed run did, and to what."""
        return self.state / "last-run.json"

    @property
    def logs(self) -> Path:
        """Tracebacks and the output of libraries."""
        return self.state / "logs"

    @property
    def prefect(self) -> Path:
        """Prefect's database and settings of these runs."""
        return self.state / "prefect"

    @property
    def decisions(self) -> Path:
        """What people decided; append-only, never written by a run."""
        return self.root / "decisions" / "decisions.csv"

    @property
    def nomenclature(self) -> Path:
        """Imported nomenclature lists."""
        return self.root / "nomenclature"


def count_cores() -> int:
    """Return how many cores this process may use."""
    return max(1, len(os.sched_getaffinity(0)))


def silence_environment() -> None:
    """Switch off telemetry and thread pools inside libraries, unless set by the user."""
    for name, value in {**_NO_TELEMETRY, **_ONE_THREAD}.items():
        os.environ.setdefault(name, value)
    # Not a matter of taste: sidak never sends anything anywhere.
    os.environ.update(_NO_TELEMETRY)


def configure_prefect(folder: CuratedFolder) -> None:
    """Give Prefect a folder of its own inside the curated folder; call before its import.

    A server that the user has named (``PREFECT_API_URL``) is left alone.
    """
    silence_environment()
    folder.prefect.mkdir(parents=True, exist_ok=True)
    defaults = {
        "PREFECT_HOME": str(folder.prefect.resolve()),
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
        "PREFECT_LOGGING_LEVEL": "ERROR",
        "PREFECT_LOGGING_SERVER_LEVEL": "ERROR",
        "PREFECT_LOGGING_TO_API_ENABLED": "false",
        "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    }
    if os.environ.get("PREFECT_API_URL"):
        # Somebody looks at this server: it shall have the logs.
        defaults |= {"PREFECT_LOGGING_LEVEL": "INFO", "PREFECT_LOGGING_TO_API_ENABLED": "true"}
    for name, value in defaults.items():
        os.environ.setdefault(name, value)


def find_time_zone(local: Path = Path("/etc/localtime")) -> str:
    """Return the name of the machine's time zone, such as ``"Asia/Jakarta"``.

    Args:
        local: The link that names it where the variable ``TZ`` does not.
    """
    named = os.environ.get("TZ", "").lstrip(":")
    target = str(local.resolve())
    return named or target.partition("zoneinfo/")[2] or "UTC"
