"""Compares every figure of an expected file with the computed one; nothing is skipped silently."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from trede.publishers.reproduction.calculator import Json

Leaf = str | int | float | bool | None
Outcome = Literal["equal", "different", "not computed"]
_MISSING = object()


@dataclass(frozen=True)
class Compared:
    """One figure: where it stands, what was expected, what was computed."""

    path: str
    expected: Leaf
    computed: object
    outcome: Outcome


def compare(expected: Json, computed: Json, path: str = "") -> Iterator[Compared]:
    """Yield every leaf of ``expected`` beside the computed one.

    Paths are keys joined by slashes; a slash within a key is written ``%2F``. A computed list that
    is longer than the expected one differs at its length.
    """
    if isinstance(expected, dict):
        for key, value in expected.items():
            found = computed.get(key, _MISSING) if isinstance(computed, dict) else _MISSING
            yield from compare(value, found, _join(path, key))  # type: ignore[arg-type]
    elif isinstance(expected, list):
        entries = computed if isinstance(computed, list) else []
        for index, value in enumerate(expected):
            found = entries[index] if index < len(entries) else _MISSING
            yield from compare(value, found, _join(path, str(index)))  # type: ignore[arg-type]
        if len(entries) > len(expected):
            extra = len(entries) - len(expected)
            yield Compared(_join(path, "length"), len(expected), len(expected) + extra, "different")
    else:
        yield _compare_leaf(path, expected, computed)


def _compare_leaf(path: str, expected: Leaf, computed: object) -> Compared:
    if computed is _MISSING:
        return Compared(path, expected, None, "not computed")
    same = type(expected) is type(computed) or {type(expected), type(computed)} == {int, float}
    outcome: Outcome = "equal" if same and expected == computed else "different"
    return Compared(path, expected, computed, outcome)


def _join(path: str, key: str) -> str:
    escaped = key.replace("/", "%2F")
    return f"{path}/{escaped}" if path else escaped
