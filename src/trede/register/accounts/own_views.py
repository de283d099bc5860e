"""What one keeps of one's own account: language, password, second factor."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from trede.language import translate as _
from trede.register.access.addresses import next_of, send_to
from trede.register.access.looking import page, signed_in
from trede.register.accounts import second_factor
from trede.register.accounts.administering import choose_password, log
from trede.register.accounts.forms import CodeForm, PasswordForm, ProfileForm
from trede.register.accounts.models import Subject
from trede.register.project.clock import now


@require_http_methods(["GET", "POST"])
@page("profile")
def show_profile(request: HttpRequest) -> HttpResponse:
    """Show who one is to the register, and choose the language."""
    user = signed_in(request)
    form = ProfileForm(request.POST or None, initial={"language": user.language})
    if request.method == "POST" and form.is_valid():
        user.language = form.cleaned_data["language"]
        user.save(update_fields=["language"])
        return redirect(reverse("profile"))
    context = {
        "form": form,
        "has_second_factor": second_factor.has_second_factor(user),
        "backup_codes": second_factor.count_backup_codes(user),
    }
    return render(request, "accounts/profile.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@page("password")
def change_password(request: HttpRequest) -> HttpResponse:
    """Choose another password; whoever else is signed in with the old one is so no more."""
    user = signed_in(request)
    form = PasswordForm(user, request.POST or None)
    onward = next_of(request, reverse("profile"))
    if request.method == "POST" and form.is_valid():
        choose_password(user, form.cleaned_data["chosen"])
        update_session_auth_hash(request, user)
        messages.success(request, _("Your password is changed."))
        return redirect(onward)
    context = {"form": form, "next": onward, "is_given": user.has_given_password}
    return render(request, "accounts/password.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@page("second-factor")
def ask_second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for a code of the app, or for a backup code."""
    user = signed_in(request)
    onward = next_of(request, reverse("home"))
    if second_factor.is_verified(user):
        return redirect(onward)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if second_factor.verify(request, user, form.cleaned_data["code"]):
            return redirect(onward)
        form.add_error("code", _wrong(second_factor.wait_of(user)))
    context = {"form": form, "next": onward}
    status = 422 if form.errors else 200
    return render(request, "accounts/second_factor.html", context, status=status)


@require_http_methods(["GET", "POST"])
@page("second-factor-set-up")
def set_up_second_factor(request: HttpRequest) -> HttpResponse:
    """Tell an app the key and ask its first code; then show the backup codes, this once."""
    user = signed_in(request)
    if not _may_set_up(request):
        return send_to(request, "second-factor")
    onward = next_of(request, reverse("home"))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = second_factor.confirm(request, user, form.cleaned_data["code"])
        if codes:
            log(user, user, Subject.SECOND_FACTOR, after="yes")
            return _show_codes(request, codes, onward)
        form.add_error("code", _wrong(second_factor.wait_of(user)))
    context = {"form": form, "next": onward, "set_up": second_factor.prepare(user)}
    status = 422 if form.errors else 200
    return render(request, "accounts/second_factor_set_up.html", context, status=status)


@require_POST
@page("backup-codes")
def renew_backup_codes(request: HttpRequest) -> HttpResponse:
    """Make new backup codes and show them, this once."""
    user = signed_in(request)
    if not second_factor.is_verified(user):
        return send_to(request, "second-factor-set-up")
    return _show_codes(request, second_factor.make_backup_codes(user), reverse("profile"))


def _may_set_up(request: HttpRequest) -> bool:
    """Whoever has a second factor may only replace it after giving it."""
    user = signed_in(request)
    return second_factor.is_verified(user) or not second_factor.has_second_factor(user)


def _show_codes(request: HttpRequest, codes: list[str], onward: str) -> HttpResponse:
    context = {"codes": codes, "next": onward, "made_on": now().date()}
    return render(request, "accounts/backup_codes.html", context)


def _wrong(wait: int) -> str:
    if wait > 1:
        return _("This code is not right. Wait {seconds} seconds, then give a new one.").format(
            seconds=wait
        )
    return _("This code is not right. Give the code that the app shows now.")
