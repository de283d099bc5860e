"""Assigning clients to a case manager, one or many at once, with or without a handover talk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from trede.errors import UsageError
from trede.language import translate as _
from trede.register.access.rules import assignments_now
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client
from trede.register.facts.journal import Journal, open_journal
from trede.register.facts.models import Fact

ASSIGN = "assign"


class CannotAssignError(UsageError):
    """A client cannot be assigned as asked."""


@dataclass(frozen=True)
class Assignment:
    """To whom, for what (income, work or both), from which day, handed over in a talk or not."""

    manager: User
    role: str
    starts_on: date
    is_warm: bool
    reason: str = ""


def assign(clients: Sequence[Client], assignment: Assignment, author: User) -> int:
    """Assign clients, all or none; return how many had another case manager before.

    Who answered for the client in the same task until then stops the day the new one begins. One
    who answers for both tasks makes place for one of each, and the other way round.
    """
    _check(assignment)
    with transaction.atomic():
        return sum(_assign(client, assignment, author) for client in clients)


def _check(assignment: Assignment) -> None:
    manager = assignment.manager
    if not manager.is_active or not manager.has_role(Role.CASE_MANAGER):
        raise CannotAssignError(
            _("{name} is no case manager. Choose someone who is.").format(name=manager.name)
        )


def _assign(client: Client, assignment: Assignment, author: User) -> bool:
    with open_journal(
        author=author, step=ASSIGN, client=client, reason=assignment.reason
    ) as journal:
        replaced = [
            fact for fact in _running(client) if _meets(str(fact.cell("role")), assignment.role)
        ]
        for fact in replaced:
            _end(journal, fact, assignment)
        journal.record(
            "case_manager_assignments",
            {
                "person_id": client.person_id,
                "role": assignment.role,
                "case_manager_id": assignment.manager.username,
                "team": assignment.manager.team.name if assignment.manager.team else None,
                "starts_on": assignment.starts_on,
            },
        )
        for fact in replaced:
            _keep_other_task(journal, fact, assignment)
    return bool(replaced)


def _running(client: Client) -> list[Fact]:
    return list(assignments_now().filter(person_id=client.person_id))


def _meets(one: str, other: str) -> bool:
    return "both" in (one, other) or one == other


def _end(journal: Journal, fact: Fact, assignment: Assignment) -> None:
    """End an assignment on the day the next begins; one of that very day was a mistake."""
    starts_on = fact.cell("starts_on")
    assert isinstance(starts_on, date)  # noqa: S101 - required by the table
    if starts_on > assignment.starts_on:
        raise CannotAssignError(
            _(
                "This client has had the present case manager since {day}. Choose a later day."
            ).format(day=starts_on.strftime("%d-%m-%Y"))
        )
    if starts_on == assignment.starts_on:
        journal.withdraw(fact)
        return
    journal.correct(fact, {"ends_on": assignment.starts_on, "warm_handover": assignment.is_warm})


def _keep_other_task(journal: Journal, fact: Fact, assignment: Assignment) -> None:
    """Let who answered for both tasks keep the one that is not handed over."""
    if fact.cell("role") != "both" or assignment.role == "both":
        return
    kept = "income" if assignment.role == "work" else "work"
    values = {**fact.values, "role": kept, "starts_on": assignment.starts_on}
    journal.record("case_manager_assignments", {**values, "ends_on": None})  # type: ignore[dict-item]
