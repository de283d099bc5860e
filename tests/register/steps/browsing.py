"""Reads a page as a browser does: what its form holds, and what it says is wrong."""

import re
from html import unescape
from html.parser import HTMLParser

from django.http import HttpResponse

EVERYWHERE = ""
"""Stands for the form as a whole among the errors."""


class FormReader(HTMLParser):
    """Reads the form of a step: what would be sent if nothing were changed."""

    def __init__(self) -> None:
        super().__init__()
        self.filled: dict[str, list[str]] = {}
        self.named: set[str] = set()
        self._inside = False
        self._select: str | None = None
        self._words: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a field holds."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = "step" in given.get("class", "").split()
        if not self._inside:
            return
        name = given.get("name", "")
        if name:
            self.named.add(name)
        if tag == "input":
            self._input(name, given)
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given and self._select:
            self._note(self._select, given["value"])
        elif tag == "textarea":
            self._words = name

    def handle_data(self, data: str) -> None:
        """Note the words of a text field."""
        if self._words is not None and data.strip():
            self._note(self._words, data.removeprefix("\n"))

    def handle_endtag(self, tag: str) -> None:
        """Leave a field, or the form."""
        if tag == "form":
            self._inside = False
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._words = None

    def _input(self, name: str, given: dict[str, str]) -> None:
        if given.get("type") in {"checkbox", "radio"}:
            if "checked" in given:
                self._note(name, given.get("value", "on"))
        elif name:
            self._note(name, given.get("value", ""))

    def _note(self, name: str, value: str) -> None:
        if value:
            self.filled.setdefault(name, []).append(value)


def filled_in(page: HttpResponse) -> dict[str, object]:
    """Return what the form on a page holds, by field."""
    reader = _read(page)
    several = {
        name: values[0] if len(values) == 1 else values for name, values in reader.filled.items()
    }
    return {name: value for name, value in several.items() if name != "csrfmiddlewaretoken"}


def fields(page: HttpResponse) -> set[str]:
    """Return the names of the fields of the form on a page."""
    return _read(page).named - {"csrfmiddlewaretoken", "back", "seen", "content"}


def errors(page: HttpResponse) -> dict[str, str]:
    """Return what a page says is wrong, by field; the page must say that it was not saved."""
    html = page.content.decode()
    assert page.status_code == 422, html
    found = re.findall(r'<div class="error" id="id_([\w-]+)-error">(.*?)</div>', html, re.DOTALL)
    said = {name: unescape(message) for name, message in found}
    notice = re.search(r'id="errors">(.*?)<ul>', html, re.DOTALL)
    if notice:
        lines = re.findall(r"<p>(.*?)</p>", notice.group(1), re.DOTALL)
        if lines:
            said[EVERYWHERE] = " ".join(unescape(line) for line in lines)
    return said


def warnings(page: HttpResponse) -> dict[str, str]:
    """Return what a page asks to confirm: the sentence by the name of its box."""
    html = page.content.decode()
    assert page.status_code == 422, html
    boxes = re.findall(r'<label><input[^>]*name="(confirm-[^"]+)"[^>]*> (.*?)</label>', html)
    return {name: unescape(sentence) for name, sentence in boxes}


def said(page: HttpResponse) -> list[str]:
    """Return the messages that the next page will show."""
    assert page.status_code == 302, words(page)
    return [str(message) for message in page.wsgi_request._messages]


def words(page: HttpResponse) -> str:
    """Return the words of a page."""
    plain = re.sub(r"<[^>]+>", " ", page.content.decode())
    return unescape(re.sub(r"\s+", " ", plain))


def _read(page: HttpResponse) -> FormReader:
    reader = FormReader()
    reader.feed(page.content.decode())
    return reader
