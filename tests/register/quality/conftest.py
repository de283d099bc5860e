"""A data manager, an auditor, and a dossier exported for figures."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client as Browser

from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.exchange.exporting import export_dossier
from trede.register.figures.computing import dossier_folder
from trede.register.project.clock import today


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Forget what pages keep for a while: each test begins with other people."""
    cache.clear()


@pytest.fixture
def keeper(user_with: Callable[..., User]) -> User:
    """Return the data manager."""
    return user_with("arslan", Role.DATA_MANAGER)


@pytest.fixture
def keeping(keeper: User, browser_of: Callable[[User], Browser]) -> Browser:
    """Return the data manager's browser."""
    return browser_of(keeper)


@pytest.fixture
def reading(user_with: Callable[..., User], browser_of: Callable[[User], Browser]) -> Browser:
    """Return the auditor's browser."""
    return browser_of(user_with("mansour", Role.AUDITOR))


@pytest.fixture
def night(db: None) -> Iterator[Callable[[], None]]:
    """Return what the nightly run does for figures: export what is on file now."""
    del db

    def export() -> None:
        cache.clear()
        export_dossier(dossier_folder(), today(), replace=True)

    shutil.rmtree(dossier_folder(), ignore_errors=True)
    cache.clear()
    yield export
    shutil.rmtree(dossier_folder(), ignore_errors=True)
    cache.clear()
