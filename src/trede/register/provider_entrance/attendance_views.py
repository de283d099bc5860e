"""The page of attendance: many clients of one contract and month in one table."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from trede.errors import TredeError
from trede.language import translate as _
from trede.register.access.looking import page, signed_in
from trede.register.accounts.models import User
from trede.register.facts.models import Fact
from trede.register.pages.moments import read_day
from trede.register.project.clock import today
from trede.register.provider_entrance.attendance import (
    MISSING,
    OFF,
    SIGNED,
    STATES,
    AttendanceList,
    Place,
    check_seen,
    fill_in,
    last_day_of,
    list_of,
    month_of,
    months_until,
)
from trede.register.provider_entrance.own import find_contract, own_contracts
from trede.register.steps.refusing import RefusedError

AT_ONCE = 100


@require_http_methods(["GET", "POST"])
@page("provider-attendance")
def show_attendance(request: HttpRequest) -> HttpResponse:
    """Show the list of a contract and month, or save what was filled in."""
    user = signed_in(request)
    contracts = list(own_contracts(user).order_by("name", "contract_id"))
    contract = _contract(user, request, contracts)
    month_on = month_of(request.GET.get("month", ""), today())
    if contract is None:
        nothing: dict[str, object] = {"contracts": [], "list": None}
        return render(request, "provider_entrance/attendance.html", nothing)
    found = list_of(user, contract, month_on)
    shown = Paginator(found.places, AT_ONCE).get_page(request.GET.get("page"))
    problem = ""
    if request.method == "POST":
        try:
            changed = _save(request, user, found, list(shown.object_list))
        except TredeError as error:
            problem = str(error)
        else:
            said = _("Attendance saved: {number} changed.")
            messages.success(request, said.format(number=changed))
            return redirect(_address(contract, month_on, shown.number))
    context = {
        "contracts": contracts,
        "list": found,
        "page": shown,
        "months": months_until(today()),
        "states": [(SIGNED, _("signed")), (MISSING, _("signature missing")), (OFF, _("not on it"))],
        "filled": _filled(request, list(shown.object_list)),
        "signed_on": request.POST.get("signed_on") or _usual(month_on).isoformat(),
        "problem": problem,
    }
    status = 422 if problem else 200
    return render(request, "provider_entrance/attendance.html", context, status=status)


def _contract(user: User, request: HttpRequest, contracts: Sequence[Fact]) -> Fact | None:
    asked = request.GET.get("contract", "")
    if asked:
        return find_contract(user, asked)
    return contracts[0] if contracts else None


def _save(request: HttpRequest, user: User, found: AttendanceList, shown: Sequence[Place]) -> int:
    check_seen(found, request.POST.get("seen", ""))
    signed_on = read_day(request.POST.get("signed_on", ""))
    if signed_on is None:
        raise RefusedError(_("Fill in on which day was signed, as 31-12-2026."))
    states = {
        place.key: state
        for place in shown
        if (state := request.POST.get(f"state-{place.key}", place.state)) in STATES
    }
    if "all" in request.POST:
        states = {key: state if state == MISSING else SIGNED for key, state in states.items()}
    return fill_in(user, shown, found, states, signed_on, today())


def _filled(request: HttpRequest, shown: Sequence[Place]) -> Mapping[str, str]:
    """Return how each client stands in the form: as was filled in, or as is on file."""
    return {each.key: request.POST.get(f"state-{each.key}", each.state) for each in shown}


def _usual(month_on: date) -> date:
    """Return the usual day of signing: the last of the month, or today if it still runs."""
    return min(last_day_of(month_on), today())


def _address(contract: Fact, month_on: date, number: int) -> str:
    key = contract.cell("contract_id")
    return f"{reverse('provider-attendance')}?contract={key}&month={month_on:%Y-%m}&page={number}"
