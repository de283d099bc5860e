"""Finds the client whom a call is about; a citizen service number stands in bodies only."""

from pydantic import BaseModel, ConfigDict, TypeAdapter

from trede.language import translate as _
from trede.register.access.looking import log_look
from trede.register.access.models import Basis
from trede.register.api.benefit_forms import WhichClient
from trede.register.api.bodies import fitted
from trede.register.api.once import Answer
from trede.register.api.problems import at_pointer, faulty
from trede.register.api.tokens import Caller
from trede.register.clients.models import Client
from trede.register.steps.handover import CitizenNumber
from trede.register.steps.reading_errors import Place
from trede.register.steps.registering import find_known

ENDPOINT = "client-search"


class ClientSearch(BaseModel):
    """Whom one looks for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    citizen_number: CitizenNumber


def search(caller: Caller, content: object) -> Answer:
    """Return the client with a citizen service number, if there is one; that is logged."""
    wanted = fitted(TypeAdapter(ClientSearch), content)
    found = find_known(wanted.citizen_number)
    if found is None:
        return Answer(200, {"clients": []})
    log_look(caller.user, found, Basis.TASK, "", ENDPOINT)
    return Answer(200, {"clients": [{"number": found.number}]})


def client_of(wanted: WhichClient, place: Place) -> Client:
    """Return the client whom a call names; raises ProblemError."""
    found = _by_number(wanted.number) if wanted.number is not None else None
    if wanted.citizen_number is not None:
        found = find_known(wanted.citizen_number)
    if found is None:
        remedy = _("Check the number. Someone new is handed over first, or registered.")
        fault = at_pointer(place, _("there is no such client"), remedy)
        raise faulty(_("It is not clear whom this is about."), [fault])
    return found


def _by_number(number: str) -> Client | None:
    """Return the client of a number; of two files that were merged, the one that was kept."""
    client = Client.objects.filter(number=number).first()
    while client is not None and client.merged_into is not None:
        client = client.merged_into
    return client
