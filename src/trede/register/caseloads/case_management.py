"""The two models of case management, and which of them holds on a day.

Integral: one case manager answers for income and work. Separated: each has one of its own
(rwi-2004 D17; rekenkamer-amsterdam C1). The facts know income and work apart in either model; the
model decides what is offered when clients are assigned. Changing it moves no client.
"""

from datetime import date
from enum import Enum

from django.db import transaction

from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.accounts.roles import Domain
from trede.register.caseloads.models import CaseManagementChoice
from trede.register.configuration.dated import DayTakenError
from trede.register.project.clock import now


class CaseManagement(Enum):
    """A model of case management."""

    INTEGRAL = "integral"
    SEPARATED = "separated"

    @property
    def title(self) -> str:
        """Return what it is called in the language in use."""
        return _TITLES[self]()

    @property
    def explanation(self) -> str:
        """Say in a sentence what it means."""
        return _EXPLANATIONS[self]()

    @property
    def domains(self) -> tuple[Domain, ...]:
        """What case managers answer for, each for one client."""
        if self is CaseManagement.INTEGRAL:
            return (Domain.INTEGRAL,)
        return (Domain.INCOME, Domain.WORK)


_TITLES = {
    CaseManagement.INTEGRAL: lambda: _("integral"),
    CaseManagement.SEPARATED: lambda: _("separated"),
}
_EXPLANATIONS = {
    CaseManagement.INTEGRAL: lambda: _("One case manager answers for income and work."),
    CaseManagement.SEPARATED: lambda: _(
        "One case manager answers for income, and one for work. Each sees the tasks of their own."
    ),
}

SHIPPED = CaseManagement.INTEGRAL
"""The model of a municipality that has chosen none."""


def model_on(day: date) -> CaseManagement:
    """Return the model that holds on a day."""
    chosen = CaseManagementChoice.objects.begun(day).last()
    return CaseManagement(chosen.model) if chosen else SHIPPED


def change_after(day: date) -> CaseManagementChoice | None:
    """Return the next choice that begins after a day; none if nothing is to come."""
    standing = CaseManagementChoice.objects.standing()
    return standing.filter(valid_from__gt=day).order_by("valid_from").first()


@transaction.atomic
def choose_model(
    model: CaseManagement, *, valid_from: date, author: User | None, reason: str
) -> CaseManagementChoice:
    """Choose a model from a day on; raises DayTakenError."""
    if CaseManagementChoice.objects.standing().filter(valid_from=valid_from).exists():
        raise DayTakenError(valid_from)
    return CaseManagementChoice.objects.create(
        model=model.value, valid_from=valid_from, author=author, reason=reason, set_at=now()
    )


def task_of(manager: User, day: date) -> Domain:
    """Return what a case manager answers for when given a new client on a day."""
    if model_on(day) is CaseManagement.INTEGRAL:
        return Domain.INTEGRAL
    return Domain(manager.domain)
