"""Where one begins, and the pages for when something goes wrong."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from trede.language import current_language
from trede.language import translate as _
from trede.register.access.addresses import send_to
from trede.register.access.rules import may_open
from trede.register.pages.menu import MENU


def go_home(request: HttpRequest) -> HttpResponse:
    """Go to the first page of the menu that one may open."""
    if not request.user.is_authenticated:
        return send_to(request, "sign-in")
    first = next((item.page for item in MENU if may_open(request.user, item.page)), None)
    if first is None:
        raise PermissionDenied(_("You have no role yet. Ask an administrator for one."))
    return redirect(reverse(first))


def show_failure(request: HttpRequest) -> HttpResponse:
    """Say that something went wrong here, without asking the database for anything."""
    del request
    context = {"language": current_language()}
    return HttpResponse(render_to_string("500.html", context), status=500)


def show_bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that a question could not be understood."""
    del request, exception
    context = {"language": current_language()}
    return HttpResponse(render_to_string("400.html", context), status=400)
