"""The documents and the command say the same."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import typer.main

from bench.__main__ import app as bench_app
from sidak.flows.cli.app import app

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = (ROOT / "docs" / "commands.md").read_text("utf-8")
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])

ROOT_COMMAND = typer.main.get_command(app)
# "sidak bench" starts another program; its commands are documented and checked like the rest
ROOT_COMMAND.commands["bench"] = typer.main.get_command(bench_app)  # type: ignore[attr-defined]


def walk_commands(
    command: click.Command = ROOT_COMMAND, path: tuple[str, ...] = ("sidak",)
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command below ``sidak`` with its words."""
    for name, child in getattr(command, "commands", {}).items():
        yield (*path, name), child
        yield from walk_commands(child, (*path, name))


ALL = dict(walk_commands())


def find_calls(text: str) -> list[str]:
    """Return the calls of ``sidak`` in code blocks and in `code` of a page."""
    fences = re.findall(r"^```(\w*)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    blocks = [block for language, block in fences if language in ("sh", "console")]
    lines = [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
    inline = re.findall(r"`(sidak [^`]+)`", text)
    calls = [line for line in (*lines, *inline) if line.startswith("sidak ")]
    return [call.split(" #")[0].strip() for call in calls]


def find_faults(call: str) -> list[str]:
    """Return what is wrong with a call: unknown commands and options."""
    words = [word for word in shlex.split(call)[1:] if word != "--debug"]
    command: click.Command = ROOT_COMMAND
    while words and isinstance(getattr(command, "commands", None), dict):
        if words[0] in ("--help", "COMMAND"):
            return []
        children: dict[str, click.Command] = command.commands  # type: ignore[attr-defined]
        if words[0] not in children:
            return [f"unknown command: {words[0]}"]
        command = children[words.pop(0)]
    known = {option for one in command.params for option in (*one.opts, *one.secondary_opts)}
    return [
        f"unknown option: {word}"
        for word in words
        if word.startswith("--") and word.split("=")[0] not in {*known, "--help"}
    ]


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_every_command_is_documented(words: tuple[str, ...]) -> None:
    level = "#" * len(words)
    assert re.search(rf"^{level} {' '.join(words)}$", COMMANDS, re.MULTILINE)


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_every_command_and_option_has_a_help_text(words: tuple[str, ...]) -> None:
    command = ALL[words]
    assert command.help
    for parameter in command.params:
        assert getattr(parameter, "help", None) or parameter.name == "help", parameter.name


def test_the_options_of_run_are_documented() -> None:
    section = COMMANDS.split("## sidak run")[1].split("## sidak nightly")[0]
    for parameter in ALL[("sidak", "run")].params:
        names = [*parameter.opts, *parameter.secondary_opts]
        if names[0].startswith("--"):
            assert any(f"`{name}" in section for name in names), names


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_call_in_the_documents_is_valid(page: Path) -> None:
    calls = find_calls(page.read_text("utf-8"))
    assert {call: find_faults(call) for call in calls if find_faults(call)} == {}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_the_documents_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_what_make_can_do_is_named_in_the_readme() -> None:
    targets = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE)
    readme = (ROOT / "README.md").read_text("utf-8")
    used = set(re.findall(r"make ([a-z]+)", readme))
    assert used >= {"demo", "test"}
    assert used <= set(targets)


@pytest.mark.parametrize(
    ("call", "faults"),
    [
        ("sidak run x --out y --workers 2", []),
        ("sidak --debug run x", []),
        ("sidak rum x", ["unknown command: rum"]),
        ("sidak run x --output y", ["unknown option: --output"]),
        ("sidak nomenclature show 4.01", []),
        ("sidak bench accuracy --anything", ["unknown option: --anything"]),
    ],
)
def test_the_check_itself_sees_faults(call: str, faults: list[str]) -> None:
    assert find_faults(call) == faults
