"""What other terms would do: how many signals would be open, on the dossier for figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from trede.measures.library import read_library
from trede.register.figures.computing import Asked, exported_at, figures
from trede.register.signals.declarations import declared
from trede.register.signals.settings import settings_on


@dataclass(frozen=True)
class Effect:
    """Open signals with the terms of today and with other ones, as known at a moment."""

    now: int
    then: int
    known_at: datetime


def effect_of(rule: str, day: date, *, is_on: bool, values: Mapping[str, str]) -> Effect | None:
    """Return what a decision would do if it held today; none before the first nightly run.

    It counts with the measure of the signal, so that it is what the worklists would show.
    """
    known_at = exported_at()
    if known_at is None:
        return None
    settings, known = settings_on(day), read_library().parameters
    shipped = {name: known[name].default for name in declared()[rule].parameters}
    asked = [
        _asked(rule, day, settings.parameters),
        _asked(rule, day, {**settings.parameters, **shipped, **values}),
    ]
    now, then = (int(answer.rows[0].numerator or 0) for answer in figures(asked))
    return Effect(now if rule in settings.rules else 0, then if is_on else 0, known_at)


def _asked(rule: str, day: date, values: Mapping[str, str]) -> Asked:
    measure = declared()[rule].measures.open
    return Asked(measure, day, values=tuple(sorted(values.items())))
