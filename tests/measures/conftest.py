"""A small dossier to fill and to question."""

from pathlib import Path

import pytest

from tests.dossiers import SmallDossier
from tests.measures.file_study import FileStudy


@pytest.fixture
def study(tmp_path: Path) -> FileStudy:
    """Return an empty file study; it is written when it is first asked something."""
    return FileStudy(tmp_path / "dossier")


@pytest.fixture
def dossier(tmp_path: Path) -> SmallDossier:
    """Return an empty dossier; it is written when it is first asked something."""
    return SmallDossier(tmp_path / "dossier")
