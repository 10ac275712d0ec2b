"""The texts of a release folder, in Indonesian and English."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from sidak.publishers.release.dictionary import render_dictionary
from sidak.publishers.release.folder.changes import ReleaseChanges
from sidak.publishers.release.folder.measured import load_measured
from sidak.publishers.release.folder.overview import ReleaseOverview
from sidak.publishers.release.parts import name_parquet
from sidak.publishers.release.settings import SETTINGS
from sidak.schemas.dictionary.published_tables import TABLE_SCHEMAS

#: What the dataset is about.
KEYWORDS = (
    "indonesia",
    "pemerintah daerah",
    "local government",
    "anggaran",
    "budget",
    "LKjIP",
    "Renja",
    "Renstra",
    "Permendagri 90",
)
_MARKUP = re.compile(r"([\\`*_\[\]<>|#~])")
_TABLE_NAMES = {
    "figures": "angka / figures",
    "items": "kode / codes",
    "findings": "temuan / findings",
}


@dataclass(frozen=True, slots=True)
class FolderFacts:
    """What the texts are made of.

    Attributes:
        release_id: Id of the release.
        date: Its day.
        overview: What it holds.
        changes: What is different from the last one.
        is_merged: Whether it has each table as one file.
    """

    release_id: str
    date: str
    overview: ReleaseOverview
    changes: ReleaseChanges
    is_merged: bool


def render_texts(facts: FolderFacts) -> dict[str, str]:
    """Return file name to content of every text of a release.

    Args:
        facts: What they are made of.
    """
    loader = PackageLoader("sidak.publishers.release.folder", "templates")
    # Texts for people and programs, no HTML: what comes from reports is marked by `_plain`.
    environment = Environment(
        loader=loader, undefined=StrictUndefined, keep_trailing_newline=True
    )
    overview = facts.overview
    common = {
        "release_id": facts.release_id,
        "date": facts.date,
        "o": overview,
        "merged": facts.is_merged,
        "regions": _list_regions(overview),
    }
    examples = environment.get_template("examples.md").render(
        **common, e=overview.example, column=_name_spreadsheet_columns("wide_programmes")
    )
    return {
        "README.md": environment.get_template("readme.md").render(
            **common,
            years=_name_years(overview),
            tables=_list_tables(overview, is_merged=facts.is_merged),
            kinds=", ".join(f"{kind} {count}" for kind, count in overview.kinds),
            accepted_share=_share(overview.accepted, overview.figures),
            measured=load_measured(),
            examples=examples,
        ),
        "data-dictionary.md": render_dictionary(is_of_release=True),
        "CITATION.cff": environment.get_template("citation.cff").render(
            **common, keywords=KEYWORDS
        ),
        "LICENSE": environment.get_template("license.txt").render(),
        "CHANGES.md": environment.get_template("changes.md").render(
            **common,
            c=facts.changes,
            names=_TABLE_NAMES,
            lists=_list_changes(facts.changes),
            most=SETTINGS.most_listed_changes,
        ),
    }


def _list_regions(overview: ReleaseOverview) -> str:
    named = [_plain(one.name) or one.code for one in overview.regions]
    most = SETTINGS.most_named_regions
    more = f", ... (+{len(named) - most})" if len(named) > most else ""
    return ", ".join(named[:most]) + more


def _name_years(overview: ReleaseOverview) -> str:
    years = [one for one in (overview.year_first, overview.year_last) if one is not None]
    return "-".join(str(one) for one in sorted(set(years)))


def _list_tables(overview: ReleaseOverview, *, is_merged: bool) -> list[Mapping[str, object]]:
    listed: list[Mapping[str, object]] = []
    for name, schema in TABLE_SCHEMAS.items():
        file = f"{name}.csv" if schema.has_csv else f"{name}.parquet"
        listed.append(
            {
                "path": file if is_merged else name_parquet(name, "*"),
                "rows": overview.rows.get(name, 0),
                "text_id": schema.description_id,
                "text": schema.description,
            }
        )
    return listed


def _list_changes(changes: ReleaseChanges) -> list[tuple[str, list[str]]]:
    return [
        ("Dokumen baru / new documents", [_plain(one) for one in changes.came]),
        ("Dokumen yang tidak ada lagi / documents gone", [_plain(one) for one in changes.went]),
        ("Temuan baru / new findings", _list_messages(changes.findings)),
        ("Temuan yang tidak ada lagi / findings gone", _list_messages(changes.gone)),
    ]


def _list_messages(findings: Sequence[tuple[str, str]]) -> list[str]:
    return [f"{severity}: {_plain(message)}" for severity, message in findings]


def _plain(text: str) -> str:
    """Return a text from a report so that Markdown shows it as it is, on one line."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _share(part: int, whole: int) -> str:
    return f"{part / whole * 100:.1f}" if whole else "-"


def _name_spreadsheet_columns(table: str) -> dict[str, str]:
    """Return the letters of a table's columns in a spreadsheet."""
    letters = {}
    for place, name in enumerate(TABLE_SCHEMAS[table].names):
        first, last = divmod(place, 26)
        letters[name] = (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + last)
    return letters
