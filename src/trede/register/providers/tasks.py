"""What is done about things that are no clients: a form, and what it records, in one change.

Providers, tenders and contracts are kept by tasks. A task works as a step about a client does
(:mod:`trede.register.steps.step`): it says what it asks, refuses what a rule does not allow, asks
to confirm what is unusual, and writes through the journal.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms

from trede.errors import TredeError
from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.facts.journal import (
    REGISTER,
    ChangedMeanwhileError,
    Journal,
    open_journal,
)
from trede.register.facts.models import Fact, believed
from trede.register.steps.fields import WordsField
from trede.register.steps.form import LabelledForm
from trede.register.steps.refusing import RefusedError

Answers = Mapping[str, Any]
"""The cleaned values of a form."""
REASON = "reason"


@dataclass(frozen=True)
class About:
    """Upon what a task is done: the thing and a part of it by their keys, by whom and when."""

    author: User
    today: date
    key: str = ""
    part: str = ""


class TaskForm(LabelledForm):
    """The form of a task; ``seen`` is the version upon which it was filled in."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, about: About, **kwargs: Any) -> None:
        self.about = about
        super().__init__(*args, **kwargs)


class Task(ABC):
    """One kind of task about a provider, a tender or a contract."""

    name: ClassVar[str]
    """As in the address."""
    form: ClassVar[type[TaskForm]] = TaskForm
    needs_part: ClassVar[bool] = False
    """Whether the address names a part of the thing."""
    asks_why: ClassVar[bool] = False
    """Whether it changes what stood there, and so must say why."""

    @abstractmethod
    def title(self) -> str:
        """Say what the task does."""

    def explanation(self, about: About) -> str:
        """Say in a sentence what it is for; empty if the title says all."""
        del about
        return ""

    def subject(self, about: About) -> Fact | None:
        """Return the fact that is changed; none if the task records a new one."""
        del about
        return None

    def client(self, about: About) -> Client | None:
        """Return the client whose file it writes in; none if it is about no client."""
        del about
        return None

    def source(self, about: About) -> str:
        """Return who says what is recorded."""
        del about
        return REGISTER

    def obstacle(self, about: About) -> str:
        """Say why it cannot be done now; empty if it can."""
        del about
        return ""

    def initial(self, about: About) -> Mapping[str, object]:
        """Return what is known already, by field."""
        subject = self.subject(about)
        return subject.values if subject is not None else {}

    @abstractmethod
    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Record the facts; return a sentence that says what was done. Raises RefusedError."""

    def seen(self, about: About) -> int | None:
        """Return the version upon which a form is filled in; none if there is none yet."""
        subject = self.subject(about)
        return subject.pk if subject is not None else None

    def check_seen(self, about: About, seen: int | None) -> None:
        """Raise OthersWereFirstError if what a form was filled in upon changed meanwhile."""
        if seen is not None and seen != self.seen(about):
            raise OthersWereFirstError

    def make_form(self, about: About, data: Any = None) -> TaskForm:
        """Make the form, with what the frame adds: why it is changed, what is confirmed."""
        initial = {**self.initial(about), "seen": self.seen(about)}
        form = self.form(data, about=about, initial=initial)
        if self.asks_why:
            form.fields[REASON] = WordsField(
                rows=2,
                label=_("Why?"),
                help_text=_("What stood here before stays visible, with your reason."),
            )
        form.complete()
        return form


class GoneError(TredeError):
    """What a task is about is no longer on file."""

    def __init__(self) -> None:
        super().__init__(_("This is no longer on file: someone withdrew it meanwhile."))


class OthersWereFirstError(TredeError):
    """Someone else changed the thing while the form was being filled in."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "While you were filling this in, someone else changed this. Open the page again "
                "to see what stands there now; nothing of yours was saved."
            )
        )


def do(task: Task, about: About, form: TaskForm) -> str | None:
    """Do a task; return what was done, or nothing if the form says why it was not."""
    if not form.is_valid():
        form.drop_confirmations()
        return None
    try:
        return _write(task, about, form.cleaned_data)
    except ChangedMeanwhileError:
        form.tell(OthersWereFirstError())
    except TredeError as error:
        form.tell(error)
    return None


def _write(task: Task, about: About, answers: Answers) -> str:
    why = answers.get(REASON) or ""
    with open_journal(
        author=about.author,
        step=task.name,
        client=task.client(about),
        reason=why,
        source=task.source(about),
    ) as journal:
        task.check_seen(about, answers.get("seen"))
        if obstacle := task.obstacle(about):
            raise RefusedError(obstacle)
        return task.save(journal, about, answers)


def one(table: str, **key: object) -> Fact | None:
    """Return the fact of a table with a key."""
    found: Fact | None = believed(table).filter(**key).first()
    return found


def locked(table: str, **key: object) -> Fact:
    """Return a fact that nobody else changes until this change ends; raises GoneError."""
    found: Fact | None = believed(table).select_for_update().filter(**key).first()
    if found is None:
        raise GoneError
    return found


def only(answers: Answers, names: Iterable[str]) -> dict[str, Any]:
    """Return the answers to some questions; an empty text is none."""
    return {name: answers[name] if answers[name] != "" else None for name in names}


def by_name(tasks: Iterable[Task]) -> Mapping[str, Task]:
    """Return tasks by the name in their address."""
    return {task.name: task for task in tasks}
