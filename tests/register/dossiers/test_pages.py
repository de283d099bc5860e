"""The pages of a case manager open, and say what is on file."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client as Browser

from trede.register.access.models import Look
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client
from trede.register.facts.models import model_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_benefit(client: Client) -> Client:
    model_of("benefit_spells").objects.create(
        person_id=client.person_id,
        spell_id="S1",
        scheme="PW",
        starts_on=date(2025, 4, 17),
        recorded_at=datetime(2025, 4, 20, 9, 0),
        source="benefit system",
    )
    return client


def test_the_dossier_opens_with_the_name_and_the_situation(
    page: Browser, on_benefit: Client
) -> None:
    shown = page.get(f"/clienten/{on_benefit.number}").content.decode()
    assert "<h1>Pieter Jansen</h1>" in shown
    assert "41 jaar" in shown
    assert "17 apr 2025" in shown


def test_the_dossier_as_on_an_earlier_day_does_not_know_what_came_later(
    page: Browser, on_benefit: Client
) -> None:
    shown = page.get(f"/clienten/{on_benefit.number}?as_of=2025-04-16").content.decode()
    assert "Situatie" in shown
    assert "17 apr 2025" not in shown


def test_opening_a_dossier_is_logged_once_a_day(page: Browser, client: Client) -> None:
    page.get(f"/clienten/{client.number}")
    page.get(f"/clienten/{client.number}")
    (look,) = Look.objects.all()
    assert (look.client, look.basis, look.page) == (client, "own_caseload", "dossier")


def test_a_client_of_a_colleague_opens_only_with_a_reason(
    client: Client, user_with: Callable[..., User], browser_of: Callable[[User], Browser]
) -> None:
    stranger = browser_of(user_with("stranger", Role.CASE_MANAGER))
    assert stranger.get(f"/clienten/{client.number}").status_code == 302
    assert not Look.objects.exists()
