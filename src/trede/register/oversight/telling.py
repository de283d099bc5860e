"""Tells what each kind of fact is in a client's money chain: what was asked, done and reached."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from trede.language import translate as _
from trede.register.facts.models import Fact
from trede.register.oversight.happenings import Company, Happening, Mark, Stage
from trede.register.oversight.names import Names
from trede.register.pages.templating import (
    show_code,
    show_day,
    show_last_day,
    show_month,
    upper_first,
)
from trede.register.payments.claims import TURN_DOWN
from trede.register.payments.turned_down import LET_STAND
from trede.register.referrals.placing import ACCEPTED

Telling = Callable[[Fact, Names], Iterator[Happening]]


def day_of(fact: Fact, column: str) -> date | None:
    """Return the day in a column, if there is one."""
    value = fact.cell(column)
    return value if isinstance(value, date) else None


def text_of(fact: Fact, column: str) -> str:
    """Return the text in a column; empty if there is none."""
    value = fact.cell(column)
    return "" if value is None else str(value)


def cents_of(fact: Fact, column: str = "amount_cents") -> int:
    """Return the amount in a column; 0 if there is none."""
    value = fact.cell(column)
    return value if isinstance(value, int) else 0


def referral(fact: Fact, names: Names) -> Iterator[Happening]:
    """Tell of a referral, its answer, and its being taken back."""
    contract = text_of(fact, "contract_id")
    company, name = names.company(fact.cell("provider_id")), names.contract(contract)
    on, answered_on = day_of(fact, "referred_on"), day_of(fact, "answered_on")
    about = {"fact": fact, "company": company, "contract": contract, "contract_name": name}
    if on is not None:
        yield Happening(
            Stage.ASKED, on, _("Referred"), detail=text_of(fact, "question"),
            who=text_of(fact, "referred_by"), **about,  # type: ignore[arg-type]
        )  # fmt: skip
    if answered_on is not None:
        accepted = fact.cell("answer") == ACCEPTED
        title = _("Referral accepted") if accepted else _("Referral returned")
        why = show_code(text_of(fact, "reason") or None, "referral_return_reason", "")
        yield Happening(
            Stage.ASKED, answered_on, title, who=text_of(fact, "answered_by"),
            detail=", ".join(filter(None, (why, text_of(fact, "explanation")))),
            mark=Mark.NONE if accepted else Mark.MISSED, **about,  # type: ignore[arg-type]
        )  # fmt: skip
    recalled_on = day_of(fact, "recalled_on")
    if recalled_on is not None:
        yield Happening(
            Stage.ASKED, recalled_on, _("Referral taken back"), mark=Mark.MISSED,
            detail=text_of(fact, "recall_reason"), **about,  # type: ignore[arg-type]
        )  # fmt: skip


def participation(fact: Fact, names: Names) -> Iterator[Happening]:
    """Tell of taking part."""
    on = day_of(fact, "starts_on")
    if on is None:
        return
    contract = text_of(fact, "contract_id")
    said = [show_code(text_of(fact, "status") or None, "participation_status", "")]
    until = day_of(fact, "ends_on")
    if until is not None:
        said.append(_("until {day}").format(day=show_last_day(until)))
        said += _judged(fact)
    yield Happening(
        Stage.DONE, on, _("Takes part"), fact, names.company_of(fact.cell("participation_id")),
        contract, names.contract(contract), text_of(fact, "participation_id"), until,
        lasts=True, detail=", ".join(filter(None, said)),
    )  # fmt: skip


def _judged(fact: Fact) -> Iterator[str]:
    meets_norm, approved = fact.cell("meets_norm"), fact.cell("approved")
    if meets_norm is not None:
        yield _("to the norm") if meets_norm else _("not to the norm")
    if approved is not None:
        yield _("payment approved") if approved else _("payment not approved")


def _within(fact: Fact, names: Names) -> Mapping[str, object]:
    """Return what a fact that rests on a participation says of company and contract."""
    key = text_of(fact, "participation_id")
    contract = names.contract_of(key)
    return {
        "fact": fact,
        "company": names.company_of(key),
        "contract": contract,
        "contract_name": names.contract(contract),
        "participation": key,
    }


def plan(fact: Fact, names: Names) -> Iterator[Happening]:
    """Tell of a proposed plan."""
    on = day_of(fact, "proposed_on")
    if on is not None:
        answer = show_code(text_of(fact, "answer") or None, "report_answer", _("not answered yet"))
        yield Happening(
            Stage.DONE, on, _("Plan proposed"), who=text_of(fact, "proposed_by"),
            detail=f"{text_of(fact, 'goal')} ({answer})",
            **_within(fact, names),  # type: ignore[arg-type]
        )  # fmt: skip


def report(fact: Fact, names: Names) -> Iterator[Happening]:
    """Tell of a report: in time or late, and how it was answered."""
    on, due_on = day_of(fact, "received_on"), day_of(fact, "due_on")
    if on is None:
        return
    within = _within(fact, names)
    title = names.report(str(within["contract"]), within["participation"], text_of(fact, "name"))
    late = due_on is not None and on > due_on
    said = [_("due on {day}, so late").format(day=show_day(due_on)) if late else ""]
    said.append(show_code(text_of(fact, "answer") or None, "report_answer", _("not answered yet")))
    yield Happening(
        Stage.DONE, on, upper_first(title), detail=", ".join(filter(None, said)),
        who=text_of(fact, "written_by"), mark=Mark.MISSED if late else Mark.NONE,
        **within,  # type: ignore[arg-type]
    )  # fmt: skip


def signature(fact: Fact, names: Names) -> Iterator[Happening]:
    """Tell of a month on an attendance list, signed or not."""
    on, signed_on = day_of(fact, "month_on"), day_of(fact, "signed_on")
    if on is not None:
        missing = signed_on is None
        yield Happening(
            Stage.DONE, signed_on or on,
            _("Attendance not signed") if missing else _("Attendance signed"),
            detail=show_month(on),
            mark=Mark.MISSED if missing else Mark.NONE,
            **_within(fact, names),  # type: ignore[arg-type]
        )  # fmt: skip


def absence(fact: Fact, names: Names) -> Iterator[Happening]:
    """Tell of a time in which the client did not come."""
    on, until = day_of(fact, "starts_on"), day_of(fact, "ends_on")
    if on is not None:
        kind = show_code(text_of(fact, "kind"), "absence_kind")
        yield Happening(
            Stage.DONE, on, _("Absent: {kind}").format(kind=kind), until=until, lasts=True,
            detail=_("until {day}").format(day=show_last_day(until)) if until else "",
            who=text_of(fact, "reported_by"), mark=Mark.ABSENT,
            **_within(fact, names),  # type: ignore[arg-type]
        )  # fmt: skip


def talk(fact: Fact, names: Names) -> Iterator[Happening]:
    """Tell of a signal and the three-way talk that came of it."""
    on, held_on = day_of(fact, "signalled_on"), day_of(fact, "held_on")
    if on is not None:
        reason = show_code(text_of(fact, "reason"), "talk_reason")
        yield Happening(
            Stage.DONE, on, _("Signal: {reason}").format(reason=reason), mark=Mark.MISSED,
            detail=text_of(fact, "explanation"), who=text_of(fact, "signalled_by"),
            **_within(fact, names),  # type: ignore[arg-type]
        )  # fmt: skip
    if held_on is not None:
        result = show_code(text_of(fact, "result") or None, "talk_result", "")
        yield Happening(
            Stage.DONE, held_on, _("Three-way talk"), detail=result,
            **_within(fact, names),  # type: ignore[arg-type]
        )  # fmt: skip


def placement(fact: Fact, names: Names) -> Iterator[Happening]:
    """Tell of work, and of its being confirmed by an independent source."""
    del names
    on, verified_on = day_of(fact, "starts_on"), day_of(fact, "verified_on")
    if on is None:
        return
    by_employer = fact.cell("financed_by") == "employer"
    hours = fact.cell("weekly_hours")
    until = day_of(fact, "ends_on")
    said = [
        show_code(text_of(fact, "contract_kind") or None, "contract_kind", ""),
        _("{hours} hours a week").format(hours=hours) if hours is not None else "",
        "" if by_employer else _("paid by the municipality"),
        _("until {day}").format(day=show_last_day(until)) if until else "",
    ]
    yield Happening(
        Stage.REACHED, on, text_of(fact, "employer") or _("Work"), fact, until=until, lasts=True,
        detail=", ".join(filter(None, said)),
        mark=Mark.NONE if by_employer else Mark.BY_MUNICIPALITY,
    )  # fmt: skip
    if verified_on is not None:
        yield Happening(
            Stage.REACHED, verified_on, _("Work confirmed"), fact,
            who=text_of(fact, "verified_with"),
        )  # fmt: skip


def verification(fact: Fact, names: Names) -> Iterator[Happening]:
    """Tell what an independent source said after benefit ended."""
    del names
    on = day_of(fact, "verified_on")
    if on is not None:
        at_work = fact.cell("verified_status") == "work"
        yield Happening(
            Stage.REACHED, on, _("Verified"), fact, who=text_of(fact, "verified_with"),
            detail=show_code(text_of(fact, "verified_status"), "verified_status"),
            mark=Mark.NONE if at_work else Mark.MISSED,
        )  # fmt: skip


def claim(fact: Fact, names: Names) -> Iterator[Happening]:
    """Tell of a premium that was asked for."""
    on, contract = day_of(fact, "claimed_on"), text_of(fact, "contract_id")
    if on is not None:
        key = text_of(fact, "participation_id")
        term = names.term(contract, key, text_of(fact, "premium"))
        yield Happening(
            Stage.REACHED, on, _("Claimed: {premium}").format(premium=term), fact,
            names.company_of(key), contract, names.contract(contract), key,
            who=text_of(fact, "claimed_by"),
        )  # fmt: skip


def turned_down(fact: Fact, names: Names) -> Iterator[Happening]:
    """Tell of a claim that was withdrawn, or recorded anew, by who decides on it, and why."""
    for change, is_down in ((fact.withdrawn_in, True), (fact.recorded_in, False)):
        if change is None or change.step != (TURN_DOWN if is_down else LET_STAND):
            continue
        contract, key = text_of(fact, "contract_id"), text_of(fact, "participation_id")
        term = names.term(contract, key, text_of(fact, "premium"))
        title = _("Claim turned down: {premium}") if is_down else _("Claim stands again: {premium}")
        yield Happening(
            Stage.REACHED, change.at.date(), title.format(premium=term), fact,
            names.company_of(key), contract, names.contract(contract), key,
            detail=change.reason, who=change.author.username if change.author else "",
            mark=Mark.MISSED if is_down else Mark.NONE, at=change.at, rank=change.pk,
        )  # fmt: skip


def evidence(fact: Fact, names: Names) -> Iterator[Happening]:
    """Tell of a proof that was sent."""
    del names
    on = day_of(fact, "received_on")
    if on is not None:
        kind = show_code(text_of(fact, "kind"), "evidence_kind")
        yield Happening(Stage.REACHED, on, _("Evidence: {kind}").format(kind=kind), fact)


def purchase(fact: Fact, names: Names) -> Iterator[Happening]:
    """Tell of what a case manager bought for the client outside the contracts."""
    del names
    name = text_of(fact, "supplier")
    company = Company(f"supplier:{name}", name)
    asked_on, decided_on = day_of(fact, "asked_on"), day_of(fact, "decided_on")
    paid_on, cents = day_of(fact, "paid_on"), cents_of(fact)
    title = _("Own purchase: {name}").format(name=text_of(fact, "name"))
    if asked_on is not None:
        yield Happening(
            Stage.ASKED, asked_on, title, fact, company, detail=text_of(fact, "motive"),
            who=text_of(fact, "asked_by"), cents=cents,
        )  # fmt: skip
    if decided_on is not None:
        agreed = fact.cell("decision") == "positive"
        yield Happening(
            Stage.APPROVED if agreed else Stage.ASKED, decided_on, title, fact, company,
            detail=show_code(text_of(fact, "decision") or None, "decision", ""),
            who=text_of(fact, "decided_by"), cents=cents if agreed else None,
            mark=Mark.NONE if agreed else Mark.MISSED,
        )  # fmt: skip
    if paid_on is not None:
        yield Happening(
            Stage.PAID, paid_on, title, fact, company, who=text_of(fact, "paid_by"), cents=cents
        )


TELLINGS: Mapping[str, Telling] = {
    "referrals": referral,
    "proposed_plans": plan,
    "progress_reports": report,
    "attendance_signatures": signature,
    "absences": absence,
    "three_way_talks": talk,
    "premium_claims": claim,
    "premium_evidence": evidence,
    "own_purchases": purchase,
}
"""How facts of a table about a client are told; taking part and work are told beside these."""
