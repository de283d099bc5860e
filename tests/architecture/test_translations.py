"""Whatever a user reads is there in Dutch, with the same facts filled in."""

import ast
import inspect
import re
from functools import cache

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from jinja2 import Environment
from jinja2.nodes import Call, Const, Name

from tests.architecture.sources import PACKAGE, calls, modules
from trede.cli.click_words import MODULES
from trede.cli.main import COMMANDS, HELP
from trede.measures.dialect import REMEDIES
from trede.measures.library import read_library

NEVER_MET = re.compile(
    r"deprecat|Deprecat|declar|Choice\(|Confirm|continue|defined twice|start character|must be an"
    r"|cannot use the same|Aborted|unknown error|UUID|\(dynamic\)"
    r"|valid boolean|executable|writable|values? (?:are|but)|takes \{nargs\}"
)
"""Words of click about what Trede does not do: prompts, pairs, dates, mistakes of programmers."""
PLACEHOLDER = re.compile(r"\{(\w+)")
SHOWN_BY_NAME = {"used", "excluded", "rejected", "equal", "different", "not computed"}
"""Texts that are translated from a value: verdicts of the import, outcomes of a comparison."""


@cache
def catalogue() -> Catalog:
    """Return the Dutch catalogue."""
    with (PACKAGE / "locale" / "nl.po").open("rb") as file:
        return read_po(file)


def texts() -> set[str]:
    """Return every English text that is translated somewhere."""
    written = {
        argument.value
        for module in modules()
        for call in calls(module, "_", "_n", "translate")
        for argument in call.args[:1]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }
    units = {measure.unit for measure in read_library().measures.values()}
    remedies = {remedy for _kinds, remedy in REMEDIES}
    helps = {help_text for _module, _function, help_text in COMMANDS.values()}
    helps |= set(HELP.values())
    return written | templates() | units | remedies | helps | words_of_click() | SHOWN_BY_NAME


def templates() -> set[str]:
    """Return every text that the pages of the register translate."""
    environment = Environment(autoescape=True)
    trees = (
        environment.parse(file.read_text(encoding="utf-8"))
        for suffix in ("html", "svg")
        for file in sorted((PACKAGE / "register" / "pages" / "templates").rglob(f"*.{suffix}"))
    )
    calls = (call for tree in trees for call in tree.find_all(Call))
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.node, Name)
        and call.node.name in ("_", "_n")
        and isinstance(call.args[0], Const)
    }


def words_of_click() -> set[str]:
    """Return the words of click that a user can meet; plurals by their singular."""
    trees = (ast.parse(inspect.getsource(module)) for module in MODULES)
    calls = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call))
    found = {
        call.args[0].value
        for call in calls
        if ast.unparse(call.func) in ("_", "ngettext") and isinstance(call.args[0], ast.Constant)
    }
    return {word for word in found if not NEVER_MET.search(word)} | {"required"}


def dutch(text: str) -> str:
    """Return the Dutch of a text, empty if there is none."""
    message = catalogue().get(text)
    if message is None:
        return ""
    return "".join(message.string) if message.pluralizable else str(message.string)


def english(text: str) -> str:
    """Return a text with its plural, if it has one."""
    message = catalogue().get(text)
    return "".join(message.id) if message is not None and message.pluralizable else text


def test_every_text_is_translated():
    assert sorted(text for text in texts() if not dutch(text)) == []


def test_every_translation_fills_in_the_same_facts():
    differing = [
        text
        for text in texts()
        if dutch(text)
        and set(PLACEHOLDER.findall(english(text))) != set(PLACEHOLDER.findall(dutch(text)))
    ]
    assert differing == []


def test_no_translation_is_left_over():
    ids = (message.id for message in catalogue() if message.id)
    left_over = {text if isinstance(text, str) else text[0] for text in ids} - texts()
    assert left_over == set()


def test_texts_are_translated_whole():
    joined = [
        f"{module.path}:{call.lineno}"
        for module in modules()
        for call in calls(module, "_")
        for argument in call.args[:1]
        if isinstance(argument, ast.JoinedStr | ast.BinOp)
    ]
    assert joined == [], "fill in facts after translating: _('{file} is empty').format(file=...)"
