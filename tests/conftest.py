"""What all tests share: where the reference extracts are, and a small dossier of one's own."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from trede.language import use_language

ROOT = Path(__file__).parent.parent
REFERENCE = Path(os.environ.get("TREDE_REFERENCE", ROOT.parent / "shared" / "reference"))


@pytest.fixture(scope="session")
def reference() -> Callable[[str], Path]:
    """Return the folder of a reference set; skip where it is absent, fail in CI."""

    def folder(name: str) -> Path:
        found = REFERENCE / name
        if not found.is_dir():
            message = f"the reference set {name} is not beside this clone ({REFERENCE})"
            if os.environ.get("CI"):
                pytest.fail(message)
            pytest.skip(message)
        return found

    return folder


@pytest.fixture(autouse=True)
def english() -> None:
    """Let every test start in English, whatever the one before it spoke."""
    use_language("en")
