"""What the API says when it cannot do what is asked: RFC 9457, with a remedy for each fault.

No citizen service number is ever said back: what looks like one in a value is covered.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.http import HttpResponse

from trede.language import translate as _
from trede.register.steps.reading_errors import Place

MEDIA_TYPE = "application/problem+json"
LONGEST_VALUE = 100
"""Signs of a value that are said back."""
_LIKE_A_NUMBER = re.compile(r"(?<!\d)\d(?:[ .]?\d){7,8}(?!\d)")
_COVER = "*********"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, and what to do about it.

    ``where`` is the kind of place: ``pointer`` (into the body, RFC 6901), ``header`` or
    ``parameter``; ``confirm`` is the name under which a warning can be confirmed.
    """

    where: str
    place: str
    detail: str
    remedy: str
    value: object = None
    confirm: str | None = None

    @property
    def members(self) -> dict[str, object]:
        """The fault as it stands in the answer."""
        said = {self.where: self.place, "detail": self.detail, "remedy": self.remedy}
        others = {"value": self.value, "confirm": self.confirm}
        return {**said, **{name: value for name, value in others.items() if value is not None}}


@dataclass
class ProblemError(Exception):
    """What was asked cannot be done; ``kind`` names the sort of problem for programs."""

    status: int
    kind: str
    title: str
    detail: str
    remedy: str
    faults: Sequence[Fault] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def body(self) -> dict[str, object]:
        """The problem as it stands in the answer."""
        body: dict[str, object] = {
            "type": f"urn:problem-type:trede:{self.kind}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "remedy": self.remedy,
        }
        return {**body, "errors": [each.members for each in self.faults]} if self.faults else body


def faulty(detail: str, faults: Sequence[Fault], status: int = 422) -> ProblemError:
    """Return the problem of a call with faults, all of which are said at once."""
    remedy = _("Mend what is listed under errors and send it again, under a new Idempotency-Key.")
    return ProblemError(status, "faulty", _("The call has faults"), detail, remedy, faults)


def at_pointer(
    place: Place, detail: str, remedy: str, value: object = None, confirm: str | None = None
) -> Fault:
    """Return a fault in the body; the value is covered where it may be a citizen number."""
    pointer = "#" + "".join(f"/{_escaped(str(part))}" for part in place)
    is_plain = isinstance(value, str | int | float) and "citizen_number" not in place
    shown = covered(str(value)[:LONGEST_VALUE]) if is_plain else None
    return Fault("pointer", pointer, detail, remedy, shown, confirm)


def covered(text: str) -> str:
    """Return a text in which nothing stands that may be a citizen service number."""
    return _LIKE_A_NUMBER.sub(_COVER, text)


def answer_with(problem: ProblemError) -> HttpResponse:
    """Return a problem as it is sent."""
    return HttpResponse(
        written(problem.body),
        status=problem.status,
        content_type=MEDIA_TYPE,
        headers=dict(problem.headers),
    )


def written(body: Mapping[str, object]) -> bytes:
    """Return a body as it is sent."""
    return json.dumps(body, ensure_ascii=False).encode()


def of_status(status: int) -> ProblemError:
    """Return the problem that a status tells by itself."""
    for known, kind, title, remedy in _by_status():
        if known == status:
            return ProblemError(status, kind, title, title, remedy)
    return ProblemError(
        status,
        "failure",
        _("Something went wrong here"),
        _("This is a fault of the register; nothing was recorded."),
        _("Send it again later, under the same Idempotency-Key. Tell the administrator."),
    )


def _by_status() -> Iterator[tuple[int, str, str, str]]:
    look = _("Look in /api/v1/openapi.json which addresses and methods there are.")
    yield 400, "unreadable", _("The call cannot be understood"), look
    yield 404, "not-found", _("There is nothing at this address"), look
    yield 405, "method", _("This method is not used at this address"), look
    smaller = _("Send less at once: at most 1,000,000 bytes.")
    yield 413, "too-large", _("This is too much at once"), smaller


def _escaped(part: str) -> str:
    return covered(part.replace("~", "~0").replace("/", "~1"))
