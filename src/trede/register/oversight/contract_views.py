"""The pages about the money of contracts: all at a glance, and one in depth."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from trede.language import translate as _
from trede.register.access.looking import page, signed_in
from trede.register.access.rules import may_open
from trede.register.contracts.reading import Stage, find_contract
from trede.register.contracts.versions import readable_terms
from trede.register.figures.views import CSV, as_file
from trede.register.oversight.catching_up import behind, catch_up, catch_up_one
from trede.register.oversight.computing import last_computed
from trede.register.oversight.depth import (
    draw_months,
    late_reports,
    months_of,
    newest_reports,
    participants,
    participations_of,
    terms_money,
)
from trede.register.oversight.files import amount, written
from trede.register.oversight.glance import Glance, glance_of, glances, in_order
from trede.register.oversight.money import held_by_reason, total_of
from trede.register.oversight.refusals import refused_of
from trede.register.payments.standing import Standing
from trede.register.project.clock import today

AT_ONCE = 50


@require_GET
@page("contracts-at-a-glance")
def show_glance(request: HttpRequest) -> HttpResponse:
    """Show money, volume, results and warnings of contracts, in the order asked for."""
    shows_all = "all" in request.GET
    catch_up(today())
    found, order = in_order(glances(today(), shows_all=shows_all), request.GET.get("order", ""))
    context = {
        "contracts": found,
        "order": order,
        "shows_all": shows_all,
        "total": total_of(each.money for each in found),
        "warned": sum(bool(each.warnings) for each in found),
        "computed": last_computed(),
        "behind": len(behind([each.contract.key for each in found])),
        "opens_yield": may_open(signed_in(request), "yields"),
    }
    return render(request, "oversight/glance.html", context)


@require_GET
@page("contracts-at-a-glance")
def download_glance(request: HttpRequest) -> HttpResponse:
    """Download contracts with their money, volume, results and warnings."""
    shows_all = "all" in request.GET
    catch_up(today())
    found, _order = in_order(glances(today(), shows_all=shows_all), request.GET.get("order", ""))
    return as_file(_as_csv(found), f"contracten-{today()}.csv", CSV)


def _as_csv(found: Iterable[Glance]) -> str:
    computed = last_computed()
    titles = (
        _("contract"), _("name of the contract"), _("provider"), _("last day"), _("committed"),
        _("spent"), Standing.DUE.title, Standing.BACK.title, Standing.HELD.title,
        _("fees still to be earned"), _("expected"), Standing.DOUBT.title,
        Standing.RUNNING.title, _("most that is paid"), _("referred"), _("take part"), _("minimum"),
        _("maximum"), _("clients"), _("exits to work"), _("reports too late"), _("warnings"),
        _("computed at"),
    )  # fmt: skip
    rows = (
        (
            each.contract.key, each.contract.name, each.contract.provider,
            each.contract.last_day or "", amount(each.money.committed), amount(each.money.spent),
            amount(each.money.due), amount(each.money.back), amount(each.money.held),
            amount(each.money.to_earn), amount(each.money.expected), amount(each.money.doubt),
            amount(each.money.running), amount(each.money.most),
            each.volume.referred, each.volume.running, _number(each.minimum),
            _number(each.maximum), each.result.clients if each.result else "",
            each.result.exits if each.result else "", each.late_reports, " ".join(each.warnings),
            f"{computed.at:%Y-%m-%d %H:%M}" if computed else "",
        )
        for each in found
    )  # fmt: skip
    return written(titles, rows)


def _number(value: int | None) -> object:
    return "" if value is None else value


@require_GET
@page("contract-in-depth")
def show_depth(request: HttpRequest, key: str) -> HttpResponse:
    """Show the money of one contract: by month, by term, held and why, and by participant."""
    day = today()
    contract = find_contract(key, day)
    if contract is None or contract.stage is Stage.DRAFT:
        raise Http404(key)
    catch_up_one(key, day)
    versions = readable_terms([key]).get(key, [])
    months = months_of(key)
    shown = Paginator(participations_of(key), AT_ONCE).get_page(request.GET.get("page"))
    number_late, oldest_late = late_reports(key, day)
    held = held_by_reason(key)
    context = {
        "contract": contract,
        "glance": glance_of(contract, day),
        "months": list(reversed(months)),
        "chart": draw_months(months),
        "narrow_chart": draw_months(months, narrow=True),
        "terms": terms_money(key, versions),
        "held": held,
        "participants": participants(shown.object_list, day),
        "refused": refused_of(shown.object_list, day),
        "page": shown,
        "number_late": number_late,
        "oldest_late": oldest_late,
        "newest": newest_reports(key, versions),
        "opens_payments": may_open(signed_in(request), "payments"),
    }
    return render(request, "oversight/depth.html", context)


@require_GET
@page("contract-in-depth")
def download_participants(request: HttpRequest, key: str) -> HttpResponse:
    """Download the participants of a contract with their money; by number, without a name."""
    del request
    day = today()
    if find_contract(key, day) is None:
        raise Http404(key)
    catch_up_one(key, day)
    titles = (
        _("participation"), _("client"), _("first day"), _("last day"), _("paid"),
        Standing.DUE.title, Standing.BACK.title, Standing.HELD.title,
        _("fees still to be earned"), _("reports too late"),
    )  # fmt: skip
    found = participants(participations_of(key), day)
    rows = (
        (
            each.fact.cell("participation_id"), each.number, each.fact.cell("starts_on"),
            each.fact.cell("ends_on") or "", amount(each.paid), amount(each.due),
            amount(each.back), amount(each.held), amount(each.to_earn), each.late_reports,
        )
        for each in found
    )  # fmt: skip
    return as_file(written(titles, rows), f"deelnemers-{day}.csv", CSV)
