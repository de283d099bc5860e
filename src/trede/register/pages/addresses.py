"""Keys and numbers in addresses: a contract with the number 2005/12 has a page too."""

from django.urls import register_converter
from django.urls.converters import StringConverter

ESCAPES = (("!", "!0"), ("/", "!1"))
"""What is written in an address for a slash; the sign that marks it comes first."""


class KeyConverter(StringConverter):
    """Any text but an empty one as one part of an address."""

    def to_url(self, value: object) -> str:
        """Return a key as the address has it."""
        text = str(value)
        for sign, escape in ESCAPES:
            text = text.replace(sign, escape)
        return text

    def to_python(self, value: str) -> str:
        """Return the key that an address has."""
        for sign, escape in reversed(ESCAPES):
            value = value.replace(escape, sign)
        return value


def register_keys() -> None:
    """Let addresses name a part ``<key:...>``."""
    register_converter(KeyConverter, "key")
