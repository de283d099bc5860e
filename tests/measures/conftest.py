"""A small dossier to fill and to question."""

from pathlib import Path

import pytest

from tests.measures.file_study import FileStudy


@pytest.fixture
def study(tmp_path: Path) -> FileStudy:
    """Return an empty file study; it is written when it is first asked something."""
    return FileStudy(tmp_path / "dossier")
