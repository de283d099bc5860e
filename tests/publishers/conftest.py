"""Reports are tested in Dutch, the language they are read in, unless a test says otherwise."""

import pytest

from trede.language import use_language


@pytest.fixture(autouse=True)
def dutch(english: None) -> None:
    """Let every test of this folder start in Dutch."""
    del english
    use_language("nl")
