"""Whoever gives a wrong password too often must wait, whether the name exists or not."""

from collections.abc import Mapping

from axes.helpers import get_cool_off
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

LOCKED = 429


def username_of(request: HttpRequest, credentials: Mapping[str, str] | None) -> str:
    """Return the name under which wrong passwords are counted, whatever its capitals."""
    given = (credentials or {}).get("username") or request.POST.get("username", "")
    return given.strip().lower()


def is_not_a_password(
    request: HttpRequest, credentials: Mapping[str, str | None] | None = None
) -> bool:
    """Tell whether someone signs in otherwise than with a password: that is not counted here."""
    del request
    return not (credentials or {}).get("username")


def show_lock_out(
    request: HttpRequest, _response: HttpResponse | None, _credentials: Mapping[str, str] | None
) -> HttpResponse:
    """Say how long to wait; the same words for a name that does not exist."""
    wait = get_cool_off(request)
    minutes = int(wait.total_seconds() // 60) if wait else 0
    return render(request, "accounts/locked_out.html", {"minutes": minutes}, status=LOCKED)
