"""What a rule and a measure are.

A *rule* is one SQL query of a screenful: one row per person (or spell, participation ...) with
its state. A *measure* counts the rows of a rule: who is in its population, who in the
denominator, who in the numerator. Both are values; nothing here computes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from trede.errors import BadInputError
from trede.language import translate as _

ALL_VERSIONS = "_all_versions"
"""Suffix of a table as it is stored: every row, also those withdrawn or recorded later."""


class FaultyDeclarationError(BadInputError):
    """A rule, measure or parameter is not well declared.

    ``where`` is the file, if need be with the entry in it; ``line`` counts as an editor does;
    ``why`` says what is wrong and what to do.
    """

    def __init__(self, where: object, why: str, line: int | None = None) -> None:
        place = str(where)
        if line is not None:
            place = _("{file}, line {line}").format(file=where, line=line)
        super().__init__(f"{place}: {why}")
        self.why = why


@dataclass(frozen=True)
class View:
    """The rows of another rule under other values of its parameters.

    By a view a rule lays two readings of the same tables side by side: what the municipality and
    what the central register says, what was known then and now. Without it the definitions in
    between would have to be written twice. ``values`` are written as a user would type them;
    ``$name`` hands on the value of a parameter.
    """

    rows: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Rule:
    """One named query.

    ``uses`` are the rules and tables it is built on; ``views`` those it looks at under other
    values, by the name it gives them; ``own_parameters`` those it names itself; ``columns`` its
    columns with their meaning, in English; ``file`` where it stands, ``line`` where the query
    begins in it.
    """

    name: str
    family: str
    titles: Mapping[str, str]
    source: str
    sql: str
    uses: tuple[str, ...]
    own_parameters: tuple[str, ...]
    columns: Mapping[str, str] = field(default_factory=dict)
    views: Mapping[str, View] = field(default_factory=dict)
    file: Path | None = None
    line: int = 1


@dataclass(frozen=True)
class Measure:
    """One figure: which rows of which rule are counted.

    ``population``, ``denominator`` and ``numerator`` are conditions on the rows of ``rows``. The
    numerator counts within the denominator, unless the measure is a ratio of two sums or two
    different counts (``independent``). ``numerator_sum`` and ``denominator_sum`` are columns to
    add up instead of counting. ``spread`` names the column over which the denominator is spread:
    each row's numerator is its part of the denominator of all. A measure without a denominator is
    a plain count or sum. ``defaults`` proposes values of parameters.

    ``observed`` is the condition that a row was observed for as long as the measure looks: a term
    after inflow, a time after exit. Rows that were not are not yet assessable, and an answer says
    how many they are. Without it the measure looks at no such time.
    """

    name: str
    family: str
    titles: Mapping[str, str]
    definitions: Mapping[str, str]
    unit: str
    rows: str
    source: str
    population: str = "true"
    numerator: str = "true"
    denominator: str | None = "true"
    numerator_sum: str | None = None
    denominator_sum: str | None = None
    independent: bool = False
    spread: str | None = None
    by: tuple[str, ...] = ()
    defaults: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    observed: str | None = None
    file: Path | None = None

    @property
    def conditions(self) -> Mapping[str, str]:
        """The conditions on the rows, by the name they have in the file."""
        named = {
            "population": self.population,
            "denominator": self.denominator,
            "numerator": self.numerator,
            "observed": self.observed,
        }
        return {name: condition for name, condition in named.items() if condition is not None}
