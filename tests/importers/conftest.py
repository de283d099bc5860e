"""What the tests of importers share."""

from pathlib import Path

import pytest

from tests.importers.city_extracts import City


@pytest.fixture
def city(tmp_path: Path) -> City:
    """Return a city whose extracts are written and imported when it is told what it has."""
    return City(tmp_path / "extracts", tmp_path / "dossier")
