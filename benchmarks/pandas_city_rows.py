"""Amsterdam's rules in careful pandas: who and what counts, and what became of every client.

The same rules as the library's, with its default parameters and the days that the dossier sets.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from benchmarks.pandas_tables import Tables, in_group

if TYPE_CHECKING:
    from numpy.typing import NDArray

DAY = pd.Timedelta(days=1)
AGE_BOUNDS = [-np.inf, 18, 23, 27, 30, 35, 40, 45, 50, 56, np.inf]
AGE_CLASSES = [
    "up_to_18", "19-23", "24-27", "28-30", "31-35", "36-40", "41-45", "46-50", "51-56",
    "57_and_over",
]  # fmt: skip
AGE_LIMIT_MONTHS = 12 * 65


@dataclass(frozen=True)
class Days:
    """The period of the study and its days of status."""

    period_from: pd.Timestamp
    period_to: pd.Timestamp
    status_on: pd.Timestamp
    cost_status_on: pd.Timestamp
    ladder_on: pd.Timestamp


def in_period(starts_on: pd.Series, ends_on: pd.Series, days: Days) -> pd.Series:
    """Tell whether a spell holds on at least one day of the period."""
    return ~(starts_on > days.period_to) & ~(ends_on <= days.period_from)


def read_spells(tables: Tables, days: Days) -> pd.DataFrame:
    """Read the spells of benefit with their kind and whether they hold in the period."""
    columns = ["person_id", "spell_id", "scheme", "starts_on", "ends_on", "exit_reason"]
    spells = tables.read("benefit_spells", columns, ["scheme", "exit_reason"])
    kinds = tables.groups("scheme", "kind")
    found = spells.pop("scheme").astype(object).map(kinds).fillna("benefit")
    spells["kind"] = found.astype("category")
    spells["in_period"] = in_period(spells["starts_on"], spells["ends_on"], days)
    return spells


def exclusions(spells: pd.DataFrame, tables: Tables, days: Days) -> pd.DataFrame:
    """Return, for everyone with a spell, why the person is left out, if so."""
    of = spells["person_id"]
    benefit = spells["kind"] == "benefit"
    flags = pd.DataFrame(
        {
            "job": (spells["kind"] == "job") & spells["in_period"],
            "not_special": spells["kind"] != "special_assistance",
            "has_benefit": benefit,
        }
    )
    people = flags.groupby(of).max()
    columns = ["person_id", "birth_on", "identity_doubt"]
    persons = tables.read("persons", columns, ["identity_doubt"]).set_index("person_id")
    persons = persons.reindex(people.index)
    old = persons["birth_on"] + pd.DateOffset(months=AGE_LIMIT_MONTHS) <= days.period_from
    doubt = persons["identity_doubt"] == "number_on_two_parties"
    people["exclusion"] = pd.Categorical(
        np.select(
            [doubt, old, people["job"], ~people["not_special"]],
            ["number_on_two_parties", "age_limit", "job", "special_assistance_only"],
            "",
        )
    )
    people["birth_on"] = persons["birth_on"]
    return people[["exclusion", "has_benefit", "birth_on"]]


def select_spells(spells: pd.DataFrame, people: pd.DataFrame) -> None:
    """Add which spell of a person counts, and why the others do not."""
    excluded = people["exclusion"].ne("")
    out = spells["person_id"].map(excluded)
    other_kind = spells["kind"] != "benefit"
    kind = spells["kind"].astype(object)
    verdict = np.select(
        [out, other_kind, ~spells["in_period"]],
        ["person_excluded", kind, "outside_period"],
        "other_spell_counts",
    )
    eligible = spells[verdict == "other_spell_counts"]
    eligible = eligible[["person_id", "starts_on", "spell_id"]].sort_values(
        ["person_id", "starts_on", "spell_id"], ascending=[True, False, True]
    )
    chosen = eligible.drop_duplicates("person_id")
    verdict[spells.index.get_indexer(chosen.index)] = "selected"
    spells["selection"] = pd.Categorical(verdict)
    spells["client_selected"] = spells["person_id"].isin(chosen["person_id"])


def population(
    spells: pd.DataFrame, people: pd.DataFrame, tables: Tables, days: Days
) -> pd.DataFrame:
    """Return the clients with a benefit in the period, by person."""
    clients = spells.loc[
        spells["selection"] == "selected", ["person_id", "starts_on", "ends_on", "exit_reason"]
    ].set_index("person_id")
    last = clients.pop("ends_on") - DAY
    start = clients["starts_on"]
    inflow = "inflow_" + start.dt.year.astype("string").astype(object)
    stock = start <= days.period_from
    clients["cohort"] = pd.Categorical(inflow.mask(stock, "stock"))
    clients["age_class"] = age_class(start, people["birth_on"].reindex(clients.index), days)
    clients["exit_kind"] = exit_kind(clients.pop("exit_reason"), tables)
    clients["has_ended"] = last <= days.status_on
    clients["has_ended_for_cost"] = last <= days.cost_status_on
    term_on = clients.pop("starts_on") + pd.DateOffset(months=12)
    clients["ended_in_term"] = (last <= term_on) & clients["has_ended"]
    clients["ended_on_status_day"] = last == days.status_on
    return clients


def age_class(start: pd.Series, birth: pd.Series, days: Days) -> pd.Series:
    """Return the class of age on the later of the start and the first day of the period."""
    on = start.clip(lower=days.period_from)  # type: ignore[call-overload] # days clip too
    day_of_year, birthday = (day.dt.month * 100 + day.dt.day for day in (on, birth))
    age = on.dt.year - birth.dt.year - (day_of_year < birthday)
    classes = pd.cut(age, AGE_BOUNDS, labels=AGE_CLASSES)
    known: pd.Series = classes.cat.add_categories("unknown").fillna("unknown")
    return known


def exit_kind(reasons: pd.Series, tables: Tables) -> pd.Series:
    """Return the kind of the registered reasons: work, unknown or other."""
    work = in_group(reasons, tables.groups("exit_reason", "to_work"), "yes")
    unknown = reasons.isna() | (reasons == "unknown")
    return pd.Series(
        pd.Categorical(np.select([work, unknown], ["work", "unknown"], "other")), reasons.index
    )


def select_exemptions(tables: Tables, clients: pd.DataFrame, days: Days) -> pd.DataFrame:
    """Return the exemptions with which one of a client counts, and why the others do not."""
    columns = ["person_id", "exemption_id", "reason", "starts_on", "ends_on"]
    exemptions = tables.read("exemptions", columns, ["reason"])
    stranger = ~exemptions["person_id"].isin(clients.index)
    outside = ~in_period(exemptions["starts_on"], exemptions["ends_on"], days)
    verdict = np.select(
        [stranger, outside],
        ["client_not_in_population", "outside_period"],
        "other_exemption_counts",
    )
    eligible = exemptions[verdict == "other_exemption_counts"].sort_values(
        ["person_id", "starts_on", "exemption_id"], ascending=[True, False, True]
    )
    chosen = eligible.drop_duplicates("person_id").index
    verdict[exemptions.index.get_indexer(chosen)] = "selected"
    exemptions["selection"] = pd.Categorical(verdict)
    return exemptions[["person_id", "reason", "selection"]]


def select_participations(
    tables: Tables, people: pd.DataFrame, contracts: pd.DataFrame, costs: pd.DataFrame, days: Days
) -> pd.DataFrame:
    """Return the participations with what they cost, which count, and why the others do not."""
    few = ["contract_id", "source", "kind", "rung", "status"]
    columns = ["participation_id", "person_id", "starts_on", "ends_on", "meets_norm", "approved"]
    rows = tables.read("participations", [*columns, "free_of_charge", *few], few)
    of = costs[costs["kind"] == "participation"]
    booked = of.groupby("participation_id")["amount_cents"].sum()
    cost = rows["participation_id"].map(booked)
    rows["is_invoiced"] = cost.notna()
    rows["cost_cents"] = cost.fillna(0).astype("int64")
    rows["free_of_charge"] = rows["free_of_charge"].eq(other=True)
    contract = rows["contract_id"].astype(object)
    rung = rows["rung"].astype(object).fillna(contract.map(contracts["rung"]))
    unpaid = contracts["norm_met"].eq(other=False) & contracts["paid"].eq(other=False)
    last = rows["ends_on"] - DAY
    done = (rows["status"] == "completed") & (last <= days.period_to)
    rules = {
        "person_excluded": rows["person_id"].isin(people.index[people["exclusion"] != ""]),
        "posting_or_internship": rows["kind"].isin(["posting", "internship"]),
        "other_rung": ~rung.isin(["3", "4", "5"]),
        "started_before_period": rows["starts_on"] < days.period_from,
        "not_completed_in_period": ~done,
        "not_to_norm": ~rows["meets_norm"].eq(other=True),
        "not_approved": ~rows["approved"].eq(other=True),
        "norm_not_met_and_unpaid": rows["contract_id"].isin(unpaid.index[unpaid]),
        "not_invoiced": ~rows["is_invoiced"] & ~rows["free_of_charge"],
    }
    rows["selection"] = pd.Categorical(np.select([*rules.values()], [*rules], "selected"))
    kept = ["person_id", "contract_id", "source", "kind", "free_of_charge", "is_invoiced"]
    return rows[[*kept, "cost_cents", "selection"]]


def select_ledger(costs: pd.DataFrame, people: pd.DataFrame, days: Days) -> pd.DataFrame:
    """Return the entries apart from participations: which count, and why the others do not."""
    ledger = costs[costs["kind"] != "participation"].drop(columns="participation_id")
    early = (ledger["kind"] == "posting_pay") & (ledger["booked_on"] < days.period_from)
    rules = {
        "person_excluded": ledger["person_id"].isin(people.index[people["exclusion"] != ""]),
        "outside_period": (ledger["booked_on"] > days.period_to) | early,
    }
    verdict = pd.Categorical(np.select([*rules.values()], [*rules], "selected"))
    return ledger.assign(selection=verdict, year=ledger["booked_on"].dt.year.astype("Int64"))


def outcomes(
    people: pd.DataFrame, clients: pd.DataFrame, exemptions: pd.DataFrame, completed: pd.Series
) -> pd.DataFrame:
    """Return what became of everyone with a spell or a completed activity."""
    everyone = clients.reindex(people.index.union(completed.index))
    has_benefit = everyone.index.isin(clients.index)
    has_completed = everyone.index.isin(completed.index)
    excluded = people["exclusion"].astype(object).reindex(everyone.index).fillna("")
    had_benefit = people["has_benefit"].reindex(everyone.index).eq(other=True)
    everyone["position"] = pd.Categorical(
        np.select(
            [has_benefit, excluded != "", has_completed, had_benefit],
            ["with_benefit", excluded, "without_benefit", "outside_period"],
            "no_benefit",
        )
    )
    for name in ("has_ended", "has_ended_for_cost", "ended_in_term", "ended_on_status_day"):
        everyone[name] = everyone[name].eq(other=True)
    everyone["has_completed"] = has_completed
    everyone["cost_cents"] = completed.reindex(everyone.index).fillna(0).astype("int64")
    work = everyone["exit_kind"] == "work"
    position = everyone["position"].astype(object)
    for name, ended in (("status", "has_ended"), ("cost_status", "has_ended_for_cost")):
        rules: list[pd.Series | NDArray[np.bool_]] = [~has_benefit, ~everyone[ended], work]
        answers: list[pd.Series | str] = [position, "not_ended", "ended_work"]
        everyone[name] = pd.Categorical(np.select(rules, answers, "ended_other"))
    everyone["exited_to_work"] = everyone["has_ended"] & work
    chosen = exemptions[exemptions["selection"] == "selected"].set_index("person_id")["reason"]
    reasons = chosen.astype(object).fillna("unknown").astype("category")
    everyone["exemption_reason"] = reasons.reindex(everyone.index)
    exempt = everyone["exemption_reason"].notna()
    routes = np.select([exempt, has_completed], ["exemption", "completed"], "none")
    everyone["route"] = pd.Categorical(routes)
    return everyone


def contract_clients(
    participations: pd.DataFrame, clients: pd.DataFrame, contracts: pd.DataFrame, days: Days
) -> pd.DataFrame:
    """Return every client of every contract, with the class of the contract by its exits."""
    selected = participations[participations["selection"] == "selected"]
    pairs = (
        selected.groupby(["person_id", "contract_id"], observed=True)
        .agg(cost_cents=("cost_cents", "sum"), free=("free_of_charge", "max"))
        .reset_index()
    )
    known = clients.reindex(pairs["person_id"])
    pairs["has_benefit"] = pairs["person_id"].isin(clients.index)
    pairs["has_ended"] = known["has_ended"].eq(other=True).to_numpy()
    pairs["exited_to_work"] = pairs["has_ended"] & (known["exit_kind"] == "work").to_numpy()
    contract = pairs.groupby("contract_id", observed=True)["exited_to_work"]
    pairs["band"] = pd.Categorical(band(contract.transform("sum"), contract.transform("size")))
    pairs["contracts_of_client"] = pairs.groupby("person_id")["contract_id"].transform("size")
    pairs["is_first"] = ~pairs["person_id"].duplicated()
    old = contracts.index[contracts["signed_on"] < days.period_from]
    pairs["signed_before_period"] = pairs["contract_id"].isin(old)
    return pairs


def band(exits: pd.Series, clients: pd.Series) -> np.ndarray:
    """Return the class of the share of the clients who exited to work."""
    bounds = [exits == 0, *(100 * exits < bound * clients for bound in (10, 20, 35))]
    return np.select(bounds, ["0", "0-10", "10-20", "20-35"], "35-100")


def completed_cost(participations: pd.DataFrame, ledger: pd.DataFrame) -> pd.Series:
    """Return what the completed activities of a person cost together, by person."""
    of_person = ledger["kind"].isin(["posting_pay", "wage_subsidy"]) & ledger["person_id"].notna()
    entries = ledger[of_person & (ledger["selection"] == "selected")]
    entries = entries.rename(columns={"amount_cents": "cost_cents"})
    selected = participations[participations["selection"] == "selected"]
    columns = ["person_id", "cost_cents"]
    of_one = entries["person_id"].astype(selected["person_id"].dtype)
    completed = pd.concat([selected[columns], entries[columns].assign(person_id=of_one)])
    return completed.groupby("person_id")["cost_cents"].sum()
