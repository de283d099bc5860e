"""The pictures in the docs are those that the guided tours take."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, pages
from tests.register.browser.tours import to_payment, to_work
from tests.register.browser.tours.tour import LARGEST, MOST

FOLDER = ROOT / "docs" / "tutorial" / "images"
TOURS = [(to_work.PAGE, to_work.IMAGES), (to_payment.PAGE, to_payment.IMAGES)]
ALL = sorted(name for _page, names in TOURS for name in names)


def test_every_image_in_the_docs_is_one_that_a_tour_takes():
    shown = {
        link
        for page in pages()
        for link in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page.path.read_text(encoding="utf-8"))
        if not link.startswith("http")
    }
    assert sorted(shown) == [f"images/{name}" for name in ALL]


def test_the_images_of_the_tours_are_kept_and_nothing_else():
    assert sorted(file.name for file in FOLDER.iterdir()) == ALL


def test_the_images_are_few_and_small():
    assert max(len(names) for _page, names in TOURS) <= MOST
    assert [file.name for file in FOLDER.iterdir() if file.stat().st_size >= LARGEST] == []


@pytest.mark.parametrize(("page", "names"), TOURS)
def test_a_tour_shows_its_images_in_the_order_in_which_they_are_taken(
    page: Path, names: tuple[str, ...]
):
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"\(images/(.+?)\)", text) == list(names)


@pytest.mark.parametrize(("page", "_names"), TOURS)
def test_an_image_says_in_words_what_it_shows(page: Path, _names: tuple[str, ...]):
    text = page.read_text(encoding="utf-8")
    assert all(len(words) > 10 for words in re.findall(r"!\[(.*?)\]", text))
