"""The second guided tour of the docs, walked through the real pages: from tender to payment."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Page

from tests.register.browser.tours import buying, guiding, paying
from tests.register.browser.tours.to_payment import IMAGES, found_municipality
from tests.register.browser.tours.tour import Tour, make_tour

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def tour(
    transactional_db: None,
    sign_in: Callable[..., Page],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Tour:
    """The tour, ready to begin."""
    del transactional_db
    found_municipality()
    return make_tour(sign_in, monkeypatch, tmp_path, IMAGES)


def test_from_tender_to_verified_payment(tour: Tour) -> None:
    cache.clear()
    buying.prepare(tour)
    buying.receive(tour)
    buying.judge(tour)
    buying.draw_up(tour)
    guiding.refer(tour)
    guiding.accept(tour)
    guiding.report(tour)
    guiding.place(tour)
    paying.invoice(tour)
    paying.pay(tour)
    guiding.finish(tour)
    paying.verify(tour)
    paying.upload(tour)
    paying.pay_the_rest(tour)
    paying.export(tour)
    paying.look_back(tour)
    assert tuple(tour.taken) == IMAGES
