"""The closed approach, read from the definitions of both studies, client by client."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from operator import itemgetter

from tests.oracle.days import add_months, earliest_of, in_time
from tests.oracle.selection import Facts, Row, believed
from trede.measures.parameters import ParameterValue

Parameters = Mapping[str, ParameterValue]

EVENTS = {
    "offered": ("offered",),
    "decided": ("decided",),
    "started": ("started",),
    "plan_or_instrument": ("drawn_up", "started"),
    "taken_up": ("drawn_up", "started", "taken_up"),
}


def clients(facts: Facts, parameters: Parameters) -> list[dict[str, object]]:
    """Return one row for every client of the cohort, with all that the closed approach asks."""
    known = believed(facts, parameters)
    return [
        client(facts, known, spell, parameters)
        for spell in cohort(known["benefit_spells"], parameters)
    ]


def cohort(spells: Iterable[Row], parameters: Parameters) -> Iterator[Row]:
    """Yield of every person the first, or latest, spell that starts in the inflow period."""
    first: dict[object, Row] = {}
    latest = parameters["cohort_spell"] == "latest"
    by_key = sorted(spells, key=itemgetter("spell_id"))
    for spell in sorted(by_key, key=itemgetter("starts_on"), reverse=latest):
        after = parameters["inflow_from"] is None or spell["starts_on"] >= parameters["inflow_from"]
        before = parameters["inflow_to"] is None or spell["starts_on"] <= parameters["inflow_to"]
        if after and before and counts(spell, parameters):
            first.setdefault(spell["person_id"], spell)
    yield from first.values()


def counts(spell: Row, parameters: Parameters) -> bool:
    """Whether the scheme of a spell is one of those asked for."""
    return "all" in parameters["schemes"] or spell["scheme"] in parameters["schemes"]


def client(
    facts: Facts, known: Mapping[str, list[Row]], spell: Row, parameters: Parameters
) -> dict[str, object]:
    """Return the row of one client."""
    starts_on = spell["starts_on"]
    if parameters["year"] == "365_days":
        limit_on = starts_on + timedelta(days=365)
    else:
        limit_on = add_months(starts_on, parameters["window_months"])
    exit_on = None if spell["ends_on"] is None else spell["ends_on"] - timedelta(days=1)
    has_left = exit_on is not None or spell["undated_end"] is not None
    if exit_on is None:
        exit_in_time = spell["undated_end"] == "within_12_months"
    else:
        exit_in_time = in_time(exit_on, limit_on, parameters["boundary"])
    event_on = closing_event(known, spell, exit_on, parameters)
    event_in_time = event_on is not None and in_time(event_on, limit_on, parameters["boundary"])
    left_by_follow_up = left_by(has_left, exit_on, parameters["follow_up_on"])
    obligation, category = work_obligation(known, spell, limit_on, exit_on, parameters)
    state = class_of(obligation, event_on, event_in_time, exit_in_time, left_by_follow_up)
    observed_until = parameters["observed_until"]
    fully_observed = observed_until is None or limit_on <= observed_until
    half_year_on = add_months(limit_on, 6)
    measured = earliest_of(exit_on, parameters["exit_measured_on"])
    return {
        "person_id": spell["person_id"],
        "spell_id": spell["spell_id"],
        "phase": phase(facts, spell, parameters),
        "starts_on": starts_on,
        "limit_on": limit_on,
        "exit_on": exit_on,
        "has_left": has_left,
        "exit_in_time": exit_in_time,
        "event_on": event_on,
        "event_in_time": event_in_time,
        "obligation": obligation,
        "category": category,
        "left_by_measurement": left_by(has_left, exit_on, parameters["exit_measured_on"]),
        "left_by_follow_up": left_by_follow_up,
        "half_year_after_limit_on": half_year_on,
        "fully_observed": fully_observed,
        "closed": event_in_time or exit_in_time,
        "class": state,
        "position": position_of(obligation, event_in_time, exit_in_time),
        "class_observed": "not_assessable" if state[0] == "N" and not fully_observed else state,
        "left_within_half_year": exit_on is not None and exit_on <= half_year_on,
        "half_year_observed": observed_until is None or half_year_on <= observed_until,
        "exposure_days": 0 if measured is None else max(0, (measured - limit_on).days),
    }


def left_by(has_left: bool, exit_on: date | None, day: date | None) -> bool:
    """Whether a client had left by a day; an undated exit counts as known by any day."""
    return has_left and (exit_on is None or day is None or exit_on <= day)


def class_of(
    obligation: str,
    event_on: date | None,
    event_in_time: bool,
    exit_in_time: bool,
    left: bool,
) -> str:
    """Return which of the six classes applies first; the fully exempt stand apart."""
    if obligation == "exempt":
        return "exempt"
    if event_in_time:
        return "V1" if left else "V2"
    if exit_in_time:
        return "V3"
    if left:
        return "N2"
    return "N3" if event_on is None else "N1"


def position_of(obligation: str, event_in_time: bool, exit_in_time: bool) -> str:
    """Return where in the tree a client ends: left, exempt, unknown, A or B."""
    if exit_in_time:
        return "left"
    if obligation in ("exempt", "unknown"):
        return obligation
    return "A" if event_in_time else "B"


def phase(facts: Facts, spell: Row, parameters: Parameters) -> str:
    """Return the phase, whenever it was recorded and whoever said so.

    At inflow: the last on or before the start; without one, one without a date; without that, the
    first later one. Earliest: the first ever. The others are `other`.
    """
    own = sorted(
        (
            row
            for row in facts["classifications"]
            if row["person_id"] == spell["person_id"]
            and row["scale"] == "phase"
            and row["withdrawn_at"] is None
        ),
        key=itemgetter("classification_id"),
    )
    dated = sorted((row for row in own if row["starts_on"]), key=itemgetter("starts_on"))
    undated = [row for row in own if row["starts_on"] is None]
    before = [row for row in dated if row["starts_on"] <= spell["starts_on"]]
    latest = [row for row in before if row["starts_on"] == before[-1]["starts_on"]]
    at_inflow = [*latest, *undated, *(row for row in dated if row not in before)]
    ordered = at_inflow if parameters["phase_moment"] == "at_inflow" else [*dated, *undated]
    value = ordered[0]["value"] if ordered else "unknown"
    return "other" if value in ("unknown", "undetermined") else value


def work_obligation(
    known: Mapping[str, list[Row]],
    spell: Row,
    limit_on: date,
    exit_on: date | None,
    parameters: Parameters,
) -> tuple[str, str | None]:
    """Return obliged, exempt or unknown, and the reason of the full exemption that holds."""
    moment = parameters["exemption_moment"]
    day = earliest_of(limit_on, exit_on)
    if moment == "start":
        day = spell["starts_on"]
    if moment == "one_year_observed":
        day = earliest_of(day, parameters["observed_until"])
    since = spell["starts_on"] if moment == "within_year" else day
    full = [
        row
        for row in known["exemptions"]
        if row["person_id"] == spell["person_id"]
        and row["extent"] == "full"
        and row["starts_on"] is not None
        and row["starts_on"] <= day
        and (row["ends_on"] is None or row["ends_on"] > since)
    ]
    first = min(full, key=itemgetter("starts_on", "exemption_id"), default=None)
    category = first["reason"] if first else None
    if moment == "recorded":
        return recorded_obligation(known, spell), category
    return ("exempt" if first else "obliged"), category


def recorded_obligation(known: Mapping[str, list[Row]], spell: Row) -> str:
    """Return what was recorded with this spell, not with an earlier or a later one."""
    later = [
        row["starts_on"] for row in spells_of(known, spell) if row["starts_on"] > spell["starts_on"]
    ]
    recorded = [
        row
        for row in known["classifications"]
        if row["person_id"] == spell["person_id"]
        and row["scale"] == "work_obligation"
        and row["starts_on"] is not None
        and row["starts_on"] >= spell["starts_on"]
        and (not later or row["starts_on"] < min(later))
    ]
    if not recorded:
        return "unknown"
    first = min(recorded, key=itemgetter("starts_on", "classification_id"))
    return "exempt" if first["value"] == "fully_exempt" else "obliged"


def spells_of(known: Mapping[str, list[Row]], spell: Row) -> list[Row]:
    """Return all spells of the same person, under any scheme."""
    return [row for row in known["benefit_spells"] if row["person_id"] == spell["person_id"]]


def belongs(
    known: Mapping[str, list[Row]],
    spell: Row,
    exit_on: date | None,
    day: date,
    parameters: Parameters,
) -> bool:
    """Whether an event belongs to the spell: not after its exit, not of an earlier spell."""
    if exit_on is not None and day > exit_on:
        return False
    ends = [
        row["ends_on"]
        for row in spells_of(known, spell)
        if row["starts_on"] < spell["starts_on"] and row["ends_on"] is not None
    ]
    return parameters["earlier_events"] == "any" or not ends or day >= max(ends)


def closing_event(
    known: Mapping[str, list[Row]], spell: Row, exit_on: date | None, parameters: Parameters
) -> date | None:
    """Return the day of the first event of the chosen kind that belongs to the spell."""
    days = [
        day
        for kind, day in events(known, spell["person_id"], parameters)
        if kind in EVENTS[parameters["closing_event"]]
        and day is not None
        and belongs(known, spell, exit_on, day, parameters)
    ]
    return min(days, default=None)


def events(
    known: Mapping[str, list[Row]], person: object, parameters: Parameters
) -> Iterator[tuple[str, date | None]]:
    """Yield every event that could close the client, with its kind."""
    for row in known["trajectories"]:
        if row["person_id"] == person:
            yield "offered", row["offered_on"]
            yield "decided", row["decided_on"] if row["decision"] == "positive" else None
            yield "started", row["started_on"] if arrived(row, parameters) else None
    for row in known["plans"]:
        if row["person_id"] == person:
            signed = (row["client_signed_on"], row["municipality_signed_on"])
            definitive = row["status"] == "definitive"
            yield "offered", row["offered_on"]
            yield "decided", max(signed) if definitive and None not in signed else None
            yield "drawn_up", row["drawn_up_on"] if definitive else None
    for row in known["activities"]:
        if row["person_id"] == person:
            yield "started", row["starts_on"]
    for row in known["pickups"]:
        if row["person_id"] == person:
            yield "taken_up", row["picked_up_on"]


def arrived(trajectory: Row, parameters: Parameters) -> bool:
    """Whether a trajectory counts: one that was delivered and not processed may be skipped."""
    return parameters["unprocessed_deliveries"] == "count" or trajectory["processed"] is not False
