"""Whatever a municipality numbers its contracts and clients by, they have a page."""

from datetime import date

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.register.buying import put
from trede.register.accounts.roles import Role
from trede.register.pages.addresses import KeyConverter


@given(st.text(alphabet="!/~01ab -%?#é"))
def test_a_key_comes_back_from_its_address_and_never_breaks_it(key: str):
    written = KeyConverter().to_url(key)
    assert KeyConverter().to_python(written) == key
    assert "/" not in written


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["2005/12", "A!1", "50% & meer?", "#7"])
def test_a_contract_with_an_unusual_number_has_a_page(key: str, user_with, browser_of):
    put("providers", provider_id="P/1", name="Atlas")
    signed = {"signed_on": date(2026, 1, 5), "starts_on": date(2026, 2, 1)}
    put("contracts", contract_id=key, provider_id="P/1", name="Guidance", **signed)
    browser = browser_of(user_with("kramer", Role.PURCHASER))
    for page in ("contract", "payments-of-contract", "contract-in-depth", "yield"):
        answer = browser.get(reverse(page, args=[key]))
        assert (page, answer.status_code) == (page, 200)
    assert browser.get(reverse("provider", args=["P/1"])).status_code == 200
