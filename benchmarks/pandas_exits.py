"""The measures of exit in careful pandas, with the library's default parameters."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from benchmarks.pandas_closed_approach import (
    DAY,
    belonging,
    cohort,
    phase,
    read_spells,
    read_trajectories,
)
from benchmarks.pandas_tables import Figures, Tables, in_group, limit, share, spread, tally


def trajectory_type(clients: pd.DataFrame, tables: Tables) -> pd.Series:
    """Return the type of the first trajectory that belongs to the spell, or none."""
    trajectories = read_trajectories(tables, "trajectory_id", "type")
    own = belonging(trajectories, clients, "started_on")
    first = own.sort_values(["started_on", "trajectory_id"]).drop_duplicates("person_id")
    found = clients["person_id"].map(first.set_index("person_id")["type"])
    without = ~clients["person_id"].isin(first["person_id"])
    return found.mask(without, "none").astype("category")


def work_financed_by(clients: pd.DataFrame, tables: Tables) -> pd.Series:
    """Return who pays the work that the client had on the day after the exit."""
    columns = ["person_id", "starts_on", "ends_on", "financed_by"]
    placements = tables.read("placements", columns)
    placements = placements.merge(clients[["person_id", "exit_on"]], on="person_id")
    next_day = placements["exit_on"] + DAY
    holds = (placements["starts_on"] <= next_day) & ~(placements["ends_on"] <= next_day)
    placements = placements[holds]
    paid = placements["financed_by"].eq("municipality").groupby(placements["person_id"]).any()
    return clients["person_id"].map(paid.map({True: "municipality", False: "employer"}))


def re_entry(clients: pd.DataFrame, spells: pd.DataFrame) -> pd.Series:
    """Return the first day of the next spell."""
    later = spells[["person_id", "starts_on"]].merge(
        clients[["person_id", "starts_on"]], on="person_id", suffixes=("", "_now")
    )
    later = later[later["starts_on"] > later["starts_on_now"]]
    return clients["person_id"].map(later.groupby("person_id")["starts_on"].min())


def add_reasons(clients: pd.DataFrame, tables: Tables) -> None:
    """Add the groups of the registered reason."""
    reason, has_left = clients["exit_reason"], clients["has_left"]
    chain = tables.groups("exit_reason", "leaves_chain")
    clients["reason_group"] = (
        reason.astype(object).map(tables.groups("exit_reason", "chain")).astype("category")
    )
    work = tables.groups("exit_reason", "to_work")
    clients["to_work"] = has_left & in_group(reason, work, "yes")
    clients["leaves_chain"] = has_left & in_group(reason, chain, "yes")


def add_kinds(clients: pd.DataFrame, tables: Tables) -> None:
    """Add when the client left, and for what kind of work."""
    start, exit_on = clients["starts_on"], clients["exit_on"]
    within_year = clients["undated_end"] == "within_12_months"
    periods = [exit_on <= start + pd.DateOffset(months=months) for months in (3, 6, 12)]
    clients["exit_period"] = np.select(
        [
            ~clients["has_left"],
            exit_on.isna() & within_year,
            exit_on.isna(),
            *periods,
        ],
        ["stayed", "undated_within_12", "undated_later", "0-3", "3-6", "6-12"],
        ">12",
    )
    financed_by, contract = work_financed_by(clients, tables), clients["contract_kind"]
    subsidised = (contract == "subsidised") | (financed_by == "municipality")
    regular = contract.isin(["temporary", "permanent"]) | (financed_by == "employer")
    clients["work_kind"] = np.select(
        [~clients["to_work"], subsidised, regular], ["", "subsidised", "regular"], "unknown"
    )


def exit_month(clients: pd.DataFrame) -> pd.Series:
    """Return in which calendar month after the start clients left of whom the day is known."""
    start, exit_on = clients["starts_on"].dt, clients["exit_on"].dt
    months: pd.Series = 12 * (exit_on.year - start.year) + exit_on.month - start.month
    months += exit_on.day > start.day
    return months.clip(lower=0).astype("int64")


def add_durability(
    clients: pd.DataFrame, spells: pd.DataFrame, settings: Mapping[str, str]
) -> None:
    """Add whether the client came back within six months."""
    clients["re_entry_on"] = re_entry(clients, spells)
    durable_on = clients["exit_on"] + pd.DateOffset(months=6)
    until = limit(settings, "observed_until")
    too_late = pd.Series(data=False, index=clients.index) if until is None else durable_on > until
    clients["durability"] = np.select(
        [
            ~clients["has_left"],
            clients["exit_on"].isna(),
            clients["re_entry_on"] <= durable_on,
            too_late,
        ],
        ["", "undated", "relapse", "not_assessable"],
        "durable",
    )


def exits(tables: Tables, settings: Mapping[str, str]) -> Figures:
    """Compute the measures of exit, each by its own columns."""
    spells = read_spells(tables)
    clients = cohort(spells, settings)
    clients["phase"] = phase(clients, tables)
    clients["trajectory_type"] = trajectory_type(clients, tables)
    add_reasons(clients, tables)
    add_kinds(clients, tables)
    add_durability(clients, spells, settings)
    return {**_distributions(clients), **_shares(clients)}


def _distributions(clients: pd.DataFrame) -> Figures:
    left = clients[clients["has_left"]]
    dated = left[left["exit_on"].notna()]
    wanted = {
        "exits_by_month": (
            dated.assign(exit_month=exit_month(dated)),
            ("exit_month", "reason_group", "phase"),
        ),
        "exits_by_reason": (left, ("exit_reason",)),
        "exits_by_reason_group": (left, ("reason_group", "phase", "trajectory_type")),
        "exits_within_term_by_reason_group": (
            clients[clients["exit_in_time"]],
            ("reason_group", "phase"),
        ),
        "exits_by_period": (clients, ("exit_period", "phase")),
        "work_exits_by_contract": (clients[clients["to_work"]], ("contract_kind",)),
        "exits_by_durability": (left, ("durability", "to_work")),
    }
    figures: Figures = {}
    for name, (frame, by) in wanted.items():
        everyone = spread(pd.Series(data=True, index=frame.index))
        figures |= tally(frame, by, {name: everyone}, by[0])
    return figures


def _shares(clients: pd.DataFrame) -> Figures:
    has_left, to_work = clients["has_left"], clients["to_work"]
    durable = clients["durability"] == "durable"
    assessed = durable | (clients["durability"] == "relapse")
    regular = clients["work_kind"] == "regular"
    by_phase = {
        "exits_within_term": share(clients["exit_in_time"]),
        "dated_exits": share(clients["exit_on"].notna(), has_left),
        "regular_work_exits": share(regular, has_left),
        "chain_exits": share(clients["leaves_chain"], has_left),
        "durable_exit_rate": share(durable, assessed),
        "durable_work_exit_rate": share(durable, to_work & assessed),
        "durable_regular_work_exit_rate": share(durable, regular & assessed),
        "re_entry_rate": share(clients["re_entry_on"].notna()),
    }
    by_type = ("phase", "trajectory_type")
    by_period = ("phase", "exit_period", "trajectory_type")
    return {
        **tally(clients, ("phase",), by_phase),
        **tally(clients, by_period, {"work_exits_of_exits": share(to_work, has_left)}),
        **tally(clients, by_type, {"work_exits_of_clients": share(to_work)}),
    }
