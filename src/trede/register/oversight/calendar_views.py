"""The page that tells what is due from whom, and the files of it."""

from collections import Counter
from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from trede.register.access.looking import page, signed_in
from trede.register.access.rules import may_see_cost
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.figures.views import CSV, as_file
from trede.register.oversight.calendar import duties_on
from trede.register.oversight.calendar_files import as_csv, as_icalendar
from trede.register.oversight.catching_up import behind, catch_up
from trede.register.oversight.computing import last_computed
from trede.register.oversight.duties import LATE, LONG, WAITING, Duty, Kind, in_periods
from trede.register.project.clock import now, today

AT_ONCE = 60
FORMS = ("csv", "ics")
ICALENDAR = "text/calendar; charset=utf-8"
WHOSE = (Role.PURCHASER, Role.CONTROLLER, Role.DATA_MANAGER, Role.CASE_MANAGER, Role.PROVIDER)
"""Whose tasks there are, in the order in which they can be chosen."""
ALL = "all"


@require_GET
@page("calendar")
def show_calendar(request: HttpRequest) -> HttpResponse:
    """Show what is due from whom, late first; at first the tasks of the reader's own role."""
    day = today()
    catch_up(day)
    everything = duties_on(day)
    whose = _whose(request)
    chosen = _chosen(request, everything, whose)
    together = in_periods(chosen, day)
    inorder = [each for period in together for each in period.duties]
    numbers = {period.name: period.number for period in together}
    shown = Paginator(inorder, AT_ONCE).get_page(request.GET.get("page"))
    turning = request.GET.copy()
    turning.pop("page", None)
    turning["whose"] = whose
    providers = {each.provider_id: each.provider for each in everything if each.provider_id}
    context = {
        "periods": in_periods(shown.object_list, day),
        "page": shown,
        "number": sum(each.number for each in chosen),
        "late": numbers.get(LATE, 0) + numbers.get(LONG, 0),
        "waiting": numbers.get(WAITING, 0),
        "long": LONG,
        "whose": whose,
        "roles": [(role, number) for role, number in _by_role(everything) if number],
        "of_all": sum(each.number for each in everything),
        "kinds": [(kind, number) for kind, number in _by_kind(everything) if number],
        "providers": sorted(providers.items(), key=lambda each: each[1].casefold()),
        "kind": request.GET.get("kind", ""),
        "provider": request.GET.get("provider", ""),
        "query": turning.urlencode(),
        "computed": last_computed(),
        "behind": len(behind()),
        "shows_money": may_see_cost(signed_in(request)),
    }
    return render(request, "oversight/calendar.html", context)


@require_GET
@page("calendar")
def download_calendar(request: HttpRequest, form: str) -> HttpResponse:
    """Download what is due as csv, or what has a day as an iCalendar."""
    if form not in FORMS:
        raise Http404(form)
    day = today()
    catch_up(day)
    found = _chosen(request, duties_on(day), _whose(request))
    chosen = sorted(found, key=lambda each: each.order)
    if form == "csv":
        shows_money = may_see_cost(signed_in(request))
        return as_file(as_csv(chosen, with_amounts=shows_money), f"agenda-{day}.csv", CSV)
    origin = f"{request.scheme}://{request.get_host()}"
    return as_file(as_icalendar(chosen, origin, now()), f"agenda-{day}.ics", ICALENDAR)


def _whose(request: HttpRequest) -> str:
    """Return whose tasks are asked for: without a choice those of the reader, or all."""
    asked = request.GET.get("whose")
    return _own(signed_in(request)) if asked is None else asked or ALL


def _own(reader: User) -> str:
    held = [role.value for role in WHOSE if reader.has_role(role)]
    return held[0] if len(held) == 1 else ALL


def _chosen(request: HttpRequest, duties: Sequence[Duty], whose: str) -> list[Duty]:
    kind, provider = request.GET.get("kind", ""), request.GET.get("provider", "")
    return [
        each
        for each in duties
        if kind in ("", each.kind.value)
        and provider in ("", each.provider_id)
        and whose in (ALL, each.asked_of)
    ]


def _by_role(duties: Sequence[Duty]) -> list[tuple[Role, int]]:
    counted: Counter[str] = Counter()
    for each in duties:
        counted[each.asked_of] += each.number
    return [(role, counted[role.value]) for role in WHOSE]


def _by_kind(duties: Sequence[Duty]) -> list[tuple[Kind, int]]:
    counted: Counter[Kind] = Counter()
    for each in duties:
        counted[each.kind] += each.number
    return [(kind, counted[kind]) for kind in Kind]
