"""The people behind a figure: by name where one meets them anyway, else by number or pseudonym.

Who checks figures gets everyone whom the figure counts, with what the rule found of each, so that
the figure can be counted again. Others get those of their own caseload or team.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from trede.language import translate as _
from trede.publishers.column_titles import column_title
from trede.register.access.rules import clients_of, may_open, may_rebuild_figures
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.figures.computing import Asked, people_behind
from trede.register.figures.groups import group_title
from trede.register.figures.topics import Topic
from trede.register.pages.templating import show_day

AT_ONCE = 100
"""How many people a page lists."""
NOT_FOUND_BY_THE_RULE = frozenset({"person_id", "in_denominator", "in_numerator"})

Row = Mapping[str, object]


@dataclass(frozen=True)
class Person:
    """One of the people: how called, the number of the file if any, and what the rule found.

    ``found`` is what says best why someone is counted or not; ``all_found`` is for a file.
    """

    called: str
    number: str
    is_own: bool
    group: str
    found: tuple[tuple[str, str], ...]
    all_found: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Behind:
    """The rows behind a figure that a user may see, and how many there are in all."""

    rows: Sequence[Row]
    total: int


def behind(
    user: User, topic: Topic, asked: Asked, *, group: str | None = None, counted: bool = True
) -> Behind:
    """Return who is in the figure and counted or not; ``group`` narrows it to one group."""
    rows = [each for each in people_behind(asked) if _is_chosen(each, topic, group, counted)]
    if may_rebuild_figures(user):
        return Behind(rows, len(rows))
    own = dict(_listed_names(clients_of(user)))
    seen = [each for each in rows if each["person_id"] in own]
    return Behind(sorted(seen, key=lambda each: own[str(each["person_id"])]), len(rows))


def describe(
    user: User, topic: Topic, rows: Iterable[Row], *, with_names: bool = True
) -> list[Person]:
    """Return rows as people, by name, number or pseudonym as the user may know them."""
    listed = list(rows)
    persons = [str(each["person_id"]) for each in listed]
    mine = clients_of(user).filter(person_id__in=persons) if with_names else Client.objects.none()
    own = dict(_listed_names(mine))
    numbers: dict[str, str] = {}
    if may_open(user, "dossier"):
        known = Client.objects.filter(person_id__in=persons)
        numbers = dict(known.values_list("person_id", "number"))
    return [
        Person(
            own.get(person) or numbers.get(person) or person,
            numbers.get(person, ""),
            person in own,
            group_title(topic.by, _text(row, topic)),
            tuple(_found(row, topic.found)),
            tuple(_all_found(row)),
        )
        for person, row in zip(persons, listed, strict=True)
    ]


def _listed_names(clients: QuerySet[Client]) -> Iterable[tuple[str, str]]:
    named = clients.prefetch_related("identities")
    return ((client.person_id, client.listed_name) for client in named)


def _found(row: Row, names: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Yield what the rule found, by the titles of its columns."""
    return ((column_title(name), shown(name, row[name])) for name in names if name in row)


def _all_found(row: Row) -> Iterable[tuple[str, str]]:
    """Yield all that the rule found, to count with: days as 2026-12-31."""
    for name, value in row.items():
        if name not in NOT_FOUND_BY_THE_RULE:
            text = value.isoformat() if isinstance(value, date) else shown(name, value)
            yield column_title(name), text


def shown(name: str, value: object) -> str:
    """Write what a rule found as people read it."""
    match value:
        case None:
            return "–"
        case bool():
            return _("yes") if value else _("no")
        case date():
            return show_day(value)
        case str():
            return group_title(name, value)
        case _:
            return str(value)


def _text(row: Row, topic: Topic) -> str | None:
    value = row[topic.by]
    return None if value is None else str(value)


def _is_chosen(row: Row, topic: Topic, group: str | None, counted: bool) -> bool:
    if not row["in_denominator"] or (group is not None and (_text(row, topic) or "") != group):
        return False
    return bool(row["in_numerator"]) == counted
