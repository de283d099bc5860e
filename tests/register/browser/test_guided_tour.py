"""The guided tour of the docs, walked through the real pages: one client from intake to work."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from tests.register.browser.tours.to_work import HANDOVER, IMAGES, found_municipality
from tests.register.browser.tours.tour import Tour, export_facts, make_tour
from trede.register.figures.computing import dossier_folder

pytestmark = pytest.mark.xdist_group("browser")
MANAGER = "bakker"


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


def test_one_client_from_intake_to_work(tour: Tour) -> None:
    cache.clear()
    number = _hand_over(tour)
    _benefit(tour, number)
    _diagnosis_and_classification(tour, number)
    _plan(tour, number)
    _trajectory(tour, number)
    _work(tour, number)
    _aftercare_and_durability(tour, number)
    _looking_back(tour)
    _figure(tour)
    assert tuple(tour.taken) == IMAGES


def _hand_over(tour: Tour) -> str:
    page = tour.on(date(2025, 1, 13), MANAGER)
    expect(page.get_by_role("heading", name="Worklist")).to_be_visible()
    expect(page.get_by_text("Nothing is due.")).to_be_visible()
    page.get_by_role("link", name="Receive a hand-over").click()
    page.get_by_label("File with the hand-over").set_input_files(HANDOVER)
    page.get_by_role("button", name="Show what is in it").click()
    expect(page.get_by_role("heading", name="Hand-over of UWV Arnhem")).to_be_visible()
    expect(page.get_by_text("Missing, a to-do will ask for it")).to_contain_text("applications")
    tour.snap("tour-1-hand-over.png")
    page.get_by_role("button", name="Receive").click()
    expect(page.get_by_role("status").first).to_contain_text("Hand-over received.")
    expect(page.get_by_role("heading", name="Hanna de Groot")).to_be_visible()
    page.get_by_role("link", name="Ask for what is missing").click()
    page.get_by_label("action taken").check()
    page.get_by_label("What came of it?").fill("UWV sent the overview: three applications.")
    tour.save("Dealt with.")
    return page.url.rsplit("/", 1)[1]


def _open(tour: Tour, day: date, number: str) -> None:
    """Begin a day and open the client's dossier."""
    tour.on(day, MANAGER)
    tour.open_dossier(number, "Hanna de Groot")


def _benefit(tour: Tour, number: str) -> None:
    _open(tour, date(2025, 1, 20), number)
    tour.go_to_step("Decision on benefit")
    tour.page.get_by_label("granted").check()
    tour.page.get_by_label("First day of benefit").fill("2025-01-06")
    tour.save("Granted: benefit from 6 Jan 2025.")
    expect(
        tour.page.get_by_text("Participation Act (Participatiewet) since 6 Jan 2025")
    ).to_be_visible()
    tour.snap("tour-2-dossier.png")


def _diagnosis_and_classification(tour: Tour, number: str) -> None:
    _open(tour, date(2025, 1, 22), number)
    page = tour.page
    tour.go_to_step("Diagnosis")
    expect(page.get_by_text("UWV Arnhem: Working with my hands again.")).to_be_visible()
    page.get_by_label("When can work be expected?").select_option("with help, within a year")
    page.get_by_label("Conclusion").last.fill("Can work 24 hours; wants technical work.")
    tour.snap("tour-3-diagnosis.png", top=page.get_by_role("heading", name="Wishes and outlook"))
    tour.save("The diagnosis is recorded.")
    tour.go_to_step("Phase, rung and target group")
    expect(page.get_by_text("Proposal: 4 · guidance to work")).to_be_visible()
    tour.snap("tour-4-classification.png")
    page.locator("select[name*=ladder]").select_option("4")
    tour.save("Recorded:")


def _plan(tour: Tour, number: str) -> None:
    _open(tour, date(2025, 1, 27), number)
    page = tour.page
    tour.go_to_step("Plan")
    for label, words in (
        ("Goal", "Regular work as a fitter, 24 hours a week or more."),
        ("What does the client want?", "Working with my hands again, within cycling distance."),
        ("Why this way", "Mediation alone was tried in the autumn; employers ask for practice."),
        ("How does it fit?", "Childcare is arranged for three days; fitters are asked for here."),
        ("Expected result", "A contract before the summer."),
        ("Expected cost, in euros", "2400"),
    ):
        page.get_by_label(label).fill(words)
    page.get_by_label("The plan is definitive").check()
    tour.snap("tour-5-plan.png")
    tour.save("The plan is definitive. It holds once both have signed.")
    tour.go_to_step("Signatures of the plan")
    page.get_by_label("The municipality signed on").fill("2025-01-27")
    page.get_by_label("The client signed on").fill("2025-01-27")
    tour.save("Both have signed: the plan holds.")


def _trajectory(tour: Tour, number: str) -> None:
    _open(tour, date(2025, 2, 3), number)
    page = tour.page
    tour.go_to_step("Offer a trajectory")
    expect(page.get_by_text("The client stands on rung 4 · guidance to work.")).to_be_visible()
    page.get_by_text("2 that do not fit, and why").click()
    expect(page.get_by_text("It is for rung 2; the client stands on rung 4.")).to_be_visible()
    tour.snap("tour-6-choice.png")
    page.get_by_role("link", name="Choose Techniekroute").click()
    page.get_by_label("Type of trajectory").select_option("mediation")
    page.get_by_label("Why this trajectory?").fill("Practice at an employer first, near home.")
    tour.save("Offered: mediation. Next: the decision.")
    tour.go_to_step("Go on with the trajectory")
    page.get_by_label("positive").check()
    tour.save("Decided. Next: refer the client to the provider, or let it start.")
    _open(tour, date(2025, 2, 17), number)
    page = tour.page
    tour.go_to_step("Go on with the trajectory")
    page.get_by_label("it starts").check()
    tour.save("The trajectory has started.")
    _open(tour, date(2025, 5, 30), number)
    page = tour.page
    tour.go_to_step("Go on with the trajectory")
    page.get_by_label("Result").select_option("regular end, goal met")
    tour.save("The trajectory has ended: regular end, goal met.")


def _work(tour: Tour, number: str) -> None:
    _open(tour, date(2025, 6, 2), number)
    page = tour.page
    tour.go_to_step("Work")
    page.get_by_label("Employer", exact=True).fill("Van Dam Installatietechniek")
    page.get_by_label("What work is it?").fill("fitter")
    page.get_by_label("Hours a week").fill("28")
    page.get_by_label("Kind of contract").select_option(index=1)
    page.get_by_label("employer", exact=True).check()
    tour.snap("tour-7-placement.png")
    tour.save("Recorded: regular work.")
    tour.go_to_step("End of benefit")
    page.get_by_label("Last day of benefit").fill("2025-06-01")
    page.get_by_label("Reason of the end").select_option("work")
    page.get_by_label("Kind of contract").select_option(index=1)
    tour.save("The benefit ends.")


def _aftercare_and_durability(tour: Tour, number: str) -> None:
    page = tour.on(date(2025, 6, 30), MANAGER)
    expect(page.get_by_text("Groot, H. de")).to_be_visible()
    tour.snap("tour-8-worklist.png")
    page.get_by_role("link", name="Aftercare: Groot, H. de").click()
    page.get_by_label("still at work").check()
    page.get_by_label("What was said, in short").fill("Likes the work; childcare holds.")
    tour.save("The aftercare is recorded.")
    _open(tour, date(2025, 12, 8), number)
    page = tour.page
    tour.go_to_step("Verified exit")
    expect(page.get_by_text("is durable from 2 Dec 2025")).to_be_visible()
    page.get_by_label("What was found?").select_option("work")
    page.get_by_label("With which source?").select_option("wage register (Suwinet)")
    tour.snap("tour-9-verification.png")
    tour.save("Verified: at work, and durably so.")


def _looking_back(tour: Tour) -> None:
    page = tour.page
    page.get_by_role("link", name="all", exact=True).click()
    tour.snap("tour-10-timeline.png", page.get_by_role("region", name="Timeline"))
    page.get_by_text("As it is today, as known now").click()
    page.get_by_label("As on").fill("2025-03-01")
    page.get_by_label("As we knew it on").fill("2025-01-31")
    page.get_by_role("button", name="Show").click()
    told = "You see this file as on 1 Mar 2025, as it was known on 31 Jan 2025."
    expect(page.get_by_text(told)).to_be_visible()
    expect(page.get_by_text("Techniekroute")).to_have_count(0)
    tour.snap("tour-11-earlier.png")


def _figure(tour: Tour) -> None:
    page = tour.on(date(2025, 12, 9), "smit")
    export_facts()
    page.get_by_role("link", name="Figures").click()
    page.get_by_role("link", name="Do they go to work, and does the work last?").click()
    page.get_by_text("Other date, period or people").click()
    page.get_by_label("Over whom").select_option("the municipality")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("The municipality · as on 9 Dec 2025")).to_be_visible()
    tour.snap("tour-12-figure.png")
    shutil.rmtree(dossier_folder())
    cache.clear()
