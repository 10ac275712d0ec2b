"""A large inbox made of a small one: the same reports under other regions and years.

Their results are put into the cache of the new curated folder, so that a run over it is about
everything but reading.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sidak.flows.batch.planning import RunRequest, make_plan
from sidak.flows.state.cache import Cache
from sidak.flows.state.codec import pack_record, unpack_record
from sidak.schemas import DocumentResult
from sidak.schemas.regions import list_regions

#: Reports of one region: a few agencies with their yearly reports.
REPORTS_PER_REGION = 18


@dataclass(frozen=True, slots=True)
class Original:
    """A report that is copied.

    Attributes:
        path: Its file.
        sha256: Digest of its content.
        packed: Its result, packed.
    """

    path: Path
    sha256: str
    packed: bytes


def load_originals(inbox: Path, curated: Path) -> list[Original]:
    """Return the reports of an inbox whose results a curated folder holds."""
    cache = Cache(curated / "state" / "cache")
    plan = make_plan(RunRequest(inbox, curated, follows_links=True))
    found = []
    for job in plan.jobs:
        result = cache.load(job.result_key, DocumentResult)
        if result is not None and result.document.pages:
            found.append(Original(Path(job.path), job.sha256, pack_record(result)))
    return found


def add_copies(
    originals: Sequence[Original], inbox: Path, curated: Path, first: int, count: int
) -> None:
    """Add copies to an inbox, and their results to the cache of a curated folder.

    Args:
        originals: The reports, taken in turn.
        inbox: Folder to fill.
        curated: Curated folder of the runs over it.
        first: Number of the first copy.
        count: How many.
    """
    # Of the names of a region the first one, so that each stands for a code of its own.
    named = dict(reversed(list_regions()))
    regions = [named[code] for code in sorted(named)]
    inbox.mkdir(parents=True, exist_ok=True)
    made: dict[str, tuple[Original, int]] = {}
    for number in range(first, first + count):
        original = originals[number % len(originals)]
        name = f"{number:06d}{original.path.suffix.lower()}"
        # A line behind the end of a PDF changes its digest and nothing else.
        (inbox / name).write_bytes(original.path.read_bytes() + b"\n%% copy %d\n" % number)
        made[name] = original, number
    cache = Cache(curated / "state" / "cache")
    for job in make_plan(RunRequest(inbox, curated)).jobs:
        if job.name not in made:
            continue
        original, number = made[job.name]
        packed = original.packed.replace(original.sha256.encode(), job.sha256.encode())
        packed = packed.replace(original.sha256[:16].encode(), job.sha256[:16].encode())
        result = unpack_record(DocumentResult, packed)
        document = replace(
            result.document,
            file=job.name,
            region=regions[number // REPORTS_PER_REGION % len(regions)],
            year=(result.document.year or 2022) + number // len(originals) % 5,
        )
        cache.store(job.result_key, replace(result, document=document))
