"""The page on which a citizen service number is corrected."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from trede.errors import TredeError
from trede.language import translate as _
from trede.register.access.looking import page, signed_in
from trede.register.facts.journal import newest_change
from trede.register.quality.forms import NumberForm
from trede.register.quality.looking import open_for_task
from trede.register.quality.renumbering import NumberTakenError, renumber

if TYPE_CHECKING:
    from trede.register.clients.models import Client


@require_http_methods(["GET", "POST"])
@page("citizen-number")
def correct_number(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for the right citizen service number and why; the one on file is not shown."""
    client = open_for_task(request, number, "citizen-number")
    form = NumberForm(request.POST or None, initial={"seen": newest_change(client)})
    taken_by: Client | None = None
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        given, reason = answers["citizen_number"], answers["reason"]
        try:
            renumber(client, given, signed_in(request), reason, answers.get("seen"))
        except TredeError as error:
            form.tell(error)
            taken_by = error.other if isinstance(error, NumberTakenError) else None
        else:
            messages.success(request, _("The citizen service number is corrected."))
            return redirect("dossier", client.number)
    context = {"client": client, "form": form, "taken_by": taken_by}
    return render(request, "quality/number.html", context, status=422 if form.is_bound else 200)
