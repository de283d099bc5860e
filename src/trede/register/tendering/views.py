"""The pages about tenders."""

from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from trede.language import translate as _
from trede.register.access.looking import page, signed_in
from trede.register.access.rules import may_open
from trede.register.project.clock import today
from trede.register.providers.history import history
from trede.register.providers.pages import take
from trede.register.providers.tasks import Task, by_name, one
from trede.register.referrals.purchasing import recurring
from trede.register.tendering.awarding import Award, GiveUp, MakeContract, Publish
from trede.register.tendering.judging import (
    EnterContents,
    OpenOffers,
    ReceiveOffer,
    Score,
    Select,
)
from trede.register.tendering.preparing import (
    AddCriterion,
    AddLot,
    Announce,
    ChangeCriterion,
    ChangeLot,
    ChangeTender,
    ChooseProcedure,
    PrepareTender,
    RemoveCriterion,
    frozen,
    lacking,
)
from trede.register.tendering.reading import (
    NotRankedError,
    Stage,
    Tender,
    all_tenders,
    find_tender,
)
from trede.register.tendering.report import (
    advice_of,
    day_of,
    moment_in,
    show_score,
    write_report,
)
from trede.register.tendering.splitting import warnings_of

PREPARE = PrepareTender()
TASKS: Mapping[str, Task] = by_name(
    (
        ChangeTender(), AddLot(), ChangeLot(), AddCriterion(), ChangeCriterion(),
        RemoveCriterion(), ChooseProcedure(), Announce(), ReceiveOffer(), OpenOffers(),
        EnterContents(), Select(), Score(), Award(), Publish(), GiveUp(), MakeContract(),
    )
)  # fmt: skip


@require_GET
@page("tenders")
def list_tenders(request: HttpRequest) -> HttpResponse:
    """List all tenders, the newest first, with how far each has come."""
    found = all_tenders()
    context = {
        "tenders": [(each, _warnings(each, found)) for each in found],
        "recurring": recurring(today()),
        "may_change": may_open(signed_in(request), "tender-task"),
    }
    return render(request, "tendering/tenders.html", context)


def _warnings(tender: Tender, others: list[Tender]) -> list[str]:
    """Return what looks split; nothing where no limits are on file, which the page says."""
    if advice_of(tender) is None or tender.stage is Stage.WITHDRAWN:
        return []
    alike = [each.assignment for each in others if each.stage is not Stage.WITHDRAWN]
    return list(warnings_of(tender.assignment, alike).values())


@require_GET
@page("tenders")
def show_tender(request: HttpRequest, key: str) -> HttpResponse:
    """Show one tender, whole: what comes next, its lots with offers and ranking, its history."""
    tender = _tender(key)
    contracts = {lot.key: one("contracts", lot_id=lot.key) for lot in tender.lots}
    context = {
        "tender": tender,
        "advice": advice_of(tender),
        "warnings": _warnings(tender, all_tenders()),
        "frozen": frozen(tender),
        "lacking": lacking(tender) if advice_of(tender) else "",
        "lots": [(lot, *_ranked(tender, lot), contracts[lot.key]) for lot in tender.lots],
        "may_change": may_open(signed_in(request), "tender-task"),
        "score": show_score,
        "history": history(_facts_of(tender), _labels()),
        "names": {each.name: each.title() for each in (PREPARE, *TASKS.values())},
    }
    return render(request, "tendering/tender.html", context)


def _ranked(tender: Tender, lot: object) -> tuple[object, str]:
    try:
        ranking = tender.ranking(lot)  # type: ignore[arg-type]
    except NotRankedError as error:
        return (), str(error)
    return ranking, ""


def _facts_of(tender: Tender) -> Mapping[str, Mapping[str, object]]:
    lots = [lot.key for lot in tender.lots]
    offers = [offer.key for lot in tender.lots for offer in lot.offers]
    return {
        "tenders": {"tender_id": tender.key},
        "tender_lots": {"tender_id": tender.key},
        "tender_criteria": {"tender_id": tender.key},
        "tender_offers": {"lot_id__in": lots},
        "tender_scores": {"offer_id__in": offers},
    }


def _labels() -> Mapping[str, str]:
    return {
        "name": _("Name"),
        "category": _("Kind of assignment"),
        "description": _("What is asked"),
        "prepared_on": _("Preparation began on"),
        "procedure": _("Procedure"),
        "procedure_motive": _("Why this procedure"),
        "award_basis": _("Awarded on"),
        "announced_on": _("Announced, or companies invited, on"),
        "offers_due_on": _("Last day for offers"),
        "opened_on": _("Opened on"),
        "published_on": _("Result published on"),
        "withdrawn_on": _("Given up on"),
        "withdrawal_motive": _("Why"),
        "estimated_value_cents": _("Estimated value, without value added tax"),
        "weight": _("Weight"),
        "kind": _("Kind"),
        "received_on": _("Received on"),
        "price_cents": _("Price, without value added tax"),
        "exclusion": _("Ground for exclusion"),
        "selection_motive": _("On what this rests"),
        "points": _("Points"),
        "motive": _("Why"),
        "awarded_on": _("Day of the award"),
        "award_motive": _("Why"),
    }


def _tender(key: str) -> Tender:
    tender = find_tender(key)
    if tender is None:
        raise Http404(key)
    return tender


@require_GET
@page("tenders")
def show_report(request: HttpRequest, key: str) -> HttpResponse:
    """Show the report of the award as a PDF; ``known_at`` makes it again as it was then."""
    tender = find_tender(key, moment_in(request.GET.get("known_at")))
    if tender is None:
        raise Http404(key)
    folder = Path(settings.ENVIRONMENT.folder)
    content = write_report(tender, day_of(tender), settings.ENVIRONMENT.municipality, folder)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="award-{key}.pdf"'
    return response


@require_http_methods(["GET", "POST"])
@page("tender-task")
def prepare_tender(request: HttpRequest) -> HttpResponse:
    """Prepare a tender."""
    trail = [(_("Tenders"), reverse("tenders"))]
    return take(request, PREPARE, "", "", lambda _key: reverse("tenders"), {"trail": trail})


@require_http_methods(["GET", "POST"])
@page("tender-task")
def take_task(request: HttpRequest, key: str, task: str, part: str = "") -> HttpResponse:
    """Do one task about a tender."""
    tender = _tender(key)
    address = reverse("tender", args=[key])
    trail = [(_("Tenders"), reverse("tenders")), (tender.name, address)]
    return take(request, TASKS.get(task), key, part, lambda _key: address, {"trail": trail})
