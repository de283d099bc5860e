"""The words of the OpenAPI document, and which forms belong to which endpoint."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pydantic import BaseModel

from trede.language import translate
from trede.register.api import answers, benefit_forms, dossiers, finding
from trede.register.api.once import AGAIN, HEADER
from trede.register.api.words import later as _
from trede.register.steps import handover

FORMS: Sequence[type[BaseModel]] = (
    handover.Handover,
    finding.ClientSearch,
    benefit_forms.BenefitChangeBatch,
)
"""What is sent; the parts within follow."""
ANSWERS: Sequence[type[BaseModel]] = (
    answers.ReceivedHandover,
    answers.HandoverState,
    answers.FoundClients,
    dossiers.DossierAnswer,
    answers.RecordedChange,
    answers.BatchAnswer,
    answers.Problem,
)
"""What is answered."""
TOKEN = _("The token that the administrator of the register gave to the system.")
PROBLEMS: Mapping[str, str] = MappingProxyType(
    {
        "400": _("The call cannot be read, or a header or parameter is missing or faulty."),
        "401": _("No token, or one that no longer works."),
        "403": _("The system does not have the right."),
        "404": _("There is no such thing, or it is not the caller's."),
        "409": _("It was received before, or cannot be received now."),
        "413": _("The body is larger than 1,000,000 bytes."),
        "415": _("The body is not sent as application/json."),
        "422": _("The content has faults, each with its place and remedy; nothing was recorded."),
        "429": _("Too many calls with a wrong token; see Retry-After."),
        "503": _("The register cannot do it now; send it again later under the same key."),
    }
)
"""What can go wrong, by status."""
HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "API-Version": _("The full version of the API."),
        "Location": _("The address at which the state of the hand-over is read."),
        AGAIN: _("true if this answer was given before, to the same call."),
        "Preference-Applied": _("What of the header Prefer was followed."),
    }
)
"""The headers of an answer, of which ``API-Version`` comes with every one."""
OFTEN = ("401", "403", "429")
SENT = ("400", "413", "415", "422")


@dataclass(frozen=True)
class Operation:
    """One endpoint in words: the rule of access it falls under, its forms and its answers."""

    endpoint: str
    tag: str
    summary: str
    description: str
    answer: str
    answers: Mapping[str, str]
    problems: Sequence[str]
    headers: Sequence[str] = ()
    form: str | None = None
    example: object = None


_CLIENT = {"number": "2026-00001"}
_GRANTED = {
    "kind": "decision",
    "client": _CLIENT,
    "decision": "granted",
    "decided_on": "2026-03-16",
    "starts_on": "2026-02-02",
    "monthly_amount_cents": 134550,
}
_ENDED = {
    "kind": "end",
    "client": _CLIENT,
    "last_on": "2026-03-31",
    "exit_reason": "work",
    "contract_kind": "permanent",
}
_HANDOVER = {
    "form": "trede-handover-1",
    "sender": "UWV Arnhem",
    "reference": "2026-0193",
    "sent_on": "2026-03-20",
    "person": {
        "citizen_number": "123456782",
        "family_name": "Groot",
        "infix": "de",
        "first_names": "Hanna",
        "birth_on": "1990-07-14",
    },
    "application": {"applied_on": "2026-03-18", "scheme": "PW"},
    "diagnoses": [{"kind": "work_intake", "diagnosed_on": "2026-03-19"}],
    "classifications": [{"scale": "phase", "value": "2", "starts_on": "2026-03-19"}],
    "applications_made": [{"on": "2026-03-02", "employer": "Bakkerij"}],
}

OPERATIONS: Mapping[str, Operation] = MappingProxyType(
    {
        "post /handovers": Operation(
            "handovers",
            "hand-overs",
            _("Send a hand-over"),
            _(
                "Everything in it becomes facts of the sender. What is missing is said field by "
                "field and nothing is recorded; with Prefer: handling=lenient a hand-over that "
                "lacks what was agreed is received, and a to-do asks for the rest."
            ),
            "ReceivedHandover",
            {"201": _("The hand-over is received.")},
            (*OFTEN, *SENT, "409", "503"),
            ("Location", AGAIN, "Preference-Applied"),
            "Handover",
            _HANDOVER,
        ),
        "get /handovers/{number}": Operation(
            "handover",
            "hand-overs",
            _("Read how a hand-over stands"),
            _("A system reads the hand-overs that it sent itself."),
            "HandoverState",
            {"200": _("How the hand-over stands.")},
            (*OFTEN, "404"),
        ),
        "post /clients/search": Operation(
            "client-search",
            "dossiers",
            _("Find a client by citizen service number"),
            _("The number stands in the body, never in an address. A client who is found is told."),
            "FoundClients",
            {"200": _("The client, or an empty list.")},
            (*OFTEN, *SENT),
            (),
            "ClientSearch",
            {"citizen_number": "123456782"},
        ),
        "get /clients/{number}/dossier": Operation(
            "client-dossier",
            "dossiers",
            _("Read the dossier of a client"),
            _(
                "The facts as of a day, as they were known at a moment. Who read it and why stands "
                "in the log that the client can read. Ask for no more tables than the task needs."
            ),
            "DossierAnswer",
            {"200": _("The facts, by table.")},
            (*OFTEN, "400", "404"),
        ),
        "post /benefit-changes": Operation(
            "benefit-changes",
            "benefit-changes",
            _("Record a change of benefit"),
            _(
                "An application, a decision, the start or end of a benefit, or the dates of an "
                "unemployment benefit, under the same rules as on the pages. With corrects, what "
                "is not named stays as it is."
            ),
            "RecordedChange",
            {"201": _("The change is recorded."), "200": _("All of it was on file already.")},
            (*OFTEN, *SENT, "503"),
            (AGAIN,),
            "BenefitChange",
            _GRANTED,
        ),
        "post /benefit-change-batches": Operation(
            "benefit-change-batches",
            "benefit-changes",
            _("Record several changes of benefit"),
            _(
                "At most 200 changes, each recorded or refused apart from the others, in order. "
                "The answer accounts for every one. A batch that broke off is sent again under the "
                "same key: nothing is recorded twice."
            ),
            "BatchAnswer",
            {"200": _("What became of each change.")},
            (*OFTEN, *SENT, "503"),
            (AGAIN,),
            "BenefitChangeBatch",
            {"changes": [_GRANTED, _ENDED]},
        ),
    }
)
"""Every endpoint, by method and path."""


def info() -> dict[str, object]:
    """Return what the API is."""
    text = translate(
        "Hand-overs, dossiers and changes of benefit in the register of Trede. Every call carries "
        "a token; every call that writes carries the header {key}: the same call under the same "
        "key is answered the same for thirty days, and nothing is written twice. Days are written "
        "as 2026-12-31, moments in UTC; amounts are whole euro cents. Problems are those of RFC "
        "9457, in Dutch or English after the header Accept-Language. Names follow the glossary of "
        "Trede, which gives the Dutch of each."
    )
    return {
        "title": translate("API of the register"),
        "description": text.format(key=HEADER),
        "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        "contact": {"name": translate("Administrator of the register")},
    }


def tags() -> list[dict[str, str]]:
    """Return what the parts of the API are for."""
    return [
        {"name": "hand-overs", "description": _("Clients who come from another organisation.")},
        {"name": "dossiers", "description": _("What is on file of a client.")},
        {"name": "benefit-changes", "description": _("What the benefit system knows first.")},
    ]


MODELS: Mapping[str, str] = MappingProxyType(
    {
        "Handover": _("What another organisation knows of a client."),
        "ClientSearch": _("Whom one looks for."),
        "WhichClient": _("The client, by client number or by citizen service number."),
        "BenefitChange": _("A change of benefit; kind says which."),
        "ApplicationChange": _("Someone applied for benefit."),
        "DecisionChange": _("An application was decided on; granting it begins a benefit."),
        "StartChange": _("A benefit that runs and was granted elsewhere, or a correction of one."),
        "EndChange": _("A benefit ended: the last day, and why."),
        "UnemploymentChange": _("The dates of an unemployment benefit (WW)."),
        "BenefitChangeBatch": _("Changes, each of which is recorded or refused apart."),
        "ReceivedHandover": _("A hand-over that was received."),
        "HandoverState": _("How a hand-over stands."),
        "MissingPart": _("Something that a hand-over does not hold."),
        "FoundClients": _("The client that was looked for, or nobody."),
        "RecordedChange": _("A change that is on file now; its keys serve to correct or end it."),
        "RefusedChange": _("A change of a batch that was not recorded."),
        "BatchAnswer": _("What became of each change, in the order in which they were sent."),
        "DossierAnswer": _("A dossier as of a day, as known at a moment."),
        "Problem": _("Why something cannot be done, and what to do about it (RFC 9457)."),
        "Fault": _("One thing that is wrong: where, what, and what to do about it."),
    }
)
"""What the forms are; facts say it themselves, in the words of the tables of the dossier."""
