"""Every link leads somewhere, and every page can be reached."""

import re

import pytest

from tests.docs.pages import ROOT, Page, pages


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_link_leads_to_a_page_and_a_heading(page: Page):
    known = {other.path.resolve(): other for other in pages()}
    broken = []
    for link in page.links():
        file, _hash, anchor = link.partition("#")
        target = (page.path.parent / file).resolve() if file else page.path.resolve()
        if not target.exists() or (anchor and anchor not in known[target].anchors()):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_a_page_has_one_title(page: Page):
    assert len(re.findall(r"^# ", page.prose, re.MULTILINE)) == 1


def test_every_page_is_in_the_menu_of_the_site():
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")[2]
    listed = set(re.findall(r"([\w/-]+\.md)$", menu, re.MULTILINE))
    there = {p.name.removeprefix("docs/") for p in pages() if p.name.startswith("docs/")}
    assert listed == there


def test_the_site_loads_nothing_from_elsewhere_and_can_be_read_from_a_disk():
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert "font: false" in settings
    assert "http" not in settings
    assert "- offline" not in settings, "that plugin loads a script from elsewhere"
    assert "use_directory_urls: false" in settings


def test_decisions_are_numbered_and_each_has_context_decision_and_consequences():
    decisions = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    for path in decisions:
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"^## (.*)$", text, re.MULTILINE) == [
            "Context",
            "Decision",
            "Consequences",
        ]
