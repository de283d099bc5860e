"""What a rule and a measure are.

A *rule* is one SQL query of a screenful: one row per person (or spell, participation ...) with
its state. A *measure* counts the rows of a rule: who is in its population, who in the
denominator, who in the numerator. Both are values; nothing here computes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from trede.errors import TredeError


class FaultyDeclarationError(TredeError):
    """A rule or measure of the library is not well declared."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(f"{file}: {why}")


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
    columns with their meaning, in English.
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


@dataclass(frozen=True)
class Measure:
    """One figure: which rows of which rule are counted.

    ``population``, ``denominator`` and ``numerator`` are conditions on the rows of ``rows``. The
    numerator counts within the denominator, unless the measure is a ratio of two sums or two
    different counts (``independent``). ``numerator_sum`` and ``denominator_sum`` are columns to
    add up instead of counting. ``spread`` names the column over which the denominator is spread:
    each row's numerator is its part of the denominator of all. A measure without a denominator is
    a plain count or sum. ``set`` fixes parameters, ``defaults`` proposes them.
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
