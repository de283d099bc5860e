"""The terms of a contract: stored as versions, read in sentences, amended without reaching back."""

from datetime import date
from io import BytesIO

import pytest

from tests.register.buying import TODAY, Buyer, put
from tests.register.contracts.papers import (
    FIRST,
    SECOND,
    SEEN,
    line,
    look_first,
    stored,
    take_part,
)
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.contracts.drafting import starting_document
from trede.register.contracts.reading import find_contract
from trede.register.contracts.terms_views import EXAMPLE
from trede.register.contracts.versions import versions_of
from trede.register.facts.journal import open_journal
from trede.register.facts.models import believed
from trede.settlement.reading import parse_terms

pytestmark = pytest.mark.django_db


def test_a_first_version_is_stored_and_read_in_sentences(contract):
    assert stored(contract, FIRST) == []
    page = contract.reads("/voorwaarden/1")
    assert "For those who begin from 5 Jan 2026 on." in page
    assert "When the report “intake report” is received." in page
    assert (
        "Regular work, paid by the employer, at least 24 hours a week, for 6 months, with gaps of "
        "at most 14 days, fully off benefit, confirmed by an independent source." in page
    )
    assert "Evidence: copy of the employment contract and payslip." in page
    assert "€ 1,500" in page
    assert page.index("€ 1,500") < page.index("valid_from")


def test_the_document_is_downloaded_as_it_was_agreed(contract):
    assert stored(contract, FIRST) == []
    answer = contract.browser.get("/contracten/K1/voorwaarden/1/toml")
    assert answer.content.decode() == FIRST.strip()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (
            FIRST.replace("amount = 400", 'amount = "400"'),
            "Line 16: fees[intake].amount is “400”. Give an amount in euros, not below zero",
        ),
        (
            FIRST.replace('"K1"', '"K2"'),
            "Line 1: contract is K2. Write the number of this contract: K1.",
        ),
        (
            FIRST.replace('"Atlas"', '"Someone else"'),
            "Line 4: company is Someone else. Write the name of the provider of this contract: A",
        ),
        (
            FIRST.replace('"Atlas"', '"Atlas"\ncompany_group = "Olympians"'),
            "Line 5: company_group is Olympians. Write the group of this provider: Titans.",
        ),
        (
            FIRST.replace('scheme = "input"\n', ""),
            "scheme is missing. Choose from input, no_cure_less_pay,",
        ),
        (
            FIRST.replace("amount = 400", "amount = 600,00"),
            "Line 16: Write 600.00: a point stands before the cents, and no comma. “amount = 600",
        ),
        (
            FIRST.replace("amount = 400", "amount = € 1.250,5"),
            "Line 16: Write 1250.50: a point stands before the cents, and no comma.",
        ),
        (
            FIRST.replace("version = 1", "version = 3"),
            "Line 2: version is 3. Write 1: versions are numbered one after another.",
        ),
        (
            FIRST.replace('scheme = "input"', 'scheme = "input'),
            "Line 6: A text is not closed: end it with a quotation mark on the same line.",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_the_document_and_nothing_is_stored(contract, wrong, told):
    refused = stored(contract, wrong)
    assert [each for each in refused if each.startswith(told)]
    assert versions_of("K1") == []


def test_a_file_takes_the_place_of_the_text_and_stays_to_be_mended(contract):
    wrong = BytesIO(FIRST.replace('"K1"', '"K9"').encode())
    wrong.name = "terms.toml"
    address = "/contracten/K1/taak/terms"
    answers = {"text": "", "agreed_on": "2026-01-05"}
    page = contract.browser.post(address, {**answers, "document": wrong}).content.decode()
    assert "contract is K9. Write the number of this contract: K1." in page
    assert "contract = &quot;K9&quot;" in page
    right = BytesIO(FIRST.encode())
    right.name = "terms.toml"
    page = contract.browser.post(address, {**answers, "document": right}).content.decode()
    assert "What would be stored" in page
    assert stored(contract, FIRST) == []
    latin = BytesIO("titel = 'intaké'".encode("latin-1"))
    latin.name = "terms.toml"
    page = contract.browser.post(address, {**answers, "document": latin}).content.decode()
    assert "This file is not in UTF-8." in page


def test_a_new_version_ends_the_one_before_on_the_day_it_starts_and_leaves_its_document(contract):
    assert stored(contract, FIRST) == []
    assert stored(contract, SECOND) == ["Fill this in."]
    take_part(1, date(2026, 2, 1))
    assert stored(contract, SECOND, motive="negotiated down") == []
    first, second = versions_of("K1")
    assert (first.ends_on, second.starts_on) == (date(2026, 7, 1), date(2026, 7, 1))
    assert (first.began, second.began) == (1, 0)
    assert first.fact.cell("terms") == FIRST.strip()
    page = contract.reads("/voorwaarden")
    assert "negotiated down" in page
    assert "<div>€ 1,500</div>" in page
    assert "<div>€ 1,250.50</div>" in page
    assert "On a claim" not in page


def test_a_version_that_begins_no_later_than_the_former_is_refused(contract):
    assert stored(contract, FIRST) == []
    early = SECOND.replace("2026-07-01", "2026-01-05")
    assert stored(contract, early, motive="lower") == [
        "Line 5: valid_from is 2026-01-05. Choose a day after 2026-01-05: version 1 began then."
    ]


def test_a_version_that_reaches_back_is_confirmed_with_who_and_what_it_touches(contract):
    assert stored(contract, FIRST) == []
    for number in (1, 2):
        take_part(number, date(2026, 2, number))
        line(number, 1)
    back = SECOND.replace("2026-07-01", "2026-02-02")
    (asked,) = stored(contract, back, motive="mistake in the price")
    assert asked == (
        "Participations that began on or after 2 Feb 2026: 1. They come under the new version, "
        "which also judges their invoice lines that wait: 1. No amount changes by it today."
    )
    told = {"motive": "mistake in the price", "confirm-reaches_back": "on"}
    assert stored(contract, back, **told) == []
    first, second = versions_of("K1")
    assert (first.began, second.began) == (1, 1)
    assert (first.waiting, second.waiting) == (1, 1)


def test_lines_that_wait_upon_a_former_version_are_counted_until_paid_or_given_up(contract):
    assert stored(contract, FIRST) == []
    for number in (1, 2, 3):
        take_part(number, date(2026, 2, number))
    line(1, 1)
    line(2, 1, dropped_on=TODAY)
    line(3, 1)
    put("payments", payment_id="B1", contract_id="K1", participation_id="D3", term="intake",
        amount_cents=40_000, paid_on=TODAY, invoice_line_id="L3")  # fmt: skip
    assert versions_of("K1")[0].waiting == 1
    assert "1 invoice line waits" in contract.reads()


def test_a_gap_between_versions_is_confirmed(contract):
    ending = FIRST.replace("scheme =", "valid_until = 2026-05-01\nscheme =")
    assert stored(contract, ending) == []
    assert stored(contract, SECOND, motive="lower") == [
        "Nothing was agreed for those who begin from 1 May 2026 until 1 Jul 2026."
    ]
    assert stored(contract, SECOND, motive="lower", **{"confirm-gap": "on"}) == []
    assert versions_of("K1")[0].ends_on == date(2026, 5, 1)


def test_of_two_who_amend_at_once_the_second_is_told(contract):
    assert stored(contract, FIRST) == []
    seen = believed("contract_versions").get().pk
    assert stored(contract, SECOND, motive="lower", seen=str(seen)) == []
    (told,) = stored(contract, SECOND, motive="higher", seen=str(seen))
    assert told.startswith("While you were filling this in, someone else changed this.")


def test_a_mistake_is_corrected_while_nobody_came_under_the_version(contract):
    assert stored(contract, FIRST) == []
    mended = FIRST.replace("amount = 400", "amount = 450")
    answers = {"text": mended, "agreed_on": "2026-01-05", "reason": "typed wrong"}
    seen = SEEN.search(look_first(contract, answers, "terms-correct/1"))
    assert contract.does("terms-correct", {**answers, "previewed": seen[1]}, "1") == []
    assert "amount = 450" in str(versions_of("K1")[0].fact.cell("terms"))
    take_part(1, date(2026, 2, 1))
    (told, *_rest) = contract.does("terms-correct", answers, "1")
    assert told == (
        "It cannot be corrected: 1 participation began under it, and what was agreed stays. A new "
        "version may take its place from 6 Jan 2026 on: it moves who began from that day, and "
        "before it is stored you see whom and what it costs."
    )


def test_the_first_document_is_filled_in_with_what_is_known_and_can_be_stored(contract):
    for term, value in (
        ("intake_fee", {"amount_cents": 35_000}),
        ("fee", {"amount_cents": 210_050}),
        ("placement_fee", {"amount_cents": 50_000}),
        ("progress_fee", {"amount_cents": 10_000}),
        ("aftercare_fee", {"amount_cents": 20_000}),
        ("exit_premium_regular_work", {"amount_cents": 150_000}),
        ("success_target", {"number": 42}),
        ("bonus", {"amount_cents": 50_000}),
        ("malus", {"amount_cents": 50_000}),
        ("durable_weeks", {"number": 26}),
        ("minimum_weekly_hours", {"number": 20}),
        ("report_interval", {"number": 13}),
    ):
        put("contract_terms", contract_id="K1", term=term, starts_on=date(2026, 1, 5), **value)
    text = starting_document(find_contract("K1", TODAY), [], TODAY)
    terms = parse_terms(text, "K1")
    assert (terms.contract_id, terms.company, terms.company_group) == ("K1", "Atlas", "Titans")
    assert {fee.name: fee.cents for fee in terms.fees} == {
        "intake_fee": 35_000, "fee": 210_050, "progress_fee": 10_000, "placement_fee": 50_000,
        "aftercare_fee": 20_000,
    }  # fmt: skip
    assert [(each.name, each.cents, each.work.months) for each in terms.premiums] == [
        ("exit_premium_regular_work", 150_000, 6)
    ]
    assert (terms.bonus_malus.target_percent, terms.bonus_malus.work.weekly_hours) == (42, 20)
    assert {report.name: report.months for report in terms.reports} == {
        "intake": 1, "progress": 3, "aftercare": None,
    }  # fmt: skip
    assert stored(contract, text) == []
    following = parse_terms(
        starting_document(find_contract("K1", TODAY), versions_of("K1"), TODAY), ""
    )
    assert (following.version, following.starts_on, following.fees) == (2, TODAY, terms.fees)


def test_a_document_of_which_nothing_is_known_can_be_stored_too(contract):
    assert stored(contract, starting_document(find_contract("K1", TODAY), [], TODAY)) == []


def test_what_was_loaded_stands_in_words_among_what_was_changed(contract):
    told = contract.reads().split("What was changed")[1]
    assert "A dossier was loaded" in told
    assert ">load<" not in told


def test_a_contract_gets_a_number_that_people_can_write(contract, browser):
    for name in ("Language lessons", "Job coaching"):
        answers = {"provider_id": "R1", "name": name}
        assert browser.post("/contracten/nieuw", answers).status_code == 302
    numbers = believed("contracts").exclude(contract_id="K1").order_by("contract_id")
    assert [(each.cell("contract_id"), each.cell("name")) for each in numbers] == [
        ("2026-001", "Language lessons"), ("2026-002", "Job coaching"),
    ]  # fmt: skip
    started = starting_document(find_contract("2026-002", TODAY), [], TODAY)
    assert started.startswith('contract = "2026-002"\n')
    assert "<dt>Number</dt><dd>2026-002</dd>" in Buyer(browser, "/contracten/2026-002").reads()


def test_a_controller_reads_terms_and_cannot_change_them(contract, user_with, browser_of):
    assert stored(contract, FIRST) == []
    reader = Buyer(browser_of(user_with("smits", Role.CONTROLLER)), "/contracten/K1")
    assert "€ 1.500" in reader.reads("/voorwaarden/1")
    assert reader.browser.get("/contracten/K1/taak/terms").status_code == 403
    caseworker = browser_of(user_with("baas", Role.TEAM_LEADER))
    assert caseworker.get("/contracten/K1/voorwaarden/1").status_code == 403


def test_a_progress_meeting_is_planned_beside_evaluations(contract):
    assert contract.does("evaluation-add", {"kind": "meeting", "due_on": "2026-03-01"}) == []
    assert contract.does("evaluation-add", {"due_on": "2026-12-01"}) == []
    kinds = [each.cell("kind") for each in believed("contract_evaluations").order_by("due_on")]
    assert kinds == ["meeting", "evaluation"]
    assert "The progress meeting of 1 Mar 2026 was not held." in contract.reads()


def test_the_whole_document_is_read_in_words_before_it_is_stored(contract):
    page = look_first(contract, {"text": FIRST, "agreed_on": "2026-01-05"})
    assert "Nothing was stored yet." in page
    assert "When the report “intake report” is received." in page
    assert "Store it</button>" in page
    assert versions_of("K1") == []


def test_what_a_new_version_changes_is_said_before_it_is_stored(contract):
    assert stored(contract, FIRST) == []
    answers = {"text": SECOND, "agreed_on": "2026-06-01", "motive": "negotiated down"}
    page = look_first(contract, answers)
    assert "What changes from version 1 as it stands" in page
    changed = page.split("<tbody>")[1].split("</tbody>")[0]
    assert "<div>€ 1,500</div>" in changed
    assert "<div>€ 1,250.50</div>" in changed
    seen = SEEN.search(page)[1]
    other = {**answers, "text": SECOND.replace("1250.50", "900"), "previewed": seen}
    assert "€ 900" in look_first(contract, other)
    assert len(versions_of("K1")) == 1


def test_all_faults_are_said_at_once_in_dutch_with_their_lines(contract):
    User.objects.update(language="nl")
    wrong = FIRST.replace("amount = 400", 'amount = "400"').replace("months = 6", "months = -1")
    told = stored(contract, wrong.replace("vat_percent = 21", "vat = 21"))
    lines = [each.partition(": ")[0] for each in told[:-1]]
    assert lines == [
        "vat_percent ontbreekt. Geef een geheel getal van 0 tot en met 100.",
        "Regel 8", "Regel 16", "Regel 27",
    ]  # fmt: skip
    assert told[2].startswith("Regel 16: fees[intake].amount is “400”. Geef een bedrag")
    assert told[-1] == (
        "4 dingen kloppen niet; er is niets vastgelegd. Ze staan hierboven, per regel."
    )


def test_each_line_that_is_no_toml_is_named_in_dutch(contract):
    User.objects.update(language="nl")
    wrong = FIRST.replace("version = 1", "version 1").replace("amount = 400", "amount = € 400")
    told = stored(contract, wrong)
    assert [each.split(":")[0] for each in told[:2]] == ["Regel 2", "Regel 16"]
    assert "Expected" not in " ".join(told)
    assert told[0].endswith("“version 1”")


def test_the_entries_of_a_document_are_explained_on_the_page_and_with_an_example(contract):
    assert "[[premiums]]" in contract.reads("/taak/terms")
    assert "/contracten/uitleg-voorwaarden" in contract.reads("/taak/terms")
    guide = Buyer(contract.browser, "/contracten/uitleg-voorwaarden").reads()
    assert "holds_payment = true" in guide


def test_the_example_of_the_guide_can_be_stored(contract):
    text = EXAMPLE.replace("K0001", "K1").replace("2026-01-01", "2026-01-05")
    assert stored(contract, text.replace("Voorbeeld Re-integratie", "Atlas")) == []


def test_a_corrected_document_keeps_its_first_text_in_sight(contract):
    assert stored(contract, FIRST) == []
    mended = FIRST.replace("amount = 400", "amount = 450")
    answers = {"text": mended, "agreed_on": "2026-01-05", "reason": "typed wrong"}
    page = look_first(contract, answers, "terms-correct/1")
    assert "What changes from version 1 as it stands" in page
    answers["previewed"] = SEEN.search(page)[1]
    assert contract.does("terms-correct", answers, "1") == []
    for address in ("/voorwaarden", "/voorwaarden/1"):
        page = contract.reads(address)
        assert "by Kramer: typed wrong" in page
        assert "<div>€ 400</div>" in page
        assert "<div>€ 450</div>" in page
        assert "amount = 400" in page.split("The document as it first stood")[1]


def test_a_version_of_which_only_the_end_was_loaded_later_was_not_corrected(contract):
    begins = {"contract_id": "K1", "version": 1, "starts_on": date(2026, 1, 5)}
    put("contract_versions", **begins, terms=FIRST)
    first = believed("contract_versions").get()
    until = FIRST.replace("scheme =", "valid_until = 2026-03-01\nscheme =")
    with open_journal(author=None, step="load") as journal:
        journal.correct(first, {"terms": until, "ends_on": date(2026, 3, 1)})
    page = contract.reads("/voorwaarden")
    assert "to and including 28 Feb 2026" in page
    assert "What was corrected" not in page


def test_a_first_version_asks_no_reason_and_a_next_one_carries_no_remarks_of_the_former(contract):
    assert "Why it replaces" not in contract.reads("/taak/terms")
    remarks = "# Voorwaarden van contract K1, versie 1.\n# Geldt ook voor wie begonnen was.\n"
    assert stored(contract, remarks + FIRST) == []
    page = contract.reads("/taak/terms")
    assert "Why it replaces the version before it" in page
    assert "# Voorwaarden" not in page
    assert "version = 2" in page


def test_a_contract_that_may_not_be_extended_again_says_so(contract):
    put("contracts", contract_id="K7", name="Done", provider_id="R1", starts_on=date(2026, 1, 5),
        signed_on=date(2026, 1, 5), ends_on=date(2027, 1, 1), extensions_allowed=0,
        extension_months=12)  # fmt: skip
    page = Buyer(contract.browser, "/contracten/K7").reads()
    assert "no more times" in page
    assert "0 times more" not in page


def offered(contract_id: str, cents: int) -> None:
    put("products", product_id=f"DK{contract_id}", provider_id="R1", contract_id=contract_id,
        name="Offer", type="guidance_to_work", starts_on=date(2026, 1, 5))  # fmt: skip
    put("product_prices", product_id=f"DK{contract_id}", starts_on=date(2026, 1, 5),
        amount_cents=cents, vat_cents=0)  # fmt: skip


def test_the_catalogue_has_the_price_of_the_terms_that_hold(contract):
    offered("K1", 99_999)
    catalogue = Buyer(contract.browser, "/aanbod/")
    assert "€\u00a0999.99" in catalogue.reads()
    assert stored(contract, FIRST) == []
    page = catalogue.reads()
    assert "€\u00a0999.99" not in page
    assert "€\u00a0400" in page
    assert "by the terms of the contract" in page


def test_what_costs_nothing_is_said_to_be_free(contract):
    offered("K1", 0)
    page = Buyer(contract.browser, "/aanbod/").reads()
    assert "free of charge" in page
    assert "€\u00a00" not in page
