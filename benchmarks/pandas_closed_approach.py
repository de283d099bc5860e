"""The measures of the closed approach in careful pandas, with the library's default parameters."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from benchmarks.pandas_tables import Figures, Tables, limit, share, spread, tally

DAY = pd.Timedelta(days=1)


def read_spells(tables: Tables) -> pd.DataFrame:
    """Read the spells of benefit with what the measures on inflow need of them."""
    texts = ["undated_end", "exit_reason", "contract_kind"]
    columns = ["person_id", "spell_id", "starts_on", "ends_on", *texts]
    return tables.read("benefit_spells", columns, texts)


def cohort(spells: pd.DataFrame, settings: Mapping[str, str]) -> pd.DataFrame:
    """Return the first spell of every client that begins in the inflow period."""
    starters = pd.Series(data=True, index=spells.index)
    if (first := limit(settings, "inflow_from")) is not None:
        starters &= spells["starts_on"] >= first
    if (last := limit(settings, "inflow_to")) is not None:
        starters &= spells["starts_on"] <= last
    clients = spells[starters].sort_values(["person_id", "starts_on", "spell_id"])
    clients = clients.drop_duplicates("person_id").drop(columns="spell_id")
    clients["exit_on"] = clients.pop("ends_on") - DAY
    clients["has_left"] = clients["exit_on"].notna() | clients["undated_end"].notna()
    clients["limit_on"] = clients["starts_on"] + pd.DateOffset(months=12)
    undated = clients["exit_on"].isna() & (clients["undated_end"] == "within_12_months")
    clients["exit_in_time"] = undated | (clients["exit_on"] <= clients["limit_on"])
    earlier = spells[["person_id", "starts_on", "ends_on"]].merge(
        clients[["person_id", "starts_on"]], on="person_id", suffixes=("", "_now")
    )
    earlier = earlier[earlier["starts_on"] < earlier["starts_on_now"]]
    clients["previous_ended_on"] = clients["person_id"].map(
        earlier.groupby("person_id")["ends_on"].max()
    )
    return clients.reset_index(drop=True)


def read_trajectories(tables: Tables, *columns: str) -> pd.DataFrame:
    """Read the trajectories that started; those of deliveries not processed do not count."""
    wanted = ["person_id", "started_on", "processed", *columns]
    trajectories = tables.read("trajectories", wanted)
    not_processed = trajectories.pop("processed").eq(other=False)
    return trajectories[trajectories["started_on"].notna() & ~not_processed]


def belonging(events: pd.DataFrame, clients: pd.DataFrame, day: str) -> pd.DataFrame:
    """Return the events on a day that belongs to the spell, not to the one before or after."""
    known = clients[["person_id", "exit_on", "previous_ended_on"]]
    events = events.merge(known, on="person_id")
    late = events[day] > events["exit_on"]
    early = events[day] < events["previous_ended_on"]
    return events[~late & ~early]


def phase(clients: pd.DataFrame, tables: Tables) -> pd.Series:
    """Return the phase in force at inflow, or else the first one after it."""
    columns = ["person_id", "value", "starts_on", "classification_id"]
    phases = tables.read("classifications", columns, ["value"], scale="phase")
    phases = phases.rename(columns={"starts_on": "phase_on"})
    phases = phases.merge(clients[["person_id", "starts_on"]], on="person_id")
    days = (phases["phase_on"] - phases["starts_on"]).dt.days
    phases["is_later"] = days > 0
    phases["distance"] = days.abs()
    order = ["person_id", "is_later", "distance", "classification_id"]
    nearest = phases.sort_values(order).drop_duplicates("person_id")
    found = clients["person_id"].map(nearest.set_index("person_id")["value"].astype(object))
    unknown = found.isna() | found.isin(["undetermined", "unknown"])
    return found.mask(unknown, "other").astype("category")


def exemption(clients: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Return the first full exemption that holds after a year, or at exit if that comes first."""
    columns = ["person_id", "exemption_id", "reason", "starts_on", "ends_on"]
    full = tables.read("exemptions", columns, extent="full")
    exit_on, limit_on = clients["exit_on"], clients["limit_on"]
    reference = pd.DataFrame(
        {
            "person_id": clients["person_id"],
            "reference_on": exit_on.where(exit_on < limit_on, limit_on),
        }
    )
    full = full.merge(reference, on="person_id")
    ended = full["ends_on"] <= full["reference_on"]
    holding = full[(full["starts_on"] <= full["reference_on"]) & ~ended]
    return holding.sort_values(["starts_on", "exemption_id"]).drop_duplicates("person_id")


def add_facts(clients: pd.DataFrame, tables: Tables, settings: Mapping[str, str]) -> None:
    """Add what is known of a client around the limit of a year."""
    events = pd.concat(
        [
            read_trajectories(tables).rename(columns={"started_on": "event_on"}),
            tables.read("activities", ["person_id", "starts_on"]).rename(
                columns={"starts_on": "event_on"}
            ),
        ]
    )
    first = belonging(events, clients, "event_on").groupby("person_id")["event_on"].min()
    clients["event_on"] = clients["person_id"].map(first)
    clients["event_in_time"] = clients["event_on"] <= clients["limit_on"]
    exempt = exemption(clients, tables).set_index("person_id")["reason"]
    clients["exempt"] = clients["person_id"].isin(exempt.index)
    clients["category"] = clients["person_id"].map(exempt)
    clients["phase"] = phase(clients, tables)
    for name, day in (("measurement", "exit_measured_on"), ("follow_up", "follow_up_on")):
        on = limit(settings, day)
        later = False if on is None else clients["exit_on"] > on
        clients[f"left_by_{name}"] = clients["has_left"] & ~pd.Series(later, clients.index)


def add_classes(clients: pd.DataFrame, settings: Mapping[str, str]) -> None:
    """Add the six classes, the position in the tree, and what was observed."""
    until = limit(settings, "observed_until")
    half_year_on = clients["limit_on"] + pd.DateOffset(months=6)
    event, left = clients["event_in_time"], clients["left_by_follow_up"]
    clients["class"] = np.select(
        [
            clients["exempt"],
            event & left,
            event,
            clients["exit_in_time"],
            left,
            clients["event_on"].notna(),
        ],
        ["exempt", "V1", "V2", "V3", "N2", "N1"],
        "N3",
    )
    clients["fully_observed"] = True if until is None else clients["limit_on"] <= until
    open_late = clients["class"].isin(["N1", "N2", "N3"]) & ~clients["fully_observed"]
    clients["class_observed"] = clients["class"].mask(open_late, "not_assessable")
    clients["position"] = np.select(
        [clients["exit_in_time"], clients["exempt"], event], ["left", "exempt", "A"], "B"
    )
    clients["left_within_half_year"] = clients["exit_on"] <= half_year_on
    clients["half_year_observed"] = True if until is None else half_year_on <= until
    measured_on = limit(settings, "exit_measured_on")
    exit_on = clients["exit_on"]
    seen_until = exit_on
    if measured_on is not None:
        seen_until = exit_on.clip(upper=measured_on)  # type: ignore[call-overload] # days clip too
        seen_until = seen_until.fillna(measured_on)
    days = (seen_until - clients["limit_on"]).dt.days
    clients["exposure_days"] = days.clip(lower=0).fillna(0).astype("int64")


def closed_approach(tables: Tables, settings: Mapping[str, str]) -> Figures:
    """Compute the measures of the closed approach, each by its own columns."""
    clients = cohort(read_spells(tables), settings)
    add_facts(clients, tables, settings)
    add_classes(clients, settings)
    return {**_classes(clients), **_by_phase(clients), **_by_position(clients)}


def _classes(clients: pd.DataFrame) -> Figures:
    everyone = spread(pd.Series(data=True, index=clients.index))
    figures: Figures = {}
    for name, column in (("", "class"), ("_observed", "class_observed")):
        wanted = {f"closed_approach_classes{name}": everyone}
        figures |= tally(clients, (column, "phase"), wanted, column)
    return figures


def _by_phase(clients: pd.DataFrame) -> Figures:
    left, exempt, event = clients["exit_in_time"], clients["exempt"], clients["event_in_time"]
    has_left, has_event = clients["has_left"], clients["event_on"].notna()
    a, b = clients["position"] == "A", clients["position"] == "B"
    measured, followed = clients["left_by_measurement"], clients["left_by_follow_up"]
    position_exempt = clients["position"] == "exempt"
    wanted = {
        "closed_rate": share(event | left, population=~exempt),
        "closed_rate_fully_observed": share(event | left, clients["fully_observed"], ~exempt),
        "full_exemption_rate": share(exempt),
        "exempt_with_trajectory": share(has_event, population=exempt),
        "exempt_exited": share(has_left, population=exempt),
        "inflow_exit_rate": share(has_left),
        "compliance_ratio": share(left | event),
        "long_term_ratio": share(~left),
        "closing_ratio": share(a, a | b),
        "exempt_stayers_with_trajectory": share(event, position_exempt),
        "exit_ratio_with_trajectory": share(measured, a),
        "exit_ratio_without_trajectory": share(measured, b),
        "still_on_benefit_with_trajectory": share(~measured, a),
        "still_on_benefit_without_trajectory": share(~measured, b),
        "exit_at_follow_up_with_trajectory": share(followed, a),
        "exit_at_follow_up_without_trajectory": share(followed, b),
        "late_trajectory": share(has_event, b),
        "without_trajectory_of_all_stayers": share(~event, ~left),
    }
    return {
        **tally(clients, ("phase",), wanted),
        **tally(clients, ("phase", "category"), {"exempt_stayers": share(position_exempt, ~left)}),
        **tally(clients, (), {"obligation_unknown": share(left & ~left, ~left)}),
    }


def _by_position(clients: pd.DataFrame) -> Figures:
    stayers = clients[clients["position"].isin(["A", "B"])]
    everyone = pd.Series(data=True, index=stayers.index)
    observed = stayers["half_year_observed"]
    wanted = {
        "exit_within_half_year": share(stayers["left_within_half_year"], observed),
        "half_year_observed": share(observed),
        "exposure": (everyone, everyone, stayers["exposure_days"]),
    }
    return tally(stayers, ("position", "phase"), wanted)
