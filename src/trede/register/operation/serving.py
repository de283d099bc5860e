"""Serves the register's pages over HTTP."""

from granian import Granian
from granian.constants import Interfaces

APPLICATION = "trede.register.project.wsgi:application"


def serve_pages(address: str, port: int, workers: int) -> None:
    """Serve the register until it is interrupted."""
    server = Granian(
        APPLICATION,
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        respawn_failed_workers=True,
    )
    server.serve()
