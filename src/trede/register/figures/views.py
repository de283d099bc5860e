"""The pages with figures."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from trede.language import in_language
from trede.publishers.column_titles import column_title
from trede.publishers.numbers import number_text, share_text
from trede.register.access.looking import page, signed_in
from trede.register.figures.asking import Asker, asker_for
from trede.register.figures.computing import exported_at, figure, figures, measure_of
from trede.register.figures.downloading import as_csv
from trede.register.figures.drawing import draw
from trede.register.figures.groups import group_title
from trede.register.figures.people import behind
from trede.register.figures.scopes import scopes_of
from trede.register.figures.topics import Topic, topics
from trede.register.pages.moments import read_day, read_moment
from trede.register.pages.templating import show_day


@require_GET
@page("figures")
def list_figures(request: HttpRequest) -> HttpResponse:
    """List the questions that figures answer, each with what it counts."""
    counted = {
        name: in_language(measure_of(topic.measure).definitions) for name, topic in topics().items()
    }
    context = {"topics": topics().values(), "counted": counted, "exported_at": exported_at()}
    return render(request, "figures/figures.html", context)


@require_GET
@page("figure")
def show_figure(request: HttpRequest, name: str) -> HttpResponse:
    """Show one figure: the answer, by group, other readings, the definition."""
    topic = _topic(name)
    if exported_at() is None:
        return render(request, "figures/none_yet.html", {"topic": topic})
    asker = _asker(request)
    whole, grouped, *others = figures(
        [asker(topic.measure), asker(topic.measure, topic.by), *map(asker, topic.also)]
    )
    context = {
        "topic": topic,
        "measure": whole.measure,
        "whole": whole.rows[0] if whole.rows else None,
        "grouped": grouped,
        "by_title": column_title(topic.by),
        "group_title": lambda value: group_title(topic.by, value),
        "others": [(each.measure, each.rows[0]) for each in others],
        "definition": in_language(whole.measure.definitions),
        "notes": whole.notes,
        "window": {name: show_day(read_day(text), "") for name, text in whole.window().items()},
        "chart": draw(topic, grouped),
        "scope": asker.scope,
        "scopes": scopes_of(signed_in(request)),
        "as_of": asker.as_of,
        "known_at": asker.known_at.date().isoformat() if asker.known_at else "",
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
    found = figure(_asker(request)(topic.measure, topic.by))
    response = HttpResponse(as_csv(topic, found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{topic.name}.csv"'
    return response


@require_GET
@page("figure-people")
def show_people(request: HttpRequest, name: str) -> HttpResponse:
    """Show the people behind a figure, as far as one meets them without stating a reason."""
    topic = _exported_topic(name)
    group, counted = request.GET.get("group"), request.GET.get("counted", "yes") == "yes"
    asked = _asker(request)(topic.measure)
    asked_again = request.GET.copy()
    for each in ("group", "counted"):
        asked_again.pop(each, None)
    context = {
        "topic": topic,
        "behind": behind(signed_in(request), topic, asked, group=group, counted=counted),
        "by_title": column_title(topic.by),
        "counted": counted,
        "group": None if group is None else group_title(topic.by, group),
        "query": asked_again.urlencode(),
    }
    return render(request, "figures/people.html", context)


def _topic(name: str) -> Topic:
    if name not in topics():
        raise Http404(name)
    return topics()[name]


def _exported_topic(name: str) -> Topic:
    """Return a topic of which figures can be computed; Http404 before the first nightly run."""
    if exported_at() is None:
        raise Http404(name)
    return _topic(name)


def _asker(request: HttpRequest) -> Asker:
    scope = request.GET.get("scope")
    return asker_for(signed_in(request), scope, read_moment(request))
