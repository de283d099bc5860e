"""Whatever goes wrong is a problem of RFC 9457, in the caller's language, without numbers."""

import json
import logging

import pytest
from django.http import HttpRequest
from django.test import Client as Browser
from django.urls import include, path

from tests.register.api.calling import (
    CHANGES,
    HANDOVERS,
    SEARCH,
    CallingSystem,
    calling,
    errors,
    handover,
)
from tests.register.api.test_benefits import STARTED
from trede.register.accounts.roles import Scope
from trede.register.api.middleware import VERSION
from trede.register.api.problems import covered
from trede.register.project.urls import handler400, handler500

__all__ = ["handler400", "handler500"]

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"


def fail(request: HttpRequest) -> None:
    """Fail as no endpoint should, with a number in its words."""
    raise RuntimeError("123456782")


urlpatterns = [
    path("api/v1/fails", fail),
    path("", include("trede.register.project.urls")),
]


@pytest.mark.parametrize(
    "text",
    [
        b"{",
        b"no json",
        b'{"kind": NaN}',
        b"\xff\xfe{}",
        b"[" * 100_000,
        b'{"kind": "start", "kind": "end"}',
        b'{"n": ' + b"9" * 5000 + b"}",
    ],
)
def test_what_is_no_json_is_refused_with_a_remedy(benefits: CallingSystem, text: bytes):
    answer = benefits.post(CHANGES, text)
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
    assert answer.json()["type"] == "urn:problem-type:trede:no-json"
    assert answer.json()["remedy"] == "Send one JSON object (RFC 8259) in UTF-8."


@pytest.mark.parametrize("content", [[], "text", 1, None])
@pytest.mark.parametrize("address", [HANDOVERS, CHANGES, SEARCH, "/api/v1/benefit-change-batches"])
def test_json_that_is_no_object_is_refused(system_named, client, address: str, content: object):
    answer = calling(system_named("all", "all"), *Scope).post(address, json.dumps(content))
    assert (answer.status_code, answer["Content-Type"]) == (422, PROBLEM)


@pytest.mark.parametrize("sign", ["\\u0000", "\\ud800"])
def test_signs_that_a_database_cannot_keep_are_refused_at_their_place(
    benefits: CallingSystem, sign: str
):
    text = json.dumps(STARTED).replace("IOAW", f"IO{sign}AW")
    assert errors(benefits.post(CHANGES, text)) == {"#/scheme": "has signs that are not allowed"}


def test_too_much_at_once_is_refused_before_it_is_read(benefits: CallingSystem):
    answer = benefits.post(CHANGES, "x" * 1_000_001)
    assert (answer.status_code, answer["Content-Type"]) == (413, PROBLEM)
    assert answer.json()["remedy"] == "Send less at once: at most 1,000,000 bytes."


def test_another_kind_of_content_is_refused(benefits: CallingSystem):
    headers = benefits.headers({"Idempotency-Key": "a"})
    answer = Browser().post(CHANGES, "a=b", content_type="text/plain", headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (415, PROBLEM)


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/api/v1/", 404),
        ("get", "/api/v1/nothing", 404),
        ("get", "/api/v2/handovers", 404),
        ("post", "/api/v1/handovers/", 404),
        ("get", "/api/v1/handovers/x", 404),
        ("get", "/api/v1/handovers", 405),
        ("put", "/api/v1/handovers", 405),
        ("options", "/api/v1/handovers", 405),
        ("post", "/api/v1/openapi.json", 405),
    ],
)
def test_what_is_not_there_is_a_problem_too(method: str, address: str, status: int):
    answer = getattr(Browser(), method)(address)
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    assert answer["API-Version"] == VERSION
    assert answer.json()["status"] == status


def test_a_method_that_is_not_used_says_which_are():
    assert Browser().get("/api/v1/handovers")["Allow"] == "POST"


@pytest.mark.urls(__name__)
def test_a_failure_says_so_without_details(db: None):
    answer = Browser(raise_request_exception=False).get("/api/v1/fails")
    assert (answer.status_code, answer["Content-Type"]) == (500, PROBLEM)
    assert "123456782" not in answer.content.decode()


def test_a_name_that_is_not_the_registers_is_a_problem():
    answer = Browser(headers={"host": "example.org"}).get("/api/v1/openapi.json")
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("nl", "De aanroep heeft fouten"),
        ("nl-NL,nl;q=0.9,en;q=0.8", "De aanroep heeft fouten"),
        ("en-GB", "The call has faults"),
        ("fr", "De aanroep heeft fouten"),
        ("fr, en;q=0.5", "The call has faults"),
        ("", "De aanroep heeft fouten"),
    ],
)
def test_problems_are_said_in_the_language_that_is_asked_for(
    benefits: CallingSystem, language: str, title: str
):
    answer = benefits.post(CHANGES, {}, **{"Accept-Language": language})
    assert answer.json()["title"] == title
    assert answer["Content-Language"] == ("en" if title.startswith("The") else "nl")


@pytest.mark.parametrize(
    "wrong",
    [
        {"citizen_number": "123456789"},
        {"birth_on": "123456782"},
        {"sex": "123456782"},
        {"123456782": "x"},
        {"family_name": 123456782},
        {"education": "1234.56.782"},
        {"last_worked": "12345678 2"},
    ],
)
def test_no_problem_and_no_log_repeats_a_citizen_service_number(
    uwv: CallingSystem, caplog, wrong: dict[str, object]
):
    caplog.set_level(logging.DEBUG)
    person = {**handover()["person"], **wrong}
    answer = uwv.post(HANDOVERS, handover(person=person))
    told = answer.content.decode() + caplog.text
    assert answer.status_code == 422
    assert [each for each in ("123456782", "123456789", "1234.56.782") if each in told] == []


def test_what_may_be_a_number_is_covered_and_the_rest_is_said():
    assert covered("on 2026-12-31, 12345678 and 12.345.678.2 and 1234567") == (
        "on 2026-12-31, ********* and ********* and 1234567"
    )


def test_a_number_that_is_sent_right_stands_in_no_answer_and_no_log(uwv: CallingSystem, caplog):
    caplog.set_level(logging.DEBUG)
    answer = uwv.post(HANDOVERS, handover())
    state = uwv.get(answer["Location"])
    told = answer.content.decode() + state.content.decode() + caplog.text
    assert "123456782" not in told


@pytest.mark.parametrize("address", ["/api/", "/api/v1/nothing"])
def test_an_answer_in_place_of_a_page_says_its_own_length(address: str):
    answer = Browser().get(address)
    assert answer.status_code == 404
    assert int(answer["Content-Length"]) == len(answer.content)
