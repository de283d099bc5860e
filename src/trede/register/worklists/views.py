"""The page on which the day begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from trede.register.access.looking import page, signed_in
from trede.register.project.clock import now, today
from trede.register.signals.declarations import GROUPS, declared, group_title
from trede.register.signals.explaining import explain_all
from trede.register.steps.registry import STEPS
from trede.register.worklists.worklist import Task, Worklist, counts_by, worklist_of

BACKLOG = "backlog"
AT_ONCE = 50
"""How many tasks a page shows; more are a click away."""


@dataclass(frozen=True)
class Filter:
    """One of the choices above the list."""

    name: str
    title: str
    tasks: int


@require_GET
@page("worklist")
def show_worklist(request: HttpRequest) -> HttpResponse:
    """Show what is due, most urgent first; ``group`` narrows it down."""
    worklist = worklist_of(signed_in(request), today())
    group_of = {rule: each.group for rule, each in declared().items()}
    counts = counts_by(worklist.tasks, group_of)
    group = request.GET.get("group", "")
    chosen = _chosen(worklist, group, group_of)
    first = _whole(request.GET.get("from", "0"))
    shown = chosen[first : first + AT_ONCE]
    explained = explain_all((task.signal for task in shown), today())
    context = {
        "worklist": worklist,
        "tasks": list(zip(shown, explained, strict=True)),
        "filters": [
            Filter(name, group_title(name), counts[name]) for name in GROUPS if counts[name]
        ],
        "group": group,
        "step_label": lambda name: STEPS[name].label() if name in STEPS else name,
        "moment": now(),
        "chosen": len(chosen),
        "previous": max(first - AT_ONCE, 0) if first else None,
        "next": first + AT_ONCE if first + AT_ONCE < len(chosen) else None,
    }
    template = "worklists/tasks.html" if request.headers.get("HX-Request") else None
    return render(request, template or "worklists/worklist.html", context)


def _chosen(worklist: Worklist, group: str, group_of: Mapping[str, str]) -> Sequence[Task]:
    if group == BACKLOG:
        return worklist.backlog
    return [task for task in worklist.tasks if not group or group_of.get(task.signal.rule) == group]


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0
