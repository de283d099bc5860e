"""What is due about tenders: offers to open, the award, and the waiting before a contract."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from trede.language import translate as _
from trede.register.accounts.roles import Role
from trede.register.facts.models import believed
from trede.register.oversight.duties import Duty, Kind
from trede.register.oversight.telling import day_of
from trede.register.tendering.reading import Stage, Tender, all_tenders

STANDSTILL = timedelta(days=20)
"""So long after the award was made known nothing is signed (Aanbestedingswet 2012, 2.127)."""


def tenders() -> Iterator[Duty]:
    """Yield what is next with each tender, from the purchaser."""
    drawn_up = set(
        believed("contracts").filter(lot_id__isnull=False).values_list("lot_id", flat=True)
    )
    for each in all_tenders():
        if each.stage is Stage.ANNOUNCED and each.offers_due_on < date.max:
            opens = each.offers_due_on + timedelta(days=1)
            yield _duty(each, _("Offers to be opened"), due_on=opens)
        elif each.stage is Stage.OPENED:
            yield _duty(each, _("Award to be decided"), since=each.opened_on)
        elif each.stage is Stage.AWARDED:
            yield from _awarded(each, drawn_up)
        elif each.stage is Stage.PREPARED:
            prepared_on = day_of(each.fact, "prepared_on")
            yield _duty(each, _("Tender to be announced"), since=prepared_on)


def _awarded(tender: Tender, drawn_up: set[object]) -> Iterator[Duty]:
    """Yield the publication of the result, and contracts that can be drawn up after standstill."""
    awards = [day for lot in tender.lots if (day := day_of(lot.fact, "awarded_on")) is not None]
    awarded_on = max(awards, default=None)
    if tender.fact.cell("published_on") is None:
        yield _duty(tender, _("Result to be published"), since=awarded_on)
    lots = [lot for lot in tender.lots if lot.key not in drawn_up]
    if lots and awarded_on is not None:
        yield _duty(
            tender, _("Standstill ends: contract to be drawn up"), number=len(lots), is_from=True,
            due_on=awarded_on + STANDSTILL + timedelta(days=1), since=awarded_on + STANDSTILL,
        )  # fmt: skip


def _duty(
    tender: Tender,
    title: str,
    *,
    due_on: date | None = None,
    since: date | None = None,
    number: int = 1,
    is_from: bool = False,
) -> Duty:
    return Duty(
        Kind.TENDER, title, "", "", "", tender.name,
        reverse("tender", args=[tender.key]), role=Role.PURCHASER, due_on=due_on, since=since,
        number=number, is_from=is_from,
    )  # fmt: skip
