"""Signing in with the municipality's own sign-in (OpenID Connect), where one is configured.

Users are never made by it: it only tells who someone is, by the user name in a claim. Where the
endpoints are is read from the issuer, once.
"""

from functools import cache
from typing import TYPE_CHECKING, Any, cast

import requests
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.utils import import_from_settings
from mozilla_django_oidc.views import (
    OIDCAuthenticationCallbackView,
    OIDCAuthenticationRequestView,
)

from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.project.environment import SingleSignOn

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 5
"""Seconds to wait for the municipality's sign-in."""
ENDPOINTS = {
    "OIDC_OP_AUTHORIZATION_ENDPOINT": "authorization_endpoint",
    "OIDC_OP_TOKEN_ENDPOINT": "token_endpoint",
    "OIDC_OP_USER_ENDPOINT": "userinfo_endpoint",
    "OIDC_OP_JWKS_ENDPOINT": "jwks_uri",
}
"""Where the library's settings stand in what an issuer tells of itself."""


def configured() -> SingleSignOn:
    """Return where the municipality's sign-in is; Http404 if there is none."""
    if settings.SINGLE_SIGN_ON is None:
        raise Http404
    return settings.SINGLE_SIGN_ON


@cache
def read_issuer(issuer: str) -> dict[str, Any]:
    """Return what an issuer tells of itself (OpenID Connect Discovery 1.0, section 4)."""
    address = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
    answer = requests.get(address, timeout=PATIENCE)
    answer.raise_for_status()
    return cast("dict[str, Any]", answer.json())


def setting(name: str, *default: Any) -> Any:
    """Return one of the library's settings, from the environment of this register."""
    if name in ENDPOINTS:
        return read_issuer(configured().issuer)[ENDPOINTS[name]]
    own: dict[str, Callable[[], object]] = {
        "OIDC_RP_CLIENT_ID": lambda: configured().client,
        "OIDC_RP_CLIENT_SECRET": lambda: configured().secret,
        "OIDC_RP_SIGN_ALGO": lambda: "RS256",
        "OIDC_RP_SCOPES": lambda: "openid profile",
        "OIDC_USE_PKCE": lambda: True,
        "OIDC_TIMEOUT": lambda: PATIENCE,
        "OIDC_AUTHENTICATION_CALLBACK_URL": lambda: "single-sign-on-answer",
        "LOGIN_REDIRECT_URL": lambda: "home",
    }
    if name in own:
        return own[name]()
    return import_from_settings(name, *default)


class SingleSignOnBackend(OIDCAuthenticationBackend):  # type: ignore[misc]
    """Finds the user whom the municipality's sign-in names."""

    get_settings = staticmethod(setting)

    def __init__(self) -> None:
        """Read nothing yet: this is made for each request of whoever signed in with it."""
        self.UserModel = get_user_model()

    def __getattr__(self, name: str) -> Any:
        """Return the library's settings when they are used."""
        if name == "OIDC_RP_IDP_SIGN_KEY":
            return None
        if name.startswith("OIDC_"):
            return setting(name)
        raise AttributeError(name)

    def authenticate(self, request: HttpRequest | None, **kwargs: Any) -> User | None:
        """Return the user of an answer; nobody if it is not an answer of this sign-in."""
        if settings.SINGLE_SIGN_ON is None or "password" in kwargs:
            return None
        return cast("User | None", super().authenticate(request, **kwargs))

    def verify_token(self, token: str, **kwargs: Any) -> dict[str, Any]:
        """Check besides the signature that the token was made by our issuer, for us."""
        payload = cast("dict[str, Any]", super().verify_token(token, **kwargs))
        sign_on = configured()
        audience = payload.get("aud")
        named = audience if isinstance(audience, list) else [audience]
        issuer = str(payload.get("iss", "")).rstrip("/")
        if sign_on.client not in named or issuer != sign_on.issuer.rstrip("/"):
            raise SuspiciousOperation("a token that was not made for this register")
        return payload

    def verify_claims(self, claims: dict[str, Any]) -> bool:
        """Tell whether the answer names a user."""
        return bool(claims.get(configured().claim))

    def filter_users_by_claims(self, claims: dict[str, Any]) -> Any:
        """Return the user of that name, if there is one who may sign in."""
        username = claims.get(configured().claim, "")
        return User.objects.filter(username__iexact=username, is_active=True)

    def create_user(self, claims: dict[str, Any]) -> None:
        """Make nobody: users are added by an administrator."""
        del claims

    def get_user(self, user_id: int) -> User | None:
        """Return the user of a session, unless it may no longer sign in."""
        return User.objects.filter(pk=user_id, is_active=True).first()


class _Request(OIDCAuthenticationRequestView):  # type: ignore[misc]
    get_settings = staticmethod(setting)


class _Answer(OIDCAuthenticationCallbackView):  # type: ignore[misc]
    get_settings = staticmethod(setting)

    def login_failure(self) -> HttpResponse:
        """Say why nobody is signed in."""
        said = _(
            "Your municipality's sign-in was not accepted, or there is no user of that name here. "
            "Ask an administrator to add you."
        )
        messages.error(self.request, said)
        return redirect(reverse("sign-in"))


def start_single_sign_on(request: HttpRequest) -> HttpResponse:
    """Go to the municipality's own sign-in."""
    configured()
    return _guarded(request, _Request)


def receive_answer(request: HttpRequest) -> HttpResponse:
    """Sign in whom the municipality's own sign-in names."""
    configured()
    return _guarded(request, _Answer)


def _guarded(request: HttpRequest, view: Any) -> HttpResponse:
    """Answer, also if the municipality's sign-in does not."""
    try:
        return cast("HttpResponse", view.as_view()(request))
    except requests.RequestException:
        said = _("Your municipality's sign-in does not answer. Try again, or use your password.")
        messages.error(request, said)
        return redirect(reverse("sign-in"))
