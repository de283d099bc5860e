"""A citizen service number is stored protected, and stands in no address, page or log."""

import logging

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.register.access.addresses import addresses
from trede.dossier.pseudonyms import passes_eleven_proof
from trede.register.accounts.roles import Role
from trede.register.clients.models import Identity
from trede.register.clients.numbers import decrypt_number, encrypt_number, pseudonym_of

NUMBERS = (
    st.integers(min_value=10_000_000, max_value=999_999_999)
    .map(lambda number: f"{number:09}")
    .filter(passes_eleven_proof)
)


@given(number=NUMBERS)
@settings(max_examples=20, deadline=None)
def test_a_citizen_service_number_is_stored_so_that_only_the_key_reads_it(number):
    stored = encrypt_number(number)
    assert number.encode() not in stored
    assert decrypt_number(stored) == number
    assert number not in pseudonym_of(number)


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.ADMINISTRATOR, Role.DATA_MANAGER])
@given(number=NUMBERS)
@settings(
    max_examples=3,
    deadline=None,
    phases=[Phase.generate],  # walking all pages is too much to look for a simpler number
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_page_and_no_log_holds_a_citizen_service_number(
    role, case_manager, client, browser_of, caplog, number
):
    caplog.set_level(logging.DEBUG)
    case_manager.roles = [role.value]
    case_manager.save()
    Identity.objects.current().filter(client=client).update(encrypted_number=encrypt_number(number))
    browser = browser_of(case_manager)
    browser.post(f"/clienten/{client.number}/reden", {"reason": "I need this file today."})
    shown = []
    for address in addresses():
        answer = browser.get(address.example)
        said = b"" if answer.streaming else answer.content
        told = "\n".join([str(answer.headers), said.decode(errors="replace")])
        if number in told or number.lstrip("0") in told:
            shown.append(address.name)
    assert shown == []
    assert number not in caplog.text
