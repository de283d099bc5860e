"""A small made-up municipality to load."""

import pytest

from trede.dossier.storage import Dossier
from trede.synthesis import synthesise


@pytest.fixture(scope="session")
def municipality(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """A made-up municipality of 120 clients, up to the end of the year."""
    folder = tmp_path_factory.mktemp("exchange") / "made-up"
    synthesise(folder, 120, 2024, 2026, 1)
    return Dossier(folder)
