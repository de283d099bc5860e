"""Who the clients are: from a file of the municipality, or made up for a demonstration.

A dossier holds pseudonyms only. The file gives names by citizen service number, from which the
register's key makes the same pseudonym; the number itself is stored encrypted.
"""

import csv
import io
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from django.db import transaction

from trede.errors import BadInputError
from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.clients.models import Client, Identity
from trede.register.clients.numbers import NoCitizenNumberError, encrypt_number, pseudonym_of
from trede.register.exchange.made_up_names import PLACE, make_up_person
from trede.register.facts.models import believed
from trede.register.facts.versions import Change
from trede.register.pages.moments import read_day
from trede.register.project.clock import now

NUMBER = "citizen_service_number"
COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        NUMBER: "bsn",
        "family_name": "achternaam",
        "infix": "tussenvoegsel",
        "first_names": "voornamen",
        "birth_on": "geboortedatum",
        "address": "adres",
        "postcode": "postcode",
        "place": "woonplaats",
        "phone": "telefoon",
        "email": "e-mail",
        "language": "taal",
    }
)
"""The columns of a file with identities, in English and in Dutch."""

REQUIRED = (NUMBER, "family_name", "first_names")
_AT_ONCE = 1_000


class UnusableIdentitiesError(BadInputError):
    """A file with identities cannot be used at all."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(
            _(
                "{file}: {why}. A file with identities is csv in UTF-8 with a heading of: "
                "{columns}. Nothing was stored."
            ).format(file=file, why=why, columns=", ".join(COLUMNS))
        )


@dataclass(frozen=True)
class UnusedRow:
    """A row of the file that was not used: its line as an editor shows it, and why."""

    line: int
    why: str


@dataclass(frozen=True)
class Identified:
    """What became of a file: rows read, used, and each that was not; clients still unnamed."""

    read: int
    used: int
    unused: tuple[UnusedRow, ...]
    unnamed: int


Row = Mapping[str, str]


def read_identities(file: Path) -> list[tuple[int, Row]]:
    """Read a file with identities: lines with their cells, by the English names of the columns.

    Raises :class:`UnusableIdentitiesError`.
    """
    return list(_rows(file))


def add_identities(rows: Sequence[tuple[int, Row]]) -> Identified:
    """Give clients who have no name yet the identities of a file, all at once or none."""
    clients = _unnamed_clients()
    known = set(Client.objects.values_list("person_id", flat=True))
    used: list[Identity] = []
    unused: list[UnusedRow] = []
    for line, row in rows:
        try:
            person = _person(row, known, clients.keys())
            used.append(_identity(clients[person], row))
        except (_UnusedError, NoCitizenNumberError) as error:
            unused.append(UnusedRow(line, str(error)))
        else:
            del clients[person]
    _store(used, "identities", "identities")
    return Identified(len(rows), len(used), tuple(unused), len(clients))


def _person(row: Row, known: Container[str], unnamed: Container[str]) -> str:
    """Return the person a row is about."""
    if not row[NUMBER]:
        raise _UnusedError(_("{column} is empty").format(column=NUMBER))
    person = pseudonym_of(row[NUMBER])
    if person not in known:
        raise _UnusedError(_("no client has this citizen service number"))
    if person not in unnamed:
        raise _UnusedError(_("this client has a name already"))
    return person


def make_up_identities() -> int:
    """Give every client without an identity a made-up one; returns how many."""
    clients = _unnamed_clients()
    persons = {fact.person_id: fact for fact in believed("persons")}
    homes = dict(believed("household_members").values_list("person_id", "household_id"))
    made = []
    for person, client in clients.items():
        fact = persons.get(person)
        who = make_up_person(person, fact.sex if fact else None, homes.get(person))
        birth = fact.birth_on if fact else None
        made.append(Identity(client=client, birth_on=birth, place=PLACE, **vars(who)))
    _store(made, "made_up", "made-up-names")
    return len(made)


def make_up_staff_names() -> int:
    """Give every case manager who is known by a number only a made-up name; returns how many."""
    unnamed = [user for user in User.objects.all() if user.name == user.username]
    for user in unnamed:
        who = make_up_person(f"staff:{user.username}", None)
        user.name = " ".join(filter(None, (who.first_names, who.infix, who.family_name)))
    User.objects.bulk_update(unnamed, ["name"], batch_size=_AT_ONCE)
    return len(unnamed)


def _unnamed_clients() -> dict[str, Client]:
    named = Identity.objects.current().values("client_id")
    return {client.person_id: client for client in Client.objects.exclude(pk__in=named)}


def _store(identities: list[Identity], source: str, step: str) -> None:
    with transaction.atomic():
        change = Change.objects.create(at=now(), step=step)
        for identity in identities:
            identity.recorded_at = change.at
            identity.recorded_in = change
            identity.source = source
        Identity.objects.bulk_create(identities, batch_size=_AT_ONCE)


class _UnusedError(Exception):
    """A row cannot be used."""


def _rows(file: Path) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a file by the English names of their columns, with their lines."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableIdentitiesError(file, _("it is not in UTF-8")) from error
    heading = text.partition("\n")[0]
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in heading else ",")
    names = [_column(file, name) for name in next(lines, [])]
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        why = _("the column {column} is missing").format(column=missing[0])
        raise UnusableIdentitiesError(file, why)
    for cells in lines:
        if any(cell.strip() for cell in cells):
            padded = [cell.strip() for cell in cells] + [""] * (len(names) - len(cells))
            yield lines.line_num, dict(zip(names, padded, strict=False))


def _column(file: Path, name: str) -> str:
    wanted = name.strip().lower()
    for english, dutch in COLUMNS.items():
        if wanted in {english, dutch}:
            return english
    raise UnusableIdentitiesError(file, _('"{column}" is no column of it').format(column=name))


def _identity(client: Client, row: Row) -> Identity:
    for name in REQUIRED:
        if not row[name]:
            raise _UnusedError(_("{column} is empty").format(column=name))
    return Identity(
        client=client,
        encrypted_number=encrypt_number(row[NUMBER]),
        birth_on=_day(row.get("birth_on", "")),
        **{name: row.get(name, "") for name in COLUMNS if name not in {NUMBER, "birth_on"}},
    )


def _day(text: str) -> date | None:
    """Read a day, written as 1980-12-31 or 31-12-1980."""
    day = read_day(text)
    if text and day is None:
        raise _UnusedError(_("birth_on is no date; write it as 1980-12-31"))
    return day
