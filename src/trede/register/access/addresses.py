"""Sending someone to a page first, and back to where they were going."""

from urllib.parse import quote, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def send_to(request: HttpRequest, page: str, *parts: str) -> HttpResponse:
    """Send the user to another page first, which then goes on to the page that was asked for.

    Where only a part of a page was asked for, the whole page makes way.
    """
    address = f"{reverse(page, args=parts)}?next={quote(_wanted(request), safe='/')}"
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def next_of(request: HttpRequest, otherwise: str) -> str:
    """Return where the user was going, if that is a page of this register."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    hosts = {request.get_host()}
    if url_has_allowed_host_and_scheme(wanted, hosts, require_https=request.is_secure()):
        return wanted
    return otherwise


def _wanted(request: HttpRequest) -> str:
    current = request.headers.get("HX-Current-URL")
    if current is None:
        return request.get_full_path()
    parts = urlsplit(current)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
