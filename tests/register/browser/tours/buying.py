"""The tour from tender to payment: buying, until a contract with terms is signed."""

from datetime import date

from playwright.sync_api import Locator, Page, expect

from tests.register.browser.tours.to_payment import PURCHASER, blocks
from tests.register.browser.tours.tour import Tour

NOORD, ZUID = "Noord", "Zuid"
MANDATORY_CLAUSES = 7
QUALITY = "How clients are brought to work"
OFFERS = (
    ("Stap Vooruit", NOORD, "380000", "79800", "85", "Works at employers from the first week."),
    (
        "Doorstart Begeleiding",
        NOORD,
        "400000",
        "0",
        "80",
        "Sound, but starts with weeks of class.",
    ),
    ("Doorstart Begeleiding", ZUID, "290000", "0", "80", "The same approach."),
)
"""Of whom, upon which lot, price, VAT, points and why."""


def prepare(tour: Tour) -> None:
    """Prepare the assignment, its lots and criteria, and announce it."""
    page = tour.on(date(2025, 9, 8), PURCHASER)
    tour.choose("Tenders")
    tour.follow("Prepare a tender")
    tour.fill(**{"The assignment": "Naar werk 2026", "Kind of assignment": "4. Bemiddeling"})
    tour.save("Naar werk 2026 is in preparation. Add its lots.")
    tour.follow("Naar werk 2026")
    for lot, value in ((NOORD, "480000"), (ZUID, "320000")):
        tour.follow("Add a lot")
        tour.fill(**{"Name of the lot": lot, "Estimated value": value})
        page.get_by_label("Rung").select_option("4")
        page.get_by_label("Form of the contract").select_option("framework contract")
        tour.save("was added.")
    tour.follow("Choose the procedure")
    expect(page.get_by_text("€ 800,000.00 is above the limit of € 750,000.00.")).to_be_visible()
    page.get_by_label("private", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("is not for that value.")
    page.get_by_label("open", exact=True).check()
    tour.save("The procedure was chosen.")
    for name, kind, weight in (("Price", "price", "40"), (QUALITY, "content and quality", "60")):
        tour.follow("Add a criterion")
        tour.fill(**{"What is judged": name, "Weight": weight})
        page.get_by_label("Kind").select_option(kind)
        tour.save(f"Criterion {name} was added.")
    tour.snap("tour-money-1-tender.png")
    tour.follow("Record the announcement")
    tour.fill(**{"Announced, or": "2025-09-08", "Last day for offers": "2025-10-17"})
    tour.save("")


def receive(tour: Tour) -> None:
    """Record the offers as they come in; they stay closed."""
    page = _open_tender(tour, date(2025, 10, 6))
    for company, lot, *_said in OFFERS:
        _lot(page, lot).get_by_role("link", name="Record an offer that came in").click()
        page.get_by_label("Of whom").select_option(company)
        tour.save("The offer is recorded; it stays closed until the opening.")


def judge(tour: Tour) -> None:
    """Open the offers, judge them whatever VAT they carry, and award."""
    page = _open_tender(tour, date(2025, 10, 21))
    tour.follow("Open the offers")
    tour.save("The offers are open; excluded at once: 0.")
    for company, lot, price, vat, _points, _why in OFFERS:
        _of_offer(page, company, lot, "Contents")
        tour.fill(**{"Price, without": price, "Value added tax the provider": vat})
        page.get_by_label("yes", exact=True).check()
        tour.save("What stands in the offer is recorded.")
        _of_offer(page, company, lot, "Select")
        tour.fill(**{"On what this rests": "All five parts are there; no debts, no convictions."})
        tour.save(f"The offer of {company} may be judged.")
    for company, lot, _price, _vat, points, why in OFFERS:
        _of_offer(page, company, lot, "Judge")
        tour.fill(**{f"{QUALITY} (weight": points, f"Why, for {QUALITY}": why})
        tour.save(f"The offer of {company} is judged.")
    tour.snap("tour-money-2-ranking.png", top=_lot(page, NOORD))
    for lot, company in ((NOORD, "Stap Vooruit"), (ZUID, "Doorstart Begeleiding")):
        _lot(page, lot).get_by_role("link", name="Award the lot").click()
        tour.save(f"Awarded to {company}.")
    tour.follow("Record the publication")
    tour.save("The publication is recorded.")


def draw_up(tour: Tour) -> None:
    """Draw up the contract of the award, complete it, sign it and store its terms."""
    page = _open_tender(tour, date(2025, 11, 3))
    tour.follow("Make a contract of the award")
    tour.save("The contract is a draft.")
    tour.follow("To the contract")
    expect(page.get_by_text("This contract cannot take effect yet. Lacking:")).to_be_visible()
    tour.snap("tour-money-3-lacking.png")
    tour.follow("Check the clauses")
    boxes = page.locator("form.step input[type=text]")
    for each in range(MANDATORY_CLAUSES):
        boxes.nth(each).fill("article 12")
    tour.save("Checked: all mandatory clauses are there.")
    tour.follow("Fill in what was agreed")
    tour.fill(**{
        "First day": "2026-01-01", "Last day": "2027-12-31",
        "Data-protection agreement signed on": "2025-11-03",
        "Personal data it names": "telephone, date of birth, barriers, education",
        "Why?": "As agreed on 3 November.",
    })  # fmt: skip
    tour.save("The contract was changed.")
    tour.follow("Plan one")
    tour.fill(**{"To be held by": "2026-12-01"})
    tour.save("Planned: evaluation.")
    tour.follow("Sign")
    tour.save("is signed and open for clients.")
    tour.follow("What changed, and why", "Store the first version")
    document = page.get_by_label("The document")
    document.fill(document.input_value() + "\n" + blocks("toml")[0])
    page.get_by_role("button", name="Read it in words first").click()
    expect(page.get_by_role("heading", name="What would be stored")).to_be_visible()
    tour.save("Version 1 is on file, for those who begin from 1 Jan 2026 on.", "Store it")
    tour.follow("What it says")
    expect(page.get_by_text("€ 1,500")).to_be_visible()
    tour.snap("tour-money-4-terms.png")


def _open_tender(tour: Tour, day: date) -> Page:
    tour.on(day, PURCHASER)
    page = tour.choose("Tenders")
    tour.follow("Naar werk 2026")
    return page


def _lot(page: Page, lot: str) -> Locator:
    return page.get_by_role("region", name=lot, exact=True)


def _of_offer(page: Page, company: str, lot: str, task: str) -> None:
    table = _lot(page, lot).get_by_role("table", name=f"Offers {lot}")
    table.get_by_role("row", name=company).get_by_role("link", name=task, exact=True).click()
