"""Shows and saves any step, and shows and goes the way back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from trede.language import translate as _
from trede.register.access.looking import open_client, page, signed_in
from trede.register.access.rules import ground_to_look, may_take
from trede.register.facts.journal import newest_change
from trede.register.facts.versions import Change
from trede.register.project.clock import today
from trede.register.steps.policies import FaultyPolicyError
from trede.register.steps.registry import STEPS, label_of
from trede.register.steps.saving import is_gone, save
from trede.register.steps.situation import Situation
from trede.register.steps.step import Step
from trede.register.steps.telling import tell_change
from trede.register.steps.undoing import (
    BuiltUponError,
    SentByProviderError,
    UndoForm,
    UndoneElsewhereError,
    is_by_provider,
    look_back,
    undo,
)


@require_http_methods(["GET", "POST"])
@page("step")
def take_step(
    request: HttpRequest, number: str, name: str, subject: str | None = None
) -> HttpResponse:
    """Show the form of a step, or save it and return to where one came from."""
    if name not in STEPS:
        raise Http404(name)
    if not may_take(signed_in(request), name):
        raise PermissionDenied(_("This step is for who guides the client."))
    situation = Situation(open_client(request, number), signed_in(request), today(), subject)
    try:
        return _take(request, STEPS[name], situation)
    except FaultyPolicyError as error:
        context = {"client": situation.client, "problem": str(error)}
        return render(request, "steps/stopped.html", context, status=503)


def _take(request: HttpRequest, step: Step, situation: Situation) -> HttpResponse:
    client, number = situation.client, situation.client.number
    if request.method == "POST":
        form = step.make_form(situation, data=request.POST)
        if (done := save(step, situation, form)) is not None:
            report(request, done.sentence, done.change, number)
            return redirect(back_to(request, number))
    else:
        if is_gone(step, situation):
            raise Http404(situation.subject)
        initial = {**step.initial(situation), **_chosen(request), "seen": newest_change(client)}
        form = step.make_form(situation, initial=initial)
    context = {
        "step": step,
        "situation": situation,
        "client": client,
        "form": form,
        "changes": [(change, label_of(change), tell_change(change)) for change in form.changes],
        "obstacle": step.obstacle(situation),
        "steps": STEPS,
        "back": back_to(request, number),
        "beside": step.beside(situation),
    }
    return render(request, step.template, context, status=422 if form.is_bound else 200)


def _chosen(request: HttpRequest) -> dict[str, str]:
    """Return what was chosen beside the form already, as the address has it, by field."""
    return {name: str(value) for name, value in request.GET.items() if name != "back"}


@require_http_methods(["GET", "POST"])
@page("undo")
def undo_change(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Show what undoing a change would do, or do it; at once if it was recorded just now."""
    client = open_client(request, number)
    change = get_object_or_404(Change, pk=pk, person_id=client.person_id)
    form = UndoForm(request.POST or None, at_once="at_once" in request.POST)
    if request.method == "POST" and form.is_valid():
        try:
            undone = undo(change, signed_in(request), form.cleaned_data["reason"])
        except (BuiltUponError, SentByProviderError, UndoneElsewhereError) as error:
            form.add_error(None, str(error))
        else:
            sentence = _("Undone: {step}.").format(step=label_of(change))
            report(request, sentence, undone, number)
            if ground_to_look(signed_in(request), client) is None:
                return redirect("clients")
            return redirect(back_to(request, number))
    trail = look_back(change)
    context = {
        "client": client,
        "change": change,
        "label": label_of(change),
        "told": tell_change(change),
        "sent": str(SentByProviderError(change.step)) if is_by_provider(change) else "",
        "later": [(each, label_of(each), tell_change(each)) for each in trail.later],
        "form": form,
        "back": back_to(request, number),
    }
    return render(request, "steps/undo.html", context, status=422 if form.is_bound else 200)


def report(request: HttpRequest, sentence: str, change: Change | None, number: str) -> None:
    """Say on the next page what was done; the layout offers the way back beside it."""
    if change is None:
        messages.info(request, sentence)
    else:
        messages.success(request, sentence, extra_tags=reverse("undo", args=[number, change.pk]))


def back_to(request: HttpRequest, number: str) -> str:
    """Return where one came from: a page of ours named in the address, or the dossier."""
    wanted = request.POST.get("back") or request.GET.get("back") or ""
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return wanted
    return reverse("dossier", args=[number])
