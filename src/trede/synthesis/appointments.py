"""Talks that were agreed: three-way talks, talks in the coming weeks, aftercare; held or not."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from trede.synthesis.benefits import Spells
from trede.synthesis.commissions import Commissions
from trede.synthesis.people import Block, Clients
from trede.synthesis.portfolio import provider_ids
from trede.synthesis.randomness import NEVER, Flags, Period, Whole, between, choose, happens
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.sentences import PURPOSES, written
from trede.synthesis.trajectories import Trajectories
from trede.synthesis.versions import finish, later_of, record, split
from trede.synthesis.work import Placements

CONTACT_KINDS = (
    "conversation",
    "progress_talk",
    "three_way_talk",
    "telephone",
    "reexamination",
    "aftercare",
)
THREE_WAY, AFTERCARE = CONTACT_KINDS.index("three_way_talk"), CONTACT_KINDS.index("aftercare")

_WITH_COMPANY, _SOON, _AFTERCARE_AGREED = 0.35, 0.3, 0.5
_HELD, _LEFT_OPEN, _LEFT_OPEN_WITH_COMPANY = 0.9, 0.1, 0.4
_OPEN_AT_MOST = 75
_OF_COMPANY, _OF_CLIENT, _OF_WORK = 10, 20, 30
"""Where the numbers of these appointments start, within the hundred of a spell."""


@dataclass(frozen=True)
class Appointments:
    """Appointments of a block; ``settled`` is NEVER while open, ``held`` whether it took place."""

    client: Whole
    number: Whole
    kind: Whole
    provider: Whole
    agreed: Whole
    planned: Whole
    settled: Whole
    held: Flags

    def where(self, chosen: Flags) -> "Appointments":
        """Return the chosen appointments."""
        return Appointments(**{name: cells[chosen] for name, cells in self.__dict__.items()})


Agreed = tuple[Whole, Whole, Whole, Whole, Whole, Whole]
"""Client, number, kind, provider, day of the agreement and day of the talk."""


def draw_appointments(
    block: Block,
    clients: Clients,
    spells: Spells,
    trajectories: Trajectories,
    commissions: Commissions,
    placements: Placements,
) -> Appointments:
    """Draw the appointments of a block; the talks that were held are contacts too."""
    random, last_day = block.chance("appointments"), block.period.last_day
    parts = (
        _with_companies(random, clients, spells, trajectories, commissions),
        _of_coming_weeks(random, block.period, clients, spells),
        _of_aftercare(random, clients, spells, placements),
    )
    client, number, kind, provider, agreed, planned = (
        np.concatenate(cells) for cells in zip(*parts, strict=True)
    )
    open_share = np.where(kind == THREE_WAY, _LEFT_OPEN_WITH_COMPANY, _LEFT_OPEN)
    lately = planned > last_day - _OPEN_AT_MOST
    left_open = (planned > last_day) | (lately & happens(random, open_share, len(client)))
    settled = np.where(left_open, NEVER, planned)
    held = ~left_open & happens(random, _HELD, len(client))
    drawn = Appointments(client, number, kind, provider, agreed, planned, settled, held)
    return drawn.where(agreed <= last_day)


def _with_companies(
    random: np.random.Generator,
    clients: Clients,
    spells: Spells,
    trajectories: Trajectories,
    commissions: Commissions,
) -> Agreed:
    """Return three-way talks during trajectories that a company carries out."""
    size = len(trajectories.spell)
    agreed = trajectories.started + between(random, 5, 120, size)
    planned = agreed + between(random, 7, 30, size)
    who = happens(random, _WITH_COMPANY, size) & (commissions.provider != NEVER)
    row = np.flatnonzero(who & (trajectories.started != NEVER) & (planned <= trajectories.ended))
    spell = trajectories.spell[row]
    return (
        spells.client[spell],
        spells.number(clients)[spell] * 100 + _OF_COMPANY + trajectories.ordinal[row],
        np.full(len(row), THREE_WAY),
        commissions.provider[row],
        agreed[row],
        planned[row],
    )


def _of_coming_weeks(
    random: np.random.Generator, period: Period, clients: Clients, spells: Spells
) -> Agreed:
    """Return the talks that were agreed in the last weeks with clients on benefit."""
    size = len(spells.start)
    agreed = period.last_day - between(random, 1, 25, size)
    planned = agreed + between(random, 5, 40, size)
    on_benefit = (spells.exit == NEVER) & (np.maximum(spells.start, spells.decided) <= agreed)
    row = np.flatnonzero(happens(random, _SOON, size) & on_benefit)
    return (
        spells.client[row],
        spells.number(clients)[row] * 100 + _OF_CLIENT,
        choose(random, (30, 40, 0, 15, 15), len(row)),
        np.full(len(row), NEVER),
        agreed[row],
        planned[row],
    )


def _of_aftercare(
    random: np.random.Generator, clients: Clients, spells: Spells, placements: Placements
) -> Agreed:
    size = len(placements.spell)
    agreed = placements.start + between(random, 10, 60, size)
    planned = agreed + between(random, 14, 60, size)
    row = np.flatnonzero(happens(random, _AFTERCARE_AGREED, size) & (planned <= placements.ended))
    return (
        placements.client[row],
        spells.number(clients)[placements.spell[row]] * 100 + _OF_WORK,
        np.full(len(row), AFTERCARE),
        np.full(len(row), NEVER),
        agreed[row],
        planned[row],
    )


def contact_ids(number: Whole) -> pa.Array:
    """Return the identifiers of contacts."""
    return numbered("N", number, 11)


def appointment_tables(
    block: Block, clients: Clients, appointments: Appointments
) -> dict[str, pa.Table]:
    """Return the table of appointments, with what was known before they were settled."""
    random = block.chance("appointment rows")
    entered = record(random, appointments.agreed, median_days=0.5, spread=0.8)
    rows = {
        "appointment_id": numbered("AF", appointments.number, 11),
        "person_id": clients.id.take(pa.array(appointments.client)),
        "kind": coded(CONTACT_KINDS, appointments.kind),
        "agreed_on": appointments.agreed,
        "planned_on": appointments.planned,
        "provider_id": provider_ids(appointments.provider),
        "purpose": written(random, PURPOSES, appointments.kind),
        "settled_on": appointments.settled,
        "contact_id": contact_ids(np.where(appointments.held, appointments.number, NEVER)),
        "recorded_at": entered,
        "source": "tracking system",
    }
    settled = record(random, appointments.settled, median_days=2, spread=0.8)
    content = make_table("appointments", rows, {"settled_at": later_of(entered, settled)})
    content = split(content, "settled_at", {"settled_on": None, "contact_id": None})
    return {"appointments": finish("appointments", content)}
