"""The source of Trede, as the house rules look at it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "src" / "trede"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One module: its path from the root of the project, its text and its syntax tree."""

    path: str
    text: str
    tree: ast.Module


@cache
def modules(folder: str = "src/trede") -> tuple[Module, ...]:
    """Return the modules in a folder of the project, but for migrations, which Django writes."""
    files = sorted((ROOT / folder).rglob("*.py"))
    return tuple(_module(file) for file in files if file.parent.name != "migrations")


def _module(file: Path) -> Module:
    text = file.read_text(encoding="utf-8")
    return Module(file.relative_to(ROOT).as_posix(), text, ast.parse(text))


def functions(module: Module) -> Iterator[Function]:
    """Yield all functions and methods of a module."""
    for node in ast.walk(module.tree):
        if isinstance(node, Function):
            yield node


def lines(node: ast.stmt) -> int:
    """Return how many lines a statement takes."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def calls(module: Module, *names: str) -> Iterator[ast.Call]:
    """Yield the calls of functions that go by one of these names."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node
