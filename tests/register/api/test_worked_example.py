"""The worked example of the documentation is what happens."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.register.api.calling import CHANGES, HANDOVERS, calling
from trede.register.accounts.roles import Scope
from trede.register.clients.models import Client
from trede.register.facts.versions import Change

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "connect-a-system.md"

pytestmark = pytest.mark.django_db


def examples() -> list[dict[str, Any]]:
    """Return what is sent and answered in the page, in order."""
    text = PAGE.read_text(encoding="utf-8")
    return [json.loads(block) for block in re.findall(r"```json\n(.*?)```", text, re.DOTALL)]


def test_what_the_page_says_is_what_is_answered(system_named):
    hurried, faulty, incomplete, received, decision = examples()
    uwv = calling(system_named("uwv", "UWV Arnhem"), *Scope)
    assert uwv.post(HANDOVERS, hurried).json() == faulty
    mended = {**hurried, "person": {**hurried["person"], "birth_on": "1990-07-14"}}
    assert uwv.post(HANDOVERS, mended).json() == incomplete
    answer = uwv.post(HANDOVERS, mended, Prefer="handling=lenient")
    change = Change.objects.get(step="handover")
    assert answer.json() == {**received, "id": change.pk}
    assert Client.objects.get().number == decision["client"]["number"]
    granted = uwv.post(CHANGES, decision)
    assert (granted.status_code, set(granted.json()) >= {"application", "benefit"}) == (201, True)
