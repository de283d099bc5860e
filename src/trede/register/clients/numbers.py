"""Citizen service numbers in the register: encrypted at rest, found by their pseudonym."""

from cryptography.fernet import Fernet
from django.conf import settings

from trede.dossier.pseudonyms import Pseudonymiser, passes_eleven_proof
from trede.errors import UsageError
from trede.language import translate as _


class NoCitizenNumberError(UsageError):
    """What was given is no citizen service number."""

    def __init__(self) -> None:
        super().__init__(
            _("This is no citizen service number: it does not pass the eleven-proof. Check it.")
        )


def pseudonym_of(number: str) -> str:
    """Return the pseudonym of a citizen service number; raises NoCitizenNumberError."""
    cleaned = number.replace(" ", "").replace(".", "")
    if not passes_eleven_proof(cleaned):
        raise NoCitizenNumberError
    key = settings.ENVIRONMENT.keys.pseudonyms.encode()
    return Pseudonymiser(key).of(cleaned.zfill(9))


def encrypt_number(number: str) -> bytes:
    """Return a citizen service number as it is stored."""
    return _cipher().encrypt(number.replace(" ", "").replace(".", "").zfill(9).encode())


def decrypt_number(stored: bytes) -> str:
    """Return a stored citizen service number."""
    return _cipher().decrypt(bytes(stored)).decode()


def _cipher() -> Fernet:
    return Fernet(settings.ENVIRONMENT.keys.numbers)
