"""The entries of the menu, in order; who sees which follows from the rules of access."""

from collections.abc import Callable
from dataclasses import dataclass

from trede.language import translate as _


@dataclass(frozen=True)
class Item:
    """An entry: its title and the name of its page."""

    title: Callable[[], str]
    page: str


MENU = (
    Item(lambda: _("Worklist"), "worklist"),
    Item(lambda: _("Sanctions"), "sanctions"),
    Item(lambda: _("My clients"), "clients"),
    Item(lambda: _("Team"), "team"),
    Item(lambda: _("Figures"), "figures"),
    Item(lambda: _("Users"), "users"),
)
