"""What contracts yield, by the measures on the exported dossier; each share names what it is of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from trede.measures.declaration import Measure
from trede.publishers.answers import Answer
from trede.register.contracts.versions import readable_terms
from trede.register.facts.models import believed
from trede.register.figures.computing import Asked, exported_at, figures, measure_of, people_behind
from trede.register.yields.case_mix import CaseMix, Counts, case_mix

STATES = "contract_participations"
COMPLETED, NORM = "contract_completion_rate", "contract_norm_rate"
PLACED, DURABLE = "contract_placement_rate", "contract_durable_rate"
EXITS = "contract_work_exit_rate"
COST_PER_EXIT, COST_PER_SUCCESS = "contract_cost_per_exit", "contract_cost_per_success"
SHARES = (COMPLETED, NORM, PLACED, DURABLE, EXITS)
COSTS = (COST_PER_EXIT, COST_PER_SUCCESS)
MEASURES = (*SHARES, *COSTS)
BY_BAND = "contracts_by_band"
BANDS = ("0", "0-10", "10-20", "20-35", "35-100")
EVER = date(1900, 1, 1)
TARGET = "success_target"


@dataclass(frozen=True)
class Period:
    """Whose participations are looked at: those that began within it; as of a day."""

    first: date
    last: date
    as_of: date

    @property
    def is_all(self) -> bool:
        """Whether all who ever began are looked at."""
        return self.first <= EVER and self.last >= self.as_of

    @property
    def values(self) -> tuple[tuple[str, str], ...]:
        """The period as values of the parameters of measures."""
        return (
            ("inflow_from", self.first.isoformat()),
            ("inflow_to", self.last.isoformat()),
        )


@dataclass(frozen=True)
class Counted:
    """How many of how many; or, with a measure of money, what (in euros) for how many."""

    numerator: float
    denominator: int

    @property
    def euros_each(self) -> float | None:
        """What one cost; none if there is none."""
        return self.numerator / self.denominator if self.denominator else None

    def shown(self) -> tuple[int, int]:
        """Return both as whole numbers."""
        return int(self.numerator), self.denominator


NONE = Counted(0, 0)


@dataclass(frozen=True)
class Band:
    """A contract as the audit office counted it: only what was completed, approved and paid."""

    name: str
    clients: int
    exits: int
    cost_cents: int


@dataclass(frozen=True)
class ContractYield:
    """What one contract yields; ``counted`` holds the measures by name."""

    key: str
    category: str
    states: Mapping[str, int]
    counted: Mapping[str, Counted]
    of_category: Mapping[str, Counted]
    strata: Sequence[Counts]
    band: Band | None
    target: int | None

    @property
    def inflow(self) -> int:
        """How many participations began."""
        return sum(self.states.values())

    @property
    def gap(self) -> float | None:
        """By how many points the durable placements are above (below: negative) the target."""
        placed, judged = self[DURABLE].shown()
        if self.target is None or not judged:
            return None
        return 100 * placed / judged - self.target

    @cached_property
    def mix(self) -> CaseMix:
        """Its exits beside what others of its category reached with the like clients."""
        return case_mix(self.strata)

    def __getitem__(self, measure: str) -> Counted:
        """Return what a measure counted."""
        return self.counted.get(measure, NONE)


def definition_of(measure: str) -> Measure:
    """Return a measure, for its definition and notes."""
    return measure_of(measure)


def are_there() -> bool:
    """Tell whether a dossier was exported to compute on."""
    return exported_at() is not None


def yields(period: Period) -> Mapping[str, ContractYield]:
    """Return what each contract that anyone took part in yields; empty if there are no figures."""
    if not are_there():
        return {}
    by_contract = _asked(MEASURES, period, "contract_id")
    by_category = _asked(MEASURES, period, "category")
    states, exits = figures(
        [
            _ask(STATES, period, "contract_id", "category", "state"),
            _ask(EXITS, period, "contract_id", "category", "standing", "duration"),
        ]
    )
    category_of, counted_states = _states(states)
    strata, bands, targets = _strata(exits, category_of), bands_on(period), targets_on(period.as_of)
    return {
        key: ContractYield(
            key, category, counted_states[key],
            {name: counted.get(key, NONE) for name, counted in by_contract.items()},
            {name: counted.get(category, NONE) for name, counted in by_category.items()},
            strata.get(key, ()), bands.get(key), targets.get(key),
        )
        for key, category in category_of.items()
    }  # fmt: skip


def rows_behind(measure: str, period: Period, key: str) -> list[Mapping[str, object]]:
    """Return the participations of a contract behind a measure, with what the rule found."""
    found = people_behind(_ask(measure, period))
    return [row for row in found if row["contract_id"] == key]


def _ask(measure: str, period: Period, *by: str) -> Asked:
    return Asked(measure, period.as_of, by, values=period.values)


def _asked(measures: Iterable[str], period: Period, by: str) -> Mapping[str, Mapping[str, Counted]]:
    """Return measures by name and group."""
    names = list(measures)
    answers = figures([_ask(name, period, by) for name in names])
    return {
        name: {
            str(row.group[by] or ""): Counted(row.numerator or 0, int(row.denominator or 0))
            for row in answer.rows
        }
        for name, answer in zip(names, answers, strict=True)
    }


def _states(answer: Answer) -> tuple[Mapping[str, str], Mapping[str, dict[str, int]]]:
    categories: dict[str, str] = {}
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    for row in answer.rows:
        key = str(row.group["contract_id"])
        categories[key] = str(row.group["category"] or "")
        counted[key][str(row.group["state"])] = int(row.numerator or 0)
    return categories, counted


def _strata(answer: Answer, category_of: Mapping[str, str]) -> Mapping[str, list[Counts]]:
    """Return the clients and exits of each contract by stratum, beside those of its category."""
    own: dict[str, dict[tuple[str, str], tuple[int, int]]] = defaultdict(dict)
    whole: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for row in answer.rows:
        stratum = (str(row.group["standing"]), str(row.group["duration"]))
        clients, exits = int(row.denominator or 0), int(row.numerator or 0)
        key = str(row.group["contract_id"])
        own[key][stratum] = (clients, exits)
        together = whole[(category_of[key], *stratum)]
        together[0] += clients
        together[1] += exits
    return {
        key: [
            Counts(
                *stratum, clients, exits,
                whole[(category_of[key], *stratum)][0] - clients,
                whole[(category_of[key], *stratum)][1] - exits,
            )
            for stratum, (clients, exits) in sorted(strata.items())
        ]
        for key, strata in own.items()
    }  # fmt: skip


def bands_on(period: Period) -> Mapping[str, Band]:
    """Return each contract in its class of exits, as the audit office counted."""
    days = (("period_from", period.first), ("period_to", period.last))
    values = tuple((name, day.isoformat()) for name, day in days)
    rows = people_behind(Asked(BY_BAND, period.as_of, values=(*values, ("rungs", "all"))))
    return {
        str(row["contract_id"]): Band(
            str(row["band"]),
            _whole(row, "clients"),
            _whole(row, "exits"),
            _whole(row, "cost_cents"),
        )
        for row in rows
        if row["in_denominator"]
    }


def _whole(row: Mapping[str, object], column: str) -> int:
    value = row[column]
    return value if isinstance(value, int) else 0


def targets_on(day: date) -> Mapping[str, int]:
    """Return the success target in percent that each contract agreed on last, up to a day.

    That is the one in its terms in full, or else the one in what was agreed in numbers.
    """
    found: dict[str, int] = {}
    rows = believed("contract_terms").filter(term=TARGET, starts_on__lte=day).order_by("starts_on")
    for row in rows:
        number = row.cell("number")
        if isinstance(number, int):
            found[str(row.cell("contract_id"))] = number
    for key, versions in readable_terms().items():
        begun = [each for each in versions if each.starts_on <= day and each.norms]
        if begun:
            found[key] = begun[-1].norms[0].percent
    return found
