"""The first page of a release: its regions, and what was held back."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sidak.expectations import DATA_DOCS
from sidak.publishers.audit.model.translations import make_translator
from sidak.publishers.audit.site.environment import AuditFiles, make_environment, name_files
from sidak.publishers.audit.write import AUDIT, write_assets
from sidak.publishers.release.parts import PartFacts
from sidak.schemas.system.files import link_file


@dataclass(frozen=True, slots=True)
class FrontSettings:
    """What the first page says beside the parts.

    Attributes:
        lang: ``"id"`` or ``"en"``.
        date: Day of the release.
        blocked: Region to why its newest part is held back.
    """

    lang: str = "id"
    date: str = ""
    blocked: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region on the first page.

    Attributes:
        facts: Its part.
        files: Its pages; ``None`` if it has none.
    """

    facts: PartFacts
    files: AuditFiles | None


def write_front(folder: Path, parts: Sequence[PartFacts], settings: FrontSettings) -> None:
    """Write ``audit/index.html`` of a release, and the style of all pages.

    A release of one region has the pages of that region as its own.

    Args:
        folder: The release's folder, the parts linked into it.
        parts: The parts, by code.
        settings: Language, day and what is held back.

    Raises:
        OSError: If something cannot be written.
    """
    rows = [_make_row(folder, one) for one in parts]
    if not any(row.files for row in rows) and not settings.blocked:
        return
    audit = folder / AUDIT
    audit.mkdir(exist_ok=True)
    write_assets(audit)
    own = AuditFiles()
    has_docs = {
        one.region_code for one in parts if (folder / DATA_DOCS / one.region_code).is_dir()
    }
    if len(rows) == 1 and rows[0].files and not settings.blocked:
        link_file(audit / rows[0].files.index, audit / own.index)
        link_file(audit / rows[0].files.workbook, audit / own.workbook)
        link_file(audit / rows[0].files.search, audit / own.search)
        return
    totals: Counter[str] = Counter()
    for one in parts:
        totals.update(one.counts)
    t = make_translator(settings.lang)
    page = (
        make_environment(t)
        .get_template("regions.html")
        .render(
            rows=rows,
            totals=totals,
            date=settings.date,
            blocked=sorted(settings.blocked.items()),
            data_docs=DATA_DOCS,
            has_docs=has_docs,
            names={one.region_code: one.region for one in parts},
        )
    )
    with (audit / own.index).open("x", encoding="utf-8", newline="\n") as out:
        out.write(page)


def _make_row(folder: Path, facts: PartFacts) -> RegionRow:
    files = name_files(facts.region_code)
    has_pages = (folder / AUDIT / files.index).is_file()
    return RegionRow(facts, files if has_pages else None)
