"""Lets one run at a time do its work, also when a run is killed.

The system itself holds the lock for as long as the process lives: nothing is left to clean up.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trede.errors import TredeError
from trede.language import translate as _


class RunsAlreadyError(TredeError):
    """Another run is at work."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "A nightly run is at work already; this one was not begun. Wait until that one is "
                "done: `trede register health` says when it ended."
            )
        )


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold the lock at a path; raises RunsAlreadyError if another process holds it."""
    with path.open("a", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RunsAlreadyError from None
        yield


def is_held(path: Path) -> bool:
    """Tell whether a process holds the lock."""
    try:
        with only_one(path):
            return False
    except RunsAlreadyError:
        return True
