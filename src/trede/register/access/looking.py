"""Opening a client's file: allowed or not, and logged."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from trede.language import translate as _
from trede.register.access.addresses import send_to
from trede.register.access.models import Basis, Look
from trede.register.access.rules import PAGES, ground_to_look, may_open
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client
from trede.register.project.clock import now, today

Parts = ParamSpec("Parts")
View = Callable[Concatenate[HttpRequest, Parts], HttpResponse]


def page(name: str) -> Callable[[View[Parts]], View[Parts]]:
    """Let a view be opened by those who may open the page of that name, after signing in."""

    def decorate(view: View[Parts]) -> View[Parts]:
        @wraps(view)
        def guarded(
            request: HttpRequest, /, *args: Parts.args, **kwargs: Parts.kwargs
        ) -> HttpResponse:
            if not request.user.is_authenticated:
                return send_to(request, "sign-in")
            if not may_open(request.user, name):
                raise PermissionDenied(_for_whom(name))
            return view(request, *args, **kwargs)

        guarded.page = name  # type: ignore[attr-defined]
        return guarded

    return decorate


def _for_whom(page: str) -> str:
    titles = ", ".join(role.title for role in Role if role in PAGES.get(page, ()))
    return _("This page is for: {roles}.").format(roles=titles)


def signed_in(request: HttpRequest) -> User:
    """Return who is signed in; only for views behind :func:`page`."""
    return cast("User", request.user)


class ReasonNeededError(Exception):
    """The user may look at this client only after stating a reason."""

    def __init__(self, client: Client) -> None:
        self.client = client
        super().__init__(client.number)


class MergedAwayError(Exception):
    """The client turned out to be another, under whose number everything is."""

    def __init__(self, client: Client) -> None:
        self.client = client
        super().__init__(client.number)


def open_client(request: HttpRequest, number: str) -> Client:
    """Return the client of a number and log the look.

    Raises ReasonNeededError, and MergedAwayError for a client who was merged with another.

    One look a day and page is logged per user, so that the log can be read.
    """
    client = get_object_or_404(Client, number=number)
    if client.merged_into is not None:
        raise MergedAwayError(client)
    user = signed_in(request)
    ground, reason = ground_to_look(user, client), ""
    if ground is None:
        reason = request.session.get(f"reason:{client.pk}:{today()}", "")
        if not reason:
            raise ReasonNeededError(client)
        ground = Basis.STATED_REASON
    log_look(user, client, ground, reason, str(getattr(request.resolver_match, "url_name", "")))
    return client


def state_reason(request: HttpRequest, client: Client, reason: str) -> None:
    """Remember for the rest of the day why the user looks at a client."""
    request.session[f"reason:{client.pk}:{today()}"] = reason


def log_look(user: User, client: Client, basis: Basis, reason: str, where: str) -> None:
    """Log that someone looked at a client, once a day for each page."""
    looks = Look.objects.filter(user=user, client=client, page=where, basis=basis, reason=reason)
    if not looks.filter(at__date=today()).exists():
        Look.objects.create(
            at=now(), user=user, client=client, basis=basis, reason=reason, page=where
        )
