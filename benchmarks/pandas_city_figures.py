"""The figures of Amsterdam's tables in careful pandas: counts of the rows that the rules gave."""

import pandas as pd

from benchmarks.pandas_city_rows import Days, exit_kind
from benchmarks.pandas_tables import Figures, Tables, share, spread, tally

CONTRACT_CELLS = ("band", "has_benefit", "has_ended")
LADDER = "ladder_amsterdam_2006"


def everyone_in(frame: pd.DataFrame) -> pd.Series:
    """Return that every row counts."""
    return pd.Series(data=True, index=frame.index)


def spell_figures(spells: pd.DataFrame) -> Figures:
    """Count spells by reason of selection."""
    kinds = ["outside_period", "other_spell_counts", "selected"]
    of_clients = spells["client_selected"] & spells["selection"].isin(kinds)
    others = share(spells["selection"] != "selected", population=of_clients)
    counted = {"spells_by_selection": spread(everyone_in(spells))}
    return {
        **tally(spells, ("selection",), counted, "selection"),
        **tally(spells, (), {"other_spells_of_clients": others}),
    }


def exemption_figures(exemptions: pd.DataFrame) -> Figures:
    """Count exemptions by reason of selection."""
    counted = {"exemptions_by_selection": spread(everyone_in(exemptions))}
    return tally(exemptions, ("selection",), counted, "selection")


def participation_figures(rows: pd.DataFrame) -> Figures:
    """Count participations by reason of selection, and what they cost."""
    selected = rows["selection"] == "selected"
    others = ~rows["kind"].isin(["posting", "internship"])
    by_source = {
        "participations_not_invoiced": share(~rows["is_invoiced"], population=others),
        "participation_cost": (selected, None, rows["cost_cents"].where(selected, 0)),
    }
    counted = {"participations_by_selection": spread(everyone_in(rows))}
    return {
        **tally(rows, ("selection", "source"), counted, "selection"),
        **tally(rows, ("source",), by_source),
    }


def ledger_figures(ledger: pd.DataFrame) -> Figures:
    """Count the entries apart from participations, and add them up."""
    revenue = ledger["kind"] == "hiring_revenue"
    selected = ledger["selection"] == "selected"
    cents = ledger["amount_cents"]
    spent, received = selected & ~revenue, selected & revenue
    counted = {"ledger_by_selection": spread(everyone_in(ledger))}
    return {
        **tally(ledger, ("selection", "kind"), counted, "selection"),
        **tally(ledger, ("kind", "year"), {"ledger_cost": (spent, None, cents.where(spent, 0))}),
        **tally(ledger, (), {"hiring_revenue": (received, None, -cents.where(received, 0))}),
    }


def client_figures(everyone: pd.DataFrame) -> Figures:
    """Count the clients by what became of them."""
    with_benefit = everyone[everyone["position"] == "with_benefit"]
    exempt = with_benefit["exemption_reason"].notna()
    work, completed = with_benefit["exited_to_work"], with_benefit["has_completed"]
    in_term = with_benefit["ended_in_term"]
    by_cohort = {
        "exit_rate": share(with_benefit["has_ended"]),
        "work_exit_rate": share(work),
        "success_ratio": share(work & completed),
        "exemption_rate": share(exempt),
        "exempt_completers": share(exempt & completed),
    }
    by_age = {
        "exit_within_term_rate": share(in_term),
        "work_exit_within_term_rate": share(in_term & (with_benefit["exit_kind"] == "work")),
    }
    figures = {
        **tally(with_benefit, ("cohort",), by_cohort),
        **tally(with_benefit, ("age_class",), by_age),
        **tally(with_benefit, (), by_cohort | by_age),
    }
    counted = everyone[everyone["position"].isin(["with_benefit", "without_benefit"])]
    distributions = (
        ("exemption_reasons", with_benefit[exempt], ("exemption_reason", "cohort")),
        ("exemption_reasons", with_benefit[exempt], ("exemption_reason",)),
        ("clients_by_route", with_benefit, ("route", "cohort")),
        ("clients_by_route", with_benefit, ("route",)),
        ("clients_by_status", counted, ("status", "has_completed")),
        ("persons_in_analysis", everyone, ("position",)),
    )
    for name, frame, by in distributions:
        figures |= tally(frame, by, {name: spread(everyone_in(frame))}, by[0])
    return figures


def completer_figures(everyone: pd.DataFrame, benefit_month_cents: int) -> Figures:
    """Count those who completed an activity, and what that cost."""
    positions = everyone["position"].isin(["with_benefit", "without_benefit"])
    completers = everyone[positions & everyone["has_completed"]]
    cost = {"cost_per_completer": (*share(everyone_in(completers))[:2], completers["cost_cents"])}
    figures: Figures = {}
    for by in ("position", "cost_status", "cohort"):
        figures |= tally(completers, (by,), cost)
    clients = completers[completers["position"] == "with_benefit"]
    cents, work = clients["cost_cents"], clients["exited_to_work"]
    all_of_them = everyone_in(clients)
    unknown = clients["has_ended"] & (clients["exit_kind"] == "unknown")
    wanted = {
        "unknown_exit_of_completers": share(unknown),
        "ended_on_status_day": share(clients["ended_on_status_day"]),
        "cost_per_success": (all_of_them, work, cents),
        "direct_cost_per_success": (all_of_them, work, cents.where(work, 0)),
        "payback_months": (all_of_them, work * benefit_month_cents, cents),
    }
    return figures | tally(clients, (), wanted)


def contract_figures(pairs: pd.DataFrame, contracts: pd.DataFrame) -> Figures:
    """Count contracts by result, their clients and their cost."""
    work, cents, old = pairs["exited_to_work"], pairs["cost_cents"], pairs["signed_before_period"]
    all_pairs = everyone_in(pairs)
    by_band = {
        "contract_exit_rate": share(work),
        "cost_per_contract_exit": (all_pairs, work, cents),
        "cost_of_old_contracts": (all_pairs, cents, cents.where(old, 0)),
    }
    totals = {
        "clients_on_several_contracts": share(
            pairs["contracts_of_client"] > 1, population=pairs["is_first"]
        ),
        "free_trajectory_exit_rate": share(work, population=pairs["free"]),
    }
    in_cells = {"contract_clients": spread(all_pairs)}
    return {
        **tally(pairs, ("band",), by_band),
        **tally(pairs, (), totals),
        **tally(pairs, CONTRACT_CELLS, in_cells, "band"),
        **tally(pairs, CONTRACT_CELLS, {"contract_cost": (all_pairs, None, cents)}),
        **register_figures(pairs, contracts),
    }


def register_figures(pairs: pd.DataFrame, contracts: pd.DataFrame) -> Figures:
    """Count the contracts of the register."""
    unpaid = contracts["norm_met"].eq(other=False) & contracts["paid"].eq(other=False)
    bands = pairs.drop_duplicates("contract_id").set_index("contract_id")["band"].astype(object)
    used = contracts.reindex(bands.index.astype(object)).assign(band=bands.to_numpy())
    everyone = everyone_in(used)
    closed = {"contracts_closed_for_inflow": share(used["inflow"].eq("closed"))}
    systems = ("registered_in", "band", "category")
    return {
        **tally(used, ("band",), {"contracts_by_band": spread(everyone)}, "band"),
        **tally(used, ("band", "category"), closed),
        **tally(used, systems, {"contracts_by_system": spread(everyone)}, "registered_in"),
        **tally(contracts, (), {"contracts_unpaid": share(unpaid)}),
    }


def rung_figures(tables: Tables, days: Days) -> Figures:
    """Count the clients per rung of the ladder."""
    columns = ["person_id", "value", "starts_on", "ends_on"]
    rungs = tables.read("classifications", columns, ["value"], scale=LADDER)
    rungs = rungs.rename(columns={"value": "rung"})
    ended = rungs["ends_on"] <= days.ladder_on
    valid = rungs[~(rungs["starts_on"] > days.ladder_on) & ~ended]
    assigned = share(valid["rung"].notna() & (valid["rung"] != "unassigned"))
    return {
        **tally(valid, ("rung",), {"clients_per_rung": spread(everyone_in(valid))}, "rung"),
        **tally(valid, (), {"assigned_to_rung": assigned}),
    }


def verification_figures(tables: Tables, clients: pd.DataFrame) -> Figures:
    """Count verified ends of benefit."""
    columns = ["person_id", "registered_reason", "verified_status"]
    found = tables.read("exit_verifications", columns, columns[1:])
    found = found[found["person_id"].isin(clients.index)]
    found = found.assign(registered=exit_kind(found["registered_reason"], tables))
    wanted = {"verified_exits": spread(everyone_in(found))}
    return tally(found, ("registered", "verified_status"), wanted, "verified_status")
