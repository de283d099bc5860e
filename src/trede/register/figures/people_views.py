"""The pages with the people behind a figure."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from trede.language import in_language
from trede.language import translate as _
from trede.publishers.column_titles import column_title
from trede.register.access.looking import page, signed_in
from trede.register.access.rules import may_open, may_rebuild_figures
from trede.register.figures.asking import Asker, asker_for
from trede.register.figures.computing import measure_of
from trede.register.figures.downloading import people_as_csv
from trede.register.figures.groups import group_title
from trede.register.figures.people import AT_ONCE, Behind, Person, behind, describe
from trede.register.figures.topics import Topic
from trede.register.figures.views import CSV, as_file, exported_topic
from trede.register.pages.templating import show_day

NARROWS = ("group", "counted", "measure", "page")
"""What an address of this page says beyond that of the figure."""


@require_GET
@page("figure-people")
def show_people(request: HttpRequest, name: str) -> HttpResponse:
    """Show the people behind a figure: the own ones by name, all of them to who checks figures."""
    topic, user = exported_topic(name), signed_in(request)
    asker, found = _asked(request, topic)
    shown = Paginator(found.rows, AT_ONCE).get_page(request.GET.get("page"))
    people = describe(user, topic, shown.object_list)
    group = request.GET.get("group")
    narrowed, turning = request.GET.copy(), request.GET.copy()
    for each in NARROWS:
        narrowed.pop(each, None)
    turning.pop("page", None)
    context = {
        "topic": topic,
        "measure": measure_of(_measure(request, topic)),
        "definition": in_language(measure_of(_measure(request, topic)).definitions),
        "people": [(each, _file_of(each, topic, asker)) for each in people],
        "page": shown,
        "found_titles": [title for title, _text in people[0].found] if people else [],
        "behind": found,
        "rebuilds": may_rebuild_figures(user),
        "opens_files": may_open(user, "dossier"),
        "by_title": column_title(topic.by),
        "counted": _is_counted(request),
        "group": None if group is None else group_title(topic.by, group),
        "asker": asker,
        "query": narrowed.urlencode(),
        "whole_query": turning.urlencode(),
    }
    return render(request, "figures/people.html", context)


@require_GET
@page("figure-people-download")
def download_people(request: HttpRequest, name: str) -> HttpResponse:
    """Download the people behind a figure with all that the rule found, to count it again."""
    topic = exported_topic(name)
    asker, found = _asked(request, topic)
    people = describe(signed_in(request), topic, found.rows, with_names=False)
    written = people_as_csv(people, asker, counted=_is_counted(request))
    return as_file(written, f"{topic.name}-{_('people')}.csv", CSV)


def _asked(request: HttpRequest, topic: Topic) -> tuple[Asker, Behind]:
    user = signed_in(request)
    asker = asker_for(user, request.GET.dict())
    asked, group = asker(_measure(request, topic)), request.GET.get("group")
    return asker, behind(user, topic, asked, group=group, counted=_is_counted(request))


def _measure(request: HttpRequest, topic: Topic) -> str:
    """Return which measure's people are asked for: that of the topic, or one beside it."""
    wanted = request.GET.get("measure", topic.measure)
    return wanted if wanted in topic.also else topic.measure


def _is_counted(request: HttpRequest) -> bool:
    return request.GET.get("counted", "yes") == "yes"


def _file_of(person: Person, topic: Topic, asker: Asker) -> str:
    """Return the address of a file as it was for the figure; empty where one has none to open.

    A file outside the own caseload asks for a reason first; the figure is proposed as the reason.
    """
    if not person.number:
        return ""
    moment = {"as_of": asker.as_of.isoformat()}
    if asker.known_at is not None:
        moment["known_at"] = asker.known_at.date().isoformat()
    file = f"{reverse('dossier', args=[person.number])}?{urlencode(moment)}"
    if person.is_own:
        return file
    said = _("I check a figure: {question} As on {day}.")
    reason = said.format(question=topic.question, day=show_day(asker.as_of))
    asking = reverse("look-reason", args=[person.number])
    return f"{asking}?{urlencode({'next': file, 'reason': reason})}"
