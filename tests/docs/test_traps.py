"""Each of the fifteen traps that the documentation explains has a test of its own."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def explained() -> set[int]:
    page = (ROOT / "docs" / "explanation" / "traps.md").read_text(encoding="utf-8")
    return {int(number) for number in re.findall(r"^(\d+)\. \*\*", page, re.MULTILINE)}


def covered() -> set[int]:
    found = set()
    for file in (ROOT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.trap":
                found.add(ast.literal_eval(node.args[0]))
    return found


def test_every_trap_that_is_explained_is_tested() -> None:
    assert explained() == covered() == set(range(1, 16))
