"""The pages with figures."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from trede.language import in_language
from trede.publishers.column_titles import column_title
from trede.publishers.numbers import number_text, share_text
from trede.register.access.looking import page, signed_in
from trede.register.access.rules import may_open
from trede.register.figures.asking import asker_for
from trede.register.figures.computing import exported_at, figure, figures, measure_of
from trede.register.figures.downloading import as_csv, as_workbook
from trede.register.figures.drawing import draw
from trede.register.figures.groups import group_title
from trede.register.figures.periods import usual_period
from trede.register.figures.scopes import scopes_of
from trede.register.figures.topics import Topic, topics

CSV = "text/csv; charset=utf-8"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
    asker = asker_for(signed_in(request), request.GET.dict())
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
        "period": asker.period,
        "usual": usual_period(asker.as_of),
        "notices": asker.notices,
        "chart": draw(topic, grouped),
        "narrow_chart": draw(topic, grouped, narrow=True),
        "scope": asker.scope,
        "scopes": scopes_of(signed_in(request)),
        "as_of": asker.as_of,
        "known_at": asker.known_at.date().isoformat() if asker.known_at else "",
        "known_on": asker.known_at.date() if asker.known_at else None,
        "exported_at": exported_at(),
        "percent": share_text,
        "number": number_text,
        "query": request.GET.urlencode(),
        "may_list": may_open(signed_in(request), "figure-people"),
    }
    return render(request, "figures/figure.html", context)


@require_GET
@page("figure")
def download_figure(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """Download a figure by group, as csv or as a workbook."""
    topic = exported_topic(name)
    asker = asker_for(signed_in(request), request.GET.dict())
    found = figure(asker(topic.measure, topic.by))
    if form == "csv":
        return as_file(as_csv(topic, found, asker), f"{topic.name}.csv", CSV)
    return as_file(as_workbook(topic, found, asker), f"{topic.name}.xlsx", WORKBOOK)


def as_file(content: str | bytes, name: str, content_type: str) -> HttpResponse:
    """Return a file that a browser saves under a name."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def exported_topic(name: str) -> Topic:
    """Return a topic of which figures can be computed; Http404 before the first nightly run."""
    if exported_at() is None:
        raise Http404(name)
    return _topic(name)


def _topic(name: str) -> Topic:
    if name not in topics():
        raise Http404(name)
    return topics()[name]
