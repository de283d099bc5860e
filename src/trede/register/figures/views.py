"""The pages with figures."""

import csv
from collections.abc import Mapping
from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from trede.language import in_language
from trede.language import translate as _
from trede.publishers.answers import Answer
from trede.publishers.charts.bars import Length, bars
from trede.publishers.column_titles import column_title
from trede.publishers.numbers import number_text, percent_text, share_text
from trede.register.access.looking import page, signed_in
from trede.register.access.rules import clients_of
from trede.register.clients.models import Client  # noqa: TC001 - in a local annotation
from trede.register.figures.computing import (
    Asked,
    exported_at,
    figure,
    figures,
    measure_of,
    people_behind,
)
from trede.register.figures.scopes import Scope, people_in, scopes_of
from trede.register.figures.topics import Topic, topics
from trede.register.pages.moments import read_moment
from trede.register.pages.templating import show_code, show_day

AT_ONCE = 200


@require_GET
@page("figures")
def list_figures(request: HttpRequest) -> HttpResponse:
    """List the questions that figures answer."""
    context = {"topics": topics().values(), "exported_at": exported_at()}
    return render(request, "figures/figures.html", context)


@require_GET
@page("figure")
def show_figure(request: HttpRequest, name: str) -> HttpResponse:
    """Show one figure: the answer, by group, other readings, the definition."""
    topic = _topic(name)
    if exported_at() is None:
        return render(request, "figures/none_yet.html", {"topic": topic})
    scope, asked = _asked(request, topic)
    whole, grouped, *others = figures(
        [asked(topic.measure), asked(topic.measure, topic.by), *map(asked, topic.also)]
    )
    measure = measure_of(topic.measure)
    context = {
        "topic": topic,
        "measure": measure,
        "whole": whole.rows[0] if whole.rows else None,
        "grouped": grouped,
        "by_title": column_title(topic.by),
        "group_title": lambda value: group_title(topic.by, value),
        "others": [(each.measure, each.rows[0]) for each in others],
        "definition": in_language(measure.definitions),
        "notes": whole.notes,
        "window": {name: _day(text) for name, text in whole.window().items()},
        "chart": _chart(topic, grouped),
        "scope": scope,
        "scopes": scopes_of(signed_in(request)),
        "as_of": read_moment(request).as_of,
        "known_at": request.GET.get("known_at", ""),
        "exported_at": exported_at(),
        "percent": share_text,
        "number": number_text,
        "query": request.GET.urlencode(),
    }
    return render(request, "figures/figure.html", context)


@require_GET
@page("figure")
def download_figure(request: HttpRequest, name: str) -> HttpResponse:
    """Download a figure by group as csv, its definition above it."""
    topic = _exported_topic(name)
    _scope, asked = _asked(request, topic)
    found = figure(asked(topic.measure, topic.by))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{topic.name}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response, delimiter=";")
    writer.writerow(["# " + in_language(measure_of(topic.measure).definitions)])
    writer.writerow([topic.by, "numerator", "denominator"])
    writer.writerows(
        [row.group[topic.by] or "", row.numerator, row.denominator] for row in found.rows
    )
    return response


@require_GET
@page("figure-people")
def show_people(request: HttpRequest, name: str) -> HttpResponse:
    """Show the people behind a figure, as far as one meets them without stating a reason."""
    topic = _exported_topic(name)
    _scope, asked = _asked(request, topic)
    rows = people_behind(asked(topic.measure))
    group, counted = request.GET.get("group"), request.GET.get("counted", "yes")
    chosen = [row for row in rows if _is_chosen(row, topic, group, counted)]
    own = clients_of(signed_in(request)).prefetch_related("identities")
    known: Mapping[str, Client] = {client.person_id: client for client in own}
    shown = [(known[str(row["person_id"])], row) for row in chosen if row["person_id"] in known]
    context = {
        "topic": topic,
        "people": sorted(shown, key=lambda each: each[0].listed_name)[:AT_ONCE],
        "total": len(chosen),
        "visible": len(shown),
        "counted": counted,
        "group": group,
        "query": request.GET.urlencode(),
    }
    return render(request, "figures/people.html", context)


def _is_chosen(row: Mapping[str, object], topic: Topic, group: str | None, counted: str) -> bool:
    if not row["in_denominator"] or (group is not None and str(row[topic.by]) != group):
        return False
    return bool(row["in_numerator"]) == (counted == "yes")


def _topic(name: str) -> Topic:
    if name not in topics():
        raise Http404(name)
    return topics()[name]


def _exported_topic(name: str) -> Topic:
    """Return a topic of which figures can be computed; Http404 before the first nightly run."""
    if exported_at() is None:
        raise Http404(name)
    return _topic(name)


def _asked(request: HttpRequest, topic: Topic) -> "tuple[Scope, Asker]":
    del topic
    user = signed_in(request)
    allowed = scopes_of(user)
    scope = next((each for each in allowed if each.value == request.GET.get("scope")), allowed[0])
    moment = read_moment(request)
    return scope, Asker(moment.as_of, people_in(scope, user), moment.known_at)


class Asker:
    """Asks measures over the same people, as of the same day."""

    def __init__(
        self, as_of: date, among: tuple[str, ...] | None, known_at: datetime | None
    ) -> None:
        self._as_of, self._among, self._known_at = as_of, among, known_at

    def __call__(self, measure: str, by: str | None = None) -> Asked:
        """Return the question for a measure, by a column or not."""
        columns = (by,) if by else ()
        return Asked(measure, self._as_of, columns, self._among, self._known_at)


def group_title(column: str, value: str | None) -> str:
    """Name a group: by the label of its code, or what the reports call the rest."""
    if value in (None, "", "other", "unknown"):
        return _("other or unknown")
    codes = {"type": "trajectory_type"}.get(column, column)
    return show_code(value, codes)


def _day(text: str | None) -> str:
    return show_day(date.fromisoformat(text)) if text and len(text) == len("2026-01-01") else ""


def _chart(topic: Topic, grouped: Answer) -> str:
    lengths = [
        Length(
            group_title(topic.by, row.group[topic.by]),
            (row.ratio or 0) * 100,
            percent_text((row.ratio or 0) * 100),
            f"{number_text(row.numerator or 0)} / {number_text(row.denominator)}",
        )
        for row in grouped.rows
        if row.denominator
    ]
    described = in_language(measure_of(topic.measure).titles)
    return bars(topic.question, described, lengths, 100).svg("chart")
