"""The endpoints: what is called how, who may, and which module does it."""

from collections.abc import Mapping
from typing import Annotated, cast

from django.http import HttpRequest, HttpResponse
from ninja import Header, NinjaAPI, Path, Query
from ninja.errors import ValidationError

from trede.errors import TredeError
from trede.language import translate
from trede.register.api import benefits, dossiers, finding, handovers
from trede.register.api.bodies import body_of
from trede.register.api.middleware import VERSION
from trede.register.api.once import HEADER, Answer, Call, once
from trede.register.api.problems import Fault, ProblemError, answer_with, covered, faulty
from trede.register.api.tokens import Bearer, Caller
from trede.register.api.words import later as _
from trede.register.steps.policies import FaultyPolicyError
from trede.register.steps.reading_errors import Place, explain

NAMESPACE = "api"
WHERE: Mapping[str, str] = {"header": "header", "query": "parameter", "path": "parameter"}

api = NinjaAPI(
    title="Trede",
    version=VERSION,
    urls_namespace=NAMESPACE,
    openapi_url=None,
    docs_url=None,
    servers=[{"url": "/api/v1"}],
)

HandoverNumber = Annotated[int, Path(description=_("number of the hand-over"))]
ClientNumber = Annotated[str, Path(description=_("client number"))]
Key = Annotated[
    str,
    Header(
        alias=HEADER,
        min_length=1,
        max_length=200,
        description=_("A key of the caller's own for this call, such as a new UUID."),
    ),
]
Prefer = Annotated[
    str,
    Header(
        alias="Prefer",
        description=_("handling=lenient: receive an incomplete hand-over too (RFC 7240)."),
    ),
]
Confirm = Annotated[
    str,
    Header(
        alias="Confirm",
        description=_("Warnings that someone has looked at, by name, with commas between."),
    ),
]
Reason = Annotated[
    str,
    Header(
        alias=dossiers.REASON,
        description=_("Why the dossier is read, in ten signs or more. The client can read it."),
    ),
]
AsOf = Annotated[str | None, Query(description=_("As of which day, such as 2026-12-31; today."))]
KnownAt = Annotated[
    str | None,
    Query(description=_("As it was known on which day, or at which moment with its offset; now.")),
]
Tables = Annotated[
    str | None, Query(description=_("Tables of the dossier, with commas between; all of them."))
]


def caller_of(request: HttpRequest) -> Caller:
    """Return the system that calls; only for endpoints behind :class:`Bearer`."""
    caller: Caller = request.auth  # type: ignore[attr-defined]
    return caller


@api.post("/handovers", url_name="handovers", auth=Bearer("handovers"))
def send_handover(
    request: HttpRequest, key: Key, prefer: Prefer = "", confirm: Confirm = ""
) -> HttpResponse:
    """Receive a hand-over, once."""
    caller, content = caller_of(request), body_of(request)
    is_lenient = handovers.LENIENT in prefer.replace(" ", "").lower()
    confirmed = {name.strip() for name in confirm.split(",")}
    call = Call(caller.system, key, [request.path, content, is_lenient, sorted(confirmed)])

    def receive() -> Answer:
        return handovers.receive_handover(
            caller, content, is_lenient=is_lenient, confirmed=confirmed
        )

    return once(call, receive).response


@api.get("/handovers/{int:number}", url_name="handover", auth=Bearer("handover"))
def read_handover(request: HttpRequest, number: HandoverNumber) -> HttpResponse:
    """Say how a hand-over stands."""
    return handovers.state_of(caller_of(request), number).response


@api.post("/clients/search", url_name="client-search", auth=Bearer("client-search"))
def search_clients(request: HttpRequest) -> HttpResponse:
    """Find a client by citizen service number."""
    return finding.search(caller_of(request), body_of(request)).response


@api.get("/clients/{number}/dossier", url_name="client-dossier", auth=Bearer("client-dossier"))
def read_dossier(
    request: HttpRequest,
    number: ClientNumber,
    reason: Reason,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    tables: Tables = None,
) -> HttpResponse:
    """Read a client's dossier."""
    del as_of, known_at, tables  # declared for the description; all that was sent is read below
    question = dossiers.Question(number, reason, request.GET.dict())
    return dossiers.read_dossier(caller_of(request), question).response


@api.post("/benefit-changes", url_name="benefit-changes", auth=Bearer("benefit-changes"))
def send_benefit_change(request: HttpRequest, key: Key) -> HttpResponse:
    """Record a change of benefit, once."""
    caller, content = caller_of(request), body_of(request)
    call = Call(caller.system, key, [request.path, content])
    return once(call, lambda: benefits.record_change(caller, content)).response


@api.post(
    "/benefit-change-batches",
    url_name="benefit-change-batches",
    auth=Bearer("benefit-change-batches"),
)
def send_benefit_changes(request: HttpRequest, key: Key) -> HttpResponse:
    """Record several changes of benefit, each apart and once."""
    return benefits.record_batch(caller_of(request), key, body_of(request)).response


@api.exception_handler(ProblemError)
def tell_problem(request: HttpRequest, problem: ProblemError) -> HttpResponse:
    """Answer with a problem."""
    del request
    return answer_with(problem)


@api.exception_handler(FaultyPolicyError)
def tell_stop(request: HttpRequest, error: FaultyPolicyError) -> HttpResponse:
    """Answer that local policy must be mended first."""
    del request, error
    problem = ProblemError(
        503,
        "policy",
        translate("The register cannot record this now"),
        translate("A file with local policy is faulty; nothing was recorded."),
        translate(
            "Tell the administrator, and send it again later under the same Idempotency-Key."
        ),
    )
    return answer_with(problem)


@api.exception_handler(TredeError)
def tell_refusal(request: HttpRequest, error: TredeError) -> HttpResponse:
    """Answer what the register refuses, in its own words."""
    del request
    return answer_with(faulty(covered(str(error)), ()))


@api.exception_handler(ValidationError)
def tell_fault(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer what is wrong with headers and parameters."""
    del request
    faults = [_fault(each) for each in error.errors]
    return answer_with(faulty(translate("The call has faults in its headers."), faults, 400))


def _fault(error: Mapping[str, object]) -> Fault:
    place = cast("Place", error["loc"])
    remedy = translate("Send it as /api/v1/openapi.json says.")
    return Fault(WHERE[str(place[0])], str(place[-1]), explain(error), remedy)
