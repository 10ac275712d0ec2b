"""``sidak prune`` and ``sidak verify``: old releases, and whether one is what was written."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sidak.flows.cli.console import fail
from sidak.flows.exit_code import ExitCode

if TYPE_CHECKING:
    from sidak.publishers.queries.verify import VerifiedFile

_MEGABYTE = 1_000_000


def prune(
    keep: Annotated[
        int, typer.Option("--keep", min=1, help="How many releases stay, the latest included.")
    ],
    out: Annotated[Path, typer.Option("--out", help="The curated folder.")] = Path("curated"),
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only name what would be removed.")
    ] = False,
) -> None:
    """Remove all releases but the newest; the one that latest.json names always stays.

    Decisions, lists and the cache are not touched. Exit codes: 0 done; 2 no curated folder;
    5 a run is writing into it.
    """
    from sidak.flows.settings import CuratedFolder
    from sidak.publishers.release.prune import (
        find_releases,
        list_old_releases,
        remove_release,
    )
    from sidak.schemas import SidakError
    from sidak.schemas.system.locks import hold_lock

    try:
        find_releases(out)  # before the lock, which would make the folder
    except SidakError as error:
        fail(str(error), ExitCode.USAGE)
    with hold_lock(CuratedFolder(out).lock):
        old = list_old_releases(out, keep)
        for one in old:
            if not dry_run:
                remove_release(one.path)
            done = "would be removed" if dry_run else "removed"
            typer.echo(f"{one.path.name} {done}, {one.size / _MEGABYTE:.1f} MB")
    if not old:
        typer.echo(f"nothing to remove: at most {keep} releases are there")


def verify(
    release: Annotated[
        Path,
        typer.Argument(help="Folder of a release, or a curated folder for its latest one."),
    ] = Path("curated"),
    inbox: Annotated[
        Path | None,
        typer.Option("--inbox", help="Where the reports lie: their digests are compared too."),
    ] = None,
    sample: Annotated[
        int,
        typer.Option(
            "--sample", min=0, help="Figures read again inside their boxes, by chance."
        ),
    ] = 100,
    seed: Annotated[
        int, typer.Option("--seed", help="Which figures: the same seed, the same.")
    ] = 1,
) -> None:
    """Check that a release is what was written, and that its figures stand where it says.

    Tables are compared with the digests in run.json. With --inbox the reports are too, and
    some accepted figures of born-digital pages are read again inside their boxes. Exit
    codes: 0 all is as it was; 1 something is not; 2 no release.
    """
    from sidak.publishers.queries.findings import find_release
    from sidak.publishers.queries.verify import verify_inputs, verify_outputs
    from sidak.schemas import SidakError

    try:
        folder = find_release(release)
        compared = {"tables": verify_outputs(folder)}
        if inbox is not None:
            compared["reports"] = verify_inputs(folder, inbox)
    except SidakError as error:
        fail(str(error), ExitCode.USAGE)
    told = [_tell_changes(what, files) for what, files in compared.items()]
    is_good = all(told)
    if inbox is not None and sample:
        is_good = _verify_figures(folder, inbox, sample, seed) and is_good
    if not is_good:
        raise SystemExit(ExitCode.FAULT)


def _tell_changes(what: str, files: "list[VerifiedFile]") -> bool:
    """Print how many files are as they were, and each that is not; True if all are."""
    bad = [one for one in files if one.is_changed]
    typer.echo(f"{what}: {len(files) - len(bad)} of {len(files)} same")
    for one in bad:
        typer.echo(f"  {one.name}: {one.state.value}")
    return not bad


def _verify_figures(release: Path, inbox: Path, sample: int, seed: int) -> bool:
    from sidak.flows.verify_figures import draw_figures, read_again

    drawn = draw_figures(release, sample, seed)
    other = [one for one in read_again(drawn, inbox) if not one.is_same]
    typer.echo(f"figures: {len(drawn) - len(other)} of {len(drawn)} stand in their boxes")
    for one in other:
        place = f"{one.figure_id} ({one.file}, page {one.page})"
        typer.echo(f"  {place}: {one.raw_text!r}, found {one.found!r}")
    return not other
