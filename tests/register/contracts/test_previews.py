"""What a new version of the terms does is said before it is stored: what changes, for whom."""

import re
from datetime import date
from html import unescape

import pytest

from tests.register.buying import Buyer, put
from tests.register.contracts.papers import FIRST, SECOND, line, look_first, stored, take_part
from trede.register.clients.models import Client
from trede.register.facts.models import believed

pytestmark = pytest.mark.django_db
CHANGED = re.compile(r'<tr><th scope="row">(.*?)</th><td[^>]*>(.*?)</td><td[^>]*>(.*?)</td></tr>')


def previewed_changes(contract: Buyer, text: str) -> dict[str, tuple[str, str]]:
    """Return what the preview of a second version lists as changed: what was, what becomes."""
    answers = {"text": text, "agreed_on": "2026-06-01", "motive": "other"}
    page = look_first(contract, answers).split("What changes from version 1")[1]
    page = page.split("All of it, in words")[0]
    plain = [[re.sub(r"<.*?>", "", each) for each in row] for row in CHANGED.findall(page)]
    assert plain or "Nothing but its dates changed." in page
    return {title: (was, becomes) for title, was, becomes in plain}


@pytest.mark.parametrize(
    ("former", "other", "title", "change"),
    [
        ("premium_policy = 2", "premium_policy = 1", "Work that the municipality pays", None),
        ("vat_percent = 21", "vat_percent = 9", "Value added tax",
         ("21% on top of these amounts.", "9% on top of these amounts.")),
        ('en = "Trajectories to work"', 'en = "Roads to work"', "Title in English",
         ("Trajectories to work", "Roads to work")),
        ('nl = "Trajecten naar werk"', 'nl = "Wegen"', "Title in Dutch",
         ("Trajecten naar werk", "Wegen")),
        ('nl = "premie duurzaam werk"', 'nl = "premie"', "Premiums.durable_work.title.nl",
         ("Premie duurzaam werk", "Premie")),
        ('company = "Atlas"', 'company = "Atlas"\ncompany_group = "Titans"', "Company group",
         ("Atlas", "Titans")),
        ("vat_percent = 21", 'vat_percent = 21\nsame_work_elsewhere = "pay"',
         "Work that two contracts pay for", None),
        ('source = "contract of 1 January 2026"', 'source = "amendment"', "Where it stands",
         ("Contract of 1 January 2026", "Amendment")),
    ],
)  # fmt: skip
def test_every_entry_that_changed_is_listed_before_it_is_stored(
    contract, former, other, title, change
):
    assert stored(contract, FIRST) == []
    same = FIRST.replace("version = 1", "version = 2").replace("2026-01-05", "2026-07-01")
    assert previewed_changes(contract, same) == {}
    found = previewed_changes(contract, same.replace(former, other))
    assert list(found) == [title]
    assert change is None or found[title] == change


def test_a_version_beside_the_days_of_the_contract_is_confirmed(contract):
    early = FIRST.replace("valid_from = 2026-01-05", "valid_from = 2025-12-01")
    assert stored(contract, early) == [
        "This version begins on 1 Dec 2025, before the first day of the contract, 5 Jan 2026."
    ]
    assert stored(contract, FIRST) == []
    late = SECOND.replace("2026-07-01", "2099-01-01")
    (asked,) = stored(contract, late, motive="later")
    assert asked == (
        "This version begins on 1 Jan 2099, after the last day of the contract, 31 Dec 2027: "
        "nobody comes under it unless the contract is extended."
    )
    assert stored(contract, late, motive="later", **{"confirm-beside": "on"}) == []


def started(number: int, starts_on: date, paid: int) -> None:
    """Have a client take part, whose intake was reported and, unless it is nothing, paid."""
    take_part(number, starts_on)
    Client.objects.create(person_id=f"P{number}", number=f"{number:08}")
    put("progress_reports", report_id=f"V{number}", participation_id=f"D{number}",
        person_id=f"P{number}", name="intake", received_on=date(2026, 3, 20),
        due_on=date(2026, 3, 25))  # fmt: skip
    if paid:
        put("payments", payment_id=f"B{number}", contract_id="K1", participation_id=f"D{number}",
            term="intake", amount_cents=paid, paid_on=date(2026, 3, 25))  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "sums", "paid_before", "not_paid"),
    [
        (
            "460.50", ["Becomes due in addition: € 121.00."],
            ("€ 60.50", "–", "–"), ("€ 60.50", "–", "–"),
        ),
        (
            "350", ["Is to be taken back: € 50.00.",
                    "Is due now, not paid yet, and no longer will be: € 50.00."],
            ("–", "€ 50.00", "–"), ("–", "–", "€ 50.00"),
        ),
    ],
)  # fmt: skip
def test_a_version_that_reaches_back_says_for_whom_it_makes_what_due_and_what_goes_back(
    contract, amount, sums, paid_before, not_paid
):
    assert stored(contract, FIRST) == []
    started(1, date(2026, 2, 1), paid=40_000)
    started(2, date(2026, 2, 2), paid=40_000)
    started(3, date(2026, 2, 3), paid=0)
    back = FIRST.replace("version = 1", "version = 2").replace("2026-01-05", "2026-02-02")
    answers = {"text": back.replace("= 400", f"= {amount}"), "agreed_on": "2026-02-01",
               "motive": "typed wrong"}  # fmt: skip
    page = unescape(look_first(contract, answers)).replace("\u00a0", " ")
    assert "2 participations come under the new version." in page
    assert re.findall(r'<span class="strong">([^<]*: € [^<]*)</span>', page) == sums
    shown = page.split("No longer due</th>")[1].split("</tbody>")[0]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in shown.split("</tr>")]
    told = {re.sub(r"<.*?>", "", row[0]): tuple(row[2:]) for row in rows if row}
    assert told == {"00000002": paid_before, "00000003": not_paid}
    assert 'href="/overzicht/geldketen/00000002"' in shown
    assert believed("contract_versions").count() == 1


def test_what_was_handed_in_under_a_former_version_waits_upon_the_one_that_judges_it_now(contract):
    assert stored(contract, FIRST) == []
    for number in (1, 2):
        take_part(number, date(2026, 2, number))
        line(number, 1)
    back = SECOND.replace("2026-07-01", "2026-02-02")
    told = {"motive": "mistake", "confirm-reaches_back": "on"}
    assert stored(contract, back, **told) == []
    page = contract.reads("/voorwaarden")
    assert re.findall(r"<dt>Invoice lines that wait upon it</dt><dd>(\d+)</dd>", page) == ["1", "1"]


def test_the_page_of_the_terms_offers_to_correct_a_version_or_says_why_not(contract):
    assert stored(contract, FIRST) == []
    assert "/contracten/K1/taak/terms-correct/1" in contract.reads("/voorwaarden")
    assert "Why?" in contract.reads("/taak/terms-correct/1")
    take_part(1, date(2026, 2, 1))
    for address in ("/voorwaarden", "/voorwaarden/1"):
        page = contract.reads(address)
        assert "/contracten/K1/taak/terms-correct/1" not in page
        assert "It cannot be corrected: 1 participation began under it" in page
    assert stored(contract, SECOND, motive="lower") == []
    page = contract.reads("/voorwaarden")
    assert "/contracten/K1/taak/terms-correct/2" in page
    assert "/contracten/K1/taak/terms-correct/1" not in page
    assert "may take its place from" not in page
