"""Exits, their reasons, their durability, and waiting times, client by client."""

from collections.abc import Mapping
from datetime import timedelta
from operator import itemgetter

from tests.oracle.closed_approach import arrived, belongs, clients, counts, spells_of
from tests.oracle.days import add_months, months_begun, months_class
from tests.oracle.selection import Facts, Row, believed
from trede.measures.parameters import ParameterValue

Parameters = Mapping[str, ParameterValue]


def exits(facts: Facts, parameters: Parameters) -> list[dict[str, object]]:
    """Return one row for every client of the cohort: how, why and for how long they left."""
    known = believed(facts, parameters)
    spells = {row["spell_id"]: row for row in known["benefit_spells"]}
    return [
        _exit(known, found, spells[found["spell_id"]], parameters)
        for found in clients(facts, parameters)
    ]


def _exit(
    known: Mapping[str, list[Row]],
    found: Mapping[str, object],
    spell: Row,
    parameters: Parameters,
) -> dict[str, object]:
    exit_on, has_left = found["exit_on"], found["has_left"]
    groups = {
        row["grouping"]: row["group"]
        for row in known["code_groups"]
        if row["list"] == "exit_reason" and row["code"] == spell["exit_reason"]
    }
    to_work = has_left and groups.get("to_work") == "yes"
    re_entry_on = _re_entry(known, spell, parameters)
    copied = (
        "person_id",
        "phase",
        "obligation",
        "starts_on",
        "has_left",
        "exit_on",
        "fully_observed",
    )
    return {
        **{name: found[name] for name in copied},
        "exit_in_time": found["exit_in_time"],
        "exit_period": _period(found, spell),
        "exit_month": months_begun(found["starts_on"], exit_on) if has_left and exit_on else None,
        "exit_reason": spell["exit_reason"],
        "reason_group": groups.get(parameters["exit_reason_grouping"]),
        "to_work": to_work,
        "leaves_chain": has_left and groups.get("leaves_chain") == "yes",
        "contract_kind": spell["contract_kind"],
        "work_kind": _work_kind(known, found, spell) if to_work else None,
        "trajectory_type": _trajectory_type(known, found, spell, parameters),
        "re_entry_on": re_entry_on,
        "durability": _durability(has_left, exit_on, re_entry_on, parameters),
    }


def _period(found: Mapping[str, object], spell: Row) -> str:
    if not found["has_left"]:
        return "stayed"
    if found["exit_on"] is None:
        within = spell["undated_end"] == "within_12_months"
        return "undated_within_12" if within else "undated_later"
    return months_class(spell["starts_on"], found["exit_on"])


def _re_entry(known: Mapping[str, list[Row]], spell: Row, parameters: Parameters) -> object:
    later = [
        row["starts_on"]
        for row in spells_of(known, spell)
        if row["starts_on"] > spell["starts_on"] and counts(row, parameters)
    ]
    return min(later, default=None)


def _durability(
    has_left: object, exit_on: object, re_entry_on: object, parameters: Parameters
) -> str | None:
    """Relapse goes before not assessable: a re-entry that was seen needs no further observation."""
    if not has_left:
        return None
    if exit_on is None:
        return "undated"
    durable_on = add_months(exit_on, parameters["durable_months"])
    if re_entry_on is not None and re_entry_on <= durable_on:
        return "relapse"
    observed_until = parameters["observed_until"]
    observed = observed_until is None or durable_on <= observed_until
    return "durable" if observed else "not_assessable"


def _work_kind(known: Mapping[str, list[Row]], found: Mapping[str, object], spell: Row) -> str:
    """Work that the municipality finances is never regular."""
    payers = set()
    if found["exit_on"] is not None:
        first_day = found["exit_on"] + timedelta(days=1)
        payers = {
            row["financed_by"]
            for row in known["placements"]
            if row["person_id"] == spell["person_id"]
            and row["starts_on"] <= first_day
            and (row["ends_on"] is None or row["ends_on"] > first_day)
        }
    if spell["contract_kind"] == "subsidised" or "municipality" in payers:
        return "subsidised"
    if spell["contract_kind"] in ("temporary", "permanent") or payers:
        return "regular"
    return "unknown"


def _trajectory_type(
    known: Mapping[str, list[Row]],
    found: Mapping[str, object],
    spell: Row,
    parameters: Parameters,
) -> object:
    started = [
        row
        for row in known["trajectories"]
        if row["person_id"] == spell["person_id"]
        and row["started_on"] is not None
        and arrived(row, parameters)
        and belongs(known, spell, found["exit_on"], row["started_on"], parameters)
    ]
    if not started:
        return "none"
    return min(started, key=itemgetter("started_on", "trajectory_id"))["type"]


def waiting(facts: Facts, parameters: Parameters) -> list[dict[str, object]]:
    """Return one row for every client of the cohort: how long the closing event took."""
    copied = ("person_id", "phase", "obligation", "starts_on", "event_on")
    rows = []
    for found in clients(facts, parameters):
        starts_on, event_on = found["starts_on"], found["event_on"]
        row = {name: found[name] for name in copied}
        row["waiting_days"] = None if event_on is None else (event_on - starts_on).days
        row["waiting_class"] = None if event_on is None else months_class(starts_on, event_on)
        rows.append(row)
    return rows


def on_benefit(facts: Facts, parameters: Parameters) -> list[dict[str, object]]:
    """Return for every client whether they were on benefit at the limit, by two readings."""
    known = believed(facts, parameters)
    rows = []
    for found in clients(facts, parameters):
        running = [
            row
            for row in spells_of(known, found)
            if counts(row, parameters)
            and row["starts_on"] <= found["limit_on"]
            and _lasts(row, found, parameters)
        ]
        rows.append(
            {
                "person_id": found["person_id"],
                "limit_on": found["limit_on"],
                "by_own_spell": not found["exit_in_time"],
                "by_any_spell": bool(running),
                "fully_observed": found["fully_observed"],
            }
        )
    return rows


def _lasts(spell: Row, found: Mapping[str, object], parameters: Parameters) -> bool:
    if spell["ends_on"] is None:
        return spell["undated_end"] != "within_12_months"
    last_day = spell["ends_on"] - timedelta(days=1)
    if parameters["boundary"] == "inclusive":
        return last_day > found["limit_on"]
    return last_day >= found["limit_on"]
