"""The pages on which an administrator keeps other systems, their rights and their tokens."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trede.errors import UsageError
from trede.language import translate as _
from trede.register.access.looking import page, signed_in
from trede.register.accounts.administering import NameTakenError
from trede.register.accounts.changes import changes_of
from trede.register.accounts.roles import Scope
from trede.register.api import systems
from trede.register.api.models import Right, System, Token
from trede.register.api.system_forms import NewSystemForm, RightForm, SystemForm, TokenForm
from trede.register.api.tokens import MOST_WRONG, count_wrong
from trede.register.project.clock import today


@require_GET
@page("systems")
def list_systems(request: HttpRequest) -> HttpResponse:
    """List the other systems, with what they may do and when they last called."""
    related = System.objects.select_related("user").prefetch_related("rights", "tokens")
    context = {
        "systems": [(system, _standing(system)) for system in related],
        "wrong": count_wrong(),
        "most_wrong": MOST_WRONG,
    }
    return render(request, "api/systems.html", context)


@require_http_methods(["GET", "POST"])
@page("system-add")
def add_system(request: HttpRequest) -> HttpResponse:
    """Add a system; rights and a token follow on its own page."""
    form = NewSystemForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = systems.add_system(
                signed_in(request), form.cleaned_data["username"], form.details
            )
        except NameTakenError as error:
            form.add_error("username", str(error))
        except systems.SourceTakenError as error:
            form.add_error("source", str(error))
        else:
            messages.success(request, _("The system is added. Give it rights and a token."))
            return redirect(reverse("system", args=[made.pk]))
    context = {"form": form}
    return render(request, "api/system_add.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@page("system")
def show_system(request: HttpRequest, pk: int) -> HttpResponse:
    """Show and change a system."""
    system = get_object_or_404(System, pk=pk)
    details = systems.details_of(system)
    initial = {"name": details.name, "source": details.source, "intake": details.intake}
    form = SystemForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            systems.change_system(signed_in(request), system, form.details)
        except UsageError as error:
            form.add_error("source", str(error))
        else:
            return _told(request, system, _("The system is changed."))
    return _show(request, system, form=form)


@require_POST
@page("system")
def give_right(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a system do something, from a day on."""
    system = get_object_or_404(System, pk=pk)
    form = RightForm(request.POST)
    if form.is_valid():
        answers = form.cleaned_data
        try:
            systems.give_right(
                signed_in(request),
                system,
                Scope(answers["scope"]),
                answers["starts_on"],
                answers["ends_on"],
            )
        except UsageError as error:
            form.add_error("starts_on", str(error))
        else:
            return _told(request, system, _("The right is given."))
    return _show(request, system, right_form=form)


@require_POST
@page("system")
def end_right(request: HttpRequest, pk: int, right: int) -> HttpResponse:
    """End a right from today on."""
    found = get_object_or_404(Right, pk=right, system_id=pk)
    systems.end_right(signed_in(request), found)
    return _told(request, found.system, _("The right has ended."))


@never_cache
@require_POST
@page("system")
def give_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a token and show it, this once."""
    system = get_object_or_404(System, pk=pk)
    form = TokenForm(request.POST)
    if form.is_valid():
        try:
            token = systems.give_token(signed_in(request), system, form.cleaned_data["last_on"])
        except UsageError as error:
            form.add_error("last_on", str(error))
        else:
            context = {"system": system, "token": token, "last_on": form.cleaned_data["last_on"]}
            return render(request, "api/token_given.html", context)
    return _show(request, system, token_form=form)


@require_POST
@page("system")
def revoke_token(request: HttpRequest, pk: int, token: int) -> HttpResponse:
    """Make a token worth nothing."""
    found = get_object_or_404(Token, pk=token, system_id=pk)
    systems.revoke_token(signed_in(request), found)
    return _told(request, found.system, _("The token is revoked: it no longer works."))


def _show(
    request: HttpRequest,
    system: System,
    *,
    form: SystemForm | None = None,
    right_form: RightForm | None = None,
    token_form: TokenForm | None = None,
) -> HttpResponse:
    details = systems.details_of(system)
    initial = {"name": details.name, "source": details.source, "intake": details.intake}
    given = [each for each in (form, right_form, token_form) if each is not None]
    context = {
        "system": system,
        "form": form or SystemForm(initial=initial),
        "right_form": right_form or RightForm(),
        "token_form": token_form or TokenForm(),
        "rights": system.rights.all(),
        "tokens": system.tokens.all(),
        "day": today(),
        "changes": changes_of(system.user),
    }
    status = 422 if any(each.errors for each in given) else 200
    return render(request, "api/system.html", context, status=status)


def _standing(system: System) -> dict[str, object]:
    """Return what a list shows of a system: its rights of today, and its last call."""
    day = today()
    rights = [
        right.title
        for right in system.rights.all()
        if right.starts_on <= day and (right.ends_on is None or day < right.ends_on)
    ]
    tokens = list(system.tokens.all())
    works = [each.last_on for each in tokens if each.revoked_at is None and day <= each.last_on]
    calls = [each.last_used_at for each in tokens if each.last_used_at is not None]
    return {
        "rights": ", ".join(rights),
        "last_on": max(works, default=None),
        "last_call": max(calls, default=None),
    }


def _told(request: HttpRequest, system: System, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(reverse("system", args=[system.pk]))
