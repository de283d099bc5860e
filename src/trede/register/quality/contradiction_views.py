"""The pages with contradictions, and with what was looked into and left as it is."""

from collections import Counter

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from trede.language import translate as _
from trede.register.access.looking import page, signed_in
from trede.register.access.rules import KEEPS_DATA
from trede.register.figures.computing import exported_at
from trede.register.quality.contradicting import REMEDIES, contradictions, find_contradiction
from trede.register.quality.declared import kinds
from trede.register.quality.duplicates import DUPLICATE
from trede.register.quality.forms import ReasonForm
from trede.register.quality.leaving import all_left, leave, put_on_list_again
from trede.register.quality.looking import note_looks
from trede.register.quality.models import LeftAsIs

AT_ONCE = 20


@require_GET
@page("contradictions")
def list_contradictions(request: HttpRequest) -> HttpResponse:
    """List what contradicts itself: both statements, with source and moment."""
    found = contradictions()
    kind = request.GET.get("kind")
    chosen = [each for each in found if kind in {None, "", each.kind.name}]
    shown = Paginator(chosen, AT_ONCE).get_page(request.GET.get("page"))
    note_looks(request, {each.client for each in shown.object_list}, "contradictions")
    context = {
        "page": shown,
        "total": len(found),
        "counts": Counter(each.kind.name for each in found),
        "kinds": kinds(),
        "kind": kinds().get(kind or ""),
        "remedies": REMEDIES,
        "left": all_left().exclude(matter=DUPLICATE).count(),
        "may_keep": signed_in(request).has_role(*KEEPS_DATA),
        "exported_at": exported_at(),
    }
    return render(request, "quality/contradictions.html", context)


@require_POST
@page("leave-as-is")
def leave_as_is(request: HttpRequest) -> HttpResponse:
    """Leave a contradiction as it is, for a reason."""
    kind, about = request.POST.get("kind", ""), request.POST.get("about", "")
    address = reverse("contradictions") + (f"?kind={kind}" if kind in kinds() else "")
    found = find_contradiction(kind, about)
    if found is None:
        messages.info(request, _("This is not on the list any more: it was corrected or left."))
        return redirect(address)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why it is left as it is; nothing was saved."))
        return redirect(address)
    leave(kind, about, found.client, form.cleaned_data["reason"], signed_in(request))
    messages.success(
        request,
        _("Left as it is: {what}, client {number}.").format(
            what=found.kind.title.lower(), number=found.client.number
        ),
    )
    return redirect(address)


@require_GET
@page("left-as-is")
def list_left(request: HttpRequest) -> HttpResponse:
    """List what was looked into and left as it is, newest first."""
    shown = Paginator(all_left(), AT_ONCE).get_page(request.GET.get("page"))
    titles = {name: kind.title for name, kind in kinds().items()}
    context = {
        "page": shown,
        "titles": {**titles, DUPLICATE: _("Perhaps on file twice")},
        "may_keep": signed_in(request).has_role(*KEEPS_DATA),
    }
    return render(request, "quality/left.html", context)


@require_POST
@page("on-list-again")
def put_on_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Put something back on its list."""
    left = get_object_or_404(LeftAsIs, pk=pk, ended_at__isnull=True)
    put_on_list_again(left, signed_in(request))
    messages.success(request, _("It is back on the list, if it still stands."))
    return redirect("left-as-is")
