"""The pages on which the claim of a premium is turned down, and on which it stands again."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from trede.errors import TredeError
from trede.language import translate as _
from trede.register.access.looking import page, signed_in
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_day
from trede.register.payments.claims import CLAIMS, title_claimed, turn_down
from trede.register.payments.forms import LetStandForm, TurnDownForm
from trede.register.payments.turned_down import find_turned_down, let_stand
from trede.register.payments.views import contract_or_404
from trede.register.providers.tasks import one


@require_http_methods(["GET", "POST"])
@page("approve-performance")
def turn_claim_down(request: HttpRequest, key: str) -> HttpResponse:
    """Turn a claim down, with the reason."""
    claim = one(CLAIMS, claim_id=key)
    if claim is None:
        raise Http404(key)
    back = _back(claim, "?verdict=held")
    form = TurnDownForm(request.POST if request.method == "POST" else None)
    form.complete()
    if form.is_valid():
        try:
            turn_down(signed_in(request), key, form.cleaned_data["reason"])
        except TredeError as error:
            form.tell(error)
        else:
            messages.success(request, _("The claim was turned down: the company reads why."))
            return redirect(back)
    said = _(
        "“{premium}”, claimed on {day}. The claim and its evidence are withdrawn; what was paid "
        "upon it is to be taken back. The company can claim anew."
    ).format(premium=title_claimed(claim), day=_claimed_on(claim))
    return _ask(request, claim, form, (_("Turn a claim down"), said, back))


@require_http_methods(["GET", "POST"])
@page("approve-performance")
def let_claim_stand(request: HttpRequest, key: str) -> HttpResponse:
    """Let a claim that was turned down stand again, with the reason."""
    found = find_turned_down(key)
    if found is None:
        raise Http404(key)
    back = _back(found.claim, "#turned-down")
    form = LetStandForm(request.POST if request.method == "POST" else None)
    form.complete()
    if form.is_valid():
        try:
            let_stand(signed_in(request), key, form.cleaned_data["reason"])
        except TredeError as error:
            form.tell(error)
        else:
            messages.success(request, _("The claim stands again, with its evidence."))
            return redirect(back)
    said = _(
        "“{premium}”, claimed on {day}, turned down by {name} on {turned_down_on}: {reason} The "
        "claim and its evidence are recorded anew as they were."
    ).format(
        premium=title_claimed(found.claim),
        day=_claimed_on(found.claim),
        name=found.by,
        turned_down_on=show_day(found.on),
        reason=found.reason.rstrip(".") + ".",
    )
    return _ask(request, found.claim, form, (_("Let the claim stand again"), said, back))


def _back(claim: Fact, where: str) -> str:
    return reverse("payments-of-contract", args=[claim.cell("contract_id")]) + where


def _claimed_on(claim: Fact) -> str:
    claimed_on = claim.cell("claimed_on")
    return show_day(claimed_on if isinstance(claimed_on, date) else None)


def _ask(
    request: HttpRequest, claim: Fact, form: TurnDownForm, said: tuple[str, str, str]
) -> HttpResponse:
    contract = contract_or_404(str(claim.cell("contract_id")))
    title, explanation, back = said
    context = {
        "form": form,
        "title": title,
        "explanation": explanation,
        "obstacle": "",
        "back": back,
        "trail": [
            (_("Payments"), reverse("payments")),
            (str(contract.cell("name") or contract.cell("contract_id")), back),
        ],
    }
    return render(request, "providers/task.html", context, status=422 if form.is_bound else 200)
