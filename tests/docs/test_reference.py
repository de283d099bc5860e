"""The reference is generated, fresh and complete."""

import re
import subprocess
import sys
import tomllib

from tests.docs.pages import ROOT, page
from trede.cli.main import COMMANDS
from trede.dossier.codes import shipped_lists
from trede.dossier.tables import TABLES
from trede.measures.library import read_library


def headings(name: str, level: str) -> set[str]:
    """Return the headings of one level on a page of the reference."""
    text = page(f"docs/reference/{name}.md").prose
    return set(re.findall(rf"^{level} ([^\n{{]+?)(?: \{{.*)?$", text, re.MULTILINE))


def test_the_reference_is_what_the_code_says_now():
    ended = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert ended.stdout == "", "run: .venv/bin/python docs/generate.py"


def test_every_command_is_documented():
    assert headings("commands", "##") == {"trede"} | {f"trede {name}" for name in COMMANDS}


def test_every_table_is_documented():
    assert headings("tables", "##") == TABLES.keys()


def test_every_code_list_is_documented():
    assert headings("code-lists", "##") == shipped_lists().keys()


def test_every_parameter_is_documented():
    assert headings("parameters", "##") == read_library().parameters.keys()


def test_every_measure_and_every_rule_is_documented():
    library = read_library()
    rules = {f"Rule: {name}" for name in library.rules}
    assert headings("measures", "###") == library.measures.keys() | rules


def test_every_rule_of_the_check_is_documented():
    source = (ROOT / "src" / "trede" / "dossier" / "checks.py").read_text(encoding="utf-8")
    in_code = set(re.findall(r'rule="(\w+)"|"rule": "(\w+)"|_select\(\s*\w+, "(\w+)"', source))
    named = {name for names in in_code for name in names if name} | {"column_missing", "wrong_type"}
    told = tomllib.loads(
        (ROOT / "docs" / "templates" / "findings.toml").read_text(encoding="utf-8")
    )
    assert told.keys() == named


def test_every_definition_has_dutch_and_english_and_a_source():
    library = read_library()
    lacking = [
        measure.name
        for measure in library.measures.values()
        if not (
            all(measure.titles.get(language) for language in ("nl", "en"))
            and all(measure.definitions.get(language) for language in ("nl", "en"))
            and len(measure.notes.get("nl", ())) == len(measure.notes.get("en", ()))
            and measure.source
        )
    ]
    assert lacking == []


def test_every_column_of_a_rule_that_is_asked_for_is_explained():
    library = read_library()
    unexplained = {
        f"{measure.name}: {column}"
        for measure in library.measures.values()
        for column in measure.by
        if column not in library.rules[measure.rows].columns
    }
    assert unexplained == set()
