"""Runs the command line as a user does: in a process of its own, or quickly within the test."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code and what it printed."""

    code: int
    out: str
    err: str


Trede = Callable[..., Ended]


@pytest.fixture(scope="session")
def trede(tmp_path_factory: pytest.TempPathFactory) -> Trede:
    """Return a function that runs ``trede`` with arguments, in English, with a key of its own."""
    key = tmp_path_factory.mktemp("key") / "pseudonyms.key"

    def run(*arguments: object, language: str = "en") -> Ended:
        ended = subprocess.run(
            [sys.executable, "-m", "trede.cli", *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            env={"TREDE_LANGUAGE": language, "TREDE_KEY": str(key), "PATH": ""},
        )
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    return run


@pytest.fixture(scope="session")
def file_study(trede: Trede, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dossier made from the example of a file study."""
    dossier = tmp_path_factory.mktemp("cli") / "file-study"
    ended = trede("import", "iwi-2007", EXAMPLES / "iwi-2007", dossier)
    assert ended.code == 0, ended.err
    return dossier
