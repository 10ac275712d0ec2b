"""``sidak review``, ``sidak decide``, ``sidak decisions``: what people decide."""

import getpass
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from sidak.flows.cli.console import fail, make_console
from sidak.flows.cli.extras import require_extra
from sidak.flows.cli.options import expand_options
from sidak.flows.exit_code import ExitCode
from sidak.schemas.vocabularies import LANGUAGES

DEFAULT_PORT = 8765

#: Ends of ids, and what they are about.
_ENDS = (
    (re.compile(r"-r\d+-c\d+(?:-p\d+)?$"), "figure"),
    (re.compile(r"-c\d+$"), "column"),
)

_CuratedArgument = Annotated[
    Path, typer.Argument(help="Curated folder, the --out of 'sidak run'.")
]
_WhoOption = Annotated[
    str | None, typer.Option("--who", help="Who decides. Default: the name of the login.")
]
_WhyOption = Annotated[str, typer.Option("--why", help="Reason, free text.")]
_LangOption = Annotated[str, typer.Option("--lang", help="Language: id or en.")]


def review(
    curated: _CuratedArgument,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes any free one.")
    ] = DEFAULT_PORT,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")
    ] = True,
    source: Annotated[
        list[Path] | None,
        typer.Option(
            "--source",
            help="Folder with the reports, for the pictures; may be given several times. "
            "The folders of earlier runs are searched anyway.",
        ),
    ] = None,
    lang: _LangOption = "id",
) -> None:
    """Serve a page on this machine to decide figures and codes in doubt.

    It shows each figure and code that waits for a person: the place on the page, what was
    read, why it is doubted. What is decided is noted with name, time and reason, and used
    by the next 'sidak run'. Stop with Ctrl-C.
    """
    _check(curated, lang)
    require_extra("review")
    from sidak.flows.review.server import serve_review

    def announce(address: str) -> None:
        typer.echo(f"{address}  (Ctrl-C stops)", err=True)

    serve_review(
        curated,
        port=port,
        language=lang,
        sources=source or (),
        has_browser=browser,
        announce=announce,
    )


@dataclass(frozen=True, slots=True)
class DecideOptions:
    """Options of ``sidak decide``; their help describes them."""

    value: Annotated[
        str | None,
        typer.Option("--value", help="The number, Indonesian (1.234,5) or plain (1234.5)."),
    ] = None
    number: Annotated[
        str | None,
        typer.Option(
            "--number",
            help="The number exactly, with a full stop before its decimals: 80.815 is less "
            "than 81.",
        ),
    ] = None
    code: Annotated[str | None, typer.Option("--code", help="The code of an item.")] = None
    accept: Annotated[
        bool, typer.Option("--accept", help="What sidak has read or matched is right.")
    ] = False
    unreadable: Annotated[
        bool, typer.Option("--unreadable", help="The figure cannot be read.")
    ] = False
    no_code: Annotated[
        bool, typer.Option("--no-code", help="The item has no code of the nomenclature.")
    ] = False
    header: Annotated[str | None, typer.Option("--header", help="Header of a column.")] = None
    metric: Annotated[
        str | None, typer.Option("--metric", help="What a column measures, such as pagu.")
    ] = None
    period: Annotated[
        str | None,
        typer.Option("--period", help="Period of a column: 2016, 2016-TW1, 2013-2018."),
    ] = None
    unit: Annotated[str | None, typer.Option("--unit", help="Unit of a column.")] = None
    names: Annotated[
        bool, typer.Option("--names", help="The names of the rows of a column are right.")
    ] = False
    name: Annotated[str | None, typer.Option("--name", help="The name of a row.")] = None
    finding: Annotated[
        str | None,
        typer.Option("--finding", help="A finding: confirmed, explained or not_error."),
    ] = None
    who: _WhoOption = None
    why: _WhyOption = ""
    confirm: Annotated[
        bool, typer.Option("--confirm", help="Take the answer in spite of a doubt.")
    ] = False
    lang: _LangOption = "id"

    @property
    def kinds(self) -> list[str]:
        """The kinds of answer that were given; there should be one."""
        given = {
            "value": self.value is not None,
            "number": self.number is not None,
            "code": self.code is not None,
            "accept": self.accept,
            "unreadable": self.unreadable,
            "no_code": self.no_code,
            "meaning": self.names
            or any(
                one is not None for one in (self.header, self.metric, self.period, self.unit)
            ),
            "name": self.name is not None,
            "finding": self.finding is not None,
        }
        return [kind for kind, is_given in given.items() if is_given]


@expand_options
def decide(
    curated: _CuratedArgument,
    question: Annotated[
        str,
        typer.Argument(
            help="figure_id, item_id, finding_id or review_id of the latest release; "
            "TABLE_ID-cCOLUMN for a column, TABLE_ID-rROW for a row."
        ),
    ],
    options: DecideOptions,
) -> None:
    """Note a decision about a figure, a code, a column, a row or a finding for the next run.

    Exit codes: 0 noted; 1 the answer is not taken, for the reason that is said; 2 wrong
    usage.
    """
    if len(options.kinds) != 1:
        fail(
            "give one of --value, --number, --code, --accept, --unreadable, --no-code, --name, "
            "--finding, or what a column means: --header, --metric, --period, --unit, --names",
            ExitCode.USAGE,
        )
    _check(curated, options.lang)
    from sidak.flows.review.answers import AnswerError
    from sidak.flows.review.follow_up import MarkAnswer
    from sidak.flows.review.meaning import MeaningAnswer
    from sidak.flows.review.service import ReviewAnswer, ReviewService

    service, who = ReviewService(curated, options.lang), _name_person(options.who)
    if options.finding is not None:
        mark = MarkAnswer(question.partition("finding:")[2] or question, who, options.finding)
        try:
            _print_decision(service.mark(replace(mark, why=options.why)))
        except AnswerError as error:
            fail(str(error), ExitCode.FAULT)
        return
    answer = ReviewAnswer(
        review_id=_name_question(question, options.kinds[0]),
        who=who,
        kind=options.kinds[0],
        text=options.value or options.number or options.code or options.name or "",
        why=options.why,
        is_confirmed=options.confirm,
        meaning=MeaningAnswer(
            options.header, options.metric, options.period, options.unit, options.names
        ),
    )
    try:
        _print_decision(service.decide(answer))
    except AnswerError as error:
        message = f"{error} (--confirm)" if error.may_confirm else str(error)
        fail(message, ExitCode.FAULT)


def decisions(
    curated: _CuratedArgument,
    undo: Annotated[
        str | None, typer.Option("--undo", help="Take back the decision with this id.")
    ] = None,
    who: _WhoOption = None,
    why: _WhyOption = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
    lang: _LangOption = "id",
) -> None:
    """List the decisions that stand, newest first, or take one back.

    Nothing is deleted: taking back adds a line to decisions.csv, with name and time.
    """
    _check(curated, lang)
    from sidak.flows.review.service import ReviewService

    service = ReviewService(curated, lang)
    if undo is not None:
        _print_decision(service.undo(undo, who=_name_person(who), why=why))
        return
    listed = service.list_decisions()
    if as_json:
        typer.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    _print_decisions(listed)


def _check(curated: Path, lang: str) -> None:
    if not curated.is_dir():
        fail(f"no such folder: {curated}", ExitCode.USAGE)
    if lang not in LANGUAGES:
        fail(f"unknown language: {lang}; there are {', '.join(LANGUAGES)}", ExitCode.USAGE)


def _name_question(question: str, kind: str) -> str:
    """Return the id of a question: the end of the id and the answer tell what it is."""
    if ":" in question:
        return question
    if kind == "name":
        return f"row:{question}"
    for end, subject in _ENDS:
        if end.search(question):
            return f"{subject}:{question}"
    return f"item:{question}"


def _name_person(who: str | None) -> str:
    if who is not None:
        return who
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        fail("who decides? say it with --who", ExitCode.USAGE)


def _print_decision(one: dict[str, Any]) -> None:
    typer.echo(f"{one['id']}  {one['question']}  {one['what']}  ({one['who']})")


def _print_decisions(listed: list[dict[str, Any]]) -> None:
    from rich.table import Table
    from rich.text import Text

    names = ("id", "at", "who", "file", "page", "name", "printed", "what", "why")
    table = Table()
    for name in names:
        table.add_column(name, no_wrap=name == "id", overflow="fold")
    for one in listed:
        table.add_row(*(Text(str(one[name]), overflow="fold") for name in names))
    make_console().print(table)
