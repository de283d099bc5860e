"""The tour from tender to payment: invoices, approvals, verification, the books, the yield."""

from datetime import date

from playwright.sync_api import Locator, Page, expect

from tests.register.browser.tours.to_payment import (
    CLIENT,
    CONTRACT,
    CONTROLLER,
    MANAGER,
    NUMBER,
    PROVIDER,
    PURCHASER,
    blocks,
)
from tests.register.browser.tours.tour import Tour, export_facts

PREMIUM = "premium for durable work"


def invoice(tour: Tour) -> None:
    """Make the invoice of what is registered: the intake is due, the premium is held."""
    page = tour.on(date(2026, 4, 1), PROVIDER)
    tour.choose("Invoices")
    tour.follow("Make an invoice")
    page.get_by_label("Contract", exact=True).select_option(CONTRACT)
    page.get_by_label("Month", exact=True).select_option("March 2026")
    page.get_by_role("button", name="Show").click()
    expect(_row(page, "intake")).to_contain_text("€ 400.00")
    expect(page.get_by_role("region", name="Not yet")).to_contain_text(
        "€ 1,500.00 from 16 Sep 2026"
    )
    tour.snap("tour-money-8-invoice.png")
    tour.fill(**{"Number of the invoice": "2026-014"})
    tour.save("The invoice was sent.", "Send the invoice")


def pay(tour: Tour) -> None:
    """Approve the performance and, as someone else, the payment; it is booked."""
    page = _open_invoice(tour, date(2026, 4, 7), PURCHASER, "2026-014")
    page.get_by_role("button", name="Approve the performance of all that is due").click()
    expect(page.get_by_role("status").first).to_contain_text("1 line, € 400.00")
    expect(page.get_by_role("button", name="Approve the payment")).to_have_count(0)
    page = _open_invoice(tour, date(2026, 4, 8), CONTROLLER, "2026-014")
    page.get_by_role("button", name="Approve the payment of all").click()
    expect(page.get_by_role("status").first).to_contain_text("Paid: 1 line, € 400.00")
    tour.snap("tour-money-9-approved.png", top=page.get_by_role("heading", name="How it stands"))


def verify(tour: Tour) -> None:
    """Verify with an independent source, half a year later, that the work lasts."""
    page = tour.on(date(2026, 9, 21), CONTROLLER)
    tour.choose("Payments")
    tour.follow("Premiums to verify")
    expect(_row(page, PREMIUM)).to_contain_text("16 Sep 2026")
    tour.snap("tour-money-10-premium.png")
    page = tour.on(date(2026, 9, 21), MANAGER)
    tour.open_dossier(NUMBER, CLIENT)
    tour.go_to_step("Verified exit")
    page.get_by_label("What was found?").select_option("work")
    page.get_by_label("With which source?").select_option("wage register (Suwinet)")
    tour.save("Verified: at work, and durably so.")


def upload(tour: Tour) -> None:
    """Upload an invoice that is wrong and is answered line by line, and then the right one."""
    page = tour.on(date(2026, 10, 1), PROVIDER)
    tour.choose("Invoices")
    tour.follow("Upload a file")
    wrong, right = blocks("csv")
    _send(page, wrong)
    expect(page.get_by_role("alert").first).to_contain_text("2 of 2 lines are wrong.")
    answers = page.get_by_role("region", name="The answer, line by line")
    expect(answers).to_contain_text("This was earned on 14 Apr 2026, not in September 2026.")
    expect(answers).to_contain_text("More than the most for one client, € 2,000")
    tour.snap("tour-money-11-answers.png", answers)
    _send(page, right)
    expect(page.get_by_role("status").first).to_contain_text("Every line is right.")


def pay_the_rest(tour: Tour) -> None:
    """Approve and pay what was uploaded."""
    page = _open_invoice(tour, date(2026, 10, 5), PURCHASER, "2026-052")
    page.get_by_role("button", name="Approve the performance of all that is due").click()
    expect(page.get_by_role("status").first).to_contain_text("2 lines, € 1,600.00")
    page = _open_invoice(tour, date(2026, 10, 6), CONTROLLER, "2026-052")
    page.get_by_role("button", name="Approve the payment of all").click()
    expect(page.get_by_role("status").first).to_contain_text("Paid: 2 lines, € 1,600.00")


def export(tour: Tour) -> None:
    """Look whether the books balance, and send the payments to the finance system."""
    assert tour.page is not None
    page = tour.choose("Payments")
    tour.follow("Ledger")
    expect(page.get_by_text("The books balance: every")).to_be_visible()
    expect(page.get_by_text("€ 2,420.00").first).to_be_visible()
    tour.snap("tour-money-12-ledger.png")
    tour.follow("Exports")
    page.get_by_role("button", name="Make an export").click()
    expect(page.get_by_role("status").first).to_be_visible()


def look_back(tour: Tour) -> None:
    """Look at what the contract yields, and at the client's money chain."""
    page = tour.on(date(2026, 10, 7), PURCHASER)
    export_facts()
    tour.choose("Contracts")
    tour.follow(CONTRACT, "What this contract yields")
    expect(page.get_by_role("heading", name="Reports in time")).to_be_visible()
    tour.choose("Overview")
    tour.follow("Money chain")
    page.get_by_label("Number of the client").fill(NUMBER)
    page.get_by_role("button", name="Search").click()
    page.get_by_label("Reason").fill("I look at what was paid for this client.")
    page.get_by_role("button", name="Look at the money chain").click()
    expect(page.get_by_text("paid in the end, to 1 company")).to_be_visible()
    tour.snap("tour-money-13-chain.png", page.get_by_role("region", name="On a time line"))


def _open_invoice(tour: Tour, day: date, username: str, number: str) -> Page:
    page = tour.on(day, username)
    tour.choose("Payments")
    tour.follow(number)
    return page


def _row(page: Page, title: str) -> Locator:
    return page.get_by_role("row").filter(
        has=page.get_by_role("rowheader", name=title), has_text=NUMBER
    )


def _send(page: Page, content: str) -> None:
    page.get_by_label("Contract", exact=True).select_option(CONTRACT)
    page.get_by_label("Month of the invoice").select_option("September 2026")
    page.get_by_label("Number of the invoice").fill("2026-052")
    sent = {"name": "invoice.csv", "mimeType": "text/csv", "buffer": content.encode()}
    page.get_by_label("File (csv)", exact=False).last.set_input_files(sent)
    page.get_by_role("button", name="Check and send").click()
