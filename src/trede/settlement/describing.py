"""Contract terms in sentences, for people: what is paid for what, on which conditions.

The same entries make it possible to say what a later version changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from trede.language import day_text, in_language
from trede.language import translate as _
from trede.language import translate_number as _n
from trede.settlement.describing_work import work_text
from trede.settlement.sentences import activity_text, euro_text, label
from trede.settlement.terms import Fee, Premium, ReportDue, Terms


@dataclass(frozen=True)
class Entry:
    """One thing a contract says; ``key`` is the same in each version of the contract."""

    key: str
    title: str
    cents: int | None
    says: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """What a contract says of one subject."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Changed:
    """What another version says of one thing; empty where it does not speak of it."""

    title: str
    before: Entry | None
    after: Entry | None

    @property
    def was(self) -> Sequence[str]:
        """What was said and is no longer."""
        return self._only(self.before, self.after)

    @property
    def becomes(self) -> Sequence[str]:
        """What is said and was not before."""
        return self._only(self.after, self.before)

    def _only(self, one: Entry | None, other: Entry | None) -> Sequence[str]:
        if one is None or other is None:
            return () if one is None else (one.title, *texts(one))
        title = () if one.title == other.title else (one.title,)
        return (*title, *(text for text in texts(one) if text not in texts(other)))


def describe(terms: Terms) -> tuple[Chapter, ...]:
    """Return what terms say in the language in use, by subject; none without entries."""
    chapters = (
        Chapter(_("Way of paying"), tuple(_scheme(terms))),
        Chapter(_("Parts of the price"), tuple(_fee(each, terms) for each in terms.fees)),
        Chapter(_("Premiums"), tuple(_premium(each, terms) for each in terms.premiums)),
        Chapter(_("At most"), tuple(_caps(terms))),
        Chapter(_("Reports"), tuple(_report(each) for each in terms.reports)),
        Chapter(_("Norms for a good result"), tuple(_norms(terms))),
        Chapter(_("Further"), tuple(_rest(terms))),
    )
    return tuple(each for each in chapters if each.entries)


def changes(before: Terms, after: Terms) -> tuple[Changed, ...]:
    """Return what one version says otherwise than another, in the order of the contract."""
    was, becomes = _by_key(before), _by_key(after)
    keys = dict.fromkeys((*was, *becomes))
    return tuple(
        Changed((becomes.get(key) or was[key]).title, was.get(key), becomes.get(key))
        for key in keys
        if was.get(key) != becomes.get(key)
    )


def _by_key(terms: Terms) -> Mapping[str, Entry]:
    return {entry.key: entry for chapter in describe(terms) for entry in chapter.entries}


def _scheme(terms: Terms) -> Iterator[Entry]:
    titles = {
        "input": lambda: _("input: each part is paid as it is earned"),
        "no_cure_less_pay": lambda: _("no cure, less pay: part for effort, the rest for results"),
        "per_result": lambda: _("per result: nothing for effort"),
        "bonus_malus": lambda: _("bonus and malus around a target, by year of start"),
        "pay_a_little": lambda: _("pay a little and earn your bonus, by year of start"),
    }
    yield Entry("scheme", titles[terms.scheme](), None, ())
    yield from _shares(terms)
    yield from _cohorts(terms)


def _shares(terms: Terms) -> Iterator[Entry]:
    agreed = terms.no_cure_less_pay
    if agreed is None:
        return
    effort = _("{percent}% of it for effort: completed, to the norm and approved.")
    yield Entry(
        "price", _("price of a trajectory"), agreed.cents,
        (effort.format(percent=agreed.effort_percent),) if agreed.effort_percent else (),
    )  # fmt: skip
    for share in agreed.results:
        said = _("{percent}% of the price in all.").format(percent=share.percent)
        title, worth = in_language(share.titles), agreed.cents * share.percent // 100
        yield Entry(f"result:{share.name}", title, worth, (said, work_text(share.work)))


def _cohorts(terms: Terms) -> Iterator[Entry]:
    settled = _("Settled {months} months after the year of start.")
    if terms.bonus_malus is not None:
        own = terms.bonus_malus
        said = _("For each client above {percent}% of those who began in a year.")
        short = _("Back for each client below {percent}% of those who began in a year.")
        result = _("What counts: {work}").format(work=work_text(own.work))
        when = settled.format(months=own.settled_after_months)
        above, below = (text.format(percent=own.target_percent) for text in (said, short))
        yield Entry("bonus", _("bonus"), own.bonus_cents, (above, result, when))
        yield Entry("malus", _("malus"), own.malus_cents, (below, result, when))
    if terms.pay_a_little is not None:
        staged = terms.pay_a_little
        said = _("If {percent}% of those who began in a year reach the result.")
        result = _("What counts: {work}").format(work=work_text(staged.work))
        when = settled.format(months=staged.settled_after_months)
        least, most = (
            said.format(percent=each) for each in (staged.minimum_percent, staged.target_percent)
        )
        yield Entry("small_bonus", _("small bonus"), staged.small_cents, (least, result, when))
        instead = _("It takes the place of the small one.")
        yield Entry("big_bonus", _("big bonus"), staged.big_cents, (most, result, instead, when))


def _fee(fee: Fee, terms: Terms) -> Entry:
    report = _report_title(fee.report, terms)
    when = {
        "intake": lambda: _("When the report “{report}” is received."),
        "start": lambda: _("When the participation begins."),
        "progress": lambda: _("For each report “{report}” that is received."),
        "phase": lambda: _("When the report “{report}” on the end of the phase is received."),
        "completion": lambda: _("When completed, to the norm, and approved."),
        "placement": lambda: _("When this work is found: {work}"),
        "aftercare": lambda: _("When the report “{report}” on aftercare is received."),
    }[fee.part]()
    says = [when.format(report=report, work=work_text(fee.work) if fee.work else "")]
    if fee.at_most is not None:
        says.append(_("At most {times} times for a client.").format(times=fee.at_most))
    says += [
        _("From client {number} of a calendar year on: {amount}.").format(
            number=each.from_client, amount=euro_text(each.cents)
        )
        for each in fee.group_tariffs
    ]
    says += _alike(fee.activity)
    return Entry(f"fee:{fee.name}", in_language(fee.titles), fee.cents, tuple(says))


def _premium(premium: Premium, terms: Terms) -> Entry:
    says = [_("On a claim, once for a client.")]
    if premium.work is not None:
        says.append(work_text(premium.work))
    if premium.cents_if_partly_off is not None:
        said = _("{amount} if the client is off benefit only partly.")
        says.append(said.format(amount=euro_text(premium.cents_if_partly_off)))
    if premium.evidence:
        between = _(" and ") if premium.all_evidence else _(" or ")
        shown = between.join(label("evidence_kind", each) for each in premium.evidence)
        says.append(_("Evidence: {evidence}.").format(evidence=shown))
    if premium.claim_within_months is not None:
        months = premium.claim_within_months
        said = _n("To be claimed within {months} month.", "To be claimed within {months} months.",
                  months)  # fmt: skip
        says.append(said.format(months=months))
    fees = {fee.name: in_language(fee.titles) for fee in terms.fees}
    for name, cents in premium.fees_become.items():
        said = _("Once it is due, {fee} becomes {amount}.")
        says.append(said.format(fee=fees.get(name, name), amount=euro_text(cents)))
    says += _alike(premium.activity)
    return Entry(f"premium:{premium.name}", in_language(premium.titles), premium.cents, tuple(says))


def _alike(activity: str | None) -> list[str]:
    if activity is None:
        return []
    said = _("Not paid where another company is paid for the like at the same time: {activity}.")
    return [said.format(activity=activity_text(activity))]


def _caps(terms: Terms) -> Iterator[Entry]:
    caps = terms.caps
    titles = {
        "per_client": (_("for one client"), caps.per_client_cents),
        "per_year": (_("in a calendar year"), caps.per_year_cents),
        "per_contract": (_("for the whole contract"), caps.per_contract_cents),
    }
    for key, (title, cents) in titles.items():
        if cents is not None:
            yield Entry(f"cap:{key}", title, cents, ())


def _report(report: ReportDue) -> Entry:
    if report.months is None:
        said = _("Within {days} days after the end.")
    elif report.repeated:
        said = _n(
            "Every month from the start, within {days} days.",
            "Every {months} months from the start, within {days} days.",
            report.months,
        )
    else:
        said = _n(
            "{months} month after the start, within {days} days.",
            "{months} months after the start, within {days} days.",
            report.months,
        )
    says = [said.format(months=report.months, days=report.within_days)]
    if report.holds_payment:
        says.append(_("While it is missing, what is earned after that day is held."))
    return Entry(f"report:{report.name}", in_language(report.titles), None, tuple(says))


def _norms(terms: Terms) -> Iterator[Entry]:
    for norm in terms.norms:
        said = _("{percent}% of the participants.").format(percent=norm.percent)
        yield Entry(f"norm:{norm.name}", in_language(norm.titles), None, (said,))


def _rest(terms: Terms) -> Iterator[Entry]:
    vat = _("{percent}% on top of these amounts.").format(percent=terms.vat_percent)
    yield Entry("vat", _("value added tax"), None, (vat,))
    policy = {
        1: lambda: _("What the contract says is paid; such work is flagged as no exit."),
        2: lambda: _("A premium is never paid for work that the municipality pays."),
    }[terms.policy]()
    yield Entry("policy", _("work that the municipality pays"), None, (policy,))
    signature = {
        "list": lambda: _("One missing signature holds the payment of all on the list."),
        "client": lambda: _("A missing signature holds the payment of that client."),
        "nothing": lambda: _("A missing signature holds no payment."),
    }[terms.missing_signature_suspends]()
    yield Entry("signature", _("attendance lists"), None, (signature,))
    same_work = {
        "hold": lambda: _(
            "What is paid for work found is held if another contract pays for that work already."
        ),
        "pay": lambda: _("What is paid for work found is paid beside what another contract pays."),
    }[terms.same_work_elsewhere]()
    yield Entry("same_work", _("work that two contracts pay for"), None, (same_work,))
    if terms.self_billing:
        said = _("The municipality makes the invoices, each month, of what is due.")
        yield Entry("self_billing", _("invoices"), None, (said,))
    yield Entry("source", _("where it stands"), None, (terms.source,))


def _report_title(name: str | None, terms: Terms) -> str:
    titles = {each.name: in_language(each.titles) for each in terms.reports}
    return titles.get(name or "", name or "")


def validity(terms: Terms) -> str:
    """Say for whom terms hold: those who begin within their days."""
    if terms.ends_on is None:
        said = _("For those who begin from {day} on.")
        return said.format(day=day_text(terms.starts_on))
    said = _("For those who begin from {day} until {until}; not on that last day itself.")
    return said.format(day=day_text(terms.starts_on), until=day_text(terms.ends_on))


def texts(entry: Entry | None) -> Sequence[str]:
    """Return an entry as lines: its amount first."""
    if entry is None:
        return ()
    amount = () if entry.cents is None else (euro_text(entry.cents),)
    return (*amount, *entry.says)
