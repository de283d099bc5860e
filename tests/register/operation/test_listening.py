"""Two registers never share a port: the second one is told so before it starts."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from trede.register.operation.listening import CannotListenError, check_port_is_free

ROOT = Path(__file__).parents[3]


@pytest.fixture
def taken() -> Iterator[int]:
    """A port at which a server listens that would share it, as that of the register does."""
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_port_that_is_shared_by_another_register_is_in_use(taken: int) -> None:
    with pytest.raises(CannotListenError) as told:
        check_port_is_free("127.0.0.1", taken)
    assert str(told.value) == f"port {taken} is in use; choose another with --port."


def test_a_port_at_which_nobody_listens_is_free() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        port = server.getsockname()[1]
    check_port_is_free("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(CannotListenError, match="Choose others with --address, --port"):
        check_port_is_free("192.0.2.1", 8000)


def test_a_demonstration_is_not_even_made_if_its_port_is_in_use(registers, taken) -> None:
    register = registers.place()
    ended = register.trede("demo", register.folder, "--port", taken)
    assert ended.returncode == 2
    assert f"port {taken} is in use; choose another with --port." in ended.stderr
    assert not register.folder.exists()


def test_serving_is_refused_if_the_port_is_in_use(registers, taken) -> None:
    register = registers.new()
    ended = register.trede("serve", "--port", taken)
    assert ended.returncode == 2
    assert f"port {taken} is in use; choose another with --port." in ended.stderr


def test_make_demo_takes_another_port_and_the_readme_says_so() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^PORT := 8000$", makefile, re.MULTILINE)
    assert "trede register demo demo/register --port $(PORT)" in makefile
    assert "make demo PORT=8001" in (ROOT / "README.md").read_text(encoding="utf-8")
