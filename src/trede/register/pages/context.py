"""What every page knows: who is signed in, the menu, the day."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from trede.language import current_language
from trede.register.access.finishing import unfinished
from trede.register.access.rules import may_open
from trede.register.pages.menu import MENU
from trede.register.project.clock import today


@dataclass(frozen=True)
class Entry:
    """One entry of the menu; ``here`` as in ``aria-current``: this page, one below it, or not."""

    title: str
    page: str
    here: str


def every_page(request: HttpRequest) -> Mapping[str, object]:
    """Return what the layout needs."""
    user = request.user
    entries = [
        Entry(item.title_for(user), item.page, _here(request, item.page))
        for item in MENU
        if user.is_authenticated and may_open(user, item.page) and not unfinished(request)
    ]
    return {
        "request": request,
        "user": user,
        "menu": entries,
        "today": today(),
        "language": current_language(),
    }


def _here(request: HttpRequest, page: str) -> str:
    if request.resolver_match is not None and request.resolver_match.url_name == page:
        return "page"
    return "true" if request.path.startswith(reverse(page)) else ""
