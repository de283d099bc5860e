"""Compares every figure of an expected file with the computed one; nothing is skipped silently."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from trede.publishers.reproduction.calculator import Json

Leaf = str | int | float | bool | None
Outcome = Literal["equal", "different", "not computed", "no figure"]
_MISSING = object()

NO_FIGURES = re.compile(
    r"set|random_seed|meta/(variant|random_seed|scale|published_cells_verified)"
    r"|deviations/known/[^/]+/(where|why|printed|computed)"
    r"|deviations_from_print/\d+/(where|reason)"
)
"""Paths that say how a set was made or explain in words; they hold nothing to compute."""


@dataclass(frozen=True)
class Compared:
    """One leaf: where it stands, what was expected, what was computed."""

    path: str
    expected: Leaf
    computed: object
    outcome: Outcome


def count_outcomes(compared: Sequence[Compared]) -> Counter[Outcome]:
    """Return how many leaves had which outcome."""
    return Counter(leaf.outcome for leaf in compared)


def compare(expected: Json, computed: object, path: str = "") -> Iterator[Compared]:
    """Yield every leaf of ``expected`` beside the computed one.

    Paths are keys joined by slashes; a slash within a key is written ``%2F``. Entries with an
    ``id`` are found by it. An object or list that is empty or absent where the other is not, and
    a computed list that is longer than the expected one, differ at their length.
    """
    if isinstance(expected, dict):
        for key, value in expected.items():
            found = computed.get(key, _MISSING) if isinstance(computed, dict) else _MISSING
            yield from compare(value, found, _join(path, key))
    elif isinstance(expected, list):
        yield from _compare_list(expected, computed, path)
    else:
        yield _compare_leaf(path, expected, computed)


def _compare_list(expected: list[Json], computed: object, path: str) -> Iterator[Compared]:
    entries = computed if isinstance(computed, list) else []
    named = {entry["id"]: entry for entry in entries if isinstance(entry, dict) and "id" in entry}
    for index, value in enumerate(expected):
        if isinstance(value, dict) and "id" in value:
            yield from compare(
                value, named.get(value["id"], _MISSING), _join(path, str(value["id"]))
            )
        else:
            found = entries[index] if index < len(entries) else _MISSING
            yield from compare(value, found, _join(path, str(index)))
    if not named and isinstance(computed, list) and len(computed) != len(expected):
        yield Compared(_join(path, "length"), len(expected), len(computed), "different")
    elif not expected:
        outcome: Outcome = "equal" if computed == [] else "not computed"
        yield Compared(_join(path, "length"), 0, computed, outcome)


def _compare_leaf(path: str, expected: Leaf, computed: object) -> Compared:
    if NO_FIGURES.fullmatch(path):
        return Compared(path, expected, None, "no figure")
    if computed is _MISSING:
        return Compared(path, expected, None, "not computed")
    same = type(expected) is type(computed) or {type(expected), type(computed)} == {int, float}
    outcome: Outcome = "equal" if same and expected == computed else "different"
    return Compared(path, expected, computed, outcome)


def _join(path: str, key: str) -> str:
    escaped = key.replace("/", "%2F")
    return f"{path}/{escaped}" if path else escaped
