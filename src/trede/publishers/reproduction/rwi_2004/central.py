"""What arrived in The Hague, and why it differs from the municipality's own register."""

from itertools import product

from trede.publishers.reproduction.calculator import NOBODY, Calculator, Json, row_of, share_of
from trede.publishers.reproduction.closed_approach import TREE, ratios, tree

STATUSES = ("left", "exempt", "A", "B")
REASONS = ("benefit_spell", "exemption", "late_delivery", "definition", "missing_trajectory")
UNPROCESSED = {"processed": "skip", "all_received": "count"}
DEFAULT = {"boundary": "inclusive", "year": "anniversary", "mosa": "processed"}


def central(calculator: Calculator, boundary: str, year: str, mosa: str) -> dict[str, Json]:
    """Return the tree by the central registers, for one reading of limit and deliveries."""
    counted = calculator.counts(
        (*TREE, "obligation_unknown", "half_year_observed"),
        sources=calculator.settings["central_sources"],
        observed_until=calculator.settings["central_observed_until"],
        known_at="",
        closing_event="started",
        exemption_moment="recorded",
        boundary=boundary,
        year=year,
        unprocessed_deliveries=UNPROCESSED[mosa],
    )
    rows = {name: counts[()] for name, counts in counted.items()}
    return {
        "tree": tree(rows),
        "obligation_unknown_in_Y": rows["obligation_unknown"].numerator,
        **ratios(rows),
        "six_months_assessable": rows["half_year_observed"].numerator,
    }


def central_variants(calculator: Calculator) -> Json:
    """Return the central figures for every reading."""
    readings = product(("inclusive", "exclusive"), ("anniversary", "365_days"), UNPROCESSED)
    return [
        {
            "boundary": boundary,
            "year": year,
            "mosa": mosa,
            **central(calculator, boundary, year, mosa),
        }
        for boundary, year, mosa in readings
    ]


def reconciliation(calculator: Calculator) -> Json:
    """Return who is counted differently by the two sides, and why."""
    agreement = calculator.total("agreement")
    return {
        "matrix": _matrix(calculator),
        "agree": agreement.numerator,
        "differ": (agreement.denominator or 0) - agreement.numerator,
        **_by_reason(calculator),
        "steps": _steps(calculator),
        "persons": _persons(calculator),
    }


def _matrix(calculator: Calculator) -> Json:
    counted = calculator.counts(["agreement"], by=("local", "central"))["agreement"]
    return {
        local: {there: row_of(counted, local, there).denominator for there in STATUSES}
        for local in STATUSES
    }


def _by_reason(calculator: Calculator) -> dict[str, Json]:
    by_reason = calculator.counts(["differences"], by=("reason",))["differences"]
    by_detail = calculator.counts(["differences"], by=("reason", "detail"))["differences"]
    missed = calculator.counts(["trajectories_missed_centrally"], by=("reason",))
    return {
        "by_reason": {reason: row_of(by_reason, reason).numerator for reason in REASONS},
        "by_detail": {
            f"{reason}: {detail}": row.numerator for (reason, detail), row in by_detail.items()
        },
        "of_local_A_not_central_A": {
            str(reason): row.numerator
            for (reason,), row in missed["trajectories_missed_centrally"].items()
            if row.numerator
        },
    }


def _steps(calculator: Calculator) -> Json:
    name = "closing_ratio_by_step"
    counted = calculator.counts([name], by=("step", "after"))[name]
    by_name = {str(after): row for (_step, after), row in counted.items()}
    rows = [(after, by_name.get(after, NOBODY)) for after in ("central", *REASONS)]
    return [
        {
            "after": after,
            "A": row.numerator,
            "Z": row.denominator,
            "closing_ratio": share_of(row),
        }
        for after, row in rows
    ]


def _persons(calculator: Calculator) -> Json:
    columns = ("local", "central", "reason", "detail")
    found = calculator.people("differences")
    found.sort(key=lambda person: str(person["client_number"]))
    return [
        {
            "clientnummer": str(person["client_number"]),
            **{column: str(person[column]) for column in columns},
        }
        for person in found
    ]
