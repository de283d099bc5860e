"""Whatever a user reads is there in Dutch, with the same facts filled in."""

import ast
import re
from functools import cache

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.architecture.sources import PACKAGE, calls, modules
from trede.cli.main import COMMANDS
from trede.measures.dialect import REMEDIES
from trede.measures.library import read_library

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
        for call in calls(module, "_", "translate")
        for argument in call.args[:1]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }
    units = {measure.unit for measure in read_library().measures.values()}
    remedies = {remedy for _kinds, remedy in REMEDIES}
    helps = {help_text for _module, _function, help_text in COMMANDS.values()}
    return written | units | remedies | helps | SHOWN_BY_NAME


def dutch(text: str) -> str:
    """Return the Dutch of a text, empty if there is none."""
    message = catalogue().get(text)
    return str(message.string) if message is not None else ""


def test_every_text_is_translated():
    assert sorted(text for text in texts() if not dutch(text)) == []


def test_every_translation_fills_in_the_same_facts():
    differing = [
        text
        for text in texts()
        if dutch(text) and set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(dutch(text)))
    ]
    assert differing == []


def test_no_translation_is_left_over():
    left_over = {str(message.id) for message in catalogue() if message.id} - texts()
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
