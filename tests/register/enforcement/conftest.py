"""Someone who takes steps, and someone who decides; pages speak English."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client as Browser

from tests.register.steps.taking import Taker, record
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client


@pytest.fixture
def taker(page: Browser, client: Client, case_manager: User) -> Taker:
    """The case manager, taking steps for Pieter Jansen."""
    case_manager.language = "en"
    case_manager.save()
    return Taker(page, client)


@pytest.fixture
def decider(user_with: Callable[..., User], browser_of: Callable[[User], Browser]) -> Browser:
    """The browser of someone who decides on sanctions."""
    user = user_with("visser", Role.DECIDER)
    user.language = "en"
    user.save()
    return browser_of(user)


@pytest.fixture
def on_benefit(client: Client, case_manager: User) -> None:
    """Pieter receives 1,234.56 euros a month."""
    values = {
        "spell_id": "S1",
        "scheme": "PW",
        "starts_on": date(2025, 1, 1),
        "monthly_amount_cents": 123456,
    }
    record(client, case_manager, "benefit_spells", values)


@pytest.fixture
def signed_plan(client: Client, case_manager: User) -> None:
    """A plan that both have signed."""
    day = date(2026, 1, 10)
    values = {
        "plan_id": "P1",
        "status": "definitive",
        "drawn_up_on": day,
        "client_signed_on": day,
        "municipality_signed_on": day,
    }
    record(client, case_manager, "plans", values)


@pytest.fixture
def looked_into(client: Client, case_manager: User) -> None:
    """A signal that was looked into: a duty was not met."""
    values = {
        "signal_id": "Z1",
        "rule": "absent_without_notice",
        "description": "Absent without notice on 20 Mar 2026.",
        "raised_on": date(2026, 3, 20),
        "looked_into_on": date(2026, 3, 25),
        "finding": "Overslept three times.",
    }
    record(client, case_manager, "signals", values)
