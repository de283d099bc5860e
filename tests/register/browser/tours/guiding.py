"""The tour from tender to payment: guiding a client, until work is found."""

from datetime import date

from playwright.sync_api import Page, expect

from tests.register.browser.tours.to_payment import (
    BEGAN,
    CLIENT,
    CONTRACT,
    MANAGER,
    NUMBER,
    PROVIDER,
    WORKS,
)
from tests.register.browser.tours.tour import Tour

TOLD = (CLIENT, NUMBER, "06-12345678", "little work experience")
PROOF = {"name": "contract.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 made up"}


def refer(tour: Tour) -> None:
    """Offer a trajectory, decide on it, and refer the client; what travels is shown before."""
    page = _open_dossier(tour, date(2026, 1, 5))
    tour.go_to_step("Offer a trajectory")
    page.get_by_role("link", name=f"Choose {CONTRACT}").click()
    page.get_by_label("Type of trajectory").select_option("mediation")
    tour.fill(**{"Why this trajectory?": "She wants to work soon, and lacks experience only."})
    tour.save("Offered: mediation. Next: the decision.")
    tour.go_to_step("Go on with the trajectory")
    page.get_by_label("positive").check()
    tour.save("Decided. Next: refer the client to the provider, or let it start.")
    tour.go_to_step("Refer to a provider")
    page.get_by_role("link", name=f"Choose {CONTRACT}").click()
    travels = page.get_by_role("region", name="What travels to Stap Vooruit")
    for told in TOLD:
        expect(travels).to_contain_text(told)
    tour.fill(**{
        "What do you ask of the provider?": "Work in a warehouse or shop, 24 hours or more.",
        "From when can the client begin?": BEGAN.isoformat(),
    })  # fmt: skip
    tour.snap("tour-money-5-referral.png", travels)
    tour.save("Stap Vooruit is asked to take the client. Next: its answer.", "Refer")


def accept(tour: Tour) -> None:
    """Take the client at the provider, and propose the plan; the municipality accepts it."""
    page = tour.on(BEGAN, PROVIDER)
    expect(page.get_by_role("heading", name="Referrals to answer")).to_be_visible()
    page.get_by_role("row").filter(has_text=NUMBER).get_by_role("link", name="Accept").click()
    tour.save("Accepted: the client begins on 12 Jan 2026.", "Accept the referral")
    tour.follow("Propose the plan")
    tour.fill(**{
        "Goal": "Work in a warehouse, 28 hours a week.",
        "What will be done": "Two weeks at an employer\nApplying together\nTalks with employers",
        "What it is expected": "A contract before the summer.",
        "Duration in weeks": "26",
        "Hours a week": "16",
    })  # fmt: skip
    tour.save("The plan is proposed; the case manager answers it.", "Propose the plan")
    tour.snap("tour-money-6-plan.png")
    page = _take_task(tour, date(2026, 1, 14), "Answer to a proposed plan")
    expect(page.get_by_text("Applying together")).to_be_visible()
    page.get_by_label("accepted").check()
    tour.save("The plan of the provider is accepted.")


def report(tour: Tour) -> None:
    """Sign the attendance of January and report on the intake; the case manager accepts it."""
    page = tour.on(date(2026, 2, 2), PROVIDER)
    tour.follow(CONTRACT)
    page.get_by_role("button", name="Save: all signed").click()
    expect(page.get_by_role("status").first).to_be_visible()
    _write_report(tour, date(2026, 2, 16), "Intake done: she can lift, and is there on time.")
    page = _read_report(tour, date(2026, 2, 18))
    tour.snap("tour-money-7-report.png")
    page.get_by_label("accepted").check()
    tour.save("The report is accepted.")


def place(tour: Tour) -> None:
    """Report work with its proof and claim the premium; the benefit ends."""
    page = _open_client(tour, WORKS)
    tour.follow("Report work, with proof")
    tour.fill(**{
        "Employer": "Magazijn De Linde", "What work is it?": "order picker", "Hours a week": "28",
        "First day of work": WORKS.isoformat(),
    })  # fmt: skip
    page.get_by_label("Kind of contract").select_option(index=1)
    page.get_by_label("employer", exact=True).check()
    page.get_by_label("What is the proof?").select_option("copy of the employment contract")
    page.get_by_label("File").set_input_files(PROOF)
    page.get_by_label("Do you claim a premium").select_option("premium for durable work")
    tour.save("The work and its proof are recorded, and the premium is claimed.", "Report work")
    page = _open_dossier(tour, date(2026, 3, 17))
    tour.go_to_step("End of benefit")
    tour.fill(**{"Last day of benefit": "2026-03-15"})
    page.get_by_label("Reason of the end").select_option("work")
    page.get_by_label("Kind of contract").select_option(index=1)
    tour.save("The benefit ends.")


def finish(tour: Tour) -> None:
    """Report on progress, and end the participation."""
    _write_report(tour, date(2026, 4, 14), "At work since 16 March; the contract was extended.")
    page = _read_report(tour, date(2026, 4, 16))
    page.get_by_label("accepted").check()
    tour.save("The report is accepted.")
    tour.open_dossier(NUMBER, CLIENT)
    tour.go_to_step("End a participation")
    page.get_by_label("completed").check()
    tour.fill(**{"Last day": "2026-04-15"})
    page.get_by_label("yes").check()
    page.get_by_label("Result of the trajectory").select_option("regular end, goal met")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").first).to_be_visible()


def _open_dossier(tour: Tour, day: date) -> Page:
    tour.on(day, MANAGER)
    return tour.open_dossier(NUMBER, CLIENT)


def _open_client(tour: Tour, day: date) -> Page:
    page = tour.on(day, PROVIDER)
    tour.choose("Our clients")
    page.get_by_label("Search a name or a client number").fill(NUMBER)
    page.get_by_role("button", name="Search").click()
    page.get_by_role("row").filter(has_text=NUMBER).get_by_role("link").first.click()
    return page


def _take_task(tour: Tour, day: date, step: str) -> Page:
    """Take a task about a provider from the worklist."""
    page = tour.on(day, MANAGER)
    tour.follow("Providers")
    page.get_by_role("row").filter(has_text=NUMBER).get_by_role("link", name=step).click()
    return page


def _write_report(tour: Tour, day: date, reached: str) -> None:
    page = _open_client(tour, day)
    tour.follow("Write")
    tour.fill(**{"What was reached": reached, "What will be done": "Talks with employers."})
    page.get_by_label("go on").check()
    tour.save("The report is sent; the case manager reads it.", "Report on progress")


def _read_report(tour: Tour, day: date) -> Page:
    page = _take_task(tour, day, "Answer to a report")
    expect(page.get_by_role("heading", name="What the provider sent")).to_be_visible()
    return page
