"""One concept, one name: the words of the glossary, in one language."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.sources import ROOT, Module, modules
from trede.dossier.tables import TABLES
from trede.measures.library import read_library

NOT_NAMES_OF_A_SUBJECT = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
SHORTEST_DUTCH_WORD = 5
ALSO_ENGLISH = {"stage", "suwinet", "trede"}
"""Dutch words of the glossary that are English words too, or proper names."""


def glossary_rows() -> list[tuple[str, str, str]]:
    """Return the rows of the glossary: Dutch term, name, meaning."""
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [(row[0], row[1], row[2] if len(row) > 2 else "") for row in rows if row[0] != "Dutch"]


def words(text: str) -> set[str]:
    """Return the words of a text, each also without a plural ending."""
    found = set(re.findall(r"[a-zé]+", text.lower()))
    endings = (("ies$", "y"), ("es$", "is"), ("s$", ""))
    return found | {re.sub(ending, single, word) for word in found for ending, single in endings}


def english_words() -> set[str]:
    """Return all words of the names and meanings in the glossary."""
    return {
        word for _dutch, name, meaning in glossary_rows() for word in words(name + " " + meaning)
    }


@pytest.mark.parametrize("table", sorted(TABLES))
def test_tables_are_named_in_words_of_the_glossary(table: str):
    unknown = [part for part in table.split("_") if not words(part) & english_words()]
    assert unknown == [], f"add {', '.join(unknown)} to GLOSSARY.md, or take the word that is there"


def test_families_of_measures_are_named_in_words_of_the_glossary():
    families = {measure.family for measure in read_library().measures.values()}
    unknown = {f for f in families if not all(words(w) & english_words() for w in f.split("_"))}
    assert unknown == set()


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)
def test_modules_are_named_after_their_subject(module: Module):
    parts = module.path.removesuffix(".py").split("/")
    assert NOT_NAMES_OF_A_SUBJECT.isdisjoint(parts)


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)
def test_names_are_english(module: Module):
    dutch = {word for term, _name, _meaning in glossary_rows() for word in words(term)}
    dutch = {w for w in dutch - english_words() - ALSO_ENGLISH if len(w) >= SHORTEST_DUTCH_WORD}
    mixed = {name for name in names(module) if dutch & set(name.lower().split("_"))}
    assert mixed == set()


def names(module: Module) -> Iterator[str]:
    """Yield the names that a module gives: functions, classes, arguments and variables."""
    for node in ast.walk(module.tree):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
