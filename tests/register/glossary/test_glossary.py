"""Terms: one source, both languages, at hand wherever they are shown."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client as Browser

from tests.register.access.addresses import addresses
from trede.language import LANGUAGES
from trede.register.accounts.roles import Role
from trede.register.dossiers.sections import TERMS
from trede.register.figures.topics import topics
from trede.register.glossary.terms import Term, terms
from trede.register.steps.form import LabelledForm
from trede.register.steps.registry import STEPS

ROOT = Path(__file__).parents[3]
TEMPLATES = ROOT / "src/trede/register/pages/templates"
LONGEST = 170
"""How many signs fit two lines of the card that shows an explanation."""


def glossary_rows() -> list[tuple[set[str], set[str]]]:
    """Return the Dutch words and the names of each row of the glossary."""
    rows = re.findall(r"^\| (.+?) \| (.+?) \|", (ROOT / "GLOSSARY.md").read_text(), re.MULTILINE)
    return [(_words(dutch), _words(names)) for dutch, names in rows]


def _words(cell: str) -> set[str]:
    return {word.strip() for word in re.split(r"[,;/]", re.sub(r"\(.*?\)", "", cell))}


@pytest.mark.parametrize("term", terms().values(), ids=lambda term: term.name)
def test_the_glossary_decides_the_words_of_a_term(term: Term):
    dutch, english = (term.wordings[language].term for language in LANGUAGES)
    rows = glossary_rows()
    assert any(dutch in words and english in names for words, names in rows), (dutch, english)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("term", terms().values(), ids=lambda term: term.name)
def test_a_term_is_explained_in_two_lines_at_most(term: Term, language: str):
    explanation = term.wordings[language].explanation
    assert 0 < len(explanation) <= LONGEST
    assert explanation[0].isupper()
    assert explanation.endswith(".")


def test_no_two_terms_share_a_word():
    for language in LANGUAGES:
        words = [term.wordings[language].term for term in terms().values()]
        assert len(words) == len(set(words))


def in_templates() -> Iterator[str]:
    """Yield the names of the terms that templates show."""
    for file in TEMPLATES.rglob("*.html"):
        yield from re.findall(r'\b(?:term|explain)\("(\w+)"', file.read_text())


def in_forms(kind: type[LabelledForm] = LabelledForm) -> Iterator[str]:
    """Yield the names of the terms beside the fields of forms."""
    yield from kind.terms.values()
    for each in kind.__subclasses__():
        yield from in_forms(each)


def test_every_term_that_is_shown_exists():
    shown = {*in_templates(), *in_forms(), *TERMS.values()}
    shown |= {step.explains for step in STEPS.values()} - {""}
    shown |= {name for topic in topics().values() for name in topic.terms}
    assert shown - set(terms()) == set()
    assert len(shown) > len(terms()) / 2


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_with_all_terms_opens_to_anyone(language: str):
    browser = Browser()
    browser.cookies["language"] = language
    shown = browser.get("/begrippen/").content.decode()
    for term in terms().values():
        assert f'id="{term.anchor}"' in shown
        assert term.wordings[language].explanation.replace("'", "&#x27;").split("&")[0] in shown


def test_the_explanation_of_a_term_needs_neither_mouse_nor_script(page: Browser, client: object):
    shown = page.get("/clienten/0041-7723").content.decode()
    opened = re.search(r'<button type="button"[^>]* popovertarget="(term-[\w-]+)"', shown)
    assert opened
    assert f'id="{opened[1]}" popover' in shown


class Ids(HTMLParser):
    """Collects the ids of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the id of an element."""
        del tag
        self.found += [value for name, value in attrs if name == "id" and value]


def test_no_id_is_on_a_page_twice(user_with, client, browser_of):
    browser = browser_of(user_with("someone", *(set(Role) - {Role.SYSTEM})))
    twice = {}
    for address in addresses():
        answer = browser.get(address.example, follow=True)
        if answer.get("Content-Type", "").startswith("text/html"):
            ids = Ids(answer.content.decode()).found
            twice[address.name] = sorted({each for each in ids if ids.count(each) > 1})
    assert {name: ids for name, ids in twice.items() if ids} == {}
