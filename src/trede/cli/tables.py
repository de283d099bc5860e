"""Prints small tables on a terminal: text to the left, numbers to the right."""

from collections.abc import Iterable, Sequence

Cell = str | int | float | None


def text_table(heading: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table with aligned columns; numbers are right-aligned and empty cells stay empty."""
    body = [["" if cell is None else str(cell) for cell in row] for row in rows]
    table = [list(heading), *body]
    widths = [max(len(row[index]) for row in table) for index in range(len(heading))]
    right = [
        bool(body) and all(_looks_numeric(row[index]) for row in body)
        for index in range(len(heading))
    ]
    lines = [
        "  ".join(
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in table
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)


def _looks_numeric(cell: str) -> bool:
    return not cell.strip("0123456789.,-%€ ·")
