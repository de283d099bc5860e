"""What a page tells to type can be typed: commands, options, measures and parameters exist."""

import itertools
import re
import shlex
import tomllib
from collections.abc import Iterable

import click
import pytest

from tests.docs.pages import FENCE, Page, pages
from trede.cli.main import trede
from trede.measures.library import read_library

PLACEHOLDER = re.compile(r"[A-Z_]{2,}|D")
"""Words that stand for something of the reader's: NAME, DOSSIER, EXTRACTS."""


def pages_with_commands() -> list[Page]:
    """Return the pages that tell to type a command."""
    return [page for page in pages() if any(page.commands())]


@pytest.mark.parametrize("page", pages_with_commands(), ids=lambda page: page.name)
def test_commands_and_their_options_exist(page: Page):
    assert [problem for command in page.commands() for problem in problems(command)] == []


@pytest.mark.parametrize("page", pages_with_commands(), ids=lambda page: page.name)
def test_commands_in_blocks_have_all_that_they_cannot_do_without(page: Page):
    """A command within a sentence may be short; one on a line of its own is typed as it stands."""
    assert [lacking for command in page.block_commands() for lacking in lacks(command)] == []


def lacks(text: str) -> Iterable[str]:
    """Yield the options and arguments that a command needs and is written without."""
    words = shlex.split(text)[1:]
    command, _name = follow(words)
    if command is None or "--help" in words or isinstance(command, click.Group):
        return
    given = {word.partition("=")[0] for word in words if word.startswith("-")}
    for parameter in command.params:
        needed = isinstance(parameter, click.Option) and parameter.required
        if needed and given.isdisjoint(parameter.opts):
            yield f"{text}: needs {parameter.opts[0]}"


@pytest.mark.parametrize("page", pages_with_commands(), ids=lambda page: page.name)
def test_measures_and_parameters_in_commands_exist(page: Page):
    library = read_library()
    measures = library.measures.keys() | declared_on(page, "measures.toml")
    parameters = library.parameters.keys() | declared_on(page, "parameters.toml")
    for command in page.commands():
        words = shlex.split(command)[1:]
        if words[:1] in (["measure"], ["measures"]) and len(words) > 1:
            named = words[1]
            assert named.startswith("-") or PLACEHOLDER.fullmatch(named) or named in measures
        for option, value in itertools.pairwise(words):
            name = value.partition("=")[0]
            if option == "--set":
                assert PLACEHOLDER.fullmatch(name) or name in parameters


def declared_on(page: Page, file: str) -> set[str]:
    """Return the names that a page declares itself in a file of an own library."""
    blocks = [block for block in FENCE.finditer(page.text) if f'{file}"' in block[0].split("\n")[0]]
    return {name for block in blocks for name in tomllib.loads(block[2])}


def problems(text: str) -> Iterable[str]:
    """Yield what is wrong with a command as it is written on a page."""
    words = shlex.split(text)[1:]
    command, name = follow(words)
    if command is None:
        yield f"{text}: there is no command {name}"
        return
    known = {"--help", "-h"} | options(trede) | options(command)
    for word in words:
        if word.startswith("-") and word.partition("=")[0] not in known:
            yield f"{text}: there is no option {word}"


def follow(words: list[str]) -> tuple[click.Command | None, str]:
    """Return the command that words begin with, and its name."""
    rest = [word for word in words if not word.startswith("-") and word not in ("nl", "en")]
    if not rest:
        return trede, "trede"
    command: click.Command | None = trede
    while isinstance(command, click.Group) and rest:
        name = rest.pop(0)
        command = command.get_command(click.Context(command), name)
    return command, name


def options(command: click.Command) -> set[str]:
    """Return the options of a command."""
    return {name for parameter in command.params for name in parameter.opts}
