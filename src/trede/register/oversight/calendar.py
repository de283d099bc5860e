"""Gathers what is due from whom, from the facts of today and what was computed last night.

One question to the database for each kind, however many contracts or clients there are.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Min
from django.urls import reverse

from trede.language import current_language
from trede.language import translate as _
from trede.register.accounts.roles import Role
from trede.register.contracts.reading import SOON
from trede.register.facts.models import Fact, believed
from trede.register.oversight import calendar_money
from trede.register.oversight.calendar_tenders import tenders
from trede.register.oversight.duties import Duty, Kind, horizon
from trede.register.oversight.models import OpenReport
from trede.register.oversight.parties import Parties, read_parties
from trede.register.oversight.telling import day_of, text_of
from trede.register.pages.templating import show_code, show_day, show_last_day, upper_first
from trede.register.signals.settings import settings_on
from trede.register.yields.advices import end_decided


def duties_on(day: date) -> list[Duty]:
    """Return all that is due from whom, as it stands on a day, until a year ahead."""
    parties = read_parties()
    until = horizon(day)
    found = [
        *_reports(parties, day),
        *_referrals(parties, day),
        *_returned(parties, day),
        *_meetings(parties),
        *_ends(parties, day),
        *tenders(),
        *_advices(parties),
        *_reconciliations(parties),
        *_agreements(parties, day),
        *calendar_money.invoices(parties),
        *calendar_money.verifications(parties, day),
        *calendar_money.cohorts(parties),
        *calendar_money.purchases(),
    ]
    return [each for each in found if each.due_on is None or each.due_on <= until]


_LATE = date.min
"""Stands for the week of what is late: that is put together whatever its week."""


def _reports(parties: Parties, day: date) -> Iterator[Duty]:
    """Yield the reports of a contract together: those late, and those to come by week."""
    title = f"title_{current_language()}"
    counted = OpenReport.objects.values("contract_id", title, "due_on").annotate(number=Count("pk"))
    found: dict[tuple[str, date], list[date]] = {}
    named: dict[tuple[str, date], Counter[str]] = {}
    for row in counted.order_by("due_on"):
        due_on: date = row["due_on"]
        week = _LATE if due_on < day else due_on - timedelta(days=due_on.weekday())
        together = (row["contract_id"], week)
        found.setdefault(together, []).extend([due_on] * row["number"])
        named.setdefault(together, Counter())[row[title]] += row["number"]
    for together, days in found.items():
        contract_id, week = together
        names = named[together]
        yield parties.duty(
            Kind.REPORT, contract_id,
            upper_first(next(iter(names))) if len(names) == 1 else _("Reports"),
            reverse("contract-in-depth", args=[contract_id]) + "#reports",
            due_on=min(days), number=len(days), role=None, detail=_told(names, days, week == _LATE),
        )  # fmt: skip


def _told(names: Counter[str], days: list[date], are_late: bool) -> str:
    """Say which reports these are, and since when the oldest is late."""
    said = [f"{name} {number}" for name, number in names.most_common()] if len(names) > 1 else []
    if are_late and len(days) > 1:
        said.append(_("the oldest since {day}").format(day=show_day(min(days))))
    return ", ".join(said)


def _referrals(parties: Parties, day: date) -> Iterator[Duty]:
    """Yield the referrals that wait: for an answer, or returned and for a case manager.

    They stand by provider and contract; the terms are those of the signals to the case manager.
    """
    terms = settings_on(day).parameters
    term = timedelta(days=int(terms["referral_days"]))
    waiting = believed("referrals").filter(answered_on__isnull=True, recalled_on__isnull=True)
    rows = waiting.values("contract_id", "provider_id").annotate(
        number=Count("pk"), since=Min("referred_on")
    )
    for row in rows.order_by():
        yield parties.duty(
            Kind.REFERRAL, row["contract_id"], _("Referrals to be accepted or returned"),
            reverse("volumes"), since=row["since"], number=row["number"], role=None,
            due_on=row["since"] + term, provider_id=row["provider_id"],
        )  # fmt: skip


def _returned(parties: Parties, day: date) -> Iterator[Duty]:
    """Yield the returned referrals upon which none followed, while the trajectory goes on."""
    term = timedelta(days=int(settings_on(day).parameters["returned_referral_days"]))
    followed = believed("referrals").filter(former_id__isnull=False).values("former_id")
    ended = believed("trajectories").filter(ended_on__isnull=False).values("trajectory_id")
    rows = (
        believed("referrals")
        .filter(answer="returned")
        .exclude(referral_id__in=followed)
        .exclude(trajectory_id__isnull=False, trajectory_id__in=ended)
        .values("contract_id", "provider_id")
        .annotate(number=Count("pk"), since=Min("answered_on"))
    )
    for row in rows.order_by():
        yield parties.duty(
            Kind.REFERRAL, row["contract_id"], _("Returned referrals to be followed up"),
            reverse("volumes"), since=row["since"], number=row["number"], role=Role.CASE_MANAGER,
            due_on=row["since"] + term, provider_id=row["provider_id"],
        )  # fmt: skip


def _meetings(parties: Parties) -> Iterator[Duty]:
    for each in believed("contract_evaluations").filter(held_on__isnull=True):
        key, part = text_of(each, "contract_id"), text_of(each, "evaluation_id")
        if parties.is_signed(key):
            meeting = each.cell("kind") == "meeting"
            yield parties.duty(
                Kind.MEETING if meeting else Kind.EVALUATION, key,
                upper_first(show_code("meeting" if meeting else "evaluation", "contract_meeting")),
                reverse("contract-task-of", args=[key, "evaluation", part]),
                due_on=day_of(each, "due_on"),
            )  # fmt: skip


def _ends(parties: Parties, day: date) -> Iterator[Duty]:
    """Yield the ends of running contracts, and before that the last day to decide on it."""
    ending = end_decided()
    for key, contract in parties.contracts.items():
        ends_on = day_of(contract, "ends_on")
        if ends_on is None or ends_on <= day or not parties.is_signed(key):
            continue
        yield parties.duty(
            Kind.CONTRACT_END, key, _("Contract ends"), reverse("contract", args=[key]),
            due_on=ends_on - timedelta(days=1),
        )  # fmt: skip
        decide_by = ends_on - SOON
        begun = day_of(contract, "starts_on") or day_of(contract, "signed_on")
        if key not in ending and (begun is None or begun <= day):
            yield parties.duty(
                Kind.EXTENSION, key, _("Decide on extension, or prepare a tender"),
                reverse("contract", args=[key]), due_on=decide_by,
                detail=_("ends on {day}").format(day=show_last_day(ends_on)),
            )  # fmt: skip


def _advices(parties: Parties) -> Iterator[Duty]:
    for each in believed("extension_advices").filter(answered_on__isnull=True):
        key = text_of(each, "contract_id")
        yield parties.duty(
            Kind.ADVICE, key, _("Advice on extension to be answered"),
            reverse("contract", args=[key]) + "#extensions", since=day_of(each, "given_on"),
            detail=show_code(text_of(each, "advice"), "extension_advice"),
        )  # fmt: skip


def _reconciliations(parties: Parties) -> Iterator[Duty]:
    """Yield the reconciliations with differences that nobody settled."""
    unsettled = believed("reconciliation_differences").filter(settled_on__isnull=True)
    numbers = dict(
        unsettled.order_by().values_list("reconciliation_id").annotate(number=Count("pk"))
    )
    for each in believed("reconciliations").filter(reconciliation_id__in=numbers):
        key = text_of(each, "contract_id")
        yield parties.duty(
            Kind.RECONCILIATION, key, _("Differences with the list of the provider"),
            reverse("contract", args=[key]), since=day_of(each, "made_on"),
            number=numbers[text_of(each, "reconciliation_id")],
            detail=_("list of {day}").format(day=show_day(day_of(each, "list_on"))),
        )  # fmt: skip


def _agreements(parties: Parties, day: date) -> Iterator[Duty]:
    """Yield the running contracts that lack a data-protection agreement."""
    for key, contract in parties.contracts.items():
        if contract.cell("data_agreement_on") is None and _holds(contract, day):
            since = day_of(contract, "starts_on") or day_of(contract, "signed_on")
            yield parties.duty(
                Kind.DATA_AGREEMENT, key, _("Data-protection agreement lacks"),
                reverse("contract", args=[key]), due_on=since,
            )  # fmt: skip


def _holds(contract: Fact, day: date) -> bool:
    begun = day_of(contract, "starts_on") or day_of(contract, "signed_on")
    ends_on = day_of(contract, "ends_on")
    signed = contract.cell("signed_on") is not None
    return signed and begun is not None and begun <= day and (ends_on is None or day < ends_on)
