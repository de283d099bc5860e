"""The pages of a dossier."""

from datetime import date, datetime, time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from trede.language import translate as _
from trede.register.access.looking import open_client, page, signed_in
from trede.register.access.looks import ground_title, newest_looks
from trede.register.access.rules import may_open, may_take
from trede.register.accounts.models import User
from trede.register.documents.papers import language_for
from trede.register.dossiers.choices import choices_of, papers_of
from trede.register.dossiers.decided import decided_in
from trede.register.dossiers.drawing import draw
from trede.register.dossiers.naming import reason_of
from trede.register.dossiers.overview import look_over
from trede.register.dossiers.sections import sections_of
from trede.register.dossiers.timeline import SPANS, draw_up
from trede.register.facts.reading import Moment, file_of
from trede.register.pages.moments import read_day, read_moment
from trede.register.project.clock import today
from trede.register.quality.history import changes_of, may_be_undone
from trede.register.referrals.on_file import with_providers
from trede.register.signals.explaining import explain_all
from trede.register.signals.models import Signal
from trede.register.signals.settings import settings_on
from trede.register.steps.registry import STEPS, label_of
from trede.register.steps.relapse import relapse_in

NEWEST = 8


@require_GET
@page("dossier")
def show_dossier(request: HttpRequest, number: str) -> HttpResponse:
    """Show a client's dossier as of a day and as known at a moment, today and now by default."""
    client = open_client(request, number)
    moment = read_moment(request)
    file = file_of(client.person_id, moment)
    signals = list(Signal.objects.filter(person_id=client.person_id)) if _is_now(moment) else []
    overview = look_over(file, moment.as_of)
    span = request.GET.get("span", "year")
    due = {each.rule: each.due_on for each in signals}
    deadline = due.get("closed_approach_deadline")
    timeline = draw_up(file, moment.as_of, span if span in SPANS else "year", deadline)
    changes = changes_of(client).select_related("author")
    if not _is_now(moment):
        changes = changes.filter(at__lte=_until(moment))
    context = {
        "client": client,
        "moment": moment,
        "is_now": _is_now(moment),
        "overview": overview,
        "with_providers": with_providers(file, moment.as_of),
        "decided": decided_in(file, moment.as_of),
        "reason_of": reason_of,
        "relapse": relapse_in(file, moment.as_of),
        "tasks": list(zip(signals, explain_all(signals, today()), strict=True)),
        "timeline": timeline,
        "drawing": draw(timeline),
        "span": span,
        "spans": [("quarter", _("quarter")), ("year", _("year")), ("all", _("all"))],
        "moment_query": _query(request),
        "duties": list(zip(overview.duties, _duty_titles(), strict=True)),
        "steps": [name for name in STEPS if may_take(signed_in(request), name)],
        "choices": choices_of(signed_in(request)),
        "papers_are_english": language_for(client) == "en",
        "papers": papers_of(signed_in(request)),
        "step_title": label_of,
        "may_renumber": may_open(signed_in(request), "citizen-number"),
        "may_be_undone": lambda change: may_be_undone(change, client),
        "sees_evidence": may_open(signed_in(request), "evidence"),
        "basis_title": ground_title,
        "sections": sections_of(file, _counting(moment.as_of)),
        "changes": changes.order_by("-id")[:NEWEST],
        "looks": newest_looks(client, None if _is_now(moment) else _until(moment)),
        "managers": {user.username: user.name for user in User.objects.filter(is_active=True)},
    }
    return render(request, "dossiers/dossier.html", context)


def _is_now(moment: Moment) -> bool:
    return moment.as_of == today() and moment.known_at is None


def _counting(day: date) -> list[str]:
    """Return the kinds of talk that count as a diagnosis, as the municipality has it on a day."""
    return [kind.strip() for kind in settings_on(day).parameters["diagnosis_kinds"].split(",")]


def _until(moment: Moment) -> datetime:
    """Return the last moment of which a page tells what happened: of the day, or of knowing."""
    end = datetime.combine(moment.as_of, time.max)
    return end if moment.known_at is None else min(end, moment.known_at)


def _query(request: HttpRequest) -> str:
    """Return the part of the address that keeps day and state of knowledge."""
    kept = [
        f"{name}={request.GET[name]}&"
        for name in ("as_of", "known_at")
        if read_day(request.GET.get(name))
    ]
    return "".join(kept)


def _duty_titles() -> tuple[str, ...]:
    return (_("Accept work"), _("Apply for work"), _("Cooperate"))
