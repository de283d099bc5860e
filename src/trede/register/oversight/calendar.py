"""Gathers what is due from whom, from the facts of today and what was computed last night.

One question to the database for each kind, however many contracts or clients there are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Min
from django.urls import reverse

from trede.language import current_language
from trede.language import translate as _
from trede.register.contracts.reading import SOON
from trede.register.facts.models import Fact, believed
from trede.register.oversight import calendar_money
from trede.register.oversight.computing import last_computed
from trede.register.oversight.duties import Duty, Kind, horizon
from trede.register.oversight.models import OpenReport
from trede.register.oversight.parties import Parties, read_parties
from trede.register.oversight.telling import day_of, text_of
from trede.register.pages.templating import show_code, show_day, show_last_day, upper_first


def duties_on(day: date) -> list[Duty]:
    """Return all that is due from whom, as it stands on a day, until a year ahead."""
    parties = read_parties()
    until = horizon(day)
    found = [
        *_reports(parties, day),
        *_referrals(parties),
        *_meetings(parties),
        *_ends(parties, day),
        *_advices(parties),
        *_reconciliations(parties),
        *_agreements(parties, day),
        *calendar_money.invoices(parties),
        *calendar_money.verifications(parties, day),
        *calendar_money.cohorts(parties),
        *calendar_money.purchases(),
    ]
    return [each for each in found if each.due_on is None or each.due_on <= until]


@dataclass(frozen=True)
class _Together:
    """Reports of one name under a contract that are due in the same week, or all late."""

    contract_id: str
    title: str
    first_on: date


def _reports(parties: Parties, day: date) -> Iterator[Duty]:
    """Yield the reports to come by contract, name and week; those late in one."""
    title = f"title_{current_language()}"
    found: dict[_Together, list[date]] = {}
    rows = OpenReport.objects.exclude(participation_id__in=_sent_since())
    counted = rows.values("contract_id", title, "due_on").annotate(number=Count("pk"))
    for row in counted.order_by("due_on"):
        due_on: date = row["due_on"]
        monday = due_on - timedelta(days=due_on.weekday())
        together = _Together(row["contract_id"], row[title], date.min if due_on < day else monday)
        found.setdefault(together, []).extend([due_on] * row["number"])
    for each, days in found.items():
        yield parties.duty(
            Kind.REPORT, each.contract_id, upper_first(each.title),
            reverse("contract-in-depth", args=[each.contract_id]) + "#reports",
            due_on=min(days), number=len(days), role=None,
        )  # fmt: skip


def _sent_since() -> list[str]:
    """Return the participations on which a report came after the last computation."""
    computed = last_computed()
    if computed is None:
        return []
    new = believed("progress_reports").filter(recorded_at__gt=computed.at)
    return [str(key) for key in new.values_list("participation_id", flat=True)]


def _referrals(parties: Parties) -> Iterator[Duty]:
    """Yield the referrals that wait for an answer, by provider and contract."""
    waiting = believed("referrals").filter(answered_on__isnull=True, recalled_on__isnull=True)
    rows = waiting.values("contract_id", "provider_id").annotate(
        number=Count("pk"), since=Min("referred_on")
    )
    for row in rows.order_by():
        yield parties.duty(
            Kind.REFERRAL, row["contract_id"], _("Referrals to be accepted or returned"),
            reverse("volumes"), since=row["since"], number=row["number"], role=None,
            provider_id=row["provider_id"],
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
    decided = _decided()
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
        if decided.get(key, date.min) < decide_by - SOON and (begun is None or begun <= day):
            yield parties.duty(
                Kind.EXTENSION, key, _("Decide on extension, or prepare a tender"),
                reverse("contract", args=[key]), due_on=decide_by,
                detail=_("ends on {day}").format(day=show_last_day(ends_on)),
            )  # fmt: skip


def _decided() -> Mapping[str, date]:
    """Return when advice on a contract was last answered: that is the decision."""
    found: dict[str, date] = {}
    for key, day in (
        believed("extension_advices")
        .filter(answered_on__isnull=False)
        .values_list("contract_id", "answered_on")
    ):
        found[key] = max(day, found.get(key, day))
    return found


def _advices(parties: Parties) -> Iterator[Duty]:
    for each in believed("extension_advices").filter(answered_on__isnull=True):
        key = text_of(each, "contract_id")
        yield parties.duty(
            Kind.ADVICE, key, _("Advice on extension to be answered"),
            reverse("contract", args=[key]), since=day_of(each, "given_on"),
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
