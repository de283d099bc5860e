"""Who left benefit: Tabel 3, the exits by period and reason, and how long they lasted."""

from collections.abc import Iterable, Mapping

from trede.publishers.reproduction.calculator import (
    Calculator,
    Counts,
    Json,
    row_of,
    share,
    share_of,
)
from trede.publishers.reproduction.iwi_2007.closed_approach import DEFAULT_VARIANT, parameters_of
from trede.publishers.reproduction.iwi_2007.layout import (
    PHASES,
    added,
    known_and_found,
    shares_in_words,
    word,
)

NO_TRAJECTORY = "none"
PERIODS: Mapping[str, str] = {
    "0-3": "0-3",
    "3-6": "3-6",
    "6-12": "6-12",
    ">12": ">12",
    "undated <=12": "undated_within_12",
    "undated >12": "undated_later",
}
MONTHS = range(13)
"""From the first day of benefit itself (0) to the anniversary (12)."""
DURABILITIES = ("durable", "relapse", "not_assessable", "undated")


def _groups(calculator: Calculator, *groupings: str) -> list[str]:
    """Return the groups of exit reasons that the study distinguishes in its groupings."""
    return _listed(calculator, "reason_group", groupings)


def _reasons(calculator: Calculator) -> list[str]:
    """Return the fine exit reasons that the study distinguishes."""
    return _listed(calculator, "exit_reason", ["tabel3"])


def _listed(calculator: Calculator, column: str, groupings: Iterable[str]) -> list[str]:
    by = ("grouping", column)
    found = calculator.counts(["exit_reason_codes"], by=by)["exit_reason_codes"]
    listed = [value for name in groupings for grouping, value in found if grouping == name]
    return [value for value in dict.fromkeys(listed) if value is not None]


def table3(calculator: Calculator) -> Json:
    """Return Tabel 3 in both groupings of the reasons: exits by type of trajectory."""
    return {grouping: _table3(calculator, grouping) for grouping in ("tabel3", "keten")}


def _table3(calculator: Calculator, grouping: str) -> Json:
    by_type = calculator.counts(
        ["exit_by_trajectory_type", "work_exits_of_clients"], by=("trajectory_type",)
    )
    by_group = calculator.counts(
        ["exits_by_reason_group"],
        by=("reason_group", "trajectory_type"),
        exit_reason_grouping=grouping,
    )["exits_by_reason_group"]
    groups = _groups(calculator, "tabel3", "keten")
    types = known_and_found("trajectory_type", [by_type["exit_by_trajectory_type"]])
    columns = {word("trajectory_type", t): t for t in types if t != NO_TRAJECTORY}
    return {
        name: _column(by_type, by_group, groups, trajectory_type)
        for name, trajectory_type in {**columns, "Geen traject": NO_TRAJECTORY}.items()
    }


def _column(
    by_type: Mapping[str, Counts], by_group: Counts, groups: list[str], trajectory_type: str
) -> Json:
    left = row_of(by_type["exit_by_trajectory_type"], trajectory_type)
    clients = left.denominator or 0
    return {
        "clients": clients,
        "no_exit": share(clients - left.numerator, clients),
        "exit": share_of(left),
        **{
            group: share(row_of(by_group, group, trajectory_type).numerator, left.numerator)
            for group in groups
        },
        "work_exit_of_clients": share_of(row_of(by_type["work_exits_of_clients"], trajectory_type)),
    }


def exits(calculator: Calculator) -> Json:
    """Return the exits by period, reason, group of reasons, phase and kind of contract."""
    left = calculator.total("inflow_exit_rate")
    dated = calculator.total("dated_exits")
    periods = calculator.counts(["exits_by_period"], by=("exit_period",))["exits_by_period"]
    re_entries = calculator.total("re_entry_rate")
    return {
        "exits": left.numerator,
        "exit_rate": share_of(left),
        "work_of_exits": share_of(calculator.total("work_exits_of_exits")),
        "work_of_clients": share_of(calculator.total("work_exits_of_clients")),
        "first_half_year": share(
            row_of(periods, "0-3").numerator + row_of(periods, "3-6").numerator, left.denominator
        ),
        "second_half_year": share(row_of(periods, "6-12").numerator, left.denominator),
        "within_one_year": share_of(
            calculator.total("exits_within_term", **parameters_of(DEFAULT_VARIANT))
        ),
        "by_period": _by_period(calculator),
        "by_month_and_group": _by_month_and_group(calculator),
        **_by_reason(calculator, left.numerator),
        "chain_exits": share_of(calculator.total("chain_exits")),
        "within_one_year_by_phase_and_group": _by_phase_and_group(calculator),
        "contract_of_work_exits": _by_contract(calculator),
        "dated_exits": dated.numerator,
        "re_entries": re_entries.numerator,
    }


def _by_period(calculator: Calculator) -> Json:
    rows = calculator.counts(["work_exits_of_exits"], by=("exit_period",))["work_exits_of_exits"]
    return {
        name: {"exits": row_of(rows, period).denominator, "work": share_of(row_of(rows, period))}
        for name, period in PERIODS.items()
    }


def _by_month_and_group(calculator: Calculator) -> Json:
    """Return the exits of the first year by month and group of reasons; "" is no group."""
    name = "exits_by_month"
    by = ("exit_month", "reason_group")
    rows = calculator.counts([name], by=by, exit_reason_grouping="tabel3")[name]
    without_group = [""] if any(group is None for _month, group in rows) else []
    return {
        group: {str(month): row_of(rows, str(month), group or None).numerator for month in MONTHS}
        for group in [*_groups(calculator, "tabel3"), *without_group]
    }


def _by_reason(calculator: Calculator, left: int) -> dict[str, Json]:
    """Return the shares of the exits by fine reason and by two groupings of them."""
    reasons = calculator.counts(["exits_by_reason"], by=("exit_reason",))["exits_by_reason"]
    found = [reason for (reason,) in reasons if reason is not None]
    return {
        "by_fine_reason": {
            word("exit_reason", reason): share(row_of(reasons, reason).numerator, left)
            for reason in dict.fromkeys([*_reasons(calculator), *found])
        },
        "by_tabel3_group": _by_group(calculator, left, "tabel3", "keten"),
        "by_figuur15_group": _by_group(calculator, left, "figuur15"),
    }


def _by_group(calculator: Calculator, left: int, grouping: str, *other: str) -> Json:
    rows = calculator.counts(
        ["exits_by_reason_group"], by=("reason_group",), exit_reason_grouping=grouping
    )["exits_by_reason_group"]
    return {
        group: share(row_of(rows, group).numerator, left)
        for group in _groups(calculator, grouping, *other)
    }


def _by_phase_and_group(calculator: Calculator) -> Json:
    measure = "exits_within_term_by_reason_group"
    rows = calculator.counts(
        [measure],
        by=("reason_group", "phase"),
        exit_reason_grouping="tabel3",
        **parameters_of(DEFAULT_VARIANT),
    )[measure]
    groups = _groups(calculator, "tabel3", "keten")
    return {
        name: {group: row_of(rows, group, phase).numerator for group in groups}
        for name, phase in PHASES.items()
    }


def _by_contract(calculator: Calculator) -> Json:
    measure = "work_exits_by_contract"
    rows = calculator.counts([measure], by=("contract_kind",))[measure]
    return shares_in_words("contract_kind", rows, added(rows).numerator)


def durability(calculator: Calculator) -> Json:
    """Return how many exits, and how many exits to work, were durable after six months."""
    by = ("durability", "to_work")
    rows = calculator.counts(["exits_by_durability"], by=by)["exits_by_durability"]
    return {
        "all_exits": {
            name: added(rows, lambda group, name=name: group[0] == name).numerator  # type: ignore[misc]
            for name in DURABILITIES
        },
        "work_exits": {name: row_of(rows, name, "true").numerator for name in DURABILITIES},
    }
