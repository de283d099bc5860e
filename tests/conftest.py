"""What all tests share: where the reference extracts are, the language, and who runs what."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from trede.language import use_language

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).parent.parent
COSTLY_TO_BEGIN = {
    "tests/engines": "Spark is started",
    "tests/synthesis": "a municipality of 20,000 clients is made up",
}
"""Folders whose files of tests share something that every process would make anew, and what."""
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


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(
    config: pytest.Config, log: "Producer | None"
) -> "LoadScopeScheduling":
    """Keep tests that share something costly in one process, when several run beside each other.

    The mark ``xdist_group`` does not: since pytest 9.2 it is passed over without a word.
    """
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415 - only when it is in use

    class TogetherByFile(LoadScopeScheduling):
        """Hands out whole files of tests, and whole folders that are costly to begin."""

        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            return next((folder for folder in COSTLY_TO_BEGIN if file.startswith(folder)), file)

    return TogetherByFile(config, log)
