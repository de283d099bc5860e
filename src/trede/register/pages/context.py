"""What every page knows: who is signed in, the menu, the day."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from trede.language import current_language
from trede.register.access.finishing import unfinished
from trede.register.access.rules import may_open
from trede.register.pages.menu import MENU
from trede.register.project.clock import today


@dataclass(frozen=True)
class Entry:
    """One entry of the menu on a page."""

    title: str
    page: str
    is_here: bool


def every_page(request: HttpRequest) -> Mapping[str, object]:
    """Return what the layout needs."""
    user = request.user
    here = request.resolver_match.url_name if request.resolver_match else None
    entries = [
        Entry(item.title(), item.page, item.page == here)
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
