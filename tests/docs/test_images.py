"""The pictures in the docs are those that the guided tour takes."""

import re

from tests.docs.pages import ROOT, pages
from tests.register.browser.tour import IMAGES, LARGEST, PAGE

FOLDER = ROOT / "docs" / "tutorial" / "images"
MOST = 12


def test_every_image_in_the_docs_is_one_that_the_tour_takes():
    shown = {
        link
        for page in pages()
        for link in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page.path.read_text(encoding="utf-8"))
        if not link.startswith("http")
    }
    assert shown == {f"images/{name}" for name in IMAGES}


def test_the_images_of_the_tour_are_kept_and_nothing_else():
    assert sorted(file.name for file in FOLDER.iterdir()) == sorted(IMAGES)


def test_the_images_are_few_and_small():
    assert len(IMAGES) <= MOST
    assert [file.name for file in FOLDER.iterdir() if file.stat().st_size >= LARGEST] == []


def test_the_tour_shows_its_images_in_the_order_in_which_they_are_taken():
    text = PAGE.read_text(encoding="utf-8")
    assert re.findall(r"\(images/(.+?)\)", text) == list(IMAGES)


def test_an_image_says_in_words_what_it_shows():
    text = PAGE.read_text(encoding="utf-8")
    assert all(len(words) > 10 for words in re.findall(r"!\[(.*?)\]", text))
