"""The pages on what contracts yield."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from trede.language import in_language
from trede.publishers.numbers import euro_text, number_text, share_text
from trede.register.access.looking import page, signed_in
from trede.register.access.rules import may_open, may_see_cost
from trede.register.clients.models import Client
from trede.register.contracts.reading import Contract, all_contracts, find_contract
from trede.register.figures.computing import exported_at
from trede.register.pages.moments import read_day
from trede.register.project.clock import today
from trede.register.yields.advices import advices_of
from trede.register.yields.measuring import (
    BANDS,
    COST_PER_EXIT,
    COST_PER_SUCCESS,
    DURABLE,
    EVER,
    EXITS,
    MEASURES,
    SHARES,
    Period,
    definition_of,
    rows_behind,
    yields,
)
from trede.register.yields.punctuality import punctuality, together
from trede.register.yields.words import (
    duration_text,
    found_texts,
    found_titles,
    standing_text,
)

AT_ONCE = 100


def _period(request: HttpRequest) -> Period:
    """Return the period an address asks for; all who ever began until today otherwise."""
    day = today()
    as_of = min(read_day(request.GET.get("as_of")) or day, day)
    first = read_day(request.GET.get("first")) or EVER
    last = read_day(request.GET.get("last")) or as_of
    return Period(first, last, as_of) if first <= last else Period(EVER, as_of, as_of)


def _query(period: Period, **more: str) -> str:
    """Return the period as an address says it."""
    said = {} if period.first == EVER else {"first": period.first.isoformat()}
    if period.last != period.as_of:
        said["last"] = period.last.isoformat()
    if period.as_of != today():
        said["as_of"] = period.as_of.isoformat()
    return urlencode({**said, **more})


def _common(request: HttpRequest, period: Period) -> Mapping[str, object]:
    return {
        "period": period,
        "ever": EVER,
        "query": _query(period),
        "exported_at": exported_at(),
        "measures": {name: definition_of(name) for name in MEASURES},
        "percent": lambda part, whole: share_text(int(part), int(whole), 1),
        "number": number_text,
        "euros": lambda value: "–" if value is None else euro_text(value),
        "sees_cost": may_see_cost(signed_in(request)),
    }


@require_GET
@page("yields")
def list_yields(request: HttpRequest) -> HttpResponse:
    """Compare contracts: what each yields, beside others of its category."""
    period = _period(request)
    found = yields(period)
    contracts = [each for each in all_contracts(today()) if each.key in found]
    chosen = request.GET.get("category", "")
    categories = sorted(
        {found[each.key].category for each in contracts if found[each.key].category}
    )
    kept = [each for each in contracts if not chosen or found[each.key].category == chosen]
    shown_page = Paginator(kept, AT_ONCE).get_page(request.GET.get("page"))
    reports = punctuality([each.key for each in shown_page.object_list], period.as_of)
    context = {
        **_common(request, period),
        "rows": [
            (each, found[each.key], together(reports.get(each.key, ())))
            for each in shown_page.object_list
        ],
        "page": shown_page,
        "categories": categories,
        "category": chosen,
        "whole_query": _query(period, **({"category": chosen} if chosen else {})),
        "EXITS": EXITS, "DURABLE": DURABLE,
        "COST_PER_EXIT": COST_PER_EXIT, "COST_PER_SUCCESS": COST_PER_SUCCESS,
    }  # fmt: skip
    return render(request, "yields/yields.html", context)


@require_GET
@page("yields")
def show_yield(request: HttpRequest, key: str) -> HttpResponse:
    """Show what one contract yields: each figure with its denominator and its definition."""
    period, contract = _period(request), _contract(key)
    found = yields(period).get(key)
    reports = punctuality([key], period.as_of).get(key, [])
    user = signed_in(request)
    context = {
        **_common(request, period),
        "contract": contract,
        "yielded": found,
        "shares": SHARES,
        "bands": BANDS,
        "COST_PER_EXIT": COST_PER_EXIT, "COST_PER_SUCCESS": COST_PER_SUCCESS,
        "EXITS": EXITS, "DURABLE": DURABLE,
        "reports": reports,
        "all_reports": together(reports),
        "standing_text": standing_text,
        "duration_text": duration_text,
        "advices": advices_of(key),
        "may_change": may_open(user, "contract-task"),
    }  # fmt: skip
    return render(request, "yields/yield.html", context)


def _contract(key: str) -> Contract:
    contract = find_contract(key, today())
    if contract is None:
        raise Http404(key)
    return contract


@require_GET
@page("yields")
def show_people(request: HttpRequest, key: str) -> HttpResponse:
    """Show the participations behind a figure: by client number for who may open files."""
    period, contract = _period(request), _contract(key)
    measure = request.GET.get("measure", EXITS)
    if measure not in MEASURES:
        raise Http404(measure)
    counted = request.GET.get("counted", "yes") == "yes"
    rows = [
        row
        for row in (rows_behind(measure, period, key) if exported_at() else [])
        if row["in_denominator"] and bool(row["in_numerator"]) == counted
    ]
    shown_page = Paginator(rows, AT_ONCE).get_page(request.GET.get("page"))
    context = {
        **_common(request, period),
        "contract": contract,
        "measure": definition_of(measure),
        "definition": in_language(definition_of(measure).definitions),
        "counted": counted,
        "total": len(rows),
        "page": shown_page,
        "rows": _told(request, list(shown_page.object_list)),
        "titles": found_titles(),
        "whole_query": _query(period, measure=measure, counted="yes" if counted else "no"),
    }
    return render(request, "yields/people.html", context)


def _told(
    request: HttpRequest, rows: list[Mapping[str, object]]
) -> list[tuple[str, str, list[str]]]:
    """Return how each client is called, the address of the file if any, and what was found."""
    persons = [str(row["person_id"]) for row in rows]
    numbers: dict[str, str] = {}
    if may_open(signed_in(request), "dossier"):
        known = Client.objects.filter(person_id__in=persons)
        numbers = dict(known.values_list("person_id", "number"))
    return [
        (numbers.get(person, person), _file_of(numbers.get(person)), found_texts(row))
        for person, row in zip(persons, rows, strict=True)
    ]


def _file_of(number: str | None) -> str:
    return reverse("dossier", args=[number]) if number else ""
