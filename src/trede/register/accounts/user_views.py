"""The pages on which an administrator keeps users."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_otp.plugins.otp_totp.models import TOTPDevice

from trede.errors import UsageError
from trede.language import translate as _
from trede.register.access.looking import page, signed_in
from trede.register.accounts import administering
from trede.register.accounts.changes import changes_of
from trede.register.accounts.forms import NewUserForm, form_of
from trede.register.accounts.models import User
from trede.register.accounts.roles import Domain
from trede.register.accounts.second_factor import has_second_factor
from trede.register.providers.reading import all_providers
from trede.register.steps.refusing import UnconfirmedError, confirm


@require_GET
@page("users")
def list_users(request: HttpRequest) -> HttpResponse:
    """List who can sign in; ``all`` adds those who no longer can."""
    everyone = User.objects.select_related("team").order_by("-is_active", "name")
    shows_all = "all" in request.GET
    secured = TOTPDevice.objects.filter(confirmed=True).values_list("user_id", flat=True)
    context = {
        "users": [user for user in everyone if shows_all or user.is_active],
        "shows_all": shows_all,
        "inactive": sum(not user.is_active for user in everyone),
        "secured": set(secured),
        "companies": {key: str(each.cell("name")) for key, each in all_providers().items()},
    }
    return render(request, "accounts/users.html", context)


@require_http_methods(["GET", "POST"])
@page("user-add")
def add_user(request: HttpRequest) -> HttpResponse:
    """Add a user and show the first password, this once."""
    form = NewUserForm(request.POST or None, initial={"domain": Domain.INTEGRAL.value})
    if request.method == "POST" and form.is_valid():
        try:
            confirm(form.cleaned_data, form.warnings_of_roles())
            user, password = administering.add_user(
                signed_in(request), form.cleaned_data["username"], form.details
            )
        except administering.NameTakenError as error:
            form.add_error("username", str(error))
        except UnconfirmedError as error:
            form.tell(error)
        else:
            return _show_password(request, user, password)
    elif form.is_bound:
        form.drop_confirmations()
    context = {"form": form, "back": reverse("users")}
    return render(request, "accounts/user_add.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@page("user")
def show_user(request: HttpRequest, pk: int) -> HttpResponse:
    """Show and change a user, with what was changed before and by whom."""
    user = get_object_or_404(User, pk=pk)
    form = form_of(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            confirm(form.cleaned_data, form.warnings_of_roles())
            administering.change_user(signed_in(request), user, form.details)
        except (UnconfirmedError, administering.OwnAccountError) as error:
            form.tell(error)
        else:
            messages.success(request, _("{name} is changed.").format(name=user.name))
            return redirect(reverse("users"))
    elif form.is_bound:
        form.drop_confirmations()
    context = {
        "account": user,
        "is_own": user == signed_in(request),
        "form": form,
        "back": reverse("users"),
        "changes": changes_of(user),
        "has_second_factor": has_second_factor(user),
    }
    return render(request, "accounts/user.html", context, status=422 if form.is_bound else 200)


@require_POST
@page("user")
def act_on_user(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Do one thing with a user at once; ``action`` is one of ``ACTIONS``."""
    user = get_object_or_404(User, pk=pk)
    if action not in ACTIONS:
        raise Http404
    try:
        return ACTIONS[action](request, user)
    except UsageError as error:
        messages.error(request, str(error))
        return _back_to(user)


def _deactivate(request: HttpRequest, user: User) -> HttpResponse:
    administering.set_active(signed_in(request), user, is_active=False)
    return _told(request, user, _("{name} can no longer sign in."))


def _activate(request: HttpRequest, user: User) -> HttpResponse:
    administering.set_active(signed_in(request), user, is_active=True)
    return _told(request, user, _("{name} can sign in again."))


def _reset_second_factor(request: HttpRequest, user: User) -> HttpResponse:
    administering.reset_second_factor(signed_in(request), user)
    said = _("{name} sets up a new second factor at the next signing in.")
    return _told(request, user, said)


def _end_lock_out(request: HttpRequest, user: User) -> HttpResponse:
    administering.end_lock_out(signed_in(request), user)
    return _told(request, user, _("{name} can try to sign in again at once."))


def _give_password(request: HttpRequest, user: User) -> HttpResponse:
    password = administering.give_password(signed_in(request), user)
    return _show_password(request, user, password)


ACTIONS: Mapping[str, Callable[[HttpRequest, User], HttpResponse]] = MappingProxyType(
    {
        "deactivate": _deactivate,
        "activate": _activate,
        "second-factor": _reset_second_factor,
        "lock-out": _end_lock_out,
        "password": _give_password,
    }
)
"""What an administrator can do with a user at once, by its name in the address."""


def _told(request: HttpRequest, user: User, said: str) -> HttpResponse:
    messages.success(request, said.format(name=user.name))
    return _back_to(user)


def _back_to(user: User) -> HttpResponse:
    return redirect(reverse("user", args=[user.pk]))


def _show_password(request: HttpRequest, user: User, password: str) -> HttpResponse:
    context = {"account": user, "password": password}
    return render(request, "accounts/password_given.html", context)
