"""Pieter with a decided trajectory, and companies that could take him."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client as Browser

from tests.register.steps.taking import Taker, record
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.facts.models import Fact, believed, model_of

AT = {"recorded_at": "2020-01-01", "source": "test"}


@pytest.fixture(autouse=True)
def counts_anew() -> None:
    """Keep no counts from one test to the next."""
    cache.clear()


def put(table: str, **values: Any) -> Fact:
    """Put a fact on file as if it had been loaded."""
    return model_of(table).objects.create(**AT, **values)


@pytest.fixture
def companies() -> None:
    """Atlas and Baken, each with a contract and a product; Baken is of the group of Anker."""
    put("providers", provider_id="atlas", name="Atlas")
    put("providers", provider_id="baken", name="Baken", company_group="Haven")
    put("providers", provider_id="anker", name="Anker", company_group="Haven")
    for provider, category in (("atlas", "guidance"), ("baken", "guidance"), ("anker", "other")):
        contract = f"C-{provider}"
        put(
            "contracts", contract_id=contract, name=f"Contract {provider}", provider_id=provider,
            category=category, rung="3", inflow="open", form="framework",
            signed_on=date(2025, 1, 1), starts_on=date(2025, 1, 1), ends_on=date(2027, 1, 1),
            data_agreement_on=date(2025, 1, 1), personal_data="naam, telefoon, belemmeringen",
        )  # fmt: skip
        put(
            "products", product_id=f"D-{provider}", provider_id=provider, contract_id=contract,
            name=f"Guidance by {provider.title()}", type="guidance_to_work", rung="3", capacity=10,
            starts_on=date(2025, 1, 1),
        )  # fmt: skip


@pytest.fixture
def decided(client: Client, case_manager: User, companies: None) -> Client:
    """Pieter, with a positive decision on a trajectory with Atlas, a plan and two barriers."""
    del companies
    known: tuple[tuple[str, dict[str, Any]], ...] = (
        ("plans", {"plan_id": "p1", "status": "definitive", "goal": "Work in logistics",
                   "drawn_up_on": date(2026, 1, 20)}),
        ("barriers", {"barrier": "language", "starts_on": date(2026, 1, 10)}),
        ("barriers", {"barrier": "addiction", "starts_on": date(2026, 1, 10)}),
        ("trajectories", {"trajectory_id": "t1", "type": "mediation", "provider_id": "atlas",
                          "contract_id": "C-atlas", "offered_on": date(2026, 3, 1),
                          "decided_on": date(2026, 3, 10), "decision": "positive"}),
    )  # fmt: skip
    for table, values in known:
        record(client, case_manager, table, values)
    identity = client.identity
    assert identity is not None
    identity.phone, identity.address = "010-1234567", "Kade 1"
    identity.save()
    return client


@pytest.fixture
def english(case_manager: User) -> User:
    """The case manager, who reads English."""
    case_manager.language = "en"
    case_manager.save()
    return case_manager


@pytest.fixture
def taker(page: Browser, decided: Client, english: User) -> Taker:
    """The case manager, taking steps for Pieter."""
    del english
    return Taker(page, decided)


@pytest.fixture
def someone(client_of: Callable[..., Client], case_manager: User) -> Callable[[int], Client]:
    """Make another client of the case manager, by a number."""
    return lambda number: client_of(case_manager, f"9000-{number:04}", f"Other{number}")


def referral() -> Fact:
    """Return the one referral on file."""
    found: Fact = believed("referrals").get()
    return found


def agree(contract: str, **numbers: int) -> None:
    """Agree on numbers of clients for a contract since 2025."""
    for name, number in numbers.items():
        put(
            "contract_terms", contract_id=contract, term=f"{name}_clients", number=number,
            starts_on=date(2025, 1, 1),
        )  # fmt: skip


def change(table: str, key: dict[str, str], **values: Any) -> None:
    """Change a fact as if it had been loaded so."""
    found = believed(table).get(**key)
    for name, value in values.items():
        setattr(found, name, value)
    found.save()
