"""What is asked of both sides: measures with the columns they are grouped by."""

from collections.abc import Iterable
from typing import Protocol

Asked = tuple[tuple[str, tuple[str, ...]], ...]

FAMILIES = {"closed_approach": "closed_approach", "client_exit": "exits"}


class Measured(Protocol):
    """What matters here of a measure."""

    @property
    def name(self) -> str: ...

    @property
    def family(self) -> str: ...

    @property
    def rows(self) -> str: ...

    @property
    def by(self) -> tuple[str, ...]: ...


CONTRACT_CELLS = ("band", "has_benefit", "has_ended")

CITY: Asked = (
    *((name, by) for name in ("exit_rate", "work_exit_rate", "success_ratio", "exemption_rate",
                              "exempt_completers") for by in (("cohort",), ())),
    *((name, by) for name in ("exit_within_term_rate", "work_exit_within_term_rate")
      for by in (("age_class",), ())),
    ("exemption_reasons", ("exemption_reason", "cohort")),
    ("exemption_reasons", ("exemption_reason",)),
    ("clients_by_route", ("route", "cohort")),
    ("clients_by_route", ("route",)),
    ("clients_by_status", ("status", "has_completed")),
    ("unknown_exit_of_completers", ()),
    ("ended_on_status_day", ()),
    ("persons_in_analysis", ("position",)),
    ("cost_per_completer", ("position",)),
    ("cost_per_completer", ("cost_status",)),
    ("cost_per_completer", ("cohort",)),
    ("cost_per_success", ()),
    ("direct_cost_per_success", ()),
    ("payback_months", ()),
    ("spells_by_selection", ("selection",)),
    ("other_spells_of_clients", ()),
    ("exemptions_by_selection", ("selection",)),
    ("participations_by_selection", ("selection", "source")),
    ("participations_not_invoiced", ("source",)),
    ("participation_cost", ("source",)),
    ("ledger_cost", ("kind", "year")),
    ("ledger_by_selection", ("selection", "kind")),
    ("hiring_revenue", ()),
    ("clients_per_rung", ("rung",)),
    ("assigned_to_rung", ()),
    ("verified_exits", ("registered", "verified_status")),
    ("contract_exit_rate", ("band",)),
    ("cost_per_contract_exit", ("band",)),
    ("cost_of_old_contracts", ("band",)),
    ("contract_clients", CONTRACT_CELLS),
    ("contract_cost", CONTRACT_CELLS),
    ("clients_on_several_contracts", ()),
    ("free_trajectory_exit_rate", ()),
    ("contracts_by_band", ("band",)),
    ("contracts_closed_for_inflow", ("band", "category")),
    ("contracts_by_system", ("registered_in", "band", "category")),
    ("contracts_unpaid", ()),
)  # fmt: skip
"""Tables 4.6-4.8 and 4.13-5.9, the cost per success, the supplement, and what was left out."""


def on_rows(measures: Iterable[Measured], rows: str | None) -> Asked:
    """Return the measures on the rows of a rule (none: all measures), each by its own columns."""
    return tuple(
        (measure.name, measure.by)
        for measure in measures
        if rows is None or (measure.rows == rows and measure.family == FAMILIES[rows])
    )
