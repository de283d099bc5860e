"""The entries of the menu, in order; who sees which follows from the rules of access."""

from collections.abc import Callable
from dataclasses import dataclass

from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role


@dataclass(frozen=True)
class Item:
    """An entry: its title, the name of its page, and its title for those without clients."""

    title: Callable[[], str]
    page: str
    for_others: Callable[[], str] | None = None

    def title_for(self, user: User) -> str:
        """Return the title as a user reads it."""
        if self.for_others is not None and not user.has_role(*WITH_CLIENTS):
            return self.for_others()
        return self.title()


WITH_CLIENTS = (Role.CASE_MANAGER, Role.TEAM_LEADER)
"""The roles that have clients of their own."""

MENU = (
    Item(lambda: _("Today"), "provider-home"),
    Item(lambda: _("Our clients"), "provider-clients"),
    Item(lambda: _("Reports"), "provider-reports"),
    Item(lambda: _("Attendance lists"), "provider-attendance"),
    Item(lambda: _("Invoices"), "provider-invoices"),
    Item(lambda: _("Worklist"), "worklist"),
    Item(lambda: _("Sanctions"), "sanctions"),
    Item(lambda: _("Overview"), "calendar"),
    Item(lambda: _("My clients"), "clients", lambda: _("Clients")),
    Item(lambda: _("Team"), "team"),
    Item(lambda: _("Tenders"), "tenders"),
    Item(lambda: _("Contracts"), "contracts"),
    Item(lambda: _("Own purchase"), "own-purchases"),
    Item(lambda: _("Payments"), "payments"),
    Item(lambda: _("Providers"), "providers"),
    Item(lambda: _("Catalogue"), "catalogue"),
    Item(lambda: _("Figures"), "figures"),
    Item(lambda: _("Data"), "data"),
    Item(lambda: _("Settings"), "configuration"),
    Item(lambda: _("Users"), "users"),
    Item(lambda: _("Operation"), "operation"),
)
