"""Parts of regions whose reports are copies: the finished part of one with other ids in it.

To make ten thousand documents into parts takes hours of processor time that is known already
from a thousand; what a night costs beside ten thousand finished ones is not. A copied part has
as many files, rows and bytes as the steps would make; the ids of its documents and the code of
its region are its own where the run looks at them: in the names of files, in ``document_id``
and in ``region_code``. All other content is that of the original.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from sidak.flows.batch.planning import RunPlan
from sidak.flows.batch.regions import RegionJob
from sidak.publishers import (
    DocumentSize,
    ReleasePart,
    list_files,
    load_part,
    load_parts,
    save_part,
    seal_files,
)
from sidak.schemas.system.files import link_file

#: Columns that tell whose a row is.
_OWNERS = ("document_id", "region_code")


def copy_parts(
    plan: RunPlan, regions: Sequence[RegionJob], originals: int, release: Path | None
) -> int:
    """Make the parts of regions from finished ones of the same reports.

    Args:
        plan: The plan of the run that will find them.
        regions: All regions; those that are finished already serve as originals.
        originals: Number of reports that all others are copies of, in turn.
        release: The latest release.

    Returns:
        How many are left because no finished part has the same reports.
    """
    numbers = {job.sha256[:16]: int(Path(job.name).stem) for job in plan.jobs}
    known = {} if release is None else load_parts(release)
    finished: dict[tuple[int, ...], tuple[RegionJob, ReleasePart]] = {}
    waiting: list[tuple[tuple[int, ...], RegionJob]] = []
    for job in regions:
        shape = tuple(numbers[entry.document_id] % originals for entry in job.entries)
        part = known.get(job.region_code) or load_part(job.finished)
        if part is not None and part.facts.key == job.key:
            finished.setdefault(shape, (job, part))
        else:
            waiting.append((shape, job))
    left = 0
    for shape, job in waiting:
        if shape in finished:
            original, part = finished[shape]
            _copy_part(part, job, _list_ids(original, job))
        else:
            left += 1
    return left


def _list_ids(original: RegionJob, job: RegionJob) -> dict[str, str]:
    """Return the ids of the documents of an original with those of the copy."""
    pairs = zip(original.entries, job.entries, strict=True)
    return {one.document_id: other.document_id for one, other in pairs}


def _copy_part(part: ReleasePart, job: RegionJob, changed: Mapping[str, str]) -> None:
    changed = {**changed, part.facts.region_code: job.region_code}
    pattern = re.compile("|".join(re.escape(name) for name in changed))

    def rename(text: str) -> str:
        return pattern.sub(lambda found: changed[found[0]], text)

    folder = job.unfinished
    for name in part.facts.files:
        goal = folder / rename(name)
        if name == rename(name):
            # Named after an agency, of which every region has its own.
            goal = goal.with_name(f"{goal.stem}-{job.region_code}{goal.suffix}")
        goal.parent.mkdir(parents=True, exist_ok=True)
        if goal.suffix == ".parquet":
            _copy_table(part.folder / name, goal, changed)
        else:
            link_file(part.folder / name, goal)
    files = list_files(folder)
    seal_files(folder, files)
    facts = replace(
        part.facts,
        region_code=job.region_code,
        region=job.region,
        key=job.key,
        files=files,
        documents={
            rename(name): DocumentSize(size.figures, size.accepted)
            for name, size in part.facts.documents.items()
        },
        coverage={rename(name): one for name, one in part.facts.coverage.items()},
        # Another region is other content, or the release would be one that exists.
        digests=dict.fromkeys(part.facts.digests, job.key),
    )
    save_part(folder, facts)
    folder.rename(job.finished)


def _copy_table(source: Path, goal: Path, changed: Mapping[str, str]) -> None:
    """Copy a table with other owners of its rows."""
    table = pq.ParquetFile(source).read()
    for name in _OWNERS:
        if name in table.column_names:
            place = table.column_names.index(name)
            names = pc.dictionary_encode(table[name]).combine_chunks()
            values = [changed.get(one, one) for one in names.dictionary.to_pylist()]
            owners = pa.array(values, pa.string())
            column = pa.DictionaryArray.from_arrays(names.indices, owners)
            table = table.set_column(place, table.field(place), column.cast(pa.string()))
    pq.write_table(table, goal, compression="zstd", store_schema=False)
