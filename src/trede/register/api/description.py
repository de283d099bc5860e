"""Describes the API as an OpenAPI document, in the language of whoever asks.

What ninja knows of the endpoints is completed with what it cannot know: the bodies, the answers,
the problems, the rights that an endpoint takes, and the words.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET
from pydantic import TypeAdapter
from pydantic.json_schema import models_json_schema

from trede.language import translate as _
from trede.register.access.rules import ENDPOINTS
from trede.register.api import descriptions
from trede.register.api.benefit_forms import BenefitChange
from trede.register.api.endpoints import api
from trede.register.api.problems import MEDIA_TYPE, written

REFERENCE = "#/components/schemas/{model}"
WORDS = ("description", "summary", "title")
"""Where in the document words for people stand."""
Document = dict[str, Any]


@require_GET
def show_description(request: HttpRequest) -> HttpResponse:
    """Answer the OpenAPI document; anyone may read it, from any site."""
    del request
    headers = {"Access-Control-Allow-Origin": "*"}
    return HttpResponse(written(describe()), content_type="application/json", headers=headers)


def describe() -> Document:
    """Return the OpenAPI document in the language in use."""
    document: Document = dict(api.get_openapi_schema(path_prefix=""))
    document["info"] |= descriptions.info()
    document["tags"] = descriptions.tags()
    document["components"] = _components()
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            methods[method] = _completed(f"{method} {path}", operation)
    return {part: _said(part, value) for part, value in document.items()}


def _components() -> Document:
    models = [(model, "validation") for model in descriptions.FORMS]
    models += [(model, "serialization") for model in descriptions.ANSWERS]
    _places, content = models_json_schema(models, ref_template=REFERENCE)  # type: ignore[arg-type]
    schemas = {name: _described(name, schema) for name, schema in content["$defs"].items()}
    change = TypeAdapter(BenefitChange).json_schema(ref_template=REFERENCE)
    change.pop("$defs")
    schemas["BenefitChange"] = _described("BenefitChange", change)
    bearer = {"type": "http", "scheme": "bearer", "description": descriptions.TOKEN}
    return {"schemas": schemas, "securitySchemes": {"Bearer": bearer}}


def _described(name: str, schema: Document) -> Document:
    """Return a form in our own words, without the titles that are made of names."""
    told = {part: value for part, value in schema.items() if part != "title"}
    if not name.endswith("Fact"):
        told.pop("description", None)
    if name in descriptions.MODELS:
        told["description"] = descriptions.MODELS[name]
    for field in told.get("properties", {}).values():
        field.pop("title", None)
    return told


def _completed(name: str, operation: Document) -> Document:
    told = descriptions.OPERATIONS[name]
    scopes = sorted(scope.value for scope in ENDPOINTS[told.endpoint])
    completed = {
        **operation,
        "operationId": told.endpoint,
        "tags": [told.tag],
        "summary": told.summary,
        "description": _and_right(_(told.description), scopes),
        "responses": {**_answers(told), **_problems(told)},
        "security": [{"Bearer": []}],
        "x-rights": scopes,
    }
    for parameter in completed["parameters"]:
        parameter["schema"].pop("description", None)
    if told.form is not None:
        content = {"schema": _schema_of(told.form), "example": told.example}
        body = {"content": {"application/json": content}, "required": True}
        completed["requestBody"] = body
    return completed


def _and_right(description: str, scopes: list[str]) -> str:
    right = _("Takes the right {right}.").format(right=" / ".join(scopes))
    return f"{description} {right}"


def _answers(told: descriptions.Operation) -> dict[str, Document]:
    content = {"application/json": {"schema": _schema_of(told.answer)}}
    return {
        status: {"description": meaning, "content": content, "headers": _headers(told)}
        for status, meaning in told.answers.items()
    }


def _problems(told: descriptions.Operation) -> dict[str, Document]:
    content = {MEDIA_TYPE: {"schema": _schema_of("Problem")}}
    return {
        status: {"description": meaning, "content": content}
        for status, meaning in descriptions.PROBLEMS.items()
        if status in told.problems
    }


def _headers(told: descriptions.Operation) -> Mapping[str, Document]:
    return {
        name: {"description": meaning, "schema": {"type": "string"}}
        for name, meaning in descriptions.HEADERS.items()
        if name == "API-Version" or name in told.headers
    }


def _schema_of(model: str) -> Document:
    return {"$ref": REFERENCE.format(model=model)}


def _translated(part: Any) -> Any:
    match part:
        case dict():
            return {name: _said(name, value) for name, value in part.items()}
        case list():
            return [_translated(each) for each in part]
        case _:
            return part


def _said(name: str, value: Any) -> Any:
    return _(value) if name in WORDS and isinstance(value, str) else _translated(value)
