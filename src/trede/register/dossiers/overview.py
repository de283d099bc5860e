"""What is said of a client at a glance: situation, obligations and plan, from the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from trede.register.facts.models import Fact
from trede.register.steps.contradicting import is_of_provider

File = Mapping[str, Sequence[Fact]]


@dataclass(frozen=True)
class Duty:
    """One of the duties that come with benefit: whether it applies, and until when not."""

    column: str
    waived_by: Fact | None


@dataclass(frozen=True)
class Overview:
    """What holds on a day.

    ``stated_by`` is the provider that alone stated the placement, which nobody verified yet.
    """

    benefit: Fact | None
    last_benefit: Fact | None
    application: Fact | None
    classifications: tuple[Fact, ...]
    barriers: tuple[Fact, ...]
    exemptions: tuple[Fact, ...]
    duties: tuple[Duty, ...]
    plan: Fact | None
    plan_is_of_before: bool
    trajectory: Fact | None
    placement: Fact | None
    managers: tuple[Fact, ...]
    person: Fact | None
    stated_by: str = ""


REPLACED = "replaced"
"""The status of a plan in whose place another came before it was signed."""
BEGINNINGS = ("applications", "benefit_spells", "case_manager_assignments", "diagnoses")
"""The tables of which one has a row once someone is a client: before, nothing is known."""
DUTIES = ("waives_accepting_work", "waives_applying", "waives_cooperating")


def look_over(file: File, day: date) -> Overview:
    """Return what holds on a day in a client's file."""
    benefits = _holding(file["benefit_spells"], day)
    exemptions = _holding(file["exemptions"], day)
    open_applications = [fact for fact in file["applications"] if fact.cell("decided_on") is None]
    plan = plan_in(file["plans"])
    placement, stated_by = _work(file, day)
    return Overview(
        benefit=benefits[-1] if benefits else None,
        last_benefit=_last(file["benefit_spells"]),
        application=open_applications[-1] if open_applications else None,
        classifications=tuple(_newest_per_scale(_holding(file["classifications"], day))),
        barriers=tuple(_holding(file["barriers"], day)),
        exemptions=tuple(exemptions),
        duties=tuple(_duty(column, exemptions) for column in DUTIES),
        plan=plan,
        plan_is_of_before=plan is not None
        and is_of_before(plan, benefits[-1] if benefits else None),
        trajectory=_running(file["trajectories"]),
        placement=placement,
        stated_by=stated_by,
        managers=tuple(_holding(file["case_manager_assignments"], day)),
        person=_last(file["persons"]) if any(file[table] for table in BEGINNINGS) else None,
    )


def plan_in(plans: Sequence[Fact]) -> Fact | None:
    """Return the plan that counts: the newest that was not replaced; a draft is newest of all."""
    counting = [plan for plan in plans if plan.cell("status") != REPLACED]
    return max(counting, key=lambda plan: day_of_plan(plan) or date.max, default=None)


def day_of_plan(plan: Fact) -> date | None:
    """Return the day a plan was drawn up, or else offered; none for a draft."""
    day = plan.cell("drawn_up_on") or plan.cell("offered_on")
    return day if isinstance(day, date) else None


def is_of_before(plan: Fact, benefit: Fact | None) -> bool:
    """Tell whether a plan was drawn up before the benefit that runs began."""
    drawn_up_on = day_of_plan(plan)
    starts_on = benefit.cell("starts_on") if benefit is not None else None
    if not isinstance(starts_on, date) or drawn_up_on is None:
        return False
    return drawn_up_on < starts_on


def _holding(facts: Sequence[Fact], day: date) -> list[Fact]:
    """Return the spells that hold on a day; one without a first day holds since always."""
    found = []
    for fact in facts:
        starts_on, ends_on = fact.cell("starts_on"), fact.cell("ends_on")
        begun = not isinstance(starts_on, date) or starts_on <= day
        if begun and (not isinstance(ends_on, date) or ends_on > day):
            found.append(fact)
    return found


def _work(file: File, day: date) -> tuple[Fact | None, str]:
    """Return the work that holds, and the provider that alone says so.

    What is verified, or stated by anyone else, goes before what only a provider stated.
    """
    newest = None
    for each in reversed(_holding(file["placements"], day)):
        if each.cell("verified_on") is not None or not is_of_provider(each):
            return each, ""
        newest = newest or each
    return newest, newest.source if newest is not None else ""


def _newest_per_scale(facts: Sequence[Fact]) -> list[Fact]:
    return list({fact.cell("scale"): fact for fact in facts}.values())


def _duty(column: str, exemptions: Sequence[Fact]) -> Duty:
    waiving = (each for each in exemptions if each.cell(column) or each.cell("extent") == "full")
    return Duty(column, next(waiving, None))


def _last(facts: Sequence[Fact]) -> Fact | None:
    return facts[-1] if facts else None


def _running(facts: Sequence[Fact]) -> Fact | None:
    """Return the newest trajectory that is offered or running."""
    running = [
        fact
        for fact in facts
        if fact.cell("ended_on") is None and fact.cell("decision") != "negative"
    ]
    return running[-1] if running else None
