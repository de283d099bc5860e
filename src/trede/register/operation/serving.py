"""Serves the register's pages over HTTP."""

from granian import Granian
from granian.constants import Interfaces

THREADS = 1
"""Requests that one process works on at a time. More of them in one process wait for each other:
saving took twice as long with eight as with one, at the same number of processes."""

APPLICATION = "trede.register.project.wsgi:application"


def serve_pages(address: str, port: int, workers: int) -> None:
    """Serve the register until it is interrupted."""
    server = Granian(
        APPLICATION,
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=600,
        respawn_failed_workers=True,
    )
    server.serve()
