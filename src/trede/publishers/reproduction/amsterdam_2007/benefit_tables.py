"""Tables 4.6-4.8 and 4.13-4.16, and the look-ups in SUWInet: clients and their benefit."""

from collections.abc import Iterable, Mapping

from trede.publishers.reproduction.amsterdam_2007.study import Asker
from trede.publishers.reproduction.calculator import Counts, Json, row_of
from trede.publishers.rounding import percent1

AGE_CLASSES = {
    "up_to_18": "t/m 18",
    "19-23": "19-23",
    "24-27": "24-27",
    "28-30": "28-30",
    "31-35": "31-35",
    "36-40": "36-40",
    "41-45": "41-45",
    "46-50": "46-50",
    "51-56": "51-56",
    "57_and_over": "57+",
}
EXEMPTION_REASONS = (
    "born_before_1941_11",
    "child_under_5",
    "education",
    "older_than_57_5",
    "social_activation",
    "large_distance",
    "medical",
    "social",
    "trajectory_obligations",
)
RUNGS = ("1", "2", "3", "4", "5", "unassigned")
STATUSES = ("ended_work", "ended_other", "not_ended")
REGISTERED = ("work", "other", "unknown")
VERIFIED = ("work", "benefit_elsewhere", "none")
COHORT_MEASURES = (
    "exit_rate",
    "work_exit_rate",
    "success_ratio",
    "exemption_rate",
    "exempt_completers",
)
TERM_MEASURES = ("exit_within_term_rate", "work_exit_within_term_rate")


def benefit_tables(asker: Asker) -> dict[str, Json]:
    """Return the tables on clients and their benefit."""
    counted = {
        name: {**rows, ("total",): asker.totals(*COHORT_MEASURES)[name]}
        for name, rows in asker.counts(*COHORT_MEASURES, by=("cohort",)).items()
    }
    cohorts = {**asker.study.cohorts, "total": "total"}
    return {
        "4.6": {shown: _exit(counted, cohort) for cohort, shown in cohorts.items()},
        "4.7": _exit_within_term(asker),
        "4.8": _exemptions(asker, counted, cohorts),
        "4.14": _routes(asker, counted, cohorts),
        "4.15": {shown: _success(counted, cohort) for cohort, shown in cohorts.items()},
        "4.16": _statuses(asker),
    }


def position_tables(asker: Asker) -> dict[str, Json]:
    """Return the rungs of the ladder, and registered beside verified exit."""
    return {"4.13": _rungs(asker), "suwinet": _verified(asker)}


def _exit(counted: Mapping[str, Counts], cohort: str) -> Json:
    left, to_work = (row_of(counted[name], cohort) for name in ("exit_rate", "work_exit_rate"))
    begin = left.denominator or 0
    return {
        "begin": begin,
        "on_benefit": begin - left.numerator,
        "exited": left.numerator,
        "exited_to_work": to_work.numerator,
        "pct_work": percent1(to_work.numerator, begin),
    }


def _success(counted: Mapping[str, Counts], cohort: str) -> Json:
    to_work = row_of(counted["work_exit_rate"], cohort)
    success = row_of(counted["success_ratio"], cohort)
    return {
        "begin": to_work.denominator,
        "exited_to_work": to_work.numerator,
        "pct_work": percent1(to_work.numerator, to_work.denominator),
        "work_after_completed": success.numerator,
        "pct_work_after_completed": percent1(success.numerator, success.denominator),
    }


def _exit_within_term(asker: Asker) -> Json:
    counted = asker.counts(*TERM_MEASURES, by=("age_class",))
    totals = asker.totals(*TERM_MEASURES)
    table: dict[str, Json] = {}
    for age_class, shown in (*AGE_CLASSES.items(), ("total", "total")):
        left, to_work = (
            totals[name] if age_class == "total" else row_of(counted[name], age_class)
            for name in TERM_MEASURES
        )
        table[shown] = {
            "clients": left.denominator,
            "exit_within_1y": left.numerator,
            "pct_exit": percent1(left.numerator, left.denominator),
            "work_within_1y": to_work.numerator,
            "pct_work": percent1(to_work.numerator, to_work.denominator),
        }
    return table


def _exemptions(asker: Asker, counted: Mapping[str, Counts], cohorts: Mapping[str, str]) -> Json:
    by_cohort = asker.count("exemption_reasons", ("exemption_reason", "cohort"))
    in_total = asker.count("exemption_reasons", ("exemption_reason",))
    found = {str(reason) for (reason,) in in_total}
    table: dict[str, Json] = {
        reason: {
            shown: row_of(in_total, reason).numerator
            if cohort == "total"
            else row_of(by_cohort, reason, cohort).numerator
            for cohort, shown in cohorts.items()
        }
        for reason in dict.fromkeys((*EXEMPTION_REASONS, *sorted(found)))
    }
    rates = {shown: row_of(counted["exemption_rate"], name) for name, shown in cohorts.items()}
    return {
        **table,
        "total_waivers": {shown: rate.numerator for shown, rate in rates.items()},
        "total_clients": {shown: rate.denominator for shown, rate in rates.items()},
        "pct": {name: percent1(rate.numerator, rate.denominator) for name, rate in rates.items()},
    }


def _routes(asker: Asker, counted: Mapping[str, Counts], cohorts: Mapping[str, str]) -> Json:
    routes = {
        **asker.count("clients_by_route", ("route", "cohort")),
        **{
            (*group, "total"): row
            for group, row in asker.count("clients_by_route", ("route",)).items()
        },
    }
    return {
        shown: {
            "completed_no_waiver": row_of(routes, "completed", cohort).numerator,
            "none_or_not_completed_no_waiver": row_of(routes, "none", cohort).numerator,
            "waiver": row_of(routes, "exemption", cohort).numerator,
            "total": row_of(counted["exit_rate"], cohort).denominator,
        }
        for cohort, shown in cohorts.items()
    }


def _statuses(asker: Asker) -> Json:
    counted = asker.count("clients_by_status", ("status", "has_completed"))

    def clients(statuses: Iterable[str], *completed: str) -> int:
        return sum(row_of(counted, name, each).numerator for name in statuses for each in completed)

    def line(*statuses: str) -> dict[str, Json]:
        return {
            "no_completed": clients(statuses, "false"),
            "completed": clients(statuses, "true"),
            "total": clients(statuses, "false", "true"),
        }

    without = clients(["without_benefit"], "true")
    unknown = asker.total("unknown_exit_of_completers")
    return {
        **{status: line(status) for status in STATUSES},
        "subtotal_with_benefit": line(*STATUSES),
        "without_benefit": {"completed": without, "total": without},
        "total": line(*STATUSES, "without_benefit"),
        "of_which_unknown_cause_among_completers": unknown.numerator,
    }


def _rungs(asker: Asker) -> Json:
    counted = asker.count("clients_per_rung", ("rung",))
    assigned = asker.total("assigned_to_rung")
    total = assigned.denominator or 0
    clients = {rung: row_of(counted, rung).numerator for rung in RUNGS}
    clients |= {"subtotal_assigned": assigned.numerator, "total": total}
    return {
        name: {"clients": number, "pct": percent1(number, total)}
        for name, number in clients.items()
    }


def _verified(asker: Asker) -> Json:
    counted = asker.count("verified_exits", ("registered", "verified_status"))
    return {
        registered: {status: row_of(counted, registered, status).numerator for status in VERIFIED}
        for registered in REGISTERED
    }


def supplement_on_clients(asker: Asker) -> dict[str, Json]:
    """Return what the supplement says of clients: why two tables differ from two others."""
    by_cohort = asker.count("exempt_completers", ("cohort",))
    totals = asker.totals("exempt_completers", "ended_on_status_day")
    cohorts = asker.study.cohorts.items()
    exempt = {shown: row_of(by_cohort, cohort).numerator for cohort, shown in cohorts}
    day = asker.study.status_on
    return {
        "waiver_and_completed": {**exempt, "total": totals["exempt_completers"].numerator},
        f"completers_ended_exactly_{day.day}_{day.month}_{day.year}": totals[
            "ended_on_status_day"
        ].numerator,
    }
