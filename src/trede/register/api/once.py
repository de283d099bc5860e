"""Calls that write are answered once: the same call again gets the same answer.

As in the draft standard of the Idempotency-Key header (IETF httpapi). What a system sent is known
again by keyed hashes; the answer is kept for :data:`KEPT_FOR`.
"""

import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpResponse

from trede.language import translate as _
from trede.register.api.models import KeptAnswer, System
from trede.register.api.problems import MEDIA_TYPE, Fault, ProblemError, written
from trede.register.project.clock import now

HEADER = "Idempotency-Key"
AGAIN = "Idempotency-Replayed"
"""The header that says that an answer was given before."""
KEPT_FOR = timedelta(days=30)
"""How long an answer is kept; after that the same key is a new call."""
FAILURE = 500
FIRST_ERROR = 400


@dataclass(frozen=True)
class Answer:
    """What is answered: a status, a body and headers of its own."""

    status: int
    body: dict[str, object]
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def response(self) -> HttpResponse:
        """The answer as it is sent."""
        media_type = MEDIA_TYPE if self.status >= FIRST_ERROR else "application/json"
        return HttpResponse(
            written(self.body),
            status=self.status,
            content_type=media_type,
            headers=self.headers,
        )


@dataclass(frozen=True)
class Call:
    """A call that writes: whose, under which key, with what content."""

    system: System
    key: str
    content: object

    @property
    def part(self) -> dict[str, object]:
        """How the call is found again, and known to be the same."""
        return {"system": self.system, "key": _hash(self.key)}

    @property
    def fingerprint(self) -> str:
        """The hash of the content, whatever the order of its names."""
        return _hash(json.dumps(self.content, sort_keys=True))


def once(call: Call, do: Callable[[], Answer]) -> Answer:
    """Do what a call asks, or return what was answered to it before.

    What is done and that it was answered are stored together. A refusal is an answer too; a
    failure of ours is not, so that the call can be sent again. Raises ProblemError.
    """
    with transaction.atomic():
        kept = _reserve(call)
        if kept is None:
            return _again(_known(call))
        try:
            with transaction.atomic():
                answer = do()
        except ProblemError as problem:
            if problem.status >= FAILURE:
                raise
            answer = Answer(problem.status, problem.body, dict(problem.headers))
        keep(kept, answer)
    return answer


def begin(call: Call) -> KeptAnswer:
    """Return where the answer to a call of several parts is kept; it may have been answered."""
    with transaction.atomic():
        return _reserve(call) or _known(call)


def keep(kept: KeptAnswer, answer: Answer) -> None:
    """Keep what was answered."""
    kept.status, kept.body, kept.headers = answer.status, answer.body, answer.headers
    kept.save(update_fields=["status", "body", "headers"])


def answered(kept: KeptAnswer) -> Answer | None:
    """Return what was answered before; none if it was not answered yet."""
    return _again(kept) if kept.status is not None else None


def forget_old_answers() -> int:
    """Delete answers that were kept long enough; return how many."""
    deleted, _by_model = KeptAnswer.objects.filter(at__lt=now() - KEPT_FOR).delete()
    return deleted


def _reserve(call: Call) -> KeptAnswer | None:
    """Take the key for this call; none if it was taken. Others with the same key wait here."""
    try:
        with transaction.atomic():
            return KeptAnswer.objects.create(**call.part, content=call.fingerprint, at=now())
    except IntegrityError:
        return None


def _known(call: Call) -> KeptAnswer:
    kept = KeptAnswer.objects.get(**call.part)
    if kept.content != call.fingerprint:
        raise ProblemError(
            422,
            "key-used-before",
            _("This key belongs to another call"),
            _("Under this Idempotency-Key something else was sent before; nothing was recorded."),
            _("Give every call that writes a key of its own, such as a new UUID."),
            [Fault("header", HEADER, _("was used before"), _("Choose a new one."))],
        )
    return kept


def _again(kept: KeptAnswer) -> Answer:
    return Answer(kept.status or FAILURE, kept.body, {**kept.headers, AGAIN: "true"})


def _hash(text: str) -> str:
    key = settings.SECRET_KEY.encode()
    return hmac.digest(key, f"kept-answer:{text}".encode(), "sha256").hex()
