"""Sending someone to a page first, and back to where they were going."""

from urllib.parse import quote, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from trede.language import translate as _
from trede.register.clients.models import Client


def send_to(request: HttpRequest, page: str, *parts: str) -> HttpResponse:
    """Send the user to another page first, which then goes on to the page that was asked for.

    Where only a part of a page was asked for, the whole page makes way.
    """
    address = f"{reverse(page, args=parts)}?next={quote(_wanted(request), safe='/')}"
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def send_to_kept(request: HttpRequest, client: Client) -> HttpResponse:
    """Lead from the old number of a client who was merged to the client that was kept.

    The same page where one was looking; the dossier where one was sending something, which was not
    saved.
    """
    kept = client.kept
    told = _("Client {number} was merged with client {kept}. You are now in that file.")
    messages.info(request, told.format(number=client.number, kept=kept.number))
    match = request.resolver_match
    if request.method != "GET" or match is None or match.url_name is None:
        return redirect("dossier", kept.number)
    return redirect(reverse(match.url_name, kwargs={**match.kwargs, "number": kept.number}))


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
