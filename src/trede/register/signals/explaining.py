"""Says in a sentence why a signal is there, and what is to be done about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from trede.language import in_language
from trede.register.pages.templating import show_day
from trede.register.signals.models import Signal
from trede.register.signals.settings import settings_on


class Count(str):
    """A value of a parameter; ``{weeks:week|weeks}`` writes a number with its noun."""

    __slots__ = ()

    def __format__(self, nouns: str) -> str:
        one, _bar, more = nouns.partition("|")
        return f"{self!s} {one if self == '1' else more}" if nouns else str(self)


@dataclass(frozen=True)
class Explanation:
    """A signal in the user's language: what, why, what to do, by when, and on whose authority.

    ``about`` is the fact that the step must be told; empty: the step finds it by itself.
    """

    rule: str
    subject: str
    group: str
    step: str
    about: str
    title: str
    task: str
    why: str
    source: str
    due_on: date
    days_left: int

    @property
    def is_late(self) -> bool:
        """Whether the last day has passed."""
        return self.days_left < 0


def explain_all(signals: Iterable[Signal], today: date) -> list[Explanation]:
    """Explain signals with the terms that are in force today."""
    terms = settings_on(today).parameters
    return [_explain(signal, today, terms) for signal in signals]


def explain(signal: Signal, today: date) -> Explanation:
    """Explain one signal; for several, :func:`explain_all` asks for the terms once."""
    return explain_all([signal], today)[0]


def _explain(signal: Signal, today: date, terms: Mapping[str, str]) -> Explanation:
    declaration = signal.declaration
    days = {"begins_on": show_day(signal.since_on), "due_on": show_day(signal.due_on)}
    counts = {name: Count(value) for name, value in terms.items()}
    why = in_language(declaration.reasons).format_map({**counts, **days})
    return Explanation(
        rule=signal.rule,
        subject=signal.subject,
        group=declaration.group,
        step=declaration.step,
        about=signal.subject if declaration.names_subject else "",
        title=declaration.title,
        task=declaration.task,
        why=why,
        source=declaration.source,
        due_on=signal.due_on,
        days_left=signal.days_left(today),
    )
