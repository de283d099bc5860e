"""The language of a request: the user's own, or the one chosen before signing in."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from trede.language import LANGUAGES, Language, use_language

COOKIE = "language"
API = "/api/"
"""How the addresses of the API begin."""


class LanguageMiddleware:
    """Chooses the language of Trede's texts and of Django's own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request in its language."""
        language = language_of(request)
        use_language(language)
        with translation.override(language):
            response = self._get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def language_of(request: HttpRequest) -> Language:
    """Return the language of a request, Dutch unless another was chosen.

    A system that calls the API says in each call which language it reads (``Accept-Language``).
    """
    if request.path.startswith(API):
        return cast("Language", translation.get_language_from_request(request))
    chosen = getattr(request.user, "language", None) or request.COOKIES.get(COOKIE)
    return cast("Language", chosen) if chosen in LANGUAGES else "nl"
