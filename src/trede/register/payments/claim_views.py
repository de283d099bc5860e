"""The page on which the claim of a premium is turned down."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from trede.errors import TredeError
from trede.language import translate as _
from trede.register.access.looking import page, signed_in
from trede.register.pages.templating import show_day
from trede.register.payments.claims import CLAIMS, title_claimed, turn_down
from trede.register.payments.forms import TurnDownForm
from trede.register.payments.views import contract_or_404
from trede.register.providers.tasks import one


@require_http_methods(["GET", "POST"])
@page("approve-performance")
def turn_claim_down(request: HttpRequest, key: str) -> HttpResponse:
    """Turn a claim down, with the reason."""
    claim = one(CLAIMS, claim_id=key)
    if claim is None:
        raise Http404(key)
    contract = contract_or_404(str(claim.cell("contract_id")))
    claimed_on = claim.cell("claimed_on")
    back = reverse("payments-of-contract", args=[contract.cell("contract_id")]) + "?verdict=held"
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
    )
    context = {
        "form": form,
        "title": _("Turn a claim down"),
        "explanation": said.format(
            premium=title_claimed(claim),
            day=show_day(claimed_on if isinstance(claimed_on, date) else None),
        ),
        "obstacle": "",
        "back": back,
        "trail": [
            (_("Payments"), reverse("payments")),
            (str(contract.cell("name") or contract.cell("contract_id")), back),
        ],
    }
    return render(request, "providers/task.html", context, status=422 if form.is_bound else 200)
