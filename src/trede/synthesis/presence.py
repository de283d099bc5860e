"""Whether clients came to companies: signed lists, absences, and talks when it goes wrong."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from trede.synthesis.agreements import asks_lists
from trede.synthesis.commissioned import Drawn
from trede.synthesis.randomness import (
    NEVER,
    Whole,
    between,
    choose,
    happens,
    months_later,
    skewed,
    until,
)
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.sentences import ABSENCES, said, written
from trede.synthesis.versions import finish, later_of, record, split

KINDS = ("illness", "leave", "care", "no_show", "other")
REASONS = ("absence", "illness", "effort", "no_progress", "unsuitable", "provider_fails")
RESULTS = ("go_on", "adjust", "other_provider", "stop", "sanction")

_LIST_MONTHS = 6
"""Lists are kept for this long: the municipality began to ask for them half a year ago."""

_SIGNED, _SIGNED_LATER = 0.94, 0.6
_ABSENT, _TALK = 0.25, 0.12
_NOTICE = 0.7
_MISSED_KINDS = (3, 4)
_STILL_TO_HOLD, _SIGNALLED_BY_MANAGER = 0.15, 0.3
_SIGNALS = (
    "Drie keer niet verschenen zonder bericht.",
    "Al zes weken ziek gemeld.",
    "Zegt op de werkplek te blijven, maar vertrekt eerder.",
    "Na een half jaar is er niets veranderd.",
    "De cliënt zegt dat het traject niet past bij wat hij kan.",
    "De cliënt heeft twee maanden niets van het bedrijf gehoord.",
)
_AGREEMENTS = (
    "Doorgaan zoals afgesproken; over zes weken bellen.",
    "Minder uren en een andere werkplek; opnieuw bekijken over een maand.",
    "Overstappen naar een ander bedrijf; aanmelding volgt.",
    "Het traject stopt; eerst behandeling.",
    "De klantmanager bekijkt of een maatregel volgt.",
)


def presence_tables(drawn: Drawn) -> dict[str, pa.Table]:
    """Return the tables of signed attendance, absences and three-way talks."""
    return {
        "attendance_signatures": _signatures(drawn),
        "absences": _absences(drawn),
        "three_way_talks": _talks(drawn),
    }


def _signatures(drawn: Drawn) -> pa.Table:
    """Return the lists of the last months, as they came in and with what was signed later."""
    random, each = drawn.block.chance("attendance signatures"), drawn.participations
    place, month = _list_months(drawn)
    each, size = each.where(place), len(place)
    following = months_later(month, 1)
    first = np.maximum(each.start, month)
    signed = between(random, first, np.minimum(each.last, following - 1), size)
    in_time = happens(random, _SIGNED, size)
    later = until(following + between(random, 8, 40, size), drawn.last_day)
    later = np.where(happens(random, _SIGNED_LATER, size), later, NEVER)
    entered = record(random, following, median_days=2, spread=0.8)
    later = np.where(in_time, NEVER, later)
    signed_at = later_of(entered, record(random, later, median_days=1))
    year_month = month.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    ordinal = year_month % 12 + 1
    rows = {
        "signature_id": numbered("PH", each.number * 100 + ordinal, 13),
        "person_id": drawn.persons(each.client),
        "participation_id": each.ids(),
        "list_id": numbered("PL", (each.contract + 1) * 10_000 + year_month, 9),
        "month_on": month,
        "signed_on": np.where(in_time, signed, later),
        "recorded_at": entered,
        "source": "provider",
    }
    content = make_table("attendance_signatures", rows, {"signed_at": signed_at})
    content = split(content, "signed_at", {"signed_on": None})
    return finish("attendance_signatures", content)


def _list_months(drawn: Drawn) -> tuple[Whole, Whole]:
    """Return participation and first day of every month that a list is about."""
    each, last = drawn.participations, drawn.last_day
    asked = asks_lists(drawn.portfolio.agreement[each.contract])
    start = months_later(np.array([last + 1]), np.arange(-_LIST_MONTHS, 0))
    end = months_later(start, 1)
    places, months = [], []
    for first, after in zip(start, end, strict=True):
        row = np.flatnonzero(asked & (each.start < after) & (each.last >= first))
        if after <= last:
            places.append(row)
            months.append(np.full(len(row), first))
    return np.concatenate(places), np.concatenate(months)


def _absences(drawn: Drawn) -> pa.Table:
    """Return the absences of the last years, as reported and with the day of return."""
    random, each = drawn.block.chance("absences"), drawn.participations
    start = between(random, each.start + 3, np.maximum(each.last, each.start + 3), each.size)
    chosen = happens(random, _ABSENT, each.size) & drawn.recent(start) & (start <= each.last)
    each, start = each.where(chosen), start[chosen]
    size = each.size
    kind = choose(random, (55, 10, 12, 18, 5), size)
    days = skewed(random, np.where(kind == 0, 12, 2), 1.3, size).astype(np.int64) + 1
    back = np.where(each.runs, start + days, np.minimum(start + days, each.last + 1))
    back = until(back, drawn.last_day)
    reported = np.minimum(start + between(random, 0, 2, size), drawn.last_day)
    notice = happens(random, _NOTICE, size) & ~np.isin(kind, _MISSED_KINDS)
    entered = record(random, reported, median_days=0.5, spread=0.5)
    rows = {
        "absence_id": numbered("AZ", each.number, 11),
        "person_id": drawn.persons(each.client),
        "participation_id": each.ids(),
        "kind": coded(KINDS, kind),
        "starts_on": start,
        "ends_on": back,
        "reported_on": reported,
        "reported_by": each.guides(),
        "with_notice": notice,
        "explanation": written(random, ABSENCES, np.where(notice, 0, 1)),
        "recorded_at": entered,
        "source": "provider",
    }
    back_at = later_of(entered, record(random, back, median_days=1, spread=0.8))
    content = split(make_table("absences", rows, {"back_at": back_at}), "back_at", _STILL_AWAY)
    return finish("absences", content)


_STILL_AWAY = {"ends_on": None}
_NOT_HELD = dict.fromkeys(("held_on", "result", "agreement"))


def _talks(drawn: Drawn) -> pa.Table:
    """Return the signals of the last years, and the talks that were held upon them."""
    random, each = drawn.block.chance("three-way talks"), drawn.participations
    signalled = each.start + between(random, 20, 200, each.size)
    chosen = happens(random, _TALK, each.size) & drawn.recent(signalled)
    chosen &= signalled <= each.last
    each, signalled = each.where(chosen), signalled[chosen]
    size, reason = each.size, choose(random, (30, 15, 20, 15, 12, 8), each.size)
    planned = signalled + between(random, 5, 25, size)
    held = np.where(happens(random, _STILL_TO_HOLD, size), planned + 14, planned)
    held = until(held, drawn.last_day)
    result = np.where(held == NEVER, -1, choose(random, (45, 25, 12, 12, 6), size))
    by_manager = happens(random, _SIGNALLED_BY_MANAGER, size)
    managers = drawn.managers_on(each.client, signalled)
    entered = record(random, signalled, median_days=0.5, spread=0.8)
    rows = {
        "talk_id": numbered("DG", each.number, 11),
        "person_id": drawn.persons(each.client),
        "participation_id": each.ids(),
        "signalled_on": signalled,
        "signalled_by": pc.if_else(pa.array(by_manager), managers, each.guides()),
        "reason": coded(REASONS, reason),
        "explanation": said(_SIGNALS, reason),
        "planned_on": planned,
        "held_on": held,
        "result": coded(RESULTS, result),
        "agreement": said(_AGREEMENTS, result),
        "recorded_at": entered,
        "source": "tracking system",
    }
    held_at = later_of(entered, record(random, held, median_days=1, spread=0.8))
    content = split(make_table("three_way_talks", rows, {"held_at": held_at}), "held_at", _NOT_HELD)
    return finish("three_way_talks", content)
