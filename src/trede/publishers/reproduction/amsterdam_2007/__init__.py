"""The figures of Amsterdam's audit office on welfare to work (2007), from a dossier."""

from collections.abc import Mapping

from trede.publishers.reproduction.amsterdam_2007.account import read_account, rows_per_file
from trede.publishers.reproduction.amsterdam_2007.benefit_tables import (
    benefit_tables,
    position_tables,
    supplement_on_clients,
)
from trede.publishers.reproduction.amsterdam_2007.contract_tables import (
    contract_tables,
    supplement_on_contracts,
)
from trede.publishers.reproduction.amsterdam_2007.cost_tables import (
    client_cost_tables,
    ledger_table,
)
from trede.publishers.reproduction.amsterdam_2007.defects import defects
from trede.publishers.reproduction.amsterdam_2007.exclusions import exclusion_log
from trede.publishers.reproduction.amsterdam_2007.study import Asker, read_study
from trede.publishers.reproduction.calculator import Calculator, Json
from trede.publishers.reproduction.keys import follow_keys

__all__ = ["figures"]

ASKED_FIRST: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("participations_by_selection",), ("selection", "source")),
    (("participations_not_invoiced", "participation_cost"), ("source",)),
    (("ledger_by_selection",), ("selection", "kind")),
    (("ledger_cost",), ("kind", "year")),
    (("hiring_revenue",), ()),
    (("spells_by_selection",), ("selection",)),
    (("other_spells_of_clients",), ()),
    (("exemptions_by_selection",), ("selection",)),
    (("persons_in_analysis",), ("position",)),
)
"""Questions of several tables, rule by rule: an engine holds the rows of few rules at a time."""


def figures(calculator: Calculator, described: Mapping[str, Json]) -> dict[str, Json]:
    """Return every figure of the set, in the shape of its ``expected.json``.

    The dates are those of ``described["meta"]``, or else those that the dossier proposes. Raises
    :class:`trede.publishers.reproduction.amsterdam_2007.study.UnusableStudyError`.
    """
    study = read_study(calculator.settings, described.get("meta"))
    asker = Asker(calculator, study)
    for measures, by in ASKED_FIRST:
        asker.counts(*measures, by=by)
    tables = _tables(asker)
    account = read_account(asker)
    log = exclusion_log(asker, account)
    computed: dict[str, Json] = {
        "meta": study.as_json(),
        "tables": tables,
        "exclusion_log": {file: {**rules} for file, rules in log.items()},
        "defects": {**defects(asker, account, log)},
        "rows_per_file": rows_per_file(account),
    }
    return {name: follow_keys(part, described.get(name)) for name, part in computed.items()}


def _tables(asker: Asker) -> dict[str, Json]:
    """Return the tables, those on the same rows together."""
    on_clients = {**benefit_tables(asker), **client_cost_tables(asker)}
    exempt_completers = supplement_on_clients(asker)
    return {
        **on_clients,
        **position_tables(asker),
        "5.5": ledger_table(asker),
        **contract_tables(asker),
        "supplement": {**supplement_on_contracts(asker), **exempt_completers},
    }
