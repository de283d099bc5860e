"""Finds rows of one table among those of another."""

from collections.abc import Sequence

import pyarrow as pa


def among(rows: pa.Table, others: pa.Table, names: Sequence[str]) -> pa.Array:
    """Tell of each row whether another has the same in these columns; empty equals empty."""
    known = set(zip(*(others[name].to_pylist() for name in names), strict=True))
    cells = zip(*(rows[name].to_pylist() for name in names), strict=True)
    return pa.array([cell in known for cell in cells], pa.bool_())
