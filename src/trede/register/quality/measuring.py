"""How complete the file is and how soon things are recorded, by the measures ``quality``."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trede.language import in_language
from trede.language import translate as _
from trede.publishers.answers import AnswerRow
from trede.register.figures.computing import Asked, figures, library
from trede.register.project.clock import today
from trede.register.quality.declared import Field, events, fields

FILLED, IN_TIME = "fields_filled", "recorded_in_time"
NORM = "entry_norm_days"
A_YEAR = timedelta(days=365)
PER = ("team", "source")
"""By what completeness can be set out beside the whole."""
DELAY_PER = ("event", "team", "source")
"""By what the delay of entries can be set out."""


@dataclass(frozen=True)
class Share:
    """How many of how many."""

    part: int
    whole: int

    @property
    def missing(self) -> int:
        """How many are lacking."""
        return self.whole - self.part


@dataclass(frozen=True)
class FieldFilled:
    """How often a field is filled: of all, and by group."""

    field: Field
    share: Share
    groups: Mapping[str, Share]


@dataclass(frozen=True)
class Completeness:
    """How often each field is filled, by which groups; the groups in order, empty: none known."""

    groups: tuple[str, ...]
    rows: tuple[FieldFilled, ...]


@dataclass(frozen=True)
class EntryDelay:
    """How soon things were recorded: how many within the norm, and the days for half of them."""

    group: str
    share: Share
    half_within_days: int


def completeness(per: str | None) -> Completeness:
    """Return how often each field is filled, by team, by source or not set out."""
    by = ("field", per) if per else ("field",)
    (answer,) = figures([Asked(FILLED, today(), by)])
    counted: dict[str, dict[str, Share]] = defaultdict(dict)
    for row in answer.rows:
        group = str(row.group[per] or "") if per else ""
        counted[str(row.group["field"])][group] = _share(row)
    rows = (
        FieldFilled(field, add_up(counted[name].values()), counted[name])
        for name, field in fields().items()
        if name in counted
    )
    groups = {group for each in counted.values() for group in each} if per else set()
    return Completeness(tuple(sorted(groups, key=lambda name: (not name, name))), tuple(rows))


def entry_delays(per: str, norm_days: int, since: date) -> list[EntryDelay]:
    """Return how soon what was recorded since a day was recorded, by event, team or source."""
    values = ((NORM, str(norm_days)), ("entered_from", since.isoformat()))
    (answer,) = figures([Asked(IN_TIME, today(), (per, "delay_days"), values=values)])
    by_group: dict[str, list[AnswerRow]] = defaultdict(list)
    for row in answer.rows:
        by_group[str(row.group[per] or "")].append(row)
    names = events() if per == "event" else sorted(by_group, key=lambda name: (not name, name))
    return [_delay(name, by_group[name]) for name in names if name in by_group]


def all_together(delays: Sequence[EntryDelay]) -> Share:
    """Return how many were recorded within the norm, over all groups."""
    return add_up(each.share for each in delays)


def shipped_norm() -> int:
    """Return the norm in days that the library proposes."""
    return int(library().parameters[NORM].default)


def event_title(name: str) -> str:
    """Return what an event is called; its name if it is unknown."""
    return in_language(events()[name]) if name in events() else name


def group_title(name: str, per: str | None) -> str:
    """Return what a group is called."""
    if not name:
        return _("no team") if per == "team" else _("unknown")
    return event_title(name) if per == "event" else name


def add_up(shares: Iterable[Share]) -> Share:
    """Add shares up."""
    counted = list(shares)
    return Share(sum(each.part for each in counted), sum(each.whole for each in counted))


def _delay(name: str, rows: Sequence[AnswerRow]) -> EntryDelay:
    counts = {int(row.group["delay_days"] or 0): int(row.denominator or 0) for row in rows}
    return EntryDelay(name, add_up([_share(row) for row in rows]), half_within(counts))


def half_within(counts: Mapping[int, int]) -> int:
    """Return within how many days half of the entries came: the lower median."""
    half, seen = (sum(counts.values()) + 1) // 2, 0
    for days in sorted(counts):
        seen += counts[days]
        if seen >= half:
            return days
    return 0


def _share(row: AnswerRow) -> Share:
    return Share(int(row.numerator or 0), int(row.denominator or 0))
