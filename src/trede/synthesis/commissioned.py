"""Participations that a company carries out under a contract, with what their papers rest on."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from trede.synthesis.benefits import Spells
from trede.synthesis.case_managers import Spans, staff_of
from trede.synthesis.commissions import Commissions
from trede.synthesis.participations import Participations, participation_ids
from trede.synthesis.people import Block, Clients
from trede.synthesis.portfolio import Portfolio
from trede.synthesis.randomness import NEVER, Flags, Whole
from trede.synthesis.rows import coded
from trede.synthesis.trajectories import Trajectories
from trede.synthesis.work import Placements

BOTH_VERSIONS_DAYS = 730
"""Of what happened longer before the last day, only the last version is on file."""

GUIDES = (
    "S. Aarts", "T. Baksteen", "U. Celik", "V. Driessen", "W. Engel", "X. Faber",
    "Y. Gündüz", "Z. Hendriks", "A. IJzerman", "B. Jacobs", "C. Koster", "D. Linssen",
    "E. Meulman", "F. Noordhof", "G. Osman", "H. Pauwels", "I. Rahimi", "J. Schouten",
    "K. Terpstra", "L. Ubels", "M. Verhoef", "N. Winkel", "O. Yildiz", "P. Zandstra",
)  # fmt: skip
"""Who guides clients for the companies: two people each."""

GUIDES_A_COMPANY = 2


@dataclass(frozen=True)
class Commissioned:
    """Participations under contracts; ``trajectory`` is a place in the trajectories.

    ``decided`` is the first day on which the client could be referred, ``last`` the last day that
    the participation is seen to run.
    """

    client: Whole
    number: Whole
    trajectory: Whole
    type: Whole
    contract: Whole
    provider: Whole
    decided: Whole
    start: Whole
    ended: Whole
    last: Whole

    @property
    def size(self) -> int:
        """The number of participations."""
        return len(self.client)

    @property
    def runs(self) -> Flags:
        """Which of them run on the last day."""
        return np.asarray(self.ended == NEVER, dtype=np.bool_)

    def where(self, chosen: Flags | Whole) -> "Commissioned":
        """Return the chosen participations."""
        return Commissioned(**{name: cells[chosen] for name, cells in self.__dict__.items()})

    def ids(self) -> pa.Array:
        """Return their identifiers."""
        return participation_ids(self.number)

    def guides(self) -> pa.Array:
        """Return who guides each client for the company."""
        return guides(self.provider, self.client)


def guides(provider: Whole, client: Whole) -> pa.Array:
    """Return who guides clients for these companies; empty where there is no company."""
    place = provider * GUIDES_A_COMPANY + client % GUIDES_A_COMPANY
    return coded(GUIDES, np.where(provider == NEVER, -1, place))


def guide_of(provider_id: str) -> str:
    """Return the first of those who guide clients for a company."""
    return GUIDES[int(provider_id.removeprefix("R")) * GUIDES_A_COMPANY]


def under_contract(
    block: Block, portfolio: Portfolio, trajectories: Trajectories, participations: Participations
) -> Commissioned:
    """Return the participations of a block that a company carries out under a contract."""
    row = np.flatnonzero(participations.contract != NEVER)
    trajectory, contract = participations.trajectory[row], participations.contract[row]
    number, ended = participations.number[row], participations.ended[row]
    follows = number % 10 != 0
    decided = trajectories.decided[trajectory]
    return Commissioned(
        client=participations.client[row],
        number=number,
        trajectory=trajectory,
        type=trajectories.type[trajectory],
        contract=contract,
        provider=portfolio.provider[contract],
        decided=np.where(follows, trajectories.started[trajectory], decided),
        start=participations.start[row],
        ended=ended,
        last=np.minimum(ended, block.period.last_day),
    )


@dataclass(frozen=True)
class Drawn:
    """What was drawn for a block, on which the papers between municipality and company rest."""

    block: Block
    clients: Clients
    spells: Spells
    spans: Spans
    placements: Placements
    portfolio: Portfolio
    trajectories: Trajectories
    commissions: Commissions
    participations: Commissioned

    @property
    def last_day(self) -> int:
        """The last day of the dossier."""
        return self.block.period.last_day

    def persons(self, client: Whole) -> pa.Array:
        """Return the pseudonyms of clients."""
        return self.clients.id.take(pa.array(client))

    def managers_on(self, client: Whole, day: Whole) -> pa.Array:
        """Return the user names of their case managers on a day; empty where it is NEVER."""
        staff = staff_of(self.block)
        manager = staff.manager_on(self.clients, self.spans, client, day)
        return staff.manager_ids(np.where(day == NEVER, NEVER, manager))

    def recent(self, day: Whole) -> Flags:
        """Return what is recent enough for every version of it to be on file."""
        return np.asarray(day > self.last_day - BOTH_VERSIONS_DAYS, dtype=np.bool_)

    def recorded(self, entered: Whole, known_at: Whole, day: Whole) -> tuple[Whole, Whole]:
        """Return when rows were recorded, and when more became known of them.

        Of what happened long before the last day only the last version is on file.
        """
        apart = self.recent(day) | (known_at == NEVER)
        return np.where(apart, entered, known_at), np.where(apart, known_at, NEVER)
