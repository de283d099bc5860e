"""Who answers for whom: case managers in teams, and the spans in which a client has one."""

from dataclasses import dataclass
from math import ceil

import numpy as np
import pyarrow as pa

from trede.synthesis.benefits import Spells
from trede.synthesis.people import LONGEST_BEFORE_START, Block, Clients, Entry
from trede.synthesis.randomness import NEVER, Flags, Period, Whole, between, happens, until
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.unemployment import Unemployed
from trede.synthesis.versions import finish, later_of, record, split

TEAMS = ("Noord", "Zuid", "Centrum", "West", "Oost", "Haven", "Buitenwijken", "Jongeren")

_CLIENTS_A_MANAGER = 250
"""About 150 of these are with their case manager at any time."""

_MANAGERS_A_TEAM = 5
_HANDED_OVER, _WARMLY = 0.3, 0.6
_AFTERCARE_DAYS = 240
_HALF_A_YEAR = 181
_ROLES = ("both", "income", "work")
_BOTH, _INCOME, _WORK = 0, 1, 2


@dataclass(frozen=True)
class Spans:
    """Times in which clients are on someone's caseload.

    ``end`` is exclusive, NEVER while open; ``handover`` is the day on which another case manager
    takes over, or NEVER.
    """

    client: Whole
    start: Whole
    end: Whole
    handover: Whole


@dataclass(frozen=True)
class Staff:
    """The case managers of a municipality, by number from zero."""

    managers: int
    clients: int

    @property
    def teams(self) -> int:
        """The number of teams."""
        return min(ceil(self.managers / _MANAGERS_A_TEAM), len(TEAMS))

    def manager_of(self, number: Whole) -> Whole:
        """Return the manager who takes clients with these numbers; partners have the same one."""
        even = number - number % 2
        return even * self.managers // self.clients

    def manager_ids(self, manager: Whole) -> pa.Array:
        """Return the user names of case managers; empty where there is nobody."""
        number = np.where(manager == NEVER, NEVER, manager + 1)
        return numbered("km", number, max(3, len(str(self.managers))))

    def leader_ids(self, manager: Whole) -> pa.Array:
        """Return the user names of the leaders of their teams; empty where there is nobody."""
        leader = np.where(manager == NEVER, NEVER, self.team_of(manager) + 1)
        return numbered("tl", leader, 2)

    def team_of(self, manager: Whole) -> Whole:
        """Return the place of their team in the list of teams."""
        return manager * self.teams // self.managers

    def were_apart(self, manager: Whole) -> Flags:
        """Return whose team began with case managers for income and others for work."""
        return np.asarray(self.team_of(manager) % 2 == 0, dtype=np.bool_)

    def next_to(self, manager: Whole) -> Whole:
        """Return the managers who take over from these."""
        return (manager + 1) % self.managers

    def manager_on(self, clients: Clients, spans: Spans, client: Whole, day: Whole) -> Whole:
        """Return the managers of clients on a day."""
        handover = np.full(len(clients.number), NEVER)
        handover[spans.client] = spans.handover
        manager = self.manager_of(clients.number[client])
        return np.where(day >= handover[client], self.next_to(manager), manager)


def staff_of(block: Block) -> Staff:
    """Return the case managers of the block's municipality."""
    return Staff(max(1, round(block.clients / _CLIENTS_A_MANAGER)), block.clients)


def draw_spans(
    block: Block, clients: Clients, spells: Spells, waiting: Spells, unemployed: Unemployed
) -> Spans:
    """Return when clients are with a case manager.

    From the application to the end of benefit, and for aftercare after an exit to work; without
    benefit from the first activity on; and while an unemployment benefit runs that may be followed
    by assistance.
    """
    granted = _of_benefit(block.period, spells)
    parts = (
        granted,
        (waiting.client, waiting.applied, np.full(len(waiting.client), NEVER)),
        _without_benefit(block, clients, unemployed),
        _of_unemployed(block.period, clients, unemployed, granted),
    )
    client, start, end = (np.concatenate(cells) for cells in zip(*parts, strict=True))
    return Spans(client, start, end, _handovers(block, start, end))


Times = tuple[Whole, Whole, Whole]
"""Clients, first days and days after."""


def _handovers(block: Block, start: Whole, end: Whole) -> Whole:
    """Draw when another case manager takes over, once each has both tasks."""
    random, size = block.chance("handovers"), len(start)
    several = staff_of(block).managers > 1
    day = np.maximum(start, _change_on(block.period)) + between(random, 60, 700, size)
    day = np.where(happens(random, _HANDED_OVER, size) & several, day, NEVER)
    return np.where(day < end, until(day, block.period.last_day), NEVER)


def _of_benefit(period: Period, spells: Spells) -> Times:
    over = np.where(spells.exit == NEVER, NEVER, spells.exit + 1)
    with_aftercare = np.where(over == NEVER, NEVER, over + _AFTERCARE_DAYS)
    end = np.where(spells.to_work, with_aftercare, over)
    end = until(np.minimum(end, spells.next_start - LONGEST_BEFORE_START), period.last_day)
    return spells.client, np.maximum(spells.applied, period.first_day), end


def _without_benefit(block: Block, clients: Clients, unemployed: Unemployed) -> Times:
    random = block.chance("spans")
    row = np.flatnonzero(clients.entry == Entry.WITHOUT_BENEFIT)
    start = clients.first_start[row]
    end = until(start + between(random, 200, 900, len(row)), block.period.last_day)
    runs = np.isin(row, unemployed.client[unemployed.running])
    return row, start, np.where(runs, NEVER, end)


def _of_unemployed(
    period: Period, clients: Clients, unemployed: Unemployed, granted: Times
) -> Times:
    """Return the spans of former clients whose unemployment benefit runs on the last day."""
    free_from = np.full(len(clients.number), period.first_day)
    np.maximum.at(free_from, granted[0], granted[2])
    former = clients.entry[unemployed.client] != Entry.WITHOUT_BENEFIT
    chosen = unemployed.running & former & (free_from[unemployed.client] != NEVER)
    client = unemployed.client[chosen]
    start = np.maximum(unemployed.start[chosen], free_from[client])
    return client, start, np.full(len(client), NEVER)


@dataclass(frozen=True)
class Assignments:
    """Assignments in one role, one for every span that is chosen."""

    role: int
    chosen: Flags
    manager: Whole
    start: Whole
    end: Whole


def case_manager_tables(block: Block, clients: Clients, spans: Spans) -> dict[str, pa.Table]:
    """Return the table of case manager assignments.

    In half of the teams income and work were separated at first; from the day of the change one
    case manager does both, as in the other teams.
    """
    random, staff, change = block.chance("case managers"), staff_of(block), _change_on(block.period)
    manager = staff.manager_of(clients.number[spans.client])
    start = np.where(staff.were_apart(manager), np.maximum(spans.start, change), spans.start)
    early, apart = spans.start < start, np.minimum(spans.end, start)
    moved = spans.handover != NEVER
    another = (manager + staff.managers // 2) % staff.managers
    parts = (
        Assignments(_INCOME, early, manager, spans.start, apart),
        Assignments(_WORK, early, another, spans.start, apart),
        Assignments(
            _BOTH, start < spans.end, manager, start, np.minimum(spans.handover, spans.end)
        ),
        Assignments(_BOTH, moved, staff.next_to(manager), spans.handover, spans.end),
    )
    rows = [_assignments(random, staff, clients, spans, part) for part in parts]
    content = split(pa.concat_tables(rows), "ended_at", {"ends_on": None, "warm_handover": None})
    return {"case_manager_assignments": finish("case_manager_assignments", content)}


def _change_on(period: Period) -> int:
    """Return the day on which one case manager got both tasks: after a year, or half of one."""
    days = 365 if period.years > 1 else _HALF_A_YEAR
    return period.first_day + days


def _assignments(
    random: np.random.Generator,
    staff: Staff,
    clients: Clients,
    spans: Spans,
    part: Assignments,
) -> pa.Table:
    row = np.flatnonzero(part.chosen)
    starts, ends, who = part.start[row], part.end[row], part.manager[row]
    handed_over = (ends != NEVER) & (ends < spans.end[row])
    entered = record(random, starts, median_days=2)
    cells = {
        "person_id": clients.id.take(pa.array(spans.client[row])),
        "role": _ROLES[part.role],
        "case_manager_id": staff.manager_ids(who),
        "team": coded(TEAMS, staff.team_of(who)),
        "starts_on": starts,
        "ends_on": ends,
        "warm_handover": np.where(handed_over, happens(random, _WARMLY, len(row)), NEVER),
        "recorded_at": entered,
        "source": "tracking system",
    }
    moments = {"ended_at": later_of(entered, record(random, ends, median_days=3))}
    return make_table("case_manager_assignments", cells, moments)
