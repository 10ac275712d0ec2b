"""The templates of the audit pages, in which text from a report can never become markup."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sidak.publishers.audit.model.anchors import make_figure_anchor
from sidak.publishers.audit.model.translations import show_amount, show_number
from sidak.publishers.audit.site.settings import SETTINGS
from sidak.schemas import describe
from sidak.schemas.text.translator import Translator

# What no HTML page may hold: control characters but tab and line feed, lone surrogates.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class AuditFiles:
    """Names of files that pages link to.

    Attributes:
        index: The first page.
        workbook: The workbook.
        search: The script with the rows to search.
    """

    index: str = "index.html"
    workbook: str = "sidak.xlsx"
    search: str = "cari.js"


def name_files(region_code: str) -> AuditFiles:
    """Return the files of a region; those of the whole release if it is empty."""
    if not region_code:
        return AuditFiles()
    return AuditFiles(
        f"daerah-{region_code}.html",
        f"sidak-{region_code}.xlsx",
        f"cari-{region_code}.js",
    )


def make_environment(
    t: Translator,
    files: Mapping[str, str] | None = None,
    site: AuditFiles | None = None,
) -> Environment:
    """Return the templates of the audit pages in one language.

    Every value that a template prints is escaped, and ``None`` is printed as nothing.

    Args:
        t: Texts of the language.
        files: Document id to the address of its PDF, from the pages.
        site: Names of the first page and the workbook.
    """
    environment = Environment(
        loader=PackageLoader("sidak.publishers.audit"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_make_printable,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        t=t,
        site=site or AuditFiles(),
        terms_shown=SETTINGS.terms_shown,
        examples_shown=SETTINGS.examples_shown,
    )
    environment.globals["link_pdf"] = _PdfLinks(files or {})
    environment.filters.update(
        amount=show_amount,
        break_lines=_break_lines,
        describe=describe,
        figure_anchor=make_figure_anchor,
        link_into=_link_into,
        number=show_number,
        one_line=join_lines,
        plain=_show_plain,
    )
    return environment


@dataclass(frozen=True, slots=True)
class _PdfLinks:
    """Links to pages of the reports themselves."""

    files: Mapping[str, str]

    def __call__(self, document_id: str, page: int | None = None) -> str | None:
        """Return the address of a page; ``None`` if the file is not known."""
        file = self.files.get(document_id)
        return f"{file}#page={page}" if file and page else file


def join_lines(text: str) -> str:
    """Return text on one line."""
    return " ".join(text.split())


def _link_into(markup: Markup, file: str) -> Markup:
    """Return a piece of a page for another page: what it links to stands in a file.

    Texts of reports are escaped before: a quotation mark in one is none here.
    """
    return Markup(str(markup).replace('href="#', f'href="{file}#'))


def _break_lines(text: str) -> Markup:
    """Return text with its line feeds shown."""
    return Markup("<br>").join(text.split("\n"))


def _show_plain(value: Decimal | None) -> str:
    """Return a number as scripts read it; empty for ``None``."""
    return "" if value is None else format(value, "f")


def _make_printable(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, str) and _UNPRINTABLE.search(value):
        return type(value)(_UNPRINTABLE.sub("\ufffd", value))
    return value
