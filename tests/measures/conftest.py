"""A small dossier to fill and to question."""

from pathlib import Path

import pytest

from tests.dossiers import SmallDossier
from tests.measures.file_study import FileStudy
from tests.measures.small_city import SmallCity


@pytest.fixture
def study(tmp_path: Path) -> FileStudy:
    """Return an empty file study; it is written when it is first asked something."""
    return FileStudy(tmp_path / "dossier")


@pytest.fixture
def dossier(tmp_path: Path) -> SmallDossier:
    """Return an empty dossier; it is written when it is first asked something."""
    return SmallDossier(tmp_path / "dossier")


@pytest.fixture
def city(tmp_path: Path) -> SmallCity:
    """Return an empty city; its dossier is written when it is first asked something."""
    return SmallCity(tmp_path / "dossier")
