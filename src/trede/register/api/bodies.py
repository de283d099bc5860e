"""Reads the body of a call: JSON, nothing else, and all that is wrong with it said at once."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, Never, TypeVar

from django.http import HttpRequest
from pydantic import TypeAdapter, ValidationError

from trede.language import translate as _
from trede.register.api.problems import Fault, ProblemError, at_pointer, covered, faulty
from trede.register.steps.reading_errors import Place, explain

Content = TypeVar("Content")
CONTENT_TYPE = "application/json"


class _TwiceError(ValueError):
    """A name stands twice in one object of JSON, so that one of the values would be lost."""


def body_of(request: HttpRequest) -> Any:
    """Return the body of a call as JSON; raises ProblemError."""
    if request.content_type != CONTENT_TYPE:
        raise ProblemError(
            415,
            "content-type",
            _("This is another kind of content"),
            _("The call does not say that its content is JSON."),
            _("Send the header Content-Type: application/json."),
        )
    try:
        content = json.loads(
            request.body.decode(), object_pairs_hook=_once_each, parse_constant=_refuse
        )
        odd = list(_odd_texts(content, ()))
    except (ValueError, RecursionError) as error:
        raise _unreadable(error) from None
    if odd:
        raise faulty(_("The content has texts that cannot be kept."), odd)
    return content


def fitted(form: TypeAdapter[Content], content: object) -> Content:
    """Return content as a form declares it; raises ProblemError with every fault."""
    try:
        return form.validate_json(json.dumps(content))
    except ValidationError as error:
        detail = _("The content does not fit the form.")
        raise faulty(detail, faults_of(error)) from None


def faults_of(error: ValidationError) -> Sequence[Fault]:
    """Return what is wrong, of an error of pydantic."""
    return [
        at_pointer(each["loc"], covered(explain(each)), _remedy(each), each["input"])
        for each in error.errors(include_url=False)
    ]


def _remedy(error: Any) -> str:
    match error["type"]:
        case "missing":
            return _("Fill it in.")
        case "extra_forbidden":
            return _("Leave it out, or look in the form how it is called.")
        case _:
            return _("Mend it; the form stands in /api/v1/openapi.json.")


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        raise _TwiceError(next(name for name in names if names.count(name) > 1))
    return found


def _refuse(constant: str) -> Never:
    raise ValueError(constant)


def _odd_texts(content: object, place: Place) -> Iterator[Fault]:
    """Yield the texts that a database cannot keep: with a null sign, or half a sign."""
    match content:
        case str() if "\x00" in content or not _is_whole(content):
            yield at_pointer(place, _("has signs that are not allowed"), _("Leave them out."))
        case dict():
            for name, value in content.items():
                yield from _odd_texts(name, (*place, name.encode(errors="replace").decode()))
                yield from _odd_texts(value, (*place, name.encode(errors="replace").decode()))
        case list():
            for index, value in enumerate(content):
                yield from _odd_texts(value, (*place, index))
        case _:
            return


def _is_whole(text: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


def _unreadable(error: Exception) -> ProblemError:
    if isinstance(error, _TwiceError):
        why = _("The name '{name}' stands twice in one object.")
        detail = why.format(name=covered(str(error)))
    elif isinstance(error, json.JSONDecodeError):
        why = _("It is no JSON from line {line}, sign {sign} on.")
        detail = why.format(line=error.lineno, sign=error.colno)
    else:
        detail = _("It is no JSON in UTF-8, or it has numbers or depths that JSON readers refuse.")
    return ProblemError(
        400,
        "no-json",
        _("The content cannot be read"),
        detail,
        _("Send one JSON object (RFC 8259) in UTF-8."),
    )
