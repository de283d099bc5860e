"""The page on deployment names every setting that the register reads, and no other."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from trede.register.project import clock
from trede.register.project.environment import (
    Mode,
    UnsafeSettingError,
    make_keys,
    read_environment,
)

NEEDED = {"TREDE_HOSTS": "trede.example.nl", "TREDE_MUNICIPALITY": "Gemeente Utrecht"}
PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "deploy-the-register.md"


class Asked(Mapping[str, str]):
    """An environment that remembers what it was asked for."""

    def __init__(self, variables: dict[str, str]) -> None:
        self.variables = variables
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> str:
        """Return a variable."""
        self.names.add(name)
        return self.variables[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the variables that are set."""
        return iter(self.variables)

    def __len__(self) -> int:
        """Count the variables that are set."""
        return len(self.variables)


@pytest.fixture
def asked(tmp_path) -> Asked:
    """A whole environment, after it was read."""
    make_keys(tmp_path)
    environment = Asked(
        {
            "TREDE_REGISTER": str(tmp_path),
            "TREDE_HOSTS": "trede.example.nl",
            "TREDE_MUNICIPALITY": "Gemeente Utrecht",
            "TREDE_OIDC_ISSUER": "https://sign-in.example.nl",
            "TREDE_OIDC_CLIENT": "trede",
            "TREDE_OIDC_SECRET": "secret",
        }
    )
    read_environment(environment)
    return environment


def told() -> dict[str, str]:
    """Return the settings on the page, with what happens without each."""
    rows = re.findall(
        r"^\| `(TREDE_\w+)` \|.*\| ([^|]+) \|$", PAGE.read_text("utf-8"), re.MULTILINE
    )
    return dict(rows)


def test_every_setting_is_on_the_page(asked):
    of_the_clock = set(re.findall(r"TREDE_\w+", Path(clock.__file__).read_text("utf-8")))
    assert told().keys() == asked.names | of_the_clock


def test_the_page_says_what_happens_without_a_setting(tmp_path):
    make_keys(tmp_path)
    found = read_environment({"TREDE_REGISTER": str(tmp_path), **NEEDED})
    assert found.mode is Mode.PRODUCTION
    assert told()["TREDE_MODE"] == f"`{found.mode.value}`"
    assert told()["TREDE_WORKERS"] == str(found.workers)
    assert told()["TREDE_MUNICIPALITY"] == "refused when serving"
    assert "SQLite" in told()["TREDE_DATABASE"]
    assert "sqlite3" in found.database["ENGINE"]


def test_a_socket_can_be_the_address_of_the_database(tmp_path):
    make_keys(tmp_path)
    address = re.search(r"^TREDE_DATABASE=(\S+)$", PAGE.read_text("utf-8"), re.MULTILINE)[1]
    found = read_environment(
        {
            "TREDE_REGISTER": str(tmp_path),
            "TREDE_DATABASE": address,
            **NEEDED,
        }
    )
    assert (found.database["HOST"], found.database["NAME"]) == ("/var/run/postgresql", "trede")


@pytest.mark.parametrize("found", ["two", "0", "-1", ""])
def test_a_number_of_processes_that_is_none_is_refused(tmp_path, found):
    make_keys(tmp_path)
    settings = {"TREDE_REGISTER": str(tmp_path), **NEEDED}
    with pytest.raises(UnsafeSettingError, match="TREDE_WORKERS"):
        read_environment({**settings, "TREDE_WORKERS": found})


def test_what_papers_carry_is_asked_for_in_production_and_made_up_in_a_demonstration(tmp_path):
    make_keys(tmp_path)
    settings = {"TREDE_REGISTER": str(tmp_path), "TREDE_HOSTS": "trede.example.nl"}
    with pytest.raises(UnsafeSettingError, match="TREDE_MUNICIPALITY"):
        read_environment({**settings, "TREDE_MUNICIPALITY": " "})
    assert read_environment({**settings, "TREDE_MODE": "demo"}).municipality == "Gemeente Voorbeeld"
