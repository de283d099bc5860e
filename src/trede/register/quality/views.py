"""The first page of the data manager: what is missing and what comes late; and who is behind it."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_GET, require_POST

from trede.language import current_language, in_language
from trede.language import translate as _
from trede.publishers.numbers import number_text, part_text
from trede.register.access.looking import page, signed_in, state_reason
from trede.register.access.rules import KEEPS_DATA, may_open
from trede.register.accounts.models import names_of
from trede.register.clients.models import Client
from trede.register.figures.computing import exported_at, measure_of
from trede.register.pages.moments import read_day
from trede.register.project.clock import today
from trede.register.quality import measuring
from trede.register.quality.contradicting import CORRECTED_BY, REMEDIES, contradictions
from trede.register.quality.declared import fields
from trede.register.quality.gaps import Chosen, gaps_in, lacks, touched_since

AT_ONCE = 50
LONGEST_NORM = 366


@require_GET
@page("data")
def show_data(request: HttpRequest) -> HttpResponse:
    """Show how complete the file is, and how soon things are recorded."""
    verifies = may_open(signed_in(request), "premiums-to-verify")
    context: dict[str, object] = {"exported_at": exported_at(), "verifies": verifies}
    if exported_at() is not None:
        context |= _filled(request) | _delays(request)
    return render(request, "quality/data.html", context)


def _filled(request: HttpRequest) -> dict[str, object]:
    per = _one_of(request.GET.get("per"), measuring.PER)
    measure = measure_of(measuring.FILLED)
    return {
        "per": per,
        "completeness": measuring.completeness(per),
        "filled_definition": in_language(measure.definitions),
        "filled_notes": measure.notes[current_language()],
        "percent": part_text,
        "number": number_text,
        "group_title": measuring.group_title,
    }


def _delays(request: HttpRequest) -> dict[str, object]:
    per = _one_of(request.GET.get("delay_per"), measuring.DELAY_PER) or measuring.DELAY_PER[0]
    norm = _norm(request.GET.get("norm"))
    since = read_day(request.GET.get("since")) or _a_year_ago()
    delays = measuring.entry_delays(per, norm, since)
    measure = measure_of(measuring.IN_TIME)
    return {
        "delay_per": per,
        "norm": norm,
        "since": since,
        "delays": delays,
        "all_delays": measuring.all_together(delays),
        "delay_definition": in_language(measure.definitions),
        "delay_notes": measure.notes[current_language()],
    }


@require_GET
@page("data-gap")
def show_gap(request: HttpRequest, field: str) -> HttpResponse:
    """Show the people behind a gap: name and number, as in every list, and the step that fills."""
    if field not in fields():
        raise Http404(field)
    chosen = Chosen(request.GET.get("team"), request.GET.get("source"))
    gaps = gaps_in(fields()[field], chosen)
    pages = Paginator(gaps, AT_ONCE)
    shown = pages.get_page(request.GET.get("page"))
    context = {
        "field": fields()[field],
        "chosen": chosen,
        "page": shown,
        "clients": len({gap.client.pk for gap in gaps}),
        "touched": touched_since([gap.client for gap in shown.object_list]),
        "managers": names_of(),
        "may_keep": signed_in(request).has_role(*KEEPS_DATA),
        "group_title": measuring.group_title,
        "exported_at": exported_at(),
        "query": _query(request, "team", "source"),
    }
    return render(request, "quality/gap.html", context)


@require_POST
@page("data-open")
def open_for_data(request: HttpRequest, number: str) -> HttpResponse:
    """Open a client who is on one of the lists, to fill a gap or to correct a statement.

    The list is the reason; it is logged like any other, and the client can read it.
    """
    client = get_object_or_404(Client, number=number)
    field, kind = request.POST.get("field", ""), request.POST.get("kind", "")
    subject = request.POST.get("subject", "")
    if field in fields() and lacks(client, fields()[field], subject):
        step = fields()[field].step if fields()[field].table is None or subject else None
        return _open(request, client, fields()[field].title, step, subject)
    for each in contradictions() if kind else ():
        if (each.kind.name, each.client) == (kind, client):
            table = request.POST.get("table", "")
            remedy = REMEDIES.get((kind, table)) if "remedy" in request.POST else None
            step = remedy or CORRECTED_BY.get(table)
            return _open(request, client, each.kind.title, step, subject)
    messages.info(request, _("This client is not on that list any more."))
    return redirect(_back(request))


def _open(
    request: HttpRequest, client: Client, what: str, step: str | None, subject: str
) -> HttpResponse:
    state_reason(request, client, _("Keeping the file clean: {what}").format(what=what.lower()))
    if step is None:
        return redirect("dossier", client.number)
    if step == "citizen-number":
        return redirect("citizen-number", client.number)
    parts = [client.number, step, subject] if subject else [client.number, step]
    address = reverse("step-of" if subject else "step", args=parts)
    return redirect(f"{address}?{urlencode({'back': _back(request)})}")


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return wanted
    return reverse("data")


def _one_of(wanted: str | None, allowed: tuple[str, ...]) -> str | None:
    return wanted if wanted in allowed else None


def _norm(text: str | None) -> int:
    if text is not None and text.isdecimal() and int(text) <= LONGEST_NORM:
        return int(text)
    return measuring.shipped_norm()


def _a_year_ago() -> date:
    return today() - measuring.A_YEAR


def _query(request: HttpRequest, *names: str) -> str:
    return urlencode({name: request.GET[name] for name in names if name in request.GET})
