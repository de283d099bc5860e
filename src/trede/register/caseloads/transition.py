"""Who still stands under the other model of case management, and how they are brought over.

Changing the model moves no client: a team leader does, one or many at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from trede.language import translate as _
from trede.register.access.rules import assignments_now
from trede.register.accounts.models import User
from trede.register.accounts.roles import Domain
from trede.register.caseloads.assigning import Assignment, CannotAssignError, assign, domain_of
from trede.register.caseloads.case_management import CaseManagement, change_after, model_on
from trede.register.clients.models import Client


@dataclass(frozen=True)
class Transition:
    """The model that holds, the one to come, and how many clients stand under the other one."""

    model: CaseManagement
    to_come: CaseManagement | None
    from_day: date | None
    clients: int


def transition_of(own: QuerySet[Client], day: date) -> Transition:
    """Return how far clients have been brought over to the model that holds on a day."""
    model, change = model_on(day), change_after(day)
    return Transition(
        model,
        CaseManagement(change.model) if change else None,
        change.valid_from if change else None,
        under_other_model(own, model).count(),
    )


def under_other_model(own: QuerySet[Client], model: CaseManagement) -> QuerySet[Client]:
    """Return the clients of whom an assignment is of the other model."""
    roles = [domain.value for domain in model.domains]
    other = assignments_now().exclude(role__in=roles).values("person_id")
    return own.filter(person_id__in=other)


@transaction.atomic
def assign_to_present(
    clients: Sequence[Client], present: Domain, assignment: Assignment, author: User
) -> int:
    """Let who answers for income, or for work, answer for both; all or none.

    Raises CannotAssignError if a client has nobody for that task.
    """
    moved = 0
    for client in clients:
        manager = _present_manager(client, present)
        managers = {Domain.INTEGRAL: manager}
        moved += assign([client], replace(assignment, managers=managers), author)
    return moved


def _present_manager(client: Client, task: Domain) -> User:
    running = assignments_now().filter(person_id=client.person_id)
    named = [fact.cell("case_manager_id") for fact in running if task in domain_of(fact).tasks]
    found = User.objects.filter(username__in=named).first()
    if found is None:
        message = _("Nobody answers for {task} of client {number}. Choose a case manager.")
        raise CannotAssignError(message.format(task=task.title, number=client.number))
    return found
