"""What happens before and after every page: signing in is finished, a reason is asked, headers."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse

from trede.language import translate as _
from trede.register.access.addresses import send_to, send_to_kept
from trede.register.access.finishing import unfinished
from trede.register.access.looking import MergedAwayError, ReasonNeededError
from trede.register.access.rules import OPEN
from trede.register.project.clock import now

GetResponse = Callable[[HttpRequest], HttpResponse]

IDLE = timedelta(minutes=60)
"""After so long without a page a session ends."""
LONGEST = timedelta(hours=10)
"""After so long a session ends in any case."""
NOTED_EVERY = timedelta(minutes=1)
"""How exactly it is noted when someone was last active; each note is a write."""
HEADERS = {
    "Cache-Control": "no-store, private",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), "
        "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
    ),
}
"""Headers of every page, besides those of Django: no page is kept by a browser or between."""


class HeadersMiddleware:
    """Adds the headers that every page carries, unless the page chose its own."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        response = self._get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class InactivityMiddleware:
    """Ends the session of someone who was away for long, or signed in very long ago."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, as nobody if the session has ended."""
        if SESSION_KEY in request.session:
            self._check(request)
        return self._get_response(request)

    def _check(self, request: HttpRequest) -> None:
        moment = now()
        began = datetime.fromisoformat(request.session.setdefault("began_at", moment.isoformat()))
        noted = request.session.get("active_at")
        active = datetime.fromisoformat(noted) if noted else None
        if (active and moment - active > IDLE) or moment - began > LONGEST:
            logout(request)
            messages.info(request, _("You were signed out because you were away for a while."))
        elif active is None or moment - active >= NOTED_EVERY:
            request.session["active_at"] = moment.isoformat()


class FinishingMiddleware:
    """Opens nothing to someone who gave a password but has not finished signing in."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_given: object
    ) -> HttpResponse | None:
        """Send the user to what is still to be done, whatever page was asked for."""
        where = unfinished(request)
        match = request.resolver_match
        if where is None or (match and match.url_name in OPEN):
            return None
        return None if getattr(view, "page", None) == where else send_to(request, where)


class ReasonMiddleware:
    """Turns :class:`ReasonNeededError` into a question; an old number leads to the kept client."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Ask for a reason if one is needed."""
        if isinstance(error, MergedAwayError):
            return send_to_kept(request, error.client)
        if not isinstance(error, ReasonNeededError):
            return None
        return send_to(request, "look-reason", error.client.number)
