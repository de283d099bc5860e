"""Citizen service numbers: checked, used to link, and replaced by a keyed pseudonym.

The key is a file outside every dossier. With the same key the same person has the same pseudonym
in every dossier; without it a pseudonym cannot be turned back or made again.
"""

import hmac
import secrets
from pathlib import Path

from trede.errors import BadInputError
from trede.language import translate as _

_LENGTH = 9
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_SHORTEST_KEY = 32


class UnusableKeyError(BadInputError):
    """The file with the key for pseudonyms cannot be used."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "{path} holds no usable key (at least {length} characters on one line). "
                "Restore the key with which earlier dossiers were made, or name a new file "
                "with --key."
            ).format(path=path, length=_SHORTEST_KEY)
        )


def passes_eleven_proof(number: str) -> bool:
    """Tell whether a number of nine digits (or eight, without the leading zero) is well formed.

    The weighted sum of the digits (9, 8, ... 2 and -1 for the last) is a multiple of eleven.
    """
    if not (number.isascii() and number.isdigit() and _LENGTH - 1 <= len(number) <= _LENGTH):
        return False
    digits = [int(digit) for digit in number.zfill(_LENGTH)]
    return any(digits) and sum(map(int.__mul__, digits, _WEIGHTS)) % 11 == 0


class Pseudonymiser:
    """Turns identifying numbers into pseudonyms with a secret key."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._known: dict[str, str] = {}

    def of(self, number: str, domain: str = "citizen") -> str:
        """Return the pseudonym of a number; numbers of different domains never meet."""
        named = f"{domain}:{number}"
        pseudonym = self._known.get(named)
        if pseudonym is None:
            digest = hmac.digest(self._key, named.encode(), "sha256").hex()
            pseudonym = self._known[named] = f"P{digest[:20]}"
        return pseudonym


def read_or_make_key(path: Path) -> bytes:
    """Read the key for pseudonyms; make one, readable by its owner only, if there is none yet."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(_SHORTEST_KEY) + "\n", encoding="ascii")
    key = path.read_text(encoding="utf-8").strip()
    if len(key) < _SHORTEST_KEY:
        raise UnusableKeyError(path)
    return key.encode()
