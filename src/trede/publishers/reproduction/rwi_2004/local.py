"""What else the municipality's own register says: inflow, waiting times, late registration."""

from trede.importers.profiles.rwi_2004 import LOCAL_CODES
from trede.publishers.reproduction.calculator import Calculator, Counts, Json, row_of, share
from trede.publishers.reproduction.closed_approach import others

WAITING_CLASSES = ("0-3", "3-6", "6-12", ">12")


def table_b31(calculator: Calculator) -> Json:
    """Return table B 3.1: from inflow to target group, and how many of it were closed."""
    names = ("long_term_ratio", "closing_ratio", "exempt_stayers_with_trajectory")
    counts = calculator.counts(names)
    stayers, closing, exempt = (counts[name][()] for name in names)
    inflow, target = stayers.denominator or 0, closing.denominator or 0
    by_category = calculator.counts([names[2]], by=("category",))[names[2]]

    def of_inflow(people: int) -> dict[str, Json]:
        return {"n": people, "of_inflow": share(people, inflow)}

    def of_target(people: int) -> Json:
        return {**of_inflow(people), "of_target_group": share(people, target)}

    return {
        "inflow": of_inflow(inflow),
        "on_benefit_after_one_year": of_inflow(stayers.numerator),
        "exempt": of_inflow(exempt.denominator or 0),
        "exempt_by_category": _by_category(by_category),
        "target_group": of_target(target),
        "closed": of_target(closing.numerator),
        "open": of_target(others(closing)),
    }


def _by_category(counts: Counts) -> Json:
    """Return the exempt per category, in the municipality's words; its own ones after ours."""
    ours = {reason: word for word, reason in LOCAL_CODES["exemption_reason"].items()}
    found = {group[0]: row.denominator for group, row in counts.items() if row.denominator}
    of_its_own = {str(reason): people for reason, people in found.items() if reason not in ours}
    return {**{word: found.get(reason, 0) for reason, word in ours.items()}, **of_its_own}


def waiting_time(calculator: Calculator) -> Json:
    """Return how many people waited how many months, per event."""
    table: dict[str, Json] = {}
    for event in ("offered", "decided", "started"):
        waited = calculator.counts(["waiting_time"], by=("waiting_class",), closing_event=event)
        people = {name: row_of(waited["waiting_time"], name).numerator for name in WAITING_CLASSES}
        table[event] = {"persons": sum(people.values()), **people}
    return table


def registration(calculator: Calculator) -> Json:
    """Return per delivery how many instruments began and how many were registered too late.

    Everything that was ever registered counts, whenever that was.
    """
    name = "registered_after_due_date"
    delivered = calculator.counts(["deliveries"], by=("delivery_id",))["deliveries"]
    found = calculator.counts([name], by=("delivery_id",), known_at="")[name]
    return {
        str(delivery): {
            "instruments": row_of(found, delivery).denominator,
            "registered_after_due_date": row_of(found, delivery).numerator,
        }
        for (delivery,) in delivered
    }


def file_study(calculator: Calculator) -> Json:
    """Return what was known at the first query beside what the register knows."""
    then = calculator.total("closing_ratio", known_at=calculator.settings["first_query_at"])
    return {
        "obliged_at_first_query": then.denominator,
        "with_trajectory_at_first_query": then.numerator,
        "obliged_in_register": calculator.total("closing_ratio").denominator,
        "removed": calculator.total("found_exempt_since_first_query").numerator,
    }
