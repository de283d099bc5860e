"""Receives hand-overs from other systems, and says how they stand."""

from collections.abc import Collection, Iterator, Sequence

from django.urls import reverse
from pydantic import TypeAdapter

from trede.language import current_language
from trede.language import translate as _
from trede.register.api.bodies import fitted
from trede.register.api.moments import as_utc
from trede.register.api.once import Answer
from trede.register.api.problems import Fault, ProblemError, at_pointer, faulty, of_status
from trede.register.api.tokens import Caller
from trede.register.clients.models import Client
from trede.register.facts.models import Fact, believed
from trede.register.facts.versions import Change
from trede.register.project.clock import today
from trede.register.steps.handover import Handover, HandoverError, read_handover
from trede.register.steps.handover_receiving import (
    STEP,
    Received,
    ReceivedBeforeError,
    receive,
    request_of,
)
from trede.register.steps.handover_requirements import Completeness, lacking
from trede.register.steps.policies import Entry
from trede.register.steps.refusing import CONFIRMATION, RefusedError, UnconfirmedError
from trede.register.steps.undoing import UNDO, look_back

NAMESAKE = "namesake"
"""The warning that someone of the same name and birth is on file."""
LENIENT = "handling=lenient"
"""What a sender prefers (RFC 7240) that wants an incomplete hand-over received all the same."""


def receive_handover(
    caller: Caller, content: object, *, is_lenient: bool, confirmed: Collection[str]
) -> Answer:
    """Receive a hand-over; raises ProblemError, with all that is missing."""
    handover = _read(content)
    _check_sender(caller, handover)
    lacks = lacking(handover, today())
    _check_complete(lacks, is_lenient=is_lenient)
    received = _receive(caller, handover, confirmed)
    incomplete = received.missing.completeness is Completeness.INCOMPLETE
    body = {
        **_told(received.change, received.client, "incomplete" if incomplete else "received"),
        "is_new_client": received.is_new,
        "missing": [_lack(each) for each in lacks],
    }
    headers = {"Location": address_of(received.change)}
    if is_lenient:
        headers["Preference-Applied"] = LENIENT
    return Answer(201, body, headers)


def state_of(caller: Caller, number: int) -> Answer:
    """Return how a hand-over of the caller's own stands; raises ProblemError."""
    sent = Change.objects.filter(pk=number, step=STEP, author=caller.user).first()
    client = Client.objects.filter(person_id=sent.person_id).first() if sent else None
    if sent is None or client is None:
        raise of_status(404)
    return Answer(200, _told(sent, client, _state(sent)))


def address_of(change: Change) -> str:
    """Return the address at which a hand-over's state is read."""
    return reverse("api:handover", args=[change.pk])


def _read(content: object) -> Handover:
    fitted(TypeAdapter(Handover), content)
    try:
        return read_handover(content if isinstance(content, dict) else {})
    except HandoverError as error:
        remedy = _("Mend it; codes stand in the code lists.")
        faults = [at_pointer(place, why, remedy) for place, why in error.faults]
        raise faulty(_("The content does not fit the form."), faults) from None


def _check_sender(caller: Caller, handover: Handover) -> None:
    source = caller.system.source
    if handover.sender == source:
        return
    why = _("this system sends under the name '{source}'").format(source=source)
    remedy = _("Give that name, or ask the administrator of the register for a token of your own.")
    raise faulty(
        _("The sender is another than the system that calls."),
        [at_pointer(("sender",), why, remedy, handover.sender)],
    )


def _check_complete(lacks: Sequence[Entry], *, is_lenient: bool) -> None:
    blocking = [
        each
        for each in lacks
        if each["level"] == "needed" or (each["level"] == "agreed" and not is_lenient)
    ]
    if not blocking:
        return
    named = ", ".join(each[current_language()] for each in blocking)
    raise ProblemError(
        422,
        "incomplete-hand-over",
        _("The hand-over is incomplete"),
        _("Missing: {missing}. Nothing was recorded.").format(missing=named),
        _("Fill in what is listed under errors and send it again, under a new Idempotency-Key."),
        [_missing(each) for each in blocking],
    )


def _missing(each: Entry) -> Fault:
    place = tuple(each["path"].split("."))
    why = _("{what} is missing").format(what=each[current_language()])
    if each["level"] == "needed":
        remedy = _("Fill it in: without it the register does not know whom this is about.")
    else:
        remedy = _(
            "Fill it in. If you do not have it, send the header Prefer: handling=lenient: the "
            "hand-over is then received, and the case manager asks you for it."
        )
    return at_pointer(place, why, remedy)


def _receive(caller: Caller, handover: Handover, confirmed: Collection[str]) -> Received:
    intake = caller.system.intake
    if intake is None or not intake.is_active:
        raise _without_intake()
    try:
        return _with_confirmations(caller, handover, confirmed)
    except ReceivedBeforeError as error:
        raise _received_before(handover, error) from None
    except RefusedError as error:
        place = ("person", error.field) if error.field else ()
        fault = at_pointer(place, str(error), _("Check it, and send what is right."))
        raise faulty(_("The register does not receive this hand-over."), [fault]) from None


def _with_confirmations(caller: Caller, handover: Handover, confirmed: Collection[str]) -> Received:
    """Receive; whether it is a namesake is asked without telling who else is on file."""
    author, intake = caller.user, caller.system.intake
    try:
        return receive(handover, author, intake)
    except UnconfirmedError as asked:
        if NAMESAKE not in confirmed:
            raise faulty(_("It is not certain whom this is about."), [_namesake()]) from None
        answers = {f"{CONFIRMATION}{name}": True for name in asked.warnings}
        return receive(handover, author, intake, answers)


def _namesake() -> Fault:
    why = _(
        "someone with the same family name and date of birth is on file under another citizen "
        "service number"
    )
    remedy = _("Check the number. If it is right, send it again with the header Confirm: namesake.")
    return at_pointer(("person", "citizen_number"), why, remedy, confirm=NAMESAKE)


def _received_before(handover: Handover, error: ReceivedBeforeError) -> ProblemError:
    earlier = Change.objects.filter(request=request_of(handover)).first()
    return ProblemError(
        409,
        "received-before",
        _("This hand-over was received before"),
        str(error),
        _("Give a new hand-over a reference of its own. Location says how the earlier one stands."),
        headers={"Location": address_of(earlier)} if earlier is not None else {},
    )


def _without_intake() -> ProblemError:
    return ProblemError(
        409,
        "no-intake",
        _("Nobody here receives hand-overs of this system"),
        _("No case manager is named to whom its new clients go; nothing was recorded."),
        _("Ask the administrator of the register to name one."),
    )


def _told(change: Change, client: Client, state: str) -> dict[str, object]:
    sender, reference = (change.request or "::").split(":", 2)[1:]
    return {
        "id": change.pk,
        "state": state,
        "sender": sender,
        "reference": reference,
        "received_at": as_utc(change.at),
        "client_number": client.number,
    }


def _lack(each: Entry) -> dict[str, object]:
    path = "#/" + each["path"].replace(".", "/")
    return {"pointer": path, "level": each["level"], "what": each[current_language()]}


def _state(change: Change) -> str:
    undone = [row.withdrawn_in for row in look_back(change).recorded]
    if any(each is not None and each.step == UNDO for each in undone):
        return "undone"
    return "incomplete" if any(_open_to_dos(change)) else "received"


def _open_to_dos(change: Change) -> Iterator[object]:
    """Yield the to-dos for what was missing that nobody has dealt with."""
    raised = look_back(change).recorded
    keys = [
        row.cell("signal_id")
        for row in raised
        if isinstance(row, Fact) and row.values.get("rule") == "handover_incomplete"
    ]
    yield from believed("signals").filter(signal_id__in=keys, handled_on__isnull=True)
