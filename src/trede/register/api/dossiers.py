"""Reads a dossier for another system: facts with their two times and their source.

The forms of facts are derived from the tables of the dossier. What it cost is left out, and so is
the pseudonym, which names a person outside the register.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, Field, create_model

from trede.dossier.columns import ColumnType, Table
from trede.dossier.tables import TABLES
from trede.language import translate as _
from trede.register.access.looking import log_look
from trede.register.access.models import Basis
from trede.register.access.views import SHORTEST_REASON
from trede.register.api.moments import NoMomentError, as_utc, read_as_of, read_known_at
from trede.register.api.once import Answer
from trede.register.api.problems import Fault, faulty, of_status
from trede.register.api.tokens import Caller
from trede.register.api.words import later
from trede.register.clients.models import Client
from trede.register.facts.models import Fact
from trede.register.facts.reading import PERSONAL, Moment, facts_of
from trede.register.project.clock import today

ENDPOINT = "client-dossier"
REASON = "Look-Reason"
"""The header that says why a dossier is read; the client can read it."""
READABLE = tuple(name for name in PERSONAL if name != "costs")
PARAMETERS = ("as_of", "known_at", "tables")

_TYPES: Mapping[ColumnType, Any] = MappingProxyType(
    {
        ColumnType.TEXT: str,
        ColumnType.DATE: date,
        ColumnType.WHOLE: int,
        ColumnType.CENTS: int,
        ColumnType.YES_NO: bool,
    }
)


def _form_of(table: Table) -> type[BaseModel]:
    """Derive the form of a table's facts."""
    fields: dict[str, Any] = {
        column.name: (
            _TYPES[column.type] if column.required else _TYPES[column.type] | None,
            Field(description=column.meaning),
        )
        for column in table.own_columns
        if column.name != "person_id"
    }
    name = "".join(part.title() for part in table.name.split("_"))
    return create_model(f"{name}Fact", __base__=FactTimes, __doc__=table.meaning, **fields)


class FactTimes(BaseModel):
    """What every fact says of itself."""

    recorded_at: str | None = Field(
        description=later("moment from which it was believed, in UTC; empty if not known"),
        json_schema_extra={"format": "date-time"},
    )
    withdrawn_at: str | None = Field(
        description=later("moment from which it was no longer believed, in UTC"),
        json_schema_extra={"format": "date-time"},
    )
    source: str = Field(description=later("the system or role that said so"))


def _forms_by_table() -> type[BaseModel]:
    """Derive the form of a dossier: facts by table, oldest first."""
    fields: dict[str, Any] = {}
    for name in READABLE:
        form: Any = _form_of(TABLES[name])
        fields[name] = (list[form] | None, None)
    return create_model("FactsByTable", **fields)


FactsByTable: Any = _forms_by_table()


class DossierAnswer(BaseModel):
    """A dossier as of a day, as known at a moment."""

    client_number: str
    as_of: date
    known_at: str | None = Field(json_schema_extra={"format": "date-time"})
    facts: FactsByTable


@dataclass(frozen=True)
class Question:
    """What a call asks of a dossier, as it was written."""

    number: str
    reason: str
    parameters: Mapping[str, str]


def read_dossier(caller: Caller, question: Question) -> Answer:
    """Return a client's facts, and log who looked and why; raises ProblemError."""
    reason = _reason(question.reason)
    moment, tables = _asked(question.parameters)
    client = Client.objects.filter(number=question.number).first()
    if client is None:
        raise of_status(404)
    log_look(caller.user, client, Basis.STATED_REASON, reason, ENDPOINT)
    facts = {
        table: [_told(fact) for fact in facts_of(client.person_id, table, moment)]
        for table in tables
    }
    body: dict[str, object] = {
        "client_number": client.number,
        "as_of": moment.as_of.isoformat(),
        "known_at": as_utc(moment.known_at),
        "facts": facts,
    }
    return Answer(200, body)


def _reason(written: str) -> str:
    reason = written.encode("latin-1", errors="replace").decode(errors="replace").strip()
    if len(reason) < SHORTEST_REASON:
        why = _("says in fewer than {signs} signs why the dossier is read")
        remedy = _("Say in the header Look-Reason why you need this dossier; the client reads it.")
        fault = Fault("header", REASON, why.format(signs=SHORTEST_REASON), remedy)
        raise faulty(_("Whoever reads a dossier says why."), [fault], 400)
    return reason


def _asked(parameters: Mapping[str, str]) -> tuple[Moment, Collection[str]]:
    """Return the moment and the tables that are asked for; raises ProblemError."""
    faults = [
        Fault("parameter", name, _("does not exist"), _("Leave it out."))
        for name in parameters
        if name not in PARAMETERS
    ]
    as_of, known_at, tables = today(), None, list(READABLE)
    if "as_of" in parameters:
        try:
            as_of = read_as_of(parameters["as_of"])
        except NoMomentError:
            faults.append(_no_day("as_of", _("is no day; write it as 2026-12-31")))
    if "known_at" in parameters:
        try:
            known_at = read_known_at(parameters["known_at"])
        except NoMomentError:
            why = _("is no day and no moment with its offset, such as 2026-12-31T17:00:00Z")
            faults.append(_no_day("known_at", why))
    if "tables" in parameters:
        tables = [name.strip() for name in parameters["tables"].split(",")]
        faults += [_no_table(name) for name in tables if name not in READABLE]
    if faults:
        raise faulty(_("The question has faults."), faults, 400)
    return Moment(as_of, known_at), tables


def _no_day(name: str, why: str) -> Fault:
    return Fault("parameter", name, why, _("Write it as said, or leave it out for today."))


def _no_table(name: str) -> Fault:
    remedy = _("Choose from {tables}.").format(tables=", ".join(READABLE))
    return Fault("parameter", "tables", _("names a table that is not there"), remedy, name)


def _told(fact: Fact) -> dict[str, object]:
    own = {name: value for name, value in fact.values.items() if name != "person_id"}
    said = {name: _plain(value) for name, value in own.items()}
    times = {"recorded_at": as_utc(fact.recorded_at), "withdrawn_at": as_utc(fact.withdrawn_at)}
    return {**said, **times, "source": fact.source}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
