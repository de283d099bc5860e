"""What someone sees who needs local policy that has a mistake in it, on whatever page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trede.register.steps.policies import FaultyPolicyError


class PolicyMiddleware:
    """Turns :class:`FaultyPolicyError` into plain words and whom to ask."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say that the policy must be mended first."""
        if not isinstance(error, FaultyPolicyError):
            return None
        return render(request, "configuration/stopped.html", status=503)
