"""The base of every error that a user of Trede can cause or mend.

Each part of Trede derives its own errors from :class:`TredeError`: one class per cause, facts in
as arguments, the sentence written by the class. The command line prints the sentence and ends
with the class's exit code; anything else that is raised is a fault of ours.
"""

from typing import ClassVar


class TredeError(Exception):
    """Something is wrong that the user can mend.

    ``exit_code`` is what the command line ends with (documented in the reference of commands).
    """

    exit_code: ClassVar[int] = 1


class UsageError(TredeError):
    """The question itself cannot be answered: an unknown name, a value that is not allowed."""

    exit_code: ClassVar[int] = 2


class BadInputError(TredeError):
    """A file that was offered cannot be used."""

    exit_code: ClassVar[int] = 3
