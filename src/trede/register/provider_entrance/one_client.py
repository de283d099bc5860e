"""One client as the own company sees it: what travelled, what was agreed, what it told itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trede.language import in_language
from trede.language import translate as _
from trede.register.access.rules import assignments_now
from trede.register.accounts.models import User, names_of
from trede.register.clients.models import Client
from trede.register.facts.models import Fact, believed, model_of
from trede.register.pages.templating import show_code, show_day
from trede.register.payments.claims import CLAIMS, TURN_DOWN, title_claimed
from trede.register.payments.turned_down import LET_STAND, decided_on
from trede.register.provider_entrance.agreements import terms_for
from trede.register.provider_entrance.attendance import ROWS
from trede.register.provider_entrance.calendars import Due, calendar_of
from trede.register.provider_entrance.models import EvidenceFile
from trede.register.provider_entrance.own import Facts, own_participations, own_referrals
from trede.register.provider_entrance.own_work import versions_in, work_in
from trede.register.provider_entrance.reporting import INTERIM
from trede.register.provider_entrance.taking_back import (
    KEYS,
    may_be_taken_back,
    objection_to,
    part_of,
)
from trede.register.referrals.placing import is_open
from trede.register.referrals.travelling import Asking, Travelling, travels_with, would_travel
from trede.register.steps.contradicting import CONTRADICTIONS
from trede.settlement.terms import Terms

NOT_ACCEPTED = CONTRADICTIONS | {TURN_DOWN}
"""The steps by which the municipality withdraws what a company stated or claimed."""

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Told:
    """One thing on the time line: when, what, its text, and how it stands."""

    on: date
    title: str
    lines: tuple[tuple[str, str], ...] = ()
    state: str = ""
    tone: str = ""
    take_back: str = ""
    change: str = ""


@dataclass(frozen=True)
class Work:
    """Work that the company reported, with the proof it sent."""

    fact: Fact
    files: tuple[EvidenceFile, ...]
    claims: tuple[str, ...]
    take_back: str = ""


@dataclass(frozen=True)
class OwnParticipation:
    """One participation of the client with the own company."""

    fact: Fact
    contract: Fact | None
    terms: Terms | None
    travelled: Sequence[Travelling]
    calendar: tuple[Due, ...]
    timeline: tuple[Told, ...]
    work: tuple[Work, ...]
    absence: Fact | None
    has_plan: bool

    @property
    def key(self) -> str:
        """The participation."""
        return str(self.fact.cell("participation_id"))

    def runs(self, day: date) -> bool:
        """Tell whether it goes on after a day."""
        ends_on = self.fact.cell("ends_on")
        return not isinstance(ends_on, date) or ends_on > day + A_DAY


@dataclass(frozen=True)
class OwnReferral:
    """A referral that waits for an answer, with what travels with it."""

    fact: Fact
    travelled: Sequence[Travelling]
    contract: Fact | None


def managers_of(client: Client) -> list[str]:
    """Return the names of the case managers of a client: whom the company turns to."""
    own = assignments_now().filter(person_id=client.person_id)
    named = {str(each) for each in own.values_list("case_manager_id", flat=True) if each}
    return sorted(names_of(named).values())


def referrals_of(user: User, client: Client) -> list[OwnReferral]:
    """Return the referrals of a client that wait for the own company's answer."""
    found = own_referrals(user).filter(person_id=client.person_id).order_by("-referred_on")
    return [
        OwnReferral(each, travels_with(each, client), _contract(each))
        for each in found
        if is_open(each)
    ]


def participations_of(user: User, client: Client, day: date) -> list[OwnParticipation]:
    """Return the participations of a client with the own company, the newest first."""
    found = own_participations(user).filter(person_id=client.person_id).order_by("-starts_on", "pk")
    return [_participation(user, client, each, day) for each in found]


def _participation(user: User, client: Client, fact: Fact, day: date) -> OwnParticipation:
    key = str(fact.cell("participation_id"))
    terms = terms_for(fact)
    told = {table: _facts(table, key) for table in (*KEYS, ROWS)}
    calendar = calendar_of(fact, terms, told["progress_reports"], day)
    referral = own_referrals(user).filter(participation_id=key).first()
    titles = {each.name: in_language(each.titles) for each in terms.reports} if terms else {}
    events = sorted(_events(user, fact, told, titles), key=lambda each: each.on, reverse=True)
    lasting = [each for each in told["absences"] if each.cell("ends_on") is None]
    return OwnParticipation(
        fact=fact,
        contract=_contract(fact),
        terms=terms,
        travelled=_travelled(client, fact, referral),
        calendar=tuple(calendar),
        timeline=tuple(events),
        work=tuple(_work(user, key, terms)),
        absence=lasting[0] if lasting else None,
        has_plan=bool(told["proposed_plans"]),
    )


def _travelled(client: Client, fact: Fact, referral: Fact | None) -> Sequence[Travelling]:
    """Return what the company is told; without a referral what would have travelled at the start.

    Participations from before referrals were kept have none.
    """
    if referral is not None:
        return travels_with(referral, client)
    starts_on = _date(fact.cell("starts_on"))
    return would_travel(Asking(client, _contract(fact), None, starts_on))


def _facts(table: str, key: str) -> list[Fact]:
    related = believed(table).select_related("recorded_in__author")
    return list(related.filter(participation_id=key).order_by("recorded_at", "pk"))


def _contract(fact: Fact) -> Fact | None:
    found: Fact | None = (
        believed("contracts").filter(contract_id=fact.cell("contract_id") or "").first()
    )
    return found


def _work(user: User, key: str, terms: Terms | None) -> Iterator[Work]:
    files = list(EvidenceFile.objects.filter(participation_id=key))
    claims = list(believed(CLAIMS).filter(participation_id=key))
    titles = {each.name: in_language(each.titles) for each in terms.premiums} if terms else {}
    related = work_in(user, [key]).select_related("recorded_in__author")
    for each in related.order_by("-starts_on", "pk"):
        placement_id = str(each.cell("placement_id"))
        own = tuple(file for file in files if file.placement_id == placement_id)
        asked = (c for c in claims if c.cell("placement_id") == placement_id)
        names = tuple(titles.get(str(c.cell("premium")), str(c.cell("premium"))) for c in asked)
        back = "" if objection_to(user, each) else part_of(each)
        yield Work(each, own, names, back)


def _events(
    user: User, fact: Fact, told: Mapping[str, list[Fact]], titles: Mapping[str, str]
) -> Iterator[Told]:
    yield from _contradicted(user, fact)
    for each in told["progress_reports"]:
        yield _report(user, each, titles)
    for each in told["proposed_plans"]:
        yield _plan(user, each)
    for each in told["absences"]:
        yield _absence(user, each)
    for each in told["three_way_talks"]:
        yield _talk(user, each)
    for each in told[ROWS]:
        signed = each.cell("signed_on") is not None
        state = _("signed") if signed else _("signature missing")
        tone = "is-good" if signed else "is-late"
        yield Told(_date(each.cell("month_on")), _("Attendance list"), (), state, tone)


def _contradicted(user: User, fact: Fact) -> Iterator[Told]:
    """Yield what the company told or claimed and the municipality withdrew, with its reason."""
    key = str(fact.cell("participation_id"))
    told: list[Facts] = [model_of(table).objects.all() for table in ("absences", CLAIMS)]
    for rows in (*(each.filter(participation_id=key) for each in told), versions_in(user, key)):
        for each in rows.filter(withdrawn_in__step__in=NOT_ACCEPTED).select_related("withdrawn_in"):
            why = ((_("Answer"), each.withdrawn_in.reason),)
            claimed = each.declared.name == CLAIMS
            state = _("turned down") if claimed else _("contradicted by the municipality")
            yield Told(each.withdrawn_at.date(), _stated(each), _filled(why), state, "is-late")
    for each in decided_on([key]):
        change = each.recorded_in
        if change is not None and change.step == LET_STAND:
            why = ((_("Answer"), change.reason),)
            state = _("stands again")
            yield Told(change.at.date(), _stated(each), _filled(why), state, "is-good")


def _stated(fact: Fact) -> str:
    """Name what the company stated: an absence, work, or the claim of a premium."""
    if fact.declared.name == CLAIMS:
        return _("Claim: {premium}").format(premium=title_claimed(fact))
    if fact.declared.name == "absences":
        kind = show_code(_text(fact, "kind"), "absence_kind")
        return _("Absence: {kind}").format(kind=kind)
    return _("Work: {employer}").format(employer=_text(fact, "employer") or "–")


def _report(user: User, fact: Fact, titles: Mapping[str, str]) -> Told:
    name = _text(fact, "name") or ""
    title = _("report in between") if name == INTERIM else titles.get(name, name)
    said = (
        (_("What was reached"), _text(fact, "progress")),
        (_("What stands in the way"), _text(fact, "obstacles")),
        (_("What will be done until the next report"), _text(fact, "next_steps")),
        (_("Advice"), show_code(_text(fact, "advice"), "report_advice", "")),
        (_("Answer"), _text(fact, "remark")),
    )
    state, tone = _answer(fact)
    back = part_of(fact) if may_be_taken_back(user, fact) else ""
    change = str(fact.cell("report_id")) if fact.cell("answer") != "accepted" else ""
    heading = _("Report: {title}").format(title=title)
    on = _date(fact.cell("received_on"))
    return Told(on, heading, _filled(said), state, tone, take_back=back, change=change)


def _plan(user: User, fact: Fact) -> Told:
    said = (
        (_("Goal"), _text(fact, "goal")),
        (_("What will be done, in order"), _text(fact, "steps")),
        (_("What it is expected to lead to"), _text(fact, "expected_result")),
        (_("Duration in weeks"), _text(fact, "duration_weeks")),
        (_("Hours a week"), _text(fact, "weekly_hours")),
        (_("Answer"), _text(fact, "remark")),
    )
    state, tone = _answer(fact)
    back = part_of(fact) if may_be_taken_back(user, fact) else ""
    on = _date(fact.cell("proposed_on"))
    return Told(on, _("Plan proposed"), _filled(said), state, tone, take_back=back)


def _absence(user: User, fact: Fact) -> Told:
    ends_on = fact.cell("ends_on")
    state = _("still away")
    if isinstance(ends_on, date):
        state = _("back on {day}").format(day=show_day(ends_on))
    kind = show_code(_text(fact, "kind"), "absence_kind")
    back = part_of(fact) if may_be_taken_back(user, fact) else ""
    return Told(
        _date(fact.cell("starts_on")),
        _("Absence: {kind}").format(kind=kind),
        _filled(((_("What is known about it"), _text(fact, "explanation")),)),
        state,
        "is-quiet" if ends_on else "is-soon",
        take_back=back,
    )


def _talk(user: User, fact: Fact) -> Told:
    """Tell of a talk; what the municipality wrote as its cause stays with the municipality."""
    by_own = may_be_taken_back(user, fact) or _text(fact, "signalled_by") in _colleagues(user)
    said = (
        (_("What happened?"), _text(fact, "explanation") if by_own else None),
        (_("Result"), show_code(_text(fact, "result"), "talk_result", "")),
        (_("What was agreed"), _text(fact, "agreement")),
    )
    planned, held = fact.cell("planned_on"), fact.cell("held_on")
    if isinstance(held, date):
        state, tone = _("held on {day}").format(day=show_day(held)), "is-good"
    elif isinstance(planned, date):
        state, tone = _("planned on {day}").format(day=show_day(planned)), "is-soon"
    else:
        state, tone = _("to be planned by the case manager"), "is-soon"
    reason = show_code(_text(fact, "reason"), "talk_reason")
    return Told(
        _date(fact.cell("signalled_on")),
        _("Three-way talk: {reason}").format(reason=reason),
        _filled(said),
        state,
        tone,
        take_back=part_of(fact) if may_be_taken_back(user, fact) else "",
    )


def _colleagues(user: User) -> set[str]:
    named = User.objects.filter(provider_id=user.provider_id).exclude(provider_id="")
    return set(named.values_list("username", flat=True))


def _answer(fact: Fact) -> tuple[str, str]:
    answer = _text(fact, "answer")
    if answer is None:
        return _("not answered yet"), ""
    shown = show_code(answer, "report_answer")
    return shown, "is-good" if answer == "accepted" else "is-late"


def _filled(said: Sequence[tuple[str, str | None]]) -> tuple[tuple[str, str], ...]:
    return tuple((title, text) for title, text in said if text)


def _text(fact: Fact, column: str) -> str | None:
    value = fact.cell(column)
    return None if value is None else str(value)


def _date(day: object) -> date:
    return day if isinstance(day, date) else date.min
