"""A search shows one's own clients first, and the rest of the register a click away."""

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client

pytestmark = pytest.mark.django_db


def test_clients_of_others_are_a_click_away_from_ones_own(
    page: Browser, client: Client, client_of: Callable[..., Client], user_with: Callable[..., User]
) -> None:
    colleague = user_with("visser", Role.CASE_MANAGER)
    theirs = [client_of(colleague, f"0099-000{each}") for each in range(2)]
    own = page.get("/clienten/?search=Jansen").content.decode()
    assert client.number in own
    assert not [each for each in theirs if each.number in own]
    assert '<a href="?search=Jansen&amp;rest=1">Ook in de rest van het register: 2</a>' in own
    rest = page.get("/clienten/?search=Jansen&rest=1").content.decode()
    assert client.number not in rest
    assert [each for each in theirs if each.number in rest] == theirs


def test_one_client_alone_is_opened_at_once(page: Browser, client: Client) -> None:
    assert page.get("/clienten/?search=Jansen")["Location"] == f"/clienten/{client.number}"
