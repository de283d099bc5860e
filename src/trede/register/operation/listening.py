"""Whether the register can listen at an address and a port."""

import errno
import socket

from trede.errors import UsageError
from trede.language import translate as _


class CannotListenError(UsageError):
    """Nothing can be served at an address and a port."""


def check_port_is_free(address: str, port: int) -> None:
    """Check that nobody listens at an address and a port; raises :class:`CannotListenError`.

    The server itself would share the port with another register without a word, and each would get
    some of the visits. So it is tried here first, as one who does not share.
    """
    try:
        for family, kind, protocol, _name, place in socket.getaddrinfo(
            address, port, type=socket.SOCK_STREAM
        ):
            with socket.socket(family, kind, protocol) as trial:
                # A port that a server left a moment ago is free; one that is listened at is not.
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                trial.bind(place)
    except OSError as error:
        raise CannotListenError(_why(error, address, port)) from error


def _why(error: OSError, address: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return _("port {port} is in use; choose another with --port.").format(port=port)
    if error.errno == errno.EACCES:
        said = _("port {port} is kept for the system; choose one above 1023 with --port.")
        return said.format(port=port)
    said = _(
        "cannot listen at {address}, port {port}: {why}. Choose others with --address, --port."
    )
    return said.format(address=address, port=port, why=error.strerror)
