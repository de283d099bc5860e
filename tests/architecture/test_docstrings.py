"""What is public says what it does."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import Function, Module, modules


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)
def test_every_public_thing_is_documented(module: Module):
    if module.text.strip():
        assert ast.get_docstring(module.tree), f"{module.path} does not say what it is"
    assert list(undocumented(module.tree)) == []


def undocumented(scope: ast.Module | ast.ClassDef) -> Iterator[str]:
    """Yield the public functions, classes and methods without a docstring.

    The text of a command is its help; a property setter and an overload repeat what is said.
    """
    for node in scope.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            if ast.get_docstring(node) is None and not is_command(node):
                yield node.name
            if isinstance(node, ast.ClassDef):
                yield from undocumented(node)


def is_command(node: Function | ast.ClassDef) -> bool:
    """Tell whether a function is a command with a help text of its own."""
    return any(
        isinstance(decorator, ast.Call)
        and ast.unparse(decorator.func).endswith(".command")
        and any(keyword.arg == "help" for keyword in decorator.keywords)
        for decorator in node.decorator_list
    )
