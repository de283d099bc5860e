"""Every address of the register, found by walking its urls; whoever adds a page is included."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter

from trede.register.pages.language import API

SAMPLES: Mapping[str, str | int] = {
    "number": "0041-7723",
    "pk": 1,
    "name": "contact",
    "subject": "none",
    "action": "lock-out",
}
"""What stands in the changing parts of an address, unless the page needs something of its own."""
OWN_SAMPLES: Mapping[str, Mapping[str, str | int]] = {
    "figure": {"name": "closed_approach"},
    "figure-download": {"name": "closed_approach"},
    "figure-workbook": {"name": "closed_approach"},
    "figure-people": {"name": "closed_approach"},
    "figure-people-download": {"name": "closed_approach"},
    "paper": {"name": "plan"},
    "paper-of": {"name": "plan"},
    "api:handover": {"number": 1},
    "contract-version": {"number": 1},
    "contract-version-download": {"number": 1},
}
BY_SENDING = frozenset({405})


@dataclass(frozen=True)
class Address:
    """One address: its name, its view, and an example."""

    name: str
    view: Callable[..., object]
    example: str

    @property
    def page(self) -> str | None:
        """The page of the rules that the view belongs to."""
        return getattr(self.view, "page", None)


@cache
def addresses() -> list[Address]:
    """Return every address of the register."""
    return list(_walk(get_resolver(), ""))


def pages() -> list[Address]:
    """Return every address that people open; those of the API have a table of their own."""
    return [each for each in addresses() if not each.example.startswith(API)]


def _walk(resolver: URLResolver, space: str) -> Iterator[Address]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _walk(each, inner)
        else:
            yield _address(each, f"{space}{each.name}")


def _address(pattern: URLPattern, name: str) -> Address:
    samples = {**SAMPLES, **OWN_SAMPLES.get(name, {})}
    parts = {
        part: samples.get(part, 1 if isinstance(converter, IntConverter) else "none")
        for part, converter in pattern.pattern.converters.items()
    }
    return Address(name, pattern.callback, reverse(name, kwargs=parts))


def answer_of(browser: Browser, address: Address) -> object:
    """Ask for an address, by sending an empty form if it can only be sent to."""
    answer = browser.get(address.example)
    return browser.post(address.example) if answer.status_code in BY_SENDING else answer
