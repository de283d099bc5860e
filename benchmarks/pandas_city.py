"""Amsterdam's tables in careful pandas: clients, activities, cost, contracts."""

from collections.abc import Mapping

import pandas as pd

from benchmarks.pandas_city_figures import (
    client_figures,
    completer_figures,
    contract_figures,
    exemption_figures,
    ledger_figures,
    participation_figures,
    rung_figures,
    spell_figures,
    verification_figures,
)
from benchmarks.pandas_city_rows import (
    Days,
    completed_cost,
    contract_clients,
    exclusions,
    outcomes,
    population,
    read_spells,
    select_exemptions,
    select_ledger,
    select_participations,
    select_spells,
)
from benchmarks.pandas_tables import Figures, Tables


def city(tables: Tables, settings: Mapping[str, str]) -> Figures:
    """Compute the tables of the city."""
    names = ("period_from", "period_to", "status_on", "cost_status_on", "ladder_on")
    days = Days(*(pd.Timestamp(settings[name]) for name in names))
    spells = read_spells(tables, days)
    people = exclusions(spells, tables, days)
    select_spells(spells, people)
    clients = population(spells, people, tables, days)
    figures = spell_figures(spells)
    del spells
    exemptions = select_exemptions(tables, clients, days)
    columns = ["registered_in", "category", "rung", "signed_on", "inflow", "norm_met", "paid"]
    contracts = tables.read("contracts", ["contract_id", *columns]).set_index("contract_id")
    columns = ["participation_id", "person_id", "booked_on", "amount_cents", "kind"]
    costs = tables.read("costs", columns, ["kind"])
    participations = select_participations(tables, people, contracts, costs, days)
    ledger = select_ledger(costs, people, days)
    del costs
    everyone = outcomes(people, clients, exemptions, completed_cost(participations, ledger))
    pairs = contract_clients(participations, clients, contracts, days)
    benefit_month_cents = 100 * int(settings.get("benefit_per_month", "965"))
    return {
        **figures,
        **exemption_figures(exemptions),
        **participation_figures(participations),
        **ledger_figures(ledger),
        **client_figures(everyone),
        **completer_figures(everyone, benefit_month_cents),
        **contract_figures(pairs, contracts),
        **rung_figures(tables, days),
        **verification_figures(tables, clients),
    }
