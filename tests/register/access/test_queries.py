"""Pages ask the database as often for a full register as for one with a single client."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from tests.register.access.addresses import BY_SENDING, pages
from tests.register.conftest import SINCE
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client
from trede.register.facts.models import model_of
from trede.register.signals.computing import refresh_all

MOST = 75
"""Queries on one page; the dossier asks every table of the file once."""
KNOWN = {"recorded_at": SINCE, "source": "benefit system"}


def put_on_benefit(client: Client) -> None:
    """Give a client a benefit, a phase and a contact: signals follow."""
    person = client.person_id
    begun = {"starts_on": date(2025, 4, 17)}
    model_of("benefit_spells").objects.create(
        person_id=person, spell_id=f"S-{person}", scheme="PW", **begun, **KNOWN
    )
    model_of("classifications").objects.create(
        person_id=person,
        classification_id=f"K-{person}",
        scale="phase",
        value="2",
        **begun,
        **KNOWN,
    )
    model_of("contacts").objects.create(
        person_id=person,
        contact_id=f"C-{person}",
        contact_on=date(2025, 4, 20),
        kind="conversation",
        held=True,
        **KNOWN,
    )


def queries_by_page(browser: Browser) -> Mapping[str, int]:
    """Count the queries of every page that opens, the second time it is looked at."""
    counted = {}
    for address in pages():
        first = browser.get(address.example)
        if first.status_code in BY_SENDING | {302, 404}:
            continue
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get(address.example)
        assert answer.status_code < 500, address.name
        counted[address.name] = len(asked)
    return counted


@pytest.mark.django_db
def test_no_page_asks_the_database_more_when_there_are_more_clients(
    user_with: Callable[..., User],
    client_of: Callable[..., Client],
    browser_of: Callable[[User], Browser],
) -> None:
    everyone = user_with("bakker", *Role)
    put_on_benefit(client_of(everyone))
    refresh_all()
    browser = browser_of(everyone)
    with_one = queries_by_page(browser)
    for number in range(30):
        put_on_benefit(client_of(everyone, f"0050-{number:04}", f"Jansen {number}"))
    refresh_all()
    with_many = queries_by_page(browser)
    assert {"worklist", "clients", "dossier", "team", "figures"} <= set(with_one)
    assert max(with_many.values()) <= MOST
    assert with_many == with_one
