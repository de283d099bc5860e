"""The people behind a figure, as far as a user meets them without stating a reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from trede.register.access.rules import clients_of
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.figures.computing import Asked, people_behind
from trede.register.figures.groups import group_title
from trede.register.figures.topics import Topic

AT_ONCE = 200
"""How many people a page names."""


@dataclass(frozen=True)
class Behind:
    """The clients that a user may see, by name, each with a group; and how many there are."""

    people: tuple[tuple[Client, str], ...]
    visible: int
    total: int


def behind(user: User, topic: Topic, asked: Asked, *, group: str | None, counted: bool) -> Behind:
    """Return who is in the figure and counted or not; ``group`` narrows it to one group."""
    rows = [each for each in people_behind(asked) if _is_chosen(each, topic, group, counted)]
    own = clients_of(user).prefetch_related("identities")
    known: Mapping[str, Client] = {client.person_id: client for client in own}
    met = [(known[str(row["person_id"])], row) for row in rows if row["person_id"] in known]
    met.sort(key=lambda each: each[0].listed_name)
    named = tuple((client, group_title(topic.by, _text(row, topic))) for client, row in met)
    return Behind(named[:AT_ONCE], len(met), len(rows))


def _text(row: Mapping[str, object], topic: Topic) -> str | None:
    value = row[topic.by]
    return None if value is None else str(value)


def _is_chosen(row: Mapping[str, object], topic: Topic, group: str | None, counted: bool) -> bool:
    if not row["in_denominator"] or (group is not None and (_text(row, topic) or "") != group):
        return False
    return bool(row["in_numerator"]) == counted
