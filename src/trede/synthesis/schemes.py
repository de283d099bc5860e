"""Under which scheme benefit is granted: the law of the day, and the schemes for some."""

from datetime import date

import numpy as np

from trede.synthesis.benefits import Spells
from trede.synthesis.people import Block, Clients
from trede.synthesis.randomness import DAYS_A_YEAR, Whole, choose, day_number

SCHEMES = ("ABW", "WWB", "PW", "IOAW", "IOAZ", "WIJ")
_IOAW_IF_OLD, _IOAZ_IF_OLDER = 1, 2
_IOAW, _IOAZ, _WIJ = 3, 4, 5

_WWB_FROM = day_number(date(2004, 1, 1))
_PARTICIPATION_ACT_FROM = day_number(date(2015, 1, 1))
_IOAW_FROM = day_number(date(1987, 7, 1))
_IOAW_BORN_BEFORE = day_number(date(1965, 1, 1))
_WIJ_FROM, _WIJ_UNTIL = day_number(date(2009, 10, 1)), day_number(date(2012, 1, 1))
_IOAW_AGE, _IOAZ_AGE, _WIJ_AGE_BELOW = 50, 55, 27


def schemes_of_spells(block: Block, clients: Clients, spells: Spells) -> Whole:
    """Return for every spell a place in the schemes; partners are under one scheme.

    What ran already on the first day of the dossier is under the law of that day, since a new law
    takes the place of the old one.
    """
    leader = clients.leader[spells.client]
    born = clients.birth[leader]
    drawn = choose(block.chance("schemes"), (85, 11, 4), block.size)[leader]
    since = np.maximum(spells.start, block.period.first_day)
    law = general_scheme(since)
    age = (spells.start - born) / DAYS_A_YEAR
    older = (age >= _IOAW_AGE) & (spells.start >= _IOAW_FROM) & (born < _IOAW_BORN_BEFORE)
    young = (age < _WIJ_AGE_BELOW) & (since >= _WIJ_FROM) & (since < _WIJ_UNTIL)
    return np.select(
        [
            (drawn == _IOAW_IF_OLD) & older,
            (drawn == _IOAZ_IF_OLDER) & older & (age >= _IOAZ_AGE),
            young,
        ],
        [_IOAW, _IOAZ, _WIJ],
        law,
    )


def general_scheme(day: Whole) -> Whole:
    """Return the place of the scheme for everyone on a day: Abw, WWB or Participatiewet."""
    bounds = (_WWB_FROM, _PARTICIPATION_ACT_FROM)
    return np.searchsorted(bounds, day, side="right").astype(np.int64)
