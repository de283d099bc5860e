"""Someone who takes steps; pages speak English, so that tests read alike."""

import pytest
from django.test import Client as Browser

from tests.register.steps.taking import Taker
from trede.register.accounts.models import User
from trede.register.clients.models import Client


@pytest.fixture
def speaks_english(case_manager: User) -> User:
    """The case manager, who reads English."""
    case_manager.language = "en"
    case_manager.save()
    return case_manager


@pytest.fixture
def taker(page: Browser, client: Client, speaks_english: User) -> Taker:
    """The case manager, taking steps for Pieter Jansen."""
    del speaks_english
    return Taker(page, client)
