"""Registering a client: one dossier per person, found by citizen service number.

A client who is known already is found and shown; nobody gets a second dossier.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db import IntegrityError, transaction

from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.accounts.roles import Domain
from trede.register.caseloads.case_management import task_of
from trede.register.clients.identities import write_identity
from trede.register.clients.models import Client, Identity
from trede.register.clients.numbers import encrypt_number, pseudonym_of
from trede.register.facts.journal import REGISTER, Journal, Value, open_journal
from trede.register.facts.models import believed
from trede.register.facts.versions import Change
from trede.register.project.clock import today
from trede.register.steps.refusing import RefusedError, confirm

STEP = "register-client"
IDENTITY = (
    "family_name",
    "infix",
    "first_names",
    "birth_on",
    "address",
    "postcode",
    "place",
    "phone",
    "email",
    "language",
)
PERSON = ("birth_on", "sex", "education", "last_worked", "intake_information")
_ATTEMPTS = 5


@dataclass(frozen=True)
class Registered:
    """What came of a registration: the client, and the change; none if already known."""

    client: Client
    change: Change | None


def find_known(citizen_number: str) -> Client | None:
    """Return the client with a citizen service number; raises NoCitizenNumberError.

    Someone whose registration was undone is not known any more.
    """
    client = Client.objects.filter(person_id=pseudonym_of(citizen_number)).first()
    while client is not None and client.merged_into is not None:
        client = client.merged_into
    if client is None:
        return None
    believed_now = believed("persons").filter(person_id=client.person_id).exists()
    return client if believed_now or client.identity is not None else None


def register(
    answers: Mapping[str, object], author: User, manager: User, source: str = REGISTER
) -> Registered:
    """Register a client and give the file to a case manager; or find who is known already.

    ``answers`` are the citizen service number and the columns of IDENTITY and PERSON. Raises
    RefusedError, and UnconfirmedError if someone of the same name and birth is on file.
    """
    number = str(answers["citizen_number"])
    known = find_known(number)
    if known is not None:
        return Registered(known, None)
    check_birth(answers["birth_on"])
    warn_of_namesake(answers)
    try:
        with transaction.atomic():
            client = anchor(number)
            with open_journal(author=author, step=STEP, client=client) as journal:
                _check_unknown(number)
                write_client(journal, client, answers, source)
                assign(journal, client, manager)
    except _RegisteredMeanwhileError:
        return Registered(client, None)
    return Registered(client, journal.change)


class _RegisteredMeanwhileError(Exception):
    """Someone else registered the same person at the same moment; nothing is written twice."""


def _check_unknown(citizen_number: str) -> None:
    if find_known(citizen_number) is not None:
        raise _RegisteredMeanwhileError


def anchor(citizen_number: str) -> Client:
    """Return the anchor of someone's dossier, with the next number if it is new."""
    person_id = pseudonym_of(citizen_number)
    for attempt in range(_ATTEMPTS):
        known = Client.objects.filter(person_id=person_id).first()
        if known is not None:
            return known
        try:
            with transaction.atomic():
                number = next_number(today().year)
                return Client.objects.create(person_id=person_id, number=number)
        except IntegrityError:
            if attempt == _ATTEMPTS - 1:
                raise
    raise AssertionError(person_id)


def next_number(year: int) -> str:
    """Return the next free client number: the year and a sequence, such as 2026-00042."""
    issued = Client.objects.filter(number__regex=rf"^{year}-[0-9]{{5}}$").order_by("-number")
    newest = issued.values_list("number", flat=True).first()
    return f"{year}-{int(newest.split('-')[1]) + 1 if newest else 1:05}"


def write_client(
    journal: Journal, client: Client, answers: Mapping[str, object], source: str = REGISTER
) -> None:
    """Write who a client is, and what is known of the person; what is on file already stays."""
    number = str(answers["citizen_number"])
    known = client.identity
    given = {name: answers[name] for name in IDENTITY if answers.get(name)}
    if known is None:
        given["encrypted_number"] = encrypt_number(number)
    else:
        given = {name: value for name, value in given.items() if not getattr(known, name)}
    write_identity(journal, client, given, source)
    write_person(journal, client, answers, source)


def write_person(
    journal: Journal, client: Client, answers: Mapping[str, object], source: str = REGISTER
) -> None:
    """Write what is known of a person; what is on file already stays."""
    given = {name: answers[name] for name in PERSON if answers.get(name)}
    known = believed("persons").filter(person_id=client.person_id).first()
    values: dict[str, object] = {
        "person_id": client.person_id,
        "client_number": client.number,
        "municipality_id": _municipality(),
        **given,
    }
    if known is not None:
        stood = {name: value for name, value in known.values.items() if value is not None}
        values = {**values, **stood}
        if not values.keys() - stood.keys():
            return
        journal.withdraw(known)
    journal.record("persons", cast("dict[str, Value]", values), source)


def assign(journal: Journal, client: Client, manager: User) -> None:
    """Give a client's file to a case manager from today on, unless someone has it."""
    day = today()
    running = believed("case_manager_assignments").filter(person_id=client.person_id)
    roles = {fact.role for fact in running if fact.ends_on is None or fact.ends_on > day}
    task = task_of(manager, day)
    if any(Domain(role).tasks & task.tasks for role in roles):
        return
    values: dict[str, Value] = {
        "person_id": client.person_id,
        "role": task.value,
        "case_manager_id": manager.username,
        "team": manager.team.name if manager.team is not None else None,
        "starts_on": day,
    }
    journal.record("case_manager_assignments", values)


def check_birth(birth_on: object) -> None:
    """Refuse a date of birth that lies ahead."""
    if isinstance(birth_on, date) and birth_on > today():
        raise RefusedError(_("This day has not come yet."), "birth_on")


def warn_of_namesake(answers: Mapping[str, object]) -> None:
    """Ask whether it is someone else, if the same name and birth are on file (no numbers shown)."""
    same = Identity.objects.current().filter(
        family_name__iexact=str(answers["family_name"]), birth_on=cast("date", answers["birth_on"])
    )
    found = same.select_related("client").first()
    if found is not None:
        warning = _(
            "Client {number} has the same family name and date of birth, and another citizen "
            "service number. This is someone else."
        )
        named = warning.format(number=found.client.number)
        confirm(answers, {f"namesake-{found.client.number}": named})


def _municipality() -> str | None:
    """Return the municipality of the register, if it holds no others."""
    known = list(believed("municipalities").values_list("municipality_id", flat=True)[:2])
    return known[0] if len(known) == 1 else None
