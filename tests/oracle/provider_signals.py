"""Terms upon what providers report and what three-way talks decide, client by client."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from tests.oracle.selection import Row
from tests.oracle.signals import Known, Term, periods, term

WEEK, TWO_WEEKS = timedelta(days=7), timedelta(days=14)
NO_LONGER_ABOUT_WORK = {
    "handover_incomplete", "handover_differs", "handover_notice", "sanction_decided",
    "provider_report_late",
}  # fmt: skip
BENEFIT = {
    "information_missing", "change_not_reported", "income_not_reported", "form_missing",
    "report_late",
}  # fmt: skip

Days = list[date]


def illness_terms(known: Known, as_of: date) -> Iterator[Term]:
    """Expect contact within a week of the report, while the client is ill and takes part."""
    for absence in known["absences"]:
        if absence["kind"] != "illness" or absence["reported_on"] is None:
            continue
        over = first([absence["ends_on"], part_of(known, absence).get("ends_on")])
        yield within_a_week(absence, seen_to(known, absence), over, as_of)


def absence_terms(known: Known, as_of: date) -> Iterator[Term]:
    """Expect contact or a signal within a week, back or not, while the client takes part."""
    for absence in known["absences"]:
        unexplained = absence["kind"] == "no_show" or (
            absence["kind"] != "illness" and absence["with_notice"] is False
        )
        if not unexplained or absence["reported_on"] is None:
            continue
        raised = [
            row["raised_on"]
            for row in own(known, "signals", absence)
            if row["rule"] not in NO_LONGER_ABOUT_WORK | BENEFIT
            and row["raised_on"] >= absence["reported_on"]
        ]
        over = part_of(known, absence).get("ends_on")
        yield within_a_week(absence, [*seen_to(known, absence), *raised], over, as_of)


def stop_terms(known: Known, as_of: date) -> Iterator[Term]:
    """Expect that participation and trajectory are both over within two weeks."""
    for talk in decided(known, "stop"):
        participation, trajectory = part_of(known, talk), carried_out(known, talk)
        done = None
        if participation["ends_on"] and (trajectory is None or trajectory["ended_on"]):
            last = [talk["held_on"], participation["ends_on"] - timedelta(days=1)]
            done = max(last + ([trajectory["ended_on"]] if trajectory else []))
        yield {
            **after_talk(talk, done, overtaken(known, talk), as_of),
            "subject": talk["participation_id"],
        }


def other_provider_terms(known: Known, as_of: date) -> Iterator[Term]:
    """Expect a referral to another company within two weeks, or the end of the trajectory."""
    for talk in decided(known, "other_provider"):
        company = part_of(known, talk)["provider_id"]
        elsewhere = [
            row["referred_on"]
            for row in own(known, "referrals", talk)
            if row["provider_id"] != company and row["recalled_on"] is None
        ]
        trajectory = carried_out(known, talk)
        done = first(since(talk, elsewhere))
        if trajectory and trajectory["ended_on"]:
            done = first([done, max(trajectory["ended_on"], talk["held_on"])])
        over = first([overtaken(known, talk), support_over(known, talk)])
        yield after_talk(talk, done, over, as_of)


def adjust_terms(known: Known, as_of: date) -> Iterator[Term]:
    """Expect a plan of the company or of the client within two weeks."""
    for talk in decided(known, "adjust"):
        proposed = [
            row["proposed_on"]
            for row in own(known, "proposed_plans", talk)
            if row["participation_id"] == talk["participation_id"]
        ]
        drawn_up = [row["drawn_up_on"] for row in own(known, "plans", talk)]
        left_on = part_of(known, talk)["ends_on"]
        over = first([overtaken(known, talk), support_over(known, talk), left_on])
        yield after_talk(talk, first(since(talk, [*proposed, *drawn_up])), over, as_of)


def sanction_terms(known: Known, as_of: date) -> Iterator[Term]:
    """Expect a proposal within two weeks, or that a signal was looked into."""
    for talk in decided(known, "sanction"):
        proposed = [row["proposed_on"] for row in own(known, "sanctions", talk)]
        looked_into = [
            first([row["looked_into_on"], row["handled_on"]])
            for row in own(known, "signals", talk)
            if row["rule"] not in NO_LONGER_ABOUT_WORK
        ]
        over = first([overtaken(known, talk), support_over(known, talk)])
        yield after_talk(talk, first(since(talk, [*proposed, *looked_into])), over, as_of)


def within_a_week(absence: Row, seen: Days, over: date | None, as_of: date) -> Term:
    """Return the term of an absence that was reported."""
    reported_on = absence["reported_on"]
    return term(
        absence["person_id"], absence["absence_id"], reported_on, reported_on, reported_on + WEEK,
        first(seen), over, as_of,
    )  # fmt: skip


def after_talk(talk: Row, done: date | None, over: date | None, as_of: date) -> Term:
    """Return the term of what a talk decided: two weeks, on the list in the second."""
    held_on = talk["held_on"]
    return term(
        talk["person_id"], talk["talk_id"], held_on, held_on + WEEK, held_on + TWO_WEEKS,
        done, over, as_of,
    )  # fmt: skip


def seen_to(known: Known, absence: Row) -> Days:
    """Return the days of contact, and of talks about the same participation, from the report on."""
    contacts = [
        row["contact_on"]
        for row in own(known, "contacts", absence)
        if row["held"] is not False and row["kind"] != "written"
    ]
    talks = [
        row["held_on"]
        for row in own(known, "three_way_talks", absence)
        if row["held_on"] and row["participation_id"] == absence["participation_id"]
    ]
    return [day for day in (*contacts, *talks) if day >= absence["reported_on"]]


def decided(known: Known, result: str) -> Iterator[Row]:
    """Yield the talks that were held with a result."""
    for row in known["three_way_talks"]:
        if row["held_on"] and row["result"] == result:
            yield row


def overtaken(known: Known, talk: Row) -> date | None:
    """Return the day of the next talk about the same participation."""
    order: Callable[[Row], tuple[date, str]] = lambda row: (row["held_on"], row["talk_id"])  # noqa: E731
    later = [
        row["held_on"]
        for row in own(known, "three_way_talks", talk)
        if row["held_on"]
        and row["participation_id"] == talk["participation_id"]
        and order(row) > order(talk)
    ]
    return first(later)


def support_over(known: Known, talk: Row) -> date | None:
    """Return the end of the last support that had begun on the day of a talk."""
    begun = [
        each for each in periods(known, talk["person_id"]) if each.starts_on <= talk["held_on"]
    ]
    return begun[-1].ends_on if begun else None


def carried_out(known: Known, talk: Row) -> Row | None:
    """Return the trajectory that the participation of a talk carries out, by its referral."""
    named = [
        row["trajectory_id"]
        for row in own(known, "referrals", talk)
        if row["participation_id"] == talk["participation_id"] and row["trajectory_id"]
    ]
    return next(
        (row for row in own(known, "trajectories", talk) if row["trajectory_id"] in named), None
    )


def part_of(known: Known, fact: Row) -> Row:
    """Return the participation of an absence or a talk; an empty row if it is not on file."""
    return next(
        (
            row
            for row in own(known, "participations", fact)
            if row["participation_id"] == fact["participation_id"]
        ),
        {},
    )


def own(known: Known, table: str, fact: Row) -> list[Row]:
    """Return the rows of a table about the client of a fact."""
    return [row for row in known[table] if row["person_id"] == fact["person_id"]]


def since(talk: Row, days: list[date | None]) -> Days:
    """Return the days that lie on the day of a talk or after it."""
    return [day for day in days if day and day >= talk["held_on"]]


def first(days: list[date | None]) -> date | None:
    """Return the first of some days; none if there is none."""
    return min((day for day in days if day), default=None)
