"""Two clients side by side: who they are, and what is on file of each."""

from collections.abc import Iterator
from dataclasses import dataclass

from trede.language import translate as _
from trede.register.clients.models import Client
from trede.register.dossiers.sections import Section, sections_of, show_value
from trede.register.facts.models import Fact
from trede.register.facts.reading import PERSONAL
from trede.register.pages.templating import show_day
from trede.register.quality.moving import facts_about
from trede.register.steps.telling import tell

NOTHING = "–"


@dataclass(frozen=True)
class Compared:
    """One thing said of both: what it is, what each says, and whether they differ."""

    title: str
    one: str
    other: str

    @property
    def differs(self) -> bool:
        """Whether both say something, and not the same."""
        return NOTHING not in {self.one, self.other} and self.one != self.other


@dataclass(frozen=True)
class SideBySide:
    """A section of the dossier, of both."""

    one: Section
    other: Section


def compare_persons(one: Client, other: Client) -> list[Compared]:
    """Return who two clients are, side by side; citizen service numbers are not shown."""
    mine, theirs = dict(_said_of(one)), dict(_said_of(other))
    return [
        Compared(title, mine.get(title, NOTHING), theirs.get(title, NOTHING))
        for title in {**mine, **theirs}
        if mine.get(title, NOTHING) != NOTHING or theirs.get(title, NOTHING) != NOTHING
    ]


def compare_files(one: Client, other: Client) -> list[SideBySide]:
    """Return the sections of which either has something on file."""
    sections = zip(_sections(one), _sections(other), strict=True)
    return [SideBySide(mine, theirs) for mine, theirs in sections if mine.rows or theirs.rows]


def tell_fact(fact: Fact) -> str:
    """Say a fact in a line; of a cost only its day, for amounts are not for everyone."""
    if fact.declared.name == "costs":
        return f"{_('Cost')}: {show_value(fact, fact.declared.column('booked_on'))}"
    return tell(fact)


def _said_of(client: Client) -> Iterator[tuple[str, str]]:
    identity = client.identity
    if identity is not None:
        yield _("Name"), identity.full_name or NOTHING
        yield _("Date of birth"), show_day(identity.birth_on)
        home = filter(None, (identity.address, identity.postcode, identity.place))
        yield _("Address"), ", ".join(home) or NOTHING
        yield _("Telephone"), identity.phone or NOTHING
        yield _("E-mail"), identity.email or NOTHING
        has_number = _("on file") if identity.encrypted_number else NOTHING
        yield _("Citizen service number"), has_number
    for fact in facts_about(client.person_id):
        if fact.declared.name == "persons":
            for column in ("sex", "education", "last_worked"):
                declared = fact.declared.column(column)
                title = {
                    "sex": _("Sex"),
                    "education": _("Education"),
                    "last_worked": _("Last worked"),
                }[column]
                yield title, show_value(fact, declared)


def _sections(client: Client) -> list[Section]:
    file: dict[str, list[Fact]] = {table: [] for table in PERSONAL}
    for fact in facts_about(client.person_id):
        file[fact.declared.name].append(fact)
    return sections_of(file)
