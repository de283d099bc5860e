"""How the report lays out its tables: in the study's own words, by phase and in total."""

from collections.abc import Callable, Iterable, Mapping

from trede.importers.profiles.iwi_2007 import LOCAL_CODES
from trede.measures.figures import FigureRow, Group
from trede.publishers.reproduction.calculator import Counts, Json, row_of, share

PHASES: Mapping[str, str] = {"1": "1", "2": "2", "3": "3", "4": "4", "overig": "other"}
"""The phases as the report names them, with those of the dossier."""

Chosen = Callable[[Group], bool]


def word(codes: str, code: str) -> str:
    """Return the study's word for a code of a list; a code that it does not know stands itself."""
    words = {known: local for local, known in LOCAL_CODES[codes].items()}
    return words.get(code, code)


def known_and_found(codes: str, counts: Iterable[Counts]) -> list[str]:
    """Return the codes of a list that the study knows, then others that were counted."""
    found = (group[0] for rows in counts for group in rows)
    return list(dict.fromkeys([*LOCAL_CODES[codes].values(), *filter(None, found)]))


def shares_in_words(codes: str, rows: Counts, denominator: int | None) -> dict[str, Json]:
    """Return a distribution by the study's words; rows are grouped by one code."""
    return {
        word(codes, code): share(row_of(rows, code).numerator, denominator)
        for code in known_and_found(codes, [rows])
    }


def shares_by_name(
    names: Mapping[str, str], rows: Counts, denominator: int | None
) -> dict[str, Json]:
    """Return a distribution by fixed names, each with the group of the dossier it stands for."""
    return {
        name: share(row_of(rows, group).numerator, denominator) for name, group in names.items()
    }


def added(rows: Counts, chosen: Chosen = lambda _group: True) -> FigureRow:
    """Add up the rows of the chosen groups; the groups must not share anyone."""
    found = [row for group, row in rows.items() if chosen(group)]
    return FigureRow(
        (),
        sum(row.numerator for row in found),
        sum(row.denominator or 0 for row in found),
    )


def per_phase(rows: Counts, figure: Callable[[Counts], Json]) -> dict[str, Json]:
    """Return a figure of every phase and of all clients; the last column of rows is the phase.

    The figure is given the rows of a phase, or all rows, under their other columns.
    """
    table = {
        name: figure({group: row for group, row in rows.items() if group[-1] == phase})
        for name, phase in PHASES.items()
    }
    return {**table, "total": figure(rows)}


def not_fully_exempt(rows: Counts, position: int) -> Counts:
    """Leave out the fully exempt; ``position`` is the column of the work obligation."""
    return {group: row for group, row in rows.items() if group[position] != "exempt"}
