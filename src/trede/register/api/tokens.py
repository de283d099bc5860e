"""Who calls: found by its token, with the rights it has today."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.http import HttpRequest
from ninja.security import HttpBearer

from trede.language import translate as _
from trede.register.access.rules import ENDPOINTS, may_call
from trede.register.accounts.models import User
from trede.register.accounts.roles import Scope
from trede.register.api.models import System, Token, WrongToken
from trede.register.api.problems import ProblemError
from trede.register.project.clock import now, today

PREFIX = "trede_"
"""How every token begins, so that one that leaked is recognised for what it is."""
BEGINNING = len(PREFIX) + 4
"""Signs of a token that are kept to tell it from others."""
MOST_WRONG = 20
"""Wrong tokens within ``WINDOW`` before whoever comes with another one must wait."""
WINDOW = timedelta(minutes=15)
NOTED_EVERY = timedelta(minutes=1)
"""How exactly it is noted when a token was last used; each note is a write."""


@dataclass(frozen=True)
class Caller:
    """The system that calls, and what it may do today."""

    system: System
    scopes: frozenset[Scope]

    @property
    def user(self) -> User:
        """The user who stands as the author of what the system records."""
        return self.system.user


class Bearer(HttpBearer):
    """Lets those call an endpoint whose token gives the right to."""

    def __init__(self, endpoint: str) -> None:
        super().__init__()
        self.endpoint = endpoint

    def __call__(self, request: HttpRequest) -> Caller:
        """Return who calls; raises ProblemError."""
        scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != self.openapi_scheme or not token.strip():
            raise _unauthorised(_("No token was sent."), "")
        return self.authenticate(request, token.strip())

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        """Return who calls with a token; raises ProblemError."""
        del request
        caller = caller_of(token)
        if not may_call(caller.user, caller.scopes, self.endpoint):
            raise _forbidden(self.endpoint)
        return caller


def make_token() -> str:
    """Return a new token: 256 bits that nobody can guess."""
    return PREFIX + secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """Return the hash under which a token is kept; it has no pattern to try words against."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def caller_of(token: str) -> Caller:
    """Return the system with a token, noting that it was used; raises ProblemError."""
    related = Token.objects.select_related("system__user", "system__intake__team")
    found = related.filter(digest=digest_of(token)).first()
    if found is None:
        raise _wrong_token()
    if found.revoked_at is not None:
        raise _unauthorised(_("This token was revoked."))
    if found.expires_on <= today():
        raise _unauthorised(_("This token has expired."))
    if not found.system.user.is_active:
        raise _unauthorised(_("This system no longer has access."))
    if found.last_used_at is None or now() - found.last_used_at >= NOTED_EVERY:
        Token.objects.filter(pk=found.pk).update(last_used_at=now())
    return Caller(found.system, scopes_of(found.system))


def scopes_of(system: System) -> frozenset[Scope]:
    """Return what a system may do today."""
    day = today()
    running = Q(ends_on__isnull=True) | Q(ends_on__gt=day)
    rights = system.rights.filter(running, starts_on__lte=day)
    return frozenset(Scope(scope) for scope in rights.values_list("scope", flat=True))


def count_wrong() -> int:
    """Return how many wrong tokens came within the last while."""
    return WrongToken.objects.filter(at__gt=now() - WINDOW).count()


def _wrong_token() -> ProblemError:
    """Count a wrong token; too many within a while, and no further one is answered.

    A right token keeps working meanwhile: otherwise anyone could keep a system out.
    """
    if count_wrong() >= MOST_WRONG:
        return ProblemError(
            429,
            "too-many-wrong-tokens",
            _("Too many calls with a wrong token"),
            _("There were too many calls with a token that does not exist."),
            _("Wait a quarter of an hour, and call with the token that you were given."),
            headers={"Retry-After": str(int(WINDOW.total_seconds()))},
        )
    WrongToken.objects.filter(at__lte=now() - WINDOW).delete()
    WrongToken.objects.create(at=now())
    return _unauthorised(_("There is no such token."))


def _unauthorised(detail: str, error: str = ' error="invalid_token"') -> ProblemError:
    return ProblemError(
        401,
        "unauthorised",
        _("It is not clear who calls"),
        detail,
        _(
            "Send the header Authorization: Bearer, with the token that the administrator of the "
            "register gave you. Ask for a new one if it no longer works."
        ),
        headers={"WWW-Authenticate": f"Bearer{error}"},
    )


def _forbidden(endpoint: str) -> ProblemError:
    scopes = " / ".join(sorted(scope.value for scope in ENDPOINTS[endpoint]))
    return ProblemError(
        403,
        "not-allowed",
        _("This system may not do this"),
        _("This takes the right {right}, which this system does not have today.").format(
            right=scopes
        ),
        _("Ask the administrator of the register for this right."),
        headers={"WWW-Authenticate": 'Bearer error="insufficient_scope"'},
    )
