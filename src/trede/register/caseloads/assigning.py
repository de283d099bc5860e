"""Assigning clients to case managers, one or many at once, with or without a handover talk."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from trede.errors import UsageError
from trede.language import translate as _
from trede.register.access.rules import assignments_now
from trede.register.accounts.models import User
from trede.register.accounts.roles import Domain, Role
from trede.register.clients.models import Client
from trede.register.facts.journal import Journal, open_journal
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_day

ASSIGN = "assign"
TABLE = "case_manager_assignments"


class CannotAssignError(UsageError):
    """A client cannot be assigned as asked."""


@dataclass(frozen=True)
class Assignment:
    """To whom, for income, work or both; from which day, handed over in a talk or not."""

    managers: Mapping[Domain, User]
    starts_on: date
    is_warm: bool
    reason: str = ""

    @property
    def tasks(self) -> frozenset[Domain]:
        """The tasks that are given to someone: income, work, or both of them."""
        return frozenset().union(*(domain.tasks for domain in self.managers))


def assign(clients: Sequence[Client], assignment: Assignment, author: User) -> int:
    """Assign clients, all or none; return how many had another case manager before.

    Who answered for the client in the same task until then stops the day the new one begins, and
    keeps the task that is not handed over. Who answers for just this already is left in place.
    """
    _check(assignment)
    with transaction.atomic():
        return sum(_assign(client, assignment, author) for client in clients)


def _check(assignment: Assignment) -> None:
    if not assignment.managers:
        raise CannotAssignError(_("Choose at least one case manager."))
    for manager in assignment.managers.values():
        if not manager.is_active or not manager.has_role(Role.CASE_MANAGER):
            raise CannotAssignError(
                _("{name} is no case manager. Choose someone who is.").format(name=manager.name)
            )


def _assign(client: Client, assignment: Assignment, author: User) -> bool:
    running = list(assignments_now().filter(person_id=client.person_id))
    in_place = {domain_of(fact) for fact in running if _stays(fact, assignment)}
    given = {d: user for d, user in assignment.managers.items() if d not in in_place}
    tasks = assignment.tasks
    replaced = [
        fact for fact in running if domain_of(fact).tasks & tasks and not _stays(fact, assignment)
    ]
    if not given and not replaced:
        return False
    reason = assignment.reason
    with open_journal(author=author, step=ASSIGN, client=client, reason=reason) as journal:
        for fact in replaced:
            _end(journal, fact, assignment)
        for domain, manager in given.items():
            journal.record(TABLE, _row(client, domain, manager, assignment.starts_on))
        for fact in replaced:
            _keep_other_task(journal, fact, assignment)
    return bool(replaced)


def domain_of(fact: Fact) -> Domain:
    """Return what an assignment is for."""
    return Domain(str(fact.cell("role")))


def _stays(fact: Fact, assignment: Assignment) -> bool:
    manager = assignment.managers.get(domain_of(fact))
    return manager is not None and fact.cell("case_manager_id") == manager.username


def _row(client: Client, domain: Domain, manager: User, day: date) -> dict[str, str | date | None]:
    return {
        "person_id": client.person_id,
        "role": domain.value,
        "case_manager_id": manager.username,
        "team": manager.team.name if manager.team else None,
        "starts_on": day,
    }


def _end(journal: Journal, fact: Fact, assignment: Assignment) -> None:
    """End an assignment on the day the next begins; one of that very day was a mistake."""
    starts_on = fact.cell("starts_on")
    assert isinstance(starts_on, date)  # noqa: S101 - required by the table
    if starts_on > assignment.starts_on:
        raise CannotAssignError(
            _(
                "This client has had the present case manager since {day}. Choose a later day."
            ).format(day=show_day(starts_on))
        )
    if starts_on == assignment.starts_on:
        journal.withdraw(fact)
        return
    journal.correct(fact, {"ends_on": assignment.starts_on, "warm_handover": assignment.is_warm})


def _keep_other_task(journal: Journal, fact: Fact, assignment: Assignment) -> None:
    """Let who answered for both tasks keep the one that is not handed over."""
    for kept in _kept(fact, assignment):
        values = {**fact.values, "role": kept.value, "starts_on": assignment.starts_on}
        journal.record(TABLE, {**values, "ends_on": None})  # type: ignore[dict-item]


def _kept(fact: Fact, assignment: Assignment) -> Iterator[Domain]:
    yield from domain_of(fact).tasks - assignment.tasks
