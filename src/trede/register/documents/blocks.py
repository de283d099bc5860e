"""The form of a paper: headings, paragraphs, points, facts and lines to sign on.

A template is plain text: ``# `` begins a heading, ``- `` a point, ``name: value`` after ``| `` a
fact, ``~ `` a line to sign on; an empty line ends a paragraph.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

Kind = Literal["heading", "paragraph", "points", "facts", "signatures"]
_MARKS: dict[str, Kind] = {"# ": "heading", "- ": "points", "| ": "facts", "~ ": "signatures"}


@dataclass(frozen=True)
class Block:
    """One part of a paper: its kind and its lines (a fact is ``name: value``)."""

    kind: Kind
    lines: tuple[str, ...]


def read_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a filled-in template."""
    return tuple(_blocks(text))


def _blocks(text: str) -> Iterator[Block]:
    lines = [line.strip() for line in text.splitlines()]
    for kind, group in groupby(lines, key=_kind):
        found = [line for line in group if line]
        if kind == "heading":
            yield from (Block("heading", (line[2:],)) for line in found)
        elif kind == "paragraph":
            yield Block("paragraph", (" ".join(found),))
        elif kind is not None:
            yield Block(kind, tuple(line[2:] for line in found))


def _kind(line: str) -> Kind | None:
    if not line:
        return None
    return _MARKS.get(line[:2], "paragraph")
