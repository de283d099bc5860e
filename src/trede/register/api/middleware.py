"""What happens before and after every call of the API."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from trede.language import use_language
from trede.register.api.problems import MEDIA_TYPE, of_status, written
from trede.register.pages.language import API, language_of
from trede.register.steps.handover import LARGEST

VERSION = "1.0.0"
"""The version of the API (semantic versioning); its first number stands in the addresses."""
TOO_LARGE = 413
FIRST_ERROR = 400


class ApiMiddleware:
    """Answers calls of the API as the design rules ask.

    No session: cookies are not looked at, who calls says so in every call. Each answer carries
    the full version, and whatever goes wrong is a problem of RFC 9457.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        if not request.path.startswith(API):
            return self._get_response(request)
        request.COOKIES.clear()
        is_head = request.method == "HEAD"
        request.method = "GET" if is_head else request.method
        is_large = _is_large(request)
        response = HttpResponse(status=TOO_LARGE) if is_large else self._get_response(request)
        request.method = "HEAD" if is_head else request.method
        if response.status_code >= FIRST_ERROR and response["Content-Type"] != MEDIA_TYPE:
            _tell(request, response)
        response["API-Version"] = VERSION
        return response


def _is_large(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not length.isdigit() or int(length) > LARGEST


def _tell(request: HttpRequest, response: HttpResponse) -> None:
    """Say as a problem what went wrong before or beside the API's own code."""
    use_language(language_of(request))
    response.content = written(of_status(response.status_code).body)
    response["Content-Type"] = MEDIA_TYPE
    response["Content-Length"] = str(len(response.content))
