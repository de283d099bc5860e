"""The OpenAPI document: valid, in line with the Dutch API Design Rules, and true to the answers."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client as Browser
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.register.access.addresses import addresses
from tests.register.api.calling import BATCHES, CHANGES, HANDOVERS, SEARCH, calling, handover
from tests.register.api.test_benefits import APPLIED, GRANTED, STARTED
from trede.language import use_language
from trede.register.access.rules import ENDPOINTS
from trede.register.accounts.roles import Scope
from trede.register.api.description import describe
from trede.register.api.middleware import VERSION

DESCRIPTION = "/api/v1/openapi.json"
PUBLISHED = "urn:openapi"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """The document in English."""
    use_language("en")
    return describe()


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield method, path and description of every endpoint."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def test_the_document_is_valid(document: dict[str, Any]):
    validate(document)
    assert document["openapi"].startswith("3.")


def test_anyone_may_read_it_from_any_site():
    answer = Browser().get(DESCRIPTION, headers={"Accept-Language": "en"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.json()["info"]["version"] == answer["API-Version"] == VERSION


def test_it_is_written_in_dutch_unless_english_is_asked_for():
    said = [
        Browser().get(DESCRIPTION, headers={"Accept-Language": language}).json()["info"]["title"]
        for language in ("nl", "en")
    ]
    assert said == ["API van het register", "API of the register"]


def test_every_endpoint_is_described_with_the_right_it_takes(document: dict[str, Any]):
    found = {each["operationId"]: set(each["x-rights"]) for _m, _p, each in operations(document)}
    assert found == {name: {scope.value for scope in scopes} for name, scopes in ENDPOINTS.items()}
    assert {str(each["security"]) for _m, _p, each in operations(document)} == {"[{'Bearer': []}]"}


def test_only_the_major_version_stands_in_the_addresses(document: dict[str, Any]):
    assert [server["url"] for server in document["servers"]] == ["/api/v1"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)


def test_addresses_end_without_a_slash_and_methods_are_the_usual(document: dict[str, Any]):
    assert [path for path in document["paths"] if path.endswith("/")] == []
    assert {method for method, _p, _o in operations(document)} <= {"get", "post", "put", "delete"}


def test_every_call_that_writes_takes_a_key(document: dict[str, Any]):
    with_key = {
        operation["operationId"]
        for _m, _p, operation in operations(document)
        if any(each["name"] == "Idempotency-Key" for each in operation["parameters"])
    }
    assert with_key == {"handovers", "benefit-changes", "benefit-change-batches"}


def test_errors_are_problems(document: dict[str, Any]):
    kinds = {
        kind
        for _m, _p, operation in operations(document)
        for status, answer in operation["responses"].items()
        for kind in answer["content"]
        if status >= "400"
    }
    assert kinds == {"application/problem+json"}


@pytest.mark.django_db
def test_every_answer_carries_version_and_security_headers(client):
    del client
    for address in addresses():
        if not address.name.startswith("api:"):
            continue
        headers = Browser().get(address.example).headers
        assert headers["API-Version"] == VERSION, address.name
        assert "no-store" in headers["Cache-Control"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert "Set-Cookie" not in headers


@pytest.mark.django_db
def test_the_head_of_what_can_be_read_can_be_read(portal):
    answer = Browser().head(DESCRIPTION)
    assert (answer.status_code, answer.content) == (200, b"")


def misfits(document: dict[str, Any], operation: str, answer: HttpResponse) -> list[str]:
    """Return where an answer does not fit what the document says of it."""
    told = {each["operationId"]: each for _m, _p, each in operations(document)}[operation]
    content = told["responses"][str(answer.status_code)]["content"]
    schema = content[answer["Content-Type"]]["schema"]
    resource = DRAFT202012.create_resource(document)
    registry = Registry().with_resource(PUBLISHED, resource)
    whole = {"$ref": f"{PUBLISHED}{schema['$ref']}"}
    validator = OAS31Validator(whole, registry=registry)
    return [f"{each.json_path}: {each.message}" for each in validator.iter_errors(answer.json())]


@pytest.mark.django_db
def test_answers_are_as_the_document_says(document: dict[str, Any], system_named, client):
    everything = calling(system_named("all", "UWV Arnhem"), *Scope)
    received = everything.post(HANDOVERS, handover(unemployment_benefit=None, notices=None))
    batch = {"changes": [APPLIED, GRANTED, {**STARTED, "scheme": "?"}, "?"]}
    found = {
        name: misfits(document, operation, answer)
        for name, operation, answer in [
            ("received", "handovers", received),
            ("incomplete", "handovers", everything.post(HANDOVERS, handover(person={}))),
            ("again", "handovers", everything.post(HANDOVERS, handover(notices=None))),
            ("state", "handover", everything.get(received["Location"])),
            ("nobody", "handover", everything.get("/api/v1/handovers/0")),
            ("found", "client-search", everything.post(SEARCH, {"citizen_number": "123456782"})),
            ("not found", "client-search", everything.post(SEARCH, {})),
            ("dossier", "client-dossier", everything.read("2026-00001")),
            ("no day", "client-dossier", everything.read(client.number, as_of="?")),
            ("batch", "benefit-change-batches", everything.post(BATCHES, batch)),
            ("refused", "benefit-changes", everything.post(CHANGES, STARTED)),
            ("no json", "benefit-changes", everything.post(CHANGES, "?")),
        ]
    }
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_the_examples_fit_their_forms(document: dict[str, Any]):
    resource = DRAFT202012.create_resource(document)
    registry = Registry().with_resource(PUBLISHED, resource)
    for _method, path, operation in operations(document):
        if "requestBody" not in operation:
            continue
        content = operation["requestBody"]["content"]["application/json"]
        whole = {"$ref": f"{PUBLISHED}{content['schema']['$ref']}"}
        wrong = list(OAS31Validator(whole, registry=registry).iter_errors(content["example"]))
        assert wrong == [], path
