"""Signing in and out, and the language one reads."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from trede.language import LANGUAGES
from trede.register.access.addresses import next_of
from trede.register.accounts.forms import SignInForm
from trede.register.accounts.models import User
from trede.register.pages.language import COOKIE

PASSWORDS = "django.contrib.auth.backends.ModelBackend"


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; then go where one was going."""
    form = SignInForm(request, request.POST or None)
    onward = next_of(request, reverse("home"))
    if request.method == "POST" and form.is_valid() and form.user is not None:
        login(request, form.user, backend=PASSWORDS)
        return _in_chosen_language(request, form.user, redirect(onward))
    context = {
        "form": form,
        "next": onward,
        "has_single_sign_on": settings.SINGLE_SIGN_ON is not None,
    }
    return render(request, "accounts/sign_in.html", context, status=422 if form.errors else 200)


def _in_chosen_language(request: HttpRequest, user: User, response: HttpResponse) -> HttpResponse:
    """Keep the language that was chosen before signing in as the user's own."""
    language = request.COOKIES.get(COOKIE)
    if language in LANGUAGES:
        user.language = language
        user.save(update_fields=["language"])
        response.delete_cookie(COOKIE)
    return response


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect(reverse("sign-in"))


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Choose Dutch or English, for this user or, before signing in, for this browser."""
    response = redirect(next_of(request, reverse("home")))
    language = request.POST.get("language", "")
    if language in LANGUAGES:
        if isinstance(request.user, User):
            request.user.language = language
            request.user.save(update_fields=["language"])
        else:
            response.set_cookie(
                COOKIE, language, httponly=True, samesite="Lax", secure=request.is_secure()
            )
    return response
