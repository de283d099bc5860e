"""Buying as tests do it: a purchaser in the browser, and facts put on file."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

from django.test import Client as Browser

from trede.register.facts.journal import new_id, open_journal
from trede.register.facts.models import believed

TODAY = date(2026, 3, 31)
CLAUSES = (
    "activity_data", "privacy", "complaints", "accountant_access", "accountant_opinion", "purpose",
    "subcontractor",
)  # fmt: skip


TOLD = re.compile(
    r'<div class="error" id="[^"]*">(.*?)</div>'
    r'|(?<=role="status"><p>)(.*?)</p>'
    r"|<p>(.*?)</p>(?=\s*(?:<p>|<ul>))"
    r'|<label><input type="checkbox" name="confirm-[^>]*>(.*?)</label>',
    re.DOTALL,
)
"""What a page refuses: at a field, as an obstacle, about the whole form, to be confirmed."""


def put(table: str, **values: Any) -> dict[str, Any]:
    """Put a fact on file as if it had been loaded."""
    with open_journal(author=None, step="load") as journal:
        return journal.record(table, values).values


def provider(name: str, **more: Any) -> str:
    """Put a provider on file; return its key."""
    key = new_id()
    put("providers", provider_id=key, name=name, affiliation="private", **more)
    return key


@dataclass(frozen=True)
class Buyer:
    """A purchaser at work on one tender or contract."""

    browser: Browser
    page: str

    def does(self, task: str, answers: Mapping[str, Any], part: str = "") -> list[str]:
        """Do a task; return what the form refuses, nothing if it was done."""
        address = f"{self.page}/taak/{task}" + (f"/{part}" if part else "")
        answer = self.browser.post(address, answers)
        if answer.status_code == 302:
            return []
        assert answer.status_code == 422, answer.content.decode()
        return [unescape("".join(told)).strip() for told in TOLD.findall(answer.content.decode())]

    def reads(self, address: str = "") -> str:
        """Return what stands on the page."""
        answer = self.browser.get(self.page + address)
        assert answer.status_code == 200
        return answer.content.decode()


def key_of(table: str, key: str, **picked: Any) -> str:
    """Return the key of the one fact that is picked."""
    return str(believed(table).get(**picked).cell(key))


SignIn = Callable[..., Browser]
