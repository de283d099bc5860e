"""The pages on which clients who are on file twice are compared, merged and taken apart again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trede.errors import TredeError
from trede.language import translate as _
from trede.register.access.looking import page, signed_in
from trede.register.access.rules import KEEPS_DATA
from trede.register.clients.models import Client
from trede.register.clients.searching import find
from trede.register.facts.journal import newest_change
from trede.register.quality import duplicates, merging
from trede.register.quality.comparing import compare_files, compare_persons, tell_fact
from trede.register.quality.forms import MergeForm, ReasonForm
from trede.register.quality.leaving import leave
from trede.register.quality.looking import open_for_task
from trede.register.quality.merging import Pair, Seen, plan_merge, plan_unmerge
from trede.register.quality.models import Merge
from trede.register.quality.moving import Passage, facts_about

AT_ONCE = 25
FOUND_AT_ONCE = 8


@require_GET
@page("duplicates")
def list_duplicates(request: HttpRequest) -> HttpResponse:
    """List pairs of clients who may be one, and let any two be looked up."""
    found = duplicates.candidates()
    texts = [request.GET.get(name, "").strip() for name in ("one", "other")]
    everyone = Client.objects.filter(merged_into__isnull=True).prefetch_related("identities")
    choices = [list(find(text, everyone)[:FOUND_AT_ONCE]) if text else [] for text in texts]
    if all(len(each) == 1 for each in choices):
        return redirect("compare-clients", choices[0][0].number, choices[1][0].number)
    context = {
        "page": Paginator(found, AT_ONCE).get_page(request.GET.get("page")),
        "total": len(found),
        "rules": duplicates.rule_titles(),
        "texts": texts,
        "choices": choices,
        "may_keep": signed_in(request).has_role(*KEEPS_DATA),
    }
    return render(request, "quality/duplicates.html", context)


@require_http_methods(["GET", "POST"])
@page("compare-clients")
def compare_clients(request: HttpRequest, number: str, other: str) -> HttpResponse:
    """Show two clients side by side; a data manager may say here that they are two people."""
    pair = _pair(request, number, other)
    may_keep = signed_in(request).has_role(*KEEPS_DATA)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and may_keep and form.is_valid():
        about = duplicates.about_pair(pair.kept, pair.merged)
        reason = form.cleaned_data["reason"]
        leave(duplicates.DUPLICATE, about, pair.kept, reason, signed_in(request))
        messages.success(request, _("Recorded: these are two people."))
        return redirect("duplicates")
    context = {
        "pair": pair,
        "persons": compare_persons(pair.kept, pair.merged),
        "files": compare_files(pair.kept, pair.merged),
        "rules": [
            duplicates.rule_titles()[r] for r in duplicates.rules_for(pair.kept, pair.merged)
        ],
        "form": form,
        "may_keep": may_keep,
    }
    return render(request, "quality/compare.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@page("merge")
def merge_clients(request: HttpRequest, number: str, other: str) -> HttpResponse:
    """Show what merging two clients does, and merge them for a reason."""
    pair = _fullest_first(_pair(request, number, other))
    if request.method == "POST":
        form = MergeForm(request.POST, pair=pair)
        if form.is_valid() and (done := _merged(request, form, pair)) is not None:
            told = _("Merged: {merged} is now {kept}.")
            numbers = {"merged": done.merged.number, "kept": done.kept.number}
            messages.success(request, told.format(**numbers))
            return redirect("merge-done", done.pk)
    else:
        seen = {"seen": newest_change(pair.kept), "seen_other": newest_change(pair.merged)}
        form = MergeForm(initial=seen, pair=pair)
    context = {
        "pair": pair,
        "form": form,
        "passages": [_told_passage(each) for each in plan_merge(pair)],
    }
    return render(request, "quality/merge.html", context, status=422 if form.is_bound else 200)


@require_GET
@page("merges")
def list_merges(request: HttpRequest) -> HttpResponse:
    """List all merges, also those that were undone."""
    done = Merge.objects.select_related(
        "kept", "merged", "joined_in__author", "undone_in__author"
    ).prefetch_related("kept__identities")
    shown = Paginator(done, AT_ONCE).get_page(request.GET.get("page"))
    return render(request, "quality/merges.html", {"page": shown})


@require_GET
@page("merge-done")
def show_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one merge, and the way back."""
    return _show_merge(request, get_object_or_404(Merge, pk=pk), None)


@require_POST
@page("merge-undo")
def undo_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Take two clients apart again."""
    done = get_object_or_404(Merge, pk=pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _show_merge(request, done, form)
    answers = form.cleaned_data
    try:
        merging.unmerge(done, signed_in(request), answers["reason"], answers.get("seen"))
    except TredeError as error:
        form.tell(error)
        return _show_merge(request, done, form)
    told = _("Taken apart: client {merged} has its own file again.")
    messages.success(request, told.format(merged=done.merged.number))
    return redirect("merge-done", done.pk)


def _show_merge(request: HttpRequest, done: Merge, form: ReasonForm | None) -> HttpResponse:
    open_for_task(request, done.kept.kept.number, "merge-done")
    is_undone = done.undone_in_id is not None
    way = None if is_undone else plan_unmerge(done)
    context = {
        "merge": done,
        "way": way,
        "returning": [(tell_fact(each.before), each) for each in way.returning] if way else [],
        "added": [tell_fact(fact) for fact in way.added_since] if way else [],
        "form": form or ReasonForm(initial={"seen": newest_change(done.kept)}),
        "may_keep": signed_in(request).has_role(*KEEPS_DATA),
        "is_stuck": done.kept.merged_into is not None,
    }
    status = 422 if form is not None else 200
    return render(request, "quality/merge_done.html", context, status=status)


def _merged(request: HttpRequest, form: MergeForm, shown: Pair) -> Merge | None:
    answers = form.cleaned_data
    seen = {
        shown.kept.number: answers.get("seen"),
        shown.merged.number: answers.get("seen_other"),
    }
    pair = form.chosen
    try:
        return merging.merge(
            pair,
            signed_in(request),
            answers["reason"],
            Seen(seen[pair.kept.number], seen[pair.merged.number]),
        )
    except TredeError as error:
        form.tell(error)
    return None


def _pair(request: HttpRequest, number: str, other: str) -> Pair:
    first, second = (open_for_task(request, each, "compare-clients") for each in (number, other))
    if first == second:
        raise Http404(number)
    return Pair(first, second)


def _fullest_first(pair: Pair) -> Pair:
    """Propose to keep the client of whom most is on file."""
    ours, theirs = (len(facts_about(client.person_id)) for client in (pair.kept, pair.merged))
    return pair if ours >= theirs else Pair(pair.merged, pair.kept)


def _told_passage(passage: Passage) -> tuple[str, str]:
    """Say a fact, and what becomes of it."""
    if passage.values is None and passage.known is None:
        becomes = _("stays behind: the other has a case manager for this already")
    elif passage.values is None:
        becomes = _("stays behind: the other says it already")
    elif passage.known is not None:
        becomes = _("fills in what the other lacks")
    elif passage.values.get("ends_on") != passage.fact.values.get("ends_on"):
        becomes = _("goes over and ends today: the other has a case manager for this")
    else:
        becomes = _("goes over")
    return tell_fact(passage.fact), becomes
