"""A contract without terms yet, and a purchaser who keeps it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client as Browser

from tests.register.buying import Buyer, SignIn, put
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role


@pytest.fixture
def browser(user_with: Callable[..., User], browser_of: SignIn) -> Browser:
    user = user_with("kramer", Role.PURCHASER)
    user.language = "en"
    user.save()
    return browser_of(user)


@pytest.fixture
def contract(browser: Browser) -> Buyer:
    put("providers", provider_id="R1", name="Atlas", company_group="Titans")
    put("contracts", contract_id="K1", name="Guidance north", provider_id="R1",
        signed_on=date(2026, 1, 5), starts_on=date(2026, 1, 5), ends_on=date(2028, 1, 1),
        inflow="open")  # fmt: skip
    return Buyer(browser, "/contracten/K1")
