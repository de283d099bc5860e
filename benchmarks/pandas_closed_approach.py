"""The measures of the closed approach in careful pandas: vectorised, only the columns needed.

Written as someone would who knows pandas well and has a dossier's Parquet files; default
parameters of the library, grouped by phase. The answers must equal Trede's to the cell.
"""

from pathlib import Path

import numpy as np
import pandas as pd

SIX_MONTHS = 6
Figures = dict[str, dict[str, tuple[int, int]]]


def read(dossier: Path, table: str, columns: list[str]) -> pd.DataFrame:
    """Read the believed rows of a table."""
    whole = dossier / f"{table}.parquet"
    path = whole if whole.exists() else dossier / table
    frame = pd.read_parquet(path, columns=[*columns, "withdrawn_at"], dtype_backend="pyarrow")
    frame = frame[frame["withdrawn_at"].isna()].drop(columns="withdrawn_at")
    for name in columns:
        if name.endswith("_on"):
            frame[name] = pd.to_datetime(frame[name])
    return frame


def cohort(dossier: Path, settings: dict[str, str]) -> pd.DataFrame:
    """Return the first spell of every client that begins in the inflow period."""
    spells = read(
        dossier,
        "benefit_spells",
        ["person_id", "spell_id", "starts_on", "ends_on", "undated_end"],
    )
    earlier = spells[["person_id", "starts_on", "ends_on"]]
    if settings.get("inflow_from"):
        spells = spells[spells["starts_on"] >= settings["inflow_from"]]
    if settings.get("inflow_to"):
        spells = spells[spells["starts_on"] <= settings["inflow_to"]]
    spells = spells.sort_values(["person_id", "starts_on", "spell_id"])
    spells = spells.drop_duplicates("person_id", keep="first")
    spells["exit_on"] = spells["ends_on"] - pd.Timedelta(days=1)
    spells["has_left"] = spells["ends_on"].notna() | spells["undated_end"].notna()
    spells["limit_on"] = spells["starts_on"] + pd.DateOffset(months=12)
    undated = (spells["undated_end"] == "within_12_months").fillna(value=False)
    dated = (spells["exit_on"] <= spells["limit_on"]).fillna(value=False)
    spells["exit_in_time"] = np.where(spells["exit_on"].isna(), undated, dated).astype(bool)
    before = earlier.merge(
        spells[["person_id", "starts_on"]], on="person_id", suffixes=("", "_now")
    )
    before = before[before["starts_on"] < before["starts_on_now"]]
    ended = before.groupby("person_id")["ends_on"].max().rename("previous_ended_on")
    return spells.merge(ended, on="person_id", how="left")


def add_event(clients: pd.DataFrame, dossier: Path) -> pd.DataFrame:
    """Add the day of the first trajectory or activity that started and belongs to the spell."""
    trajectories = read(dossier, "trajectories", ["person_id", "started_on", "processed"])
    skipped = trajectories["processed"].fillna(value=True).astype(bool)
    trajectories = trajectories[trajectories["started_on"].notna() & skipped]
    activities = read(dossier, "activities", ["person_id", "starts_on"])
    events = pd.concat(
        [
            trajectories[["person_id", "started_on"]].rename(columns={"started_on": "event_on"}),
            activities.rename(columns={"starts_on": "event_on"}),
        ]
    )
    events = events.merge(clients[["person_id", "exit_on", "previous_ended_on"]], on="person_id")
    belongs = events["exit_on"].isna() | (events["event_on"] <= events["exit_on"])
    belongs &= events["previous_ended_on"].isna() | (
        events["event_on"] >= events["previous_ended_on"]
    )
    first = events[belongs.fillna(value=False)].groupby("person_id")["event_on"].min()
    clients = clients.merge(first, on="person_id", how="left")
    clients["event_in_time"] = (clients["event_on"] <= clients["limit_on"]).fillna(value=False)
    clients["event_in_time"] = clients["event_in_time"].astype(bool)
    return clients


def add_obligation(clients: pd.DataFrame, dossier: Path) -> pd.DataFrame:
    """Add whether a full exemption holds after a year or at exit, whichever comes first."""
    exemptions = read(dossier, "exemptions", ["person_id", "extent", "starts_on", "ends_on"])
    exemptions = exemptions[exemptions["extent"] == "full"]
    at = clients[["person_id"]].copy()
    at["reference_on"] = clients[["limit_on", "exit_on"]].min(axis=1)
    held = exemptions.merge(at, on="person_id")
    holds = (held["starts_on"] <= held["reference_on"]) & (
        held["ends_on"].isna() | (held["ends_on"] > held["reference_on"])
    )
    clients["exempt"] = clients["person_id"].isin(held.loc[holds.fillna(value=False), "person_id"])
    return clients


def add_phase(clients: pd.DataFrame, dossier: Path) -> pd.DataFrame:
    """Add the phase in force at inflow, or else the first one after it."""
    phases = read(
        dossier, "classifications", ["person_id", "scale", "value", "starts_on", "classification_id"]
    )
    phases = phases[phases["scale"] == "phase"].drop(columns="scale")
    phases = phases.rename(columns={"starts_on": "phase_on"})
    phases = phases.merge(clients[["person_id", "starts_on"]], on="person_id")
    days = (phases["phase_on"] - phases["starts_on"]).dt.days
    phases["later"] = (days > 0).astype(int)
    phases["distance"] = days.abs()
    phases = phases.sort_values(["person_id", "later", "distance", "classification_id"])
    first = phases.drop_duplicates("person_id")[["person_id", "value"]]
    clients = clients.merge(first, on="person_id", how="left")
    unknown = clients["value"].isna() | clients["value"].isin(["undetermined", "unknown"])
    clients["phase"] = clients["value"].where(~unknown, "other").astype(str)
    return clients


def closed_approach(dossier: Path, settings: dict[str, str]) -> Figures:
    """Compute the measures by phase."""
    clients = cohort(dossier, settings)
    for add in (add_event, add_obligation, add_phase):
        clients = add(clients, dossier)
    left, exempt, event = clients["exit_in_time"], clients["exempt"], clients["event_in_time"]
    obliged_stayer = ~left & ~exempt
    with_trajectory, without = obliged_stayer & event, obliged_stayer & ~event
    has_left = clients["has_left"].astype(bool)
    everyone = pd.Series(data=True, index=clients.index)
    conditions = {
        "closed_rate": (~exempt & (event | left), ~exempt),
        "full_exemption_rate": (exempt, everyone),
        "exempt_with_trajectory": (exempt & clients["event_on"].notna(), exempt),
        "exempt_exited": (exempt & has_left, exempt),
        "inflow_exit_rate": (has_left, everyone),
        "compliance_ratio": (left | event, everyone),
        "long_term_ratio": (~left, everyone),
        "closing_ratio": (with_trajectory, obliged_stayer),
        "exempt_stayers": (~left & exempt, ~left),
        "exempt_stayers_with_trajectory": (~left & exempt & event, ~left & exempt),
        "exit_ratio_with_trajectory": (with_trajectory & has_left, with_trajectory),
        "exit_ratio_without_trajectory": (without & has_left, without),
        "late_trajectory": (without & clients["event_on"].notna(), without),
        "without_trajectory_of_all_stayers": (~left & ~event, ~left),
    }
    figures: Figures = {}
    for name, (numerator, denominator) in conditions.items():
        counted = pd.DataFrame(
            {"phase": clients["phase"], "n": numerator.astype(int), "d": denominator.astype(int)}
        )
        sums = counted.groupby("phase")[["n", "d"]].sum()
        figures[name] = {
            phase: (int(n), int(d)) for phase, n, d in sums.itertuples() if d or name not in figures
        }
    return figures
