"""The tree of the closed approach and its ratios, as both audits write them."""

from collections.abc import Mapping

from trede.measures.figures import FigureRow
from trede.publishers.reproduction.calculator import Json, share_of

CLASSES = ("V1", "V2", "V3", "N1", "N2", "N3")
RATIOS = (
    "compliance_ratio",
    "long_term_ratio",
    "closing_ratio",
    "exit_ratio_with_trajectory",
    "exit_ratio_without_trajectory",
)
TREE = (*RATIOS, "exempt_stayers_with_trajectory")
"""The measures from which the tree and its ratios follow."""

Rows = Mapping[str, FigureRow]


def others(row: FigureRow) -> int:
    """Return how many of the denominator are not in the numerator."""
    return (row.denominator or 0) - row.numerator


def tree(rows: Rows) -> dict[str, Json]:
    """Return the counts X, Y, Z, A, B, C, A1 and B1."""
    stayers, closing = rows["long_term_ratio"], rows["closing_ratio"]
    return {
        "X": stayers.denominator,
        "Y": stayers.numerator,
        "Z": closing.denominator,
        "A": closing.numerator,
        "B": others(closing),
        "C": rows["exempt_stayers_with_trajectory"].numerator,
        "A1": rows["exit_ratio_with_trajectory"].numerator,
        "B1": rows["exit_ratio_without_trajectory"].numerator,
    }


def ratios(rows: Rows) -> dict[str, Json]:
    """Return the five ratios of the tree."""
    return {name: share_of(rows[name]) for name in RATIOS}
