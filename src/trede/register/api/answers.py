"""The forms of what the API answers; what is sent fits them, which tests prove."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from trede.register.api.words import later as _

Moment = Annotated[
    str, Field(json_schema_extra={"format": "date-time"}, description=_("a moment in UTC"))
]


class _Answer(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(extra="forbid")


class MissingPart(_Answer):
    """Something that a hand-over does not hold."""

    pointer: Annotated[str, Field(description=_("where it stands in the form"))]
    level: Annotated[
        Literal["needed", "agreed", "useful"],
        Field(description=_("how much it matters, by the policy of the municipality")),
    ]
    what: Annotated[str, Field(description=_("what it is, in words"))]


class HandoverState(_Answer):
    """How a hand-over stands."""

    id: int
    state: Annotated[
        Literal["received", "incomplete", "undone"],
        Field(
            description=_(
                "received; incomplete as long as nobody has dealt with what was missing; undone if "
                "someone took it back"
            )
        ),
    ]
    sender: str
    reference: str
    received_at: Moment
    client_number: Annotated[str, Field(description=_("client number"))]


class ReceivedHandover(HandoverState):
    """A hand-over that was received."""

    is_new_client: Annotated[
        bool, Field(description=_("false if the client had a dossier already"))
    ]
    missing: list[MissingPart]


class FoundClient(_Answer):
    """A client who was found."""

    number: Annotated[str, Field(description=_("client number"))]


class FoundClients(_Answer):
    """The client that was looked for, or nobody."""

    clients: Annotated[list[FoundClient], Field(max_length=1)]


class RecordedChange(_Answer):
    """A change of benefit that is on file now; its keys serve to correct or end it."""

    outcome: Annotated[
        Literal["saved", "unchanged"],
        Field(description=_("unchanged if all of it was on file already")),
    ]
    client_number: Annotated[str, Field(description=_("client number"))]
    detail: Annotated[str, Field(description=_("what was done, in words"))]
    application: Annotated[str, Field(description=_("key of the application"))] = ""
    benefit: Annotated[str, Field(description=_("key of the benefit"))] = ""
    unemployment: Annotated[str, Field(description=_("key of the unemployment benefit"))] = ""


class Fault(_Answer):
    """One thing that is wrong: where, what, and what to do about it."""

    pointer: Annotated[
        str, Field(description=_("place in the body, as a JSON pointer (RFC 6901)"))
    ] = ""
    header: str = ""
    parameter: str = ""
    detail: str
    remedy: str
    value: Annotated[str, Field(description=_("what was sent; never a citizen number"))] = ""
    confirm: Annotated[str, Field(description=_("name under which it can be confirmed"))] = ""


class Problem(_Answer):
    """Why something cannot be done, and what to do about it (RFC 9457)."""

    type: Annotated[
        str,
        Field(
            description=_("the sort of problem, for programs"),
            json_schema_extra={"format": "uri"},
        ),
    ]
    title: str
    status: int
    detail: str
    remedy: str
    errors: list[Fault] = []


class RefusedChange(_Answer):
    """A change of a batch that was not recorded."""

    outcome: Literal["refused"]
    problem: Problem


class BatchAnswer(_Answer):
    """What became of each change of a batch, in the order in which they were sent."""

    sent: int
    saved: int
    unchanged: int
    refused: int
    results: list[RecordedChange | RefusedChange]
