"""Who pays the contract of Atlas, in English."""

from collections.abc import Iterator

import pytest

from tests.register.payments.paying import ATLAS, CONTRACT, People, make_people, put_contract
from trede.language import speaking


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with speaking("en"):
        yield


@pytest.fixture
def people(db: None) -> People:
    """Atlas with a contract, and those who pay it."""
    del db
    put_contract(CONTRACT, ATLAS, "Atlas")
    return make_people()
