"""What one reads at a time is short."""

import pytest

from tests.architecture.sources import PACKAGE, ROOT, Module, functions, lines, modules

LONGEST_MODULE = 400
LONGEST_TEST_MODULE = 500
LONGEST_FUNCTION = 60
LONGEST_RULE = 80

LONGER_MODULES: dict[str, str] = {}
"""Modules that may be longer, each with the reason."""


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)
def test_a_module_fits_in_one_sitting(module: Module):
    found = len(module.text.splitlines())
    assert found <= LONGEST_MODULE or module.path in LONGER_MODULES, (
        f"{module.path} has {found} lines: split it by task, or give a reason in LONGER_MODULES"
    )


def test_modules_that_may_be_longer_still_are():
    long = {m.path for m in modules() if len(m.text.splitlines()) > LONGEST_MODULE}
    assert LONGER_MODULES.keys() <= long


@pytest.mark.parametrize("module", modules("tests"), ids=lambda module: module.path)
def test_a_test_module_holds_one_family_of_behaviour(module: Module):
    assert len(module.text.splitlines()) <= LONGEST_TEST_MODULE


@pytest.mark.parametrize("folder", ["src/trede", "docs"])
def test_a_function_fits_on_a_screen(folder: str):
    long = [
        f"{module.path}: {function.name} has {lines(function)} lines"
        for module in modules(folder)
        for function in functions(module)
        if lines(function) > LONGEST_FUNCTION
    ]
    assert long == []


def test_a_rule_fits_on_a_screen():
    rules = (PACKAGE / "measures" / "library").rglob("*.sql")
    queries = {path: path.read_text(encoding="utf-8").partition("*/")[2] for path in rules}
    long = [
        f"{path.relative_to(ROOT)}: {len(query.strip().splitlines())} lines"
        for path, query in queries.items()
        if len(query.strip().splitlines()) > LONGEST_RULE
    ]
    assert long == []
