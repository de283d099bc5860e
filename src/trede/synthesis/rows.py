"""Turns drawn numbers into rows of the dossier's tables: texts, dates, codes and identifiers."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from trede.dossier.columns import Column, ColumnType
from trede.dossier.storage import ARROW_TYPES, arrow_schema
from trede.dossier.tables import TABLES
from trede.synthesis.randomness import NEVER, Flags, Whole

Cells: TypeAlias = Whole | Flags | pa.Array | str | int
"""The cells of a column: numbers, yes or no, texts, or one value for all rows."""

_HEX_PAIRS: NDArray[np.uint16] = np.frombuffer(
    b"".join(f"{byte:02x}".encode() for byte in range(256)), dtype=np.uint16
)
_MICROSECONDS_A_MINUTE = 60_000_000


def make_table(name: str, rows: Mapping[str, Cells], moments: Mapping[str, Whole]) -> pa.Table:
    """Return rows of a table of the dossier; columns that are not given are empty.

    ``moments`` are further moments by name, kept beside the table's own columns until
    :func:`trede.synthesis.versions.finish` drops them.
    """
    table = TABLES[name]
    if unknown := rows.keys() - {column.name for column in table.columns}:
        raise KeyError(f"{name}: {', '.join(sorted(unknown))}")
    size = next(len(cells) for cells in rows.values() if not isinstance(cells, str | int))
    arrays = [_column(column, rows.get(column.name), size) for column in table.columns]
    content = pa.table(arrays, names=arrow_schema(table).names)
    for moment, minutes in moments.items():
        content = content.append_column(moment, as_moments(minutes))
    return content


def _column(column: Column, cells: Cells | None, size: int) -> pa.Array:
    if cells is None:
        return pa.nulls(size, ARROW_TYPES[column.type])
    if isinstance(cells, str):
        return pa.repeat(pa.scalar(cells), size)
    if isinstance(cells, pa.Array):
        return cells
    return _numbers(column.type, np.broadcast_to(np.asarray(cells), (size,)))


def _numbers(kind: ColumnType, numbers: Whole) -> pa.Array:
    """Return days, moments, yes or no, or plain numbers; empty where they are NEVER."""
    match kind:
        case ColumnType.DATE:
            return pa.array(numbers.astype(np.int32), pa.date32(), mask=numbers == NEVER)
        case ColumnType.MOMENT:
            return as_moments(numbers.astype(np.int64))
        case ColumnType.YES_NO:
            return pa.array(numbers == 1, pa.bool_(), mask=numbers == NEVER)
        case _:
            return pa.array(numbers.astype(np.int64), pa.int64(), mask=numbers == NEVER)


def as_moments(minutes: Whole) -> pa.Array:
    """Return minutes since 1 January 1970 as moments."""
    absent = minutes == NEVER
    microseconds = np.where(absent, 0, minutes) * _MICROSECONDS_A_MINUTE
    return pa.array(microseconds, pa.timestamp("us"), mask=absent)


def coded(codes: Sequence[str], position: Whole) -> pa.Array:
    """Return the codes at the given positions; empty where the position is negative."""
    places = pa.array(position, pa.int64(), mask=position < 0)
    return pa.array(codes, pa.string()).take(places)


def numbered(prefix: str, number: Whole, digits: int = 8) -> pa.Array:
    """Return identifiers: a prefix and a number with leading zeros; empty where it is NEVER."""
    width = len(prefix) + digits
    letters = np.empty((len(number), width), dtype=np.uint8)
    letters[:, : len(prefix)] = np.frombuffer(prefix.encode("ascii"), dtype=np.uint8)
    rest = np.where(number == NEVER, 0, number)
    for place in range(width - 1, len(prefix) - 1, -1):
        rest, digit = np.divmod(rest, 10)
        letters[:, place] = digit + ord("0")
    texts = _texts(letters)
    absent = number == NEVER
    return pa.compute.if_else(pa.array(~absent), texts, None) if absent.any() else texts


def pseudonyms(seed: int, number: Whole) -> pa.Array:
    """Return the pseudonyms of clients: P and twenty hexadecimal digits, never twice the same.

    The number goes through a mixing function of 64 bits that can be turned back, so two clients
    never meet.
    """
    mixed = _mix(number.astype(np.uint64) + _mix(np.array([seed], dtype=np.uint64))[0])
    tail = _mix(mixed ^ np.uint64(0x5DEECE66D)).astype(np.uint16)
    octets = np.concatenate(
        [mixed.astype(">u8").view(np.uint8).reshape(-1, 8), tail.view(np.uint8).reshape(-1, 2)],
        axis=1,
    )
    letters = np.empty((len(number), 21), dtype=np.uint8)
    letters[:, 0] = ord("P")
    letters[:, 1:] = np.ascontiguousarray(_HEX_PAIRS[octets]).view(np.uint8)
    return _texts(letters)


def _mix(number: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Mix 64 bits, one to one (the finisher of splitmix64)."""
    mixed = number + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _texts(letters: NDArray[np.uint8]) -> pa.Array:
    """Return texts of one length from a row of ASCII letters each."""
    size, width = letters.shape
    offsets = np.arange(size + 1, dtype=np.int32) * np.int32(width)
    return pa.StringArray.from_buffers(
        size, pa.py_buffer(offsets), pa.py_buffer(np.ascontiguousarray(letters))
    )
