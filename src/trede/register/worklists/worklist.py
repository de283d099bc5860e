"""The worklist of a user: the open signals about the clients whom the user answers for."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trede.register.access.rules import answers_for, clients_of
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.signals.models import Signal, Standing

SOON = 7
BACKLOG_AFTER = timedelta(days=92)
"""What is late for longer is a backlog: shown apart, so that it does not bury the day's work."""


@dataclass(frozen=True)
class Task:
    """A signal with the client it is about."""

    signal: Signal
    client: Client
    standing: Standing | None

    def is_backlog(self, today: date) -> bool:
        """Tell whether the task is late for so long that it belongs to the backlog."""
        return self.signal.due_on < today - BACKLOG_AFTER


@dataclass(frozen=True)
class Worklist:
    """What a user has to do: tasks by day, the backlog apart, and the counts above them."""

    tasks: tuple[Task, ...]
    backlog: tuple[Task, ...]
    late: int
    this_week: int
    clients: int
    oldest_late: int


def worklist_of(user: User, today: date) -> Worklist:
    """Return the worklist of a user, most urgent first."""
    signals = list(Signal.objects.filter(answers_for(user)).order_by("due_on", "person_id", "rule"))
    people = {signal.person_id for signal in signals}
    clients = _clients(people)
    standings = {each.person_id: each for each in Standing.objects.filter(person_id__in=people)}
    tasks = tuple(
        Task(signal, clients[signal.person_id], standings.get(signal.person_id))
        for signal in signals
        if signal.person_id in clients
    )
    backlog = tuple(task for task in tasks if task.is_backlog(today))
    tasks = tuple(task for task in tasks if not task.is_backlog(today))
    late = [task.signal.due_on for task in tasks if task.signal.due_on < today]
    soon = [task for task in tasks if 0 <= (task.signal.due_on - today).days <= SOON]
    return Worklist(
        tasks,
        backlog,
        len(late),
        len(soon),
        clients_of(user).count(),
        (today - min(late)).days if late else 0,
    )


def counts_by(tasks: Sequence[Task], group_of: dict[str, str]) -> Counter[str]:
    """Count tasks by the group of their rule."""
    return Counter(group_of[task.signal.rule] for task in tasks if task.signal.rule in group_of)


def _clients(people: set[str]) -> dict[str, Client]:
    found = Client.objects.filter(person_id__in=people).prefetch_related("identities")
    return {client.person_id: client for client in found}
