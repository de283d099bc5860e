"""Calls the API as another system does."""

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from itertools import count

from django.http import HttpResponse
from django.test import Client as Browser

from tests.register.steps.test_handover import handover as whole_handover
from trede.register.accounts.roles import Scope
from trede.register.api import systems
from trede.register.api.models import System

HANDOVERS = "/api/v1/handovers"
SEARCH = "/api/v1/clients/search"
CHANGES = "/api/v1/benefit-changes"
BATCHES = "/api/v1/benefit-change-batches"
REASON = "Assessment of the application of March."
SINCE = date(2026, 1, 1)
LAST_DAY = date(2026, 12, 31)
_keys = count(1)


def dossier_of(number: str) -> str:
    """Return the address of a dossier."""
    return f"/api/v1/clients/{number}/dossier"


def handover(**changed: object) -> dict[str, object]:
    """Return a complete hand-over, with parts changed; none leaves a part out."""
    return whole_handover(**changed)


@dataclass
class CallingSystem:
    """A system that calls with a token, in English."""

    system: System
    token: str

    def get(self, address: str, **headers: str) -> HttpResponse:
        """Read something."""
        return Browser().get(address, headers=self.headers(headers))

    def post(self, address: str, content: object, key: str = "", **headers: str) -> HttpResponse:
        """Send something, under a key of its own unless one is given."""
        given = {"Idempotency-Key": key or f"key-{next(_keys)}", **headers}
        text = content if isinstance(content, str | bytes) else json.dumps(content)
        return Browser().post(
            address, text, content_type="application/json", headers=self.headers(given)
        )

    def read(self, number: str, **parameters: str) -> HttpResponse:
        """Read a dossier, with a reason."""
        headers = self.headers({"Look-Reason": REASON})
        return Browser().get(dossier_of(number), parameters, headers=headers)

    def headers(self, others: Mapping[str, str]) -> dict[str, str]:
        """Return the headers of a call."""
        own = {"Authorization": f"Bearer {self.token}", "Accept-Language": "en"}
        return {**own, **others}


def calling(system: System, *scopes: Scope) -> CallingSystem:
    """Give a system rights since the new year, and a token."""
    for scope in scopes:
        systems.give_right(None, system, scope, SINCE, None)
    return CallingSystem(system, systems.give_token(None, system, LAST_DAY))


def errors(answer: HttpResponse) -> dict[str, str]:
    """Return what is wrong by place."""
    places = ("pointer", "header", "parameter")
    return {
        next(each[name] for name in places if name in each): each["detail"]
        for each in answer.json().get("errors", [])
    }


def copied(content: dict[str, object], **changed: object) -> dict[str, object]:
    """Return content with parts changed."""
    return {**deepcopy(content), **changed}
