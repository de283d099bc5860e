"""Upon what a step is taken: whose file, by whom, when, and which fact it is about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from trede.dossier.columns import Table
from trede.dossier.tables import TABLES
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.facts.journal import REGISTER
from trede.register.facts.models import Fact, believed
from trede.register.facts.reading import PERSONAL
from trede.register.signals.settings import Settings, settings_on

BETWEEN_PARTS = "~"
"""Stands between the parts of a key in an address; no code or key of ours has it."""


@dataclass(frozen=True)
class WholeFile(Mapping[str, list[Fact]]):
    """All that is believed now about a client, by table, oldest first; read when asked for.

    Unlike :func:`trede.register.facts.reading.file_of` nothing is cut off at a day: what is
    corrected must be there whole, also if it lies ahead.
    """

    person_id: str
    _read: dict[str, list[Fact]] = field(default_factory=dict, repr=False, compare=False)

    def __getitem__(self, table: str) -> list[Fact]:
        """Return the facts of a table; ``KeyError`` if it is not about persons."""
        if table not in self._read:
            if table not in PERSONAL:
                raise KeyError(table)
            self._read[table] = self._facts(table)
        return self._read[table]

    def __iter__(self) -> Iterator[str]:
        """Go through the names of the tables about persons."""
        return iter(PERSONAL)

    def __len__(self) -> int:
        """Return how many tables there are."""
        return len(PERSONAL)

    def _facts(self, table: str) -> list[Fact]:
        order = [name for name in (TABLES[table].begins, "recorded_at", "pk") if name]
        return list(believed(table).filter(person_id=self.person_id).order_by(*order))


@dataclass(frozen=True)
class Situation:
    """Upon what a step is taken.

    ``subject`` is the key of the fact that the step is about, ``source`` who says what is recorded.
    """

    client: Client
    author: User
    today: date
    subject: str | None = None
    source: str = REGISTER

    @cached_property
    def settings(self) -> Settings:
        """The municipality's terms for the signals today."""
        return settings_on(self.today)

    @cached_property
    def file(self) -> WholeFile:
        """All that is believed about the client now, by table."""
        return WholeFile(self.client.person_id)

    @property
    def person_id(self) -> str:
        """The pseudonym under which the client's facts stand."""
        return self.client.person_id

    def fact(self, table: str) -> Fact | None:
        """Return the fact that the step is about, by its key; none for a new one."""
        if self.subject is None:
            return None
        return next((fact for fact in self.file[table] if subject_of(fact) == self.subject), None)

    def find(self, table: str, key: str | None) -> Fact | None:
        """Return the fact of a table with a key."""
        return next((fact for fact in self.file[table] if subject_of(fact) == key), None)

    def latest(self, table: str) -> Fact | None:
        """Return the newest fact of a table, if there is one."""
        facts = self.file[table]
        return facts[-1] if facts else None

    def holding(self, table: str, day: date | None = None) -> Sequence[Fact]:
        """Return the spells of a table that hold on a day, by default today; oldest first."""
        on = day or self.today
        return [fact for fact in self.file[table] if holds_on(fact, on)]


def holds_on(spell: Fact, day: date) -> bool:
    """Tell whether a spell holds on a day; one without a first day holds since always."""
    starts_on, ends_on = spell.cell("starts_on"), spell.cell("ends_on")
    begun = not isinstance(starts_on, date) or starts_on <= day
    return begun and (not isinstance(ends_on, date) or day < ends_on)


def subject_of(fact: Fact) -> str:
    """Return the key of a fact as it stands in the address of a step.

    The person is left out of it: the address names the client already.
    """
    parts = [fact.cell(name) for name in _own_key(fact.declared)]
    return BETWEEN_PARTS.join("" if part is None else str(part) for part in parts)


def _own_key(table: Table) -> tuple[str, ...]:
    return tuple(name for name in table.key if name != "person_id") or table.key
