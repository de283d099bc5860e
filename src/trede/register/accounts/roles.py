"""The roles that people have in the register, and the rights of other systems."""

from enum import Enum

from trede.language import translate as _


class Role(Enum):
    """A role; a person may have several."""

    CASE_MANAGER = "case_manager"
    TEAM_LEADER = "team_leader"
    DECIDER = "decider"
    DATA_MANAGER = "data_manager"
    PURCHASER = "purchaser"
    CONTROLLER = "controller"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    PROVIDER = "provider"
    SYSTEM = "system"

    @property
    def title(self) -> str:
        """Return the role's name in the language in use."""
        return _TITLES[self]()


_TITLES = {
    Role.CASE_MANAGER: lambda: _("case manager"),
    Role.TEAM_LEADER: lambda: _("team leader"),
    Role.DECIDER: lambda: _("decides on sanctions"),
    Role.DATA_MANAGER: lambda: _("data manager"),
    Role.PURCHASER: lambda: _("purchaser"),
    Role.CONTROLLER: lambda: _("controller"),
    Role.AUDITOR: lambda: _("auditor"),
    Role.ADMINISTRATOR: lambda: _("administrator"),
    Role.PROVIDER: lambda: _("provider"),
    Role.SYSTEM: lambda: _("other system"),
}


class Scope(Enum):
    """What another system may do through the API."""

    HANDOVERS = "hand-overs"
    DOSSIERS = "dossiers"
    BENEFIT_CHANGES = "benefit-changes"

    @property
    def title(self) -> str:
        """Return what it is called in the language in use."""
        return _SCOPES[self]()


_SCOPES = {
    Scope.HANDOVERS: lambda: _("send hand-overs"),
    Scope.DOSSIERS: lambda: _("read dossiers"),
    Scope.BENEFIT_CHANGES: lambda: _("record changes of benefit"),
}


class Domain(Enum):
    """What a case manager answers for: one person for all, or income and work apart."""

    INTEGRAL = "both"
    INCOME = "income"
    WORK = "work"

    @property
    def title(self) -> str:
        """Return what it is called in the language in use."""
        return _DOMAINS[self]()

    @property
    def tasks(self) -> frozenset["Domain"]:
        """Return income, work or both of them: what one task after another is."""
        return frozenset({Domain.INCOME, Domain.WORK} if self is Domain.INTEGRAL else {self})


_DOMAINS = {
    Domain.INTEGRAL: lambda: _("income and work"),
    Domain.INCOME: lambda: _("income"),
    Domain.WORK: lambda: _("work"),
}
