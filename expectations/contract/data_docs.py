"""Data Docs of great-expectations, for readers without a network.

The pages of the library load styles, scripts and a logo from other people's servers, which
would then know who reads which release. All that is taken out; a style of our own takes its
place.
"""

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

from sidak.expectations.contract.report import ContractCheck

#: Folder of a release with the Data Docs of its parts.
DATA_DOCS = "data-docs"
STYLE = "style.css"

_OUTSIDE = re.compile(
    r"<script\b[^>]*>.*?</script>|<link\b[^>]*>|<img\b[^>]*https?:[^>]*>"
    r"|<iframe\b.*?</iframe>|<footer\b.*?</footer>|url\(\s*['\"]?https?:[^)]*\)",
    re.DOTALL | re.IGNORECASE,
)
#: Ids that the library draws for each page; those of ours follow from names (version 5).
_RANDOM_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
_TIME = re.compile(r"\d{8}T\d{6}\.\d{6}Z")
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
_POLICY = (
    "default-src 'none'; img-src 'self' file:; style-src 'self' file: 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'"
)


def copy_site(site: Path, goal: Path, checks: Sequence[ContractCheck], name: str) -> None:
    """Copy the pages of a site, and leave out all that is not theirs.

    The library's own first page is a table that only scripts can show; ours says the same.

    Args:
        site: What the library has built.
        goal: Folder to make.
        checks: What was checked.
        name: What the checks are about: the code of a region.

    Raises:
        OSError: If something cannot be read or written.
    """
    for page in sorted(site.rglob("*/*.html")):
        path = goal / page.relative_to(site)
        path.parent.mkdir(parents=True, exist_ok=True)
        depth = len(path.relative_to(goal).parts) - 1
        text = clean_page(page.read_text(encoding="utf-8"), "../" * depth + STYLE)
        text = _settle(text, page.parent.name)
        path.write_text(text, encoding="utf-8")
    (goal / STYLE).write_text(_STYLE, encoding="utf-8")
    (goal / "index.html").write_text(_render_index(goal, checks, name), encoding="utf-8")


def _settle(text: str, time: str) -> str:
    """Return a page that is the same whenever it is made.

    Args:
        text: The page.
        time: Time of the run, in place of when the library loaded the table.
    """
    places: dict[str, int] = {}
    settled = _RANDOM_ID.sub(lambda found: str(places.setdefault(found[0], len(places))), text)
    return _TIME.sub(time, settled)


def _render_index(goal: Path, checks: Sequence[ContractCheck], name: str) -> str:
    """Return the first page: each table with what was checked and how it went."""
    rows = []
    for table in dict.fromkeys(check.table_name for check in checks):
        own = [check for check in checks if check.table_name == table]
        broken = [check for check in own if not check.passed]
        mark = "text-danger fa-times" if broken else "text-success fa-check-circle"
        result = next(iter(sorted(goal.glob(f"validations/{table}/**/*.html"))), None)
        link = "" if result is None else result.relative_to(goal).as_posix()
        told = "<br>".join(
            f"<b>{check.severity}</b>: {escape(check.message)}" for check in broken
        )
        rows.append(
            f'<tr><td><i class="{mark}"></i></td><td><a href="{link}">{table}</a></td>'
            f"<td>{len(own)}</td><td>{len(broken)}</td><td>{own[0].rows}</td><td>{told}</td>"
            f'<td><a href="expectations/{table}.html">suite</a></td></tr>'
        )
    page = (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>Data Docs {name}</title>"
        f"</head><body><h1>Data Docs {name}</h1><table><tr><th></th><th>table</th>"
        "<th>expectations</th><th>broken</th><th>rows</th><th></th><th></th></tr>"
        f"{''.join(rows)}</table></body></html>\n"
    )
    return clean_page(page, STYLE)


def clean_page(text: str, style: str) -> str:
    """Return a page that loads nothing but a style.

    Args:
        text: The page.
        style: Path of the style from it.
    """
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<link rel="stylesheet" href="{style}">'
    )
    cleaned = _OUTSIDE.sub("", text)
    return _HEAD.sub(lambda found: found[0] + head, cleaned, count=1)


_STYLE = """\
body { font: 15px/1.45 system-ui, sans-serif; margin: 0 auto; max-width: 75rem; padding: 1rem; }
h1, h2, h3, h4, h5 { font-weight: 600; line-height: 1.25; margin: 1.2em 0 .4em; }
table { border-collapse: collapse; margin: .5rem 0; width: 100%; }
th, td { border: 1px solid #d6dce4; padding: .3rem .5rem; text-align: left; }
th { background: #f3f5f8; }
a { color: #1854be; }
ul, ol { list-style: none; margin: 0; padding: 0; }
.nav, .breadcrumb { display: flex; flex-wrap: wrap; gap: .4rem 1rem; }
.badge { background: #e8ecf2; border-radius: .6rem; padding: 0 .5rem; }
.text-success, .fa-check-circle { color: #1c7c3c; }
.text-danger, .fa-times { color: #c81020; }
.text-warning { color: #9a6700; }
.fa-check-circle::before { content: "\\2713"; }
.fa-times::before { content: "\\2717"; }
.d-none, .modal, .collapse:not(.show), .popover { display: none; }
.float-right { float: right; }
"""
