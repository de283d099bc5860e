"""What was paid for single clients: participations, postings and wage-cost subsidies."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from trede.synthesis.participations import (
    BROKEN_OFF,
    INTERNSHIP,
    POSTING,
    RUNNING,
    Participations,
    participation_ids,
)
from trede.synthesis.people import Block, Clients
from trede.synthesis.portfolio import Portfolio, contract_ids
from trede.synthesis.randomness import NEVER, Whole, between, happens, skewed
from trede.synthesis.rates import HIRING_REVENUE, POSTING_PAY_A_MONTH
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.versions import finish, record
from trede.synthesis.work import Placements

KINDS = ("participation", "wage_subsidy", "posting_pay", "hiring_revenue")
PARTICIPATION, SUBSIDY, PAY, REVENUE = range(len(KINDS))

_CREDITED = 0.03
_BROKEN_OFF_COSTS = 0.55
_OUTSIDE_COST = 90_000
_MOST_MONTHS = 24
_DAYS_A_MONTH = 30.4375
_SUBSIDY_CENTS = 600_000


@dataclass(frozen=True)
class Entries:
    """Entries of the ledger: of whom (NEVER: of nobody), for what, when and how much."""

    client: Whole
    participation: Whole
    contract: Whole
    kind: Whole
    booked: Whole
    cents: Whole


@dataclass(frozen=True)
class Attendances:
    """Months worked in postings and internships."""

    client: Whole
    ordinal: Whole
    internship: Whole
    month: Whole
    cents: Whole


def draw_attendances(block: Block, participations: Participations) -> Attendances:
    """Draw the months worked in postings and internships, at most two years of each."""
    random = block.chance("attendances")
    placed = np.flatnonzero(np.isin(participations.kind, (POSTING, INTERNSHIP)))
    last_day = np.minimum(participations.ended[placed], block.period.last_day)
    days = last_day - participations.start[placed]
    months = np.clip(np.ceil(days / _DAYS_A_MONTH), 1, _MOST_MONTHS).astype(np.int64)
    row = np.repeat(placed, months)
    ordinal = np.arange(len(row)) - np.repeat(np.cumsum(months) - months, months)
    first = participations.start[row].astype("datetime64[D]").astype("datetime64[M]")
    month = (first + ordinal).astype("datetime64[D]").astype(np.int64)
    internship = (participations.kind[row] == INTERNSHIP).astype(np.int64)
    pay = skewed(random, POSTING_PAY_A_MONTH, 0.15, len(row)) * np.where(internship == 1, 0.5, 1)
    chosen = month <= block.period.last_day
    drawn = (participations.client[row], ordinal, internship, month, pay.astype(np.int64))
    return Attendances(*(cells[chosen] for cells in drawn))


def payment_tables(
    block: Block,
    clients: Clients,
    portfolio: Portfolio,
    participations: Participations,
    placements: Placements,
) -> dict[str, pa.Table]:
    """Return the tables of attendances and of costs."""
    random = block.chance("payments")
    attendances = draw_attendances(block, participations)
    parts = [
        _for_participations(random, portfolio, participations),
        _subsidies(random, placements),
        _pay(attendances),
        _revenue(attendances),
    ]
    entries = Entries(
        **{
            name: np.concatenate([getattr(part, name) for part in parts])
            for name in Entries.__dataclass_fields__
        }
    )
    return {
        "attendances": _attendance_rows(random, clients, attendances),
        "costs": _cost_rows(random, block, clients, participations, entries),
    }


def _for_participations(
    random: np.random.Generator, portfolio: Portfolio, participations: Participations
) -> Entries:
    """One invoice for every participation that is over and costs something; some are credited."""
    inside = participations.contract != NEVER
    place = np.where(inside, participations.contract, 0)
    price = np.where(inside, portfolio.cost_cents[place], _OUTSIDE_COST)
    price = np.where(participations.status == BROKEN_OFF, price * _BROKEN_OFF_COSTS, price)
    due = (participations.status != RUNNING) & (participations.kind < POSTING) & (price > 0)
    row = np.flatnonzero(due)
    amount = skewed(random, 1.0, 0.5, len(row)) * price[row] / np.exp(0.5**2 / 2)
    booked = participations.ended[row] + between(random, 10, 90, len(row))
    credit = np.flatnonzero(happens(random, _CREDITED, len(row)))
    rows = np.concatenate([row, row[credit]])
    return Entries(
        client=participations.client[rows],
        participation=rows,
        contract=participations.contract[rows],
        kind=np.full(len(rows), PARTICIPATION),
        booked=np.concatenate([booked, booked[credit] + 30]),
        cents=np.concatenate([amount, -0.2 * amount[credit]]).astype(np.int64),
    )


def _subsidies(random: np.random.Generator, placements: Placements) -> Entries:
    row = np.flatnonzero(placements.subsidised)
    return _entries(
        placements.client[row],
        SUBSIDY,
        placements.start[row] + between(random, 60, 200, len(row)),
        skewed(random, _SUBSIDY_CENTS, 0.4, len(row)).astype(np.int64),
    )


def _pay(attendances: Attendances) -> Entries:
    return _entries(attendances.client, PAY, attendances.month + 24, attendances.cents)


def _revenue(attendances: Attendances) -> Entries:
    """Return what hirers paid, month by month, of nobody in particular."""
    months, place = np.unique(attendances.month, return_inverse=True)
    total = np.zeros(len(months), dtype=np.int64)
    np.add.at(total, place, attendances.cents)
    revenue = -(total * HIRING_REVENUE).astype(np.int64)
    return _entries(np.full(len(months), NEVER), REVENUE, months + 55, revenue)


def _entries(client: Whole, kind: int, booked: Whole, cents: Whole) -> Entries:
    none = np.full(len(client), NEVER)
    return Entries(client, none, none, np.full(len(client), kind), booked, cents)


def _attendance_rows(
    random: np.random.Generator, clients: Clients, attendances: Attendances
) -> pa.Table:
    number = clients.number[attendances.client]
    rows = {
        "attendance_id": numbered("W", number * 100 + attendances.ordinal, 10),
        "person_id": clients.id.take(pa.array(attendances.client)),
        "employment_number": numbered("E", number),
        "kind": coded(("posting", "internship"), attendances.internship),
        "month_on": attendances.month,
        "recorded_at": record(random, attendances.month + 24, median_days=5),
        "source": "payroll",
    }
    return finish("attendances", make_table("attendances", rows, {}))


def _cost_rows(
    random: np.random.Generator,
    block: Block,
    clients: Clients,
    participations: Participations,
    entries: Entries,
) -> pa.Table:
    chosen = np.flatnonzero(entries.booked <= block.period.last_day)
    client, of_whom = entries.client[chosen], entries.client[chosen] != NEVER
    participation = entries.participation[chosen]
    number = np.where(
        participation == NEVER,
        NEVER,
        participations.number[np.where(participation == NEVER, 0, participation)]
        if len(participations.number)
        else NEVER,
    )
    rows = {
        "cost_id": numbered("C", block.index * 10_000_000 + chosen, 12),
        "booked_on": entries.booked[chosen],
        "amount_cents": entries.cents[chosen],
        "kind": coded(KINDS, entries.kind[chosen]),
        "person_id": clients.id.take(pa.array(np.where(of_whom, client, 0), mask=~of_whom)),
        "participation_id": participation_ids(number),
        "contract_id": contract_ids(entries.contract[chosen]),
        "description": coded(("hiring fees",), np.where(entries.kind[chosen] == REVENUE, 0, -1)),
        "recorded_at": record(random, entries.booked[chosen], median_days=3),
        "source": "accounts",
    }
    return finish("costs", make_table("costs", rows, {}))
