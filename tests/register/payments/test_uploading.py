"""An invoice in a file: each line is answered with the remedy; one wrong line, nothing stored."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from tests.register.buying import TODAY, put
from tests.register.payments.paying import (
    BOREAS,
    CONTRACT,
    MARCH,
    OTHER,
    People,
    completes,
    corrected,
    put_contract,
    put_terms,
    reports_intake,
    takes_part,
    terms,
)
from trede.language import speaking
from trede.register.facts.models import believed
from trede.register.payments.checking import read_register
from trede.register.payments.upload_cells import cents_of
from trede.register.payments.uploading import UnreadableFileError, answer, read_rows
from trede.register.payments.words import sentence_for_provider

pytestmark = pytest.mark.django_db
HEADING = "client;participation;contract;term;period;month;amount;vat"
PAGE = "/aanbieder/facturen/uploaden"


def answers(*lines: str, contract: str = CONTRACT) -> list[tuple[str, str]]:
    """Return problem and remedy of each line of a file."""
    rows = read_rows("\n".join((HEADING, *lines)).encode())
    found = answer(rows, read_register(contract, TODAY), MARCH)
    return [(each.problem, each.remedy) for each in found.lines]


RIGHT = ("", "")
INTAKE = "1;;Guidance Atlas;intake;;2026-03;400,00;84,00"


@pytest.fixture
def client_one(people: People) -> People:
    """Client 1 of Atlas had an intake and completed the trajectory in March."""
    reports_intake(completes("1"))
    return people


def test_a_right_line_is_found_by_client_or_participation_and_by_name_or_title(client_one):
    assert answers(
        INTAKE,
        f";1/{CONTRACT};{CONTRACT};traject;;3-2026;2.000,00;€ 420",
    ) == [RIGHT, RIGHT]


@pytest.mark.parametrize("number", ["9", "2"], ids=["nobody", "a client of Boreas"])
def test_an_unknown_client_and_a_client_of_another_company_are_answered_alike(client_one, number):
    put_contract(OTHER, BOREAS, "Boreas")
    completes("2", OTHER)
    assert answers(f"{number};;{CONTRACT};intake;;2026-03;400;84") == [
        (
            f"No client with number {number} takes part in this contract with you.",
            (
                "Check the number on the referral. A client of another company or of another "
                "contract cannot be invoiced here."
            ),
        )
    ]


@pytest.mark.parametrize(
    ("line", "problem", "remedy"),
    [
        (
            "1;;K-9;intake;;2026-03;400;84",
            "“K-9” is not the contract of this invoice.",
            "An invoice is about one contract: put this line on an invoice of its own.",
        ),
        (
            "1;;K-2025-01;coaching;;2026-03;400;84",
            "The contract has no term “coaching”.",
            "Choose from: intake, premium for durable work, trajectory.",
        ),
        (
            "1;;K-2025-01;intake;;2026-02;400;84",
            "This was earned on 5 Mar 2026, not in February 2026.",
            "Write 2026-03 in the column month, on an invoice of that month or later.",
        ),
        (
            "1;;K-2025-01;intake;;march;400;84",
            "“march” is no month.",
            "Write the month as 2026-03.",
        ),
        (
            "1;;K-2025-01;intake;;2026-03;4oo;84",
            "“4oo” in column amount is no amount.",
            "Write the amount in euros, as 1234,50.",
        ),
        (
            "1;;K-2025-01;intake;;2026-03;450;84",
            "By the contract this is € 400.00, not € 450.00.",
            "Write 400,00 in the column amount.",
        ),
        (
            "1;;K-2025-01;intake;;2026-03;400;0",
            "The VAT on it is € 84.00, not € 0.00.",
            "Write 84,00 in the column vat.",
        ),
        (
            "1;;K-2025-01;intake;2;2026-03;400;84",
            "Period “2” of this term is not known.",
            "Leave the column period empty.",
        ),
        (
            "1;;K-2025-01;durable;;2026-03;1500;315",
            "By what is registered this was not earned.",
            "Report the work on the page of the client first, and claim the premium there.",
        ),
        (
            ";;K-2025-01;intake;;2026-03;400;84",
            "The line says neither client nor participation.",
            "Fill in the client's number, or the number of the participation.",
        ),
    ],
    ids=lambda text: text[:30],
)
def test_a_wrong_line_is_answered_with_its_remedy(client_one, line, problem, remedy):
    assert answers(line) == [(problem, remedy)]


def test_all_faults_of_a_line_are_named_at_once(client_one):
    assert answers("9;;K-2025-01;coaching;;augustus;abc;x") == [
        (
            (
                "“augustus” is no month. “abc” in column amount is no amount. “x” in column vat "
                "is no amount. The contract has no term “coaching”. No client with number 9 takes "
                "part in this contract with you."
            ),
            (
                "Write the month as 2026-03. Write the amount in euros, as 1234,50. Choose from: "
                "intake, premium for durable work, trajectory. Check the number on the referral. A "
                "client of another company or of another contract cannot be invoiced here."
            ),
        )
    ]
    assert answers("1;;K-2025-01;intake;;2026-02;450;84") == [
        (
            (
                "This was earned on 5 Mar 2026, not in February 2026. By the contract this is "
                "€ 400.00, not € 450.00."
            ),
            (
                "Write 2026-03 in the column month, on an invoice of that month or later. Write "
                "400,00 in the column amount."
            ),
        )
    ]


def test_an_unreadable_month_does_not_hide_another_amount(client_one):
    ((problem, _remedy),) = answers("1;;K-2025-01;intake;;augustus;450;84")
    assert problem == ("“augustus” is no month. By the contract this is € 400.00, not € 450.00.")


@pytest.mark.parametrize(
    ("term", "remedy"),
    [
        (
            "trajectory",
            (
                "Take the line out. The municipality records that the client completed it, and "
                "how; ask for it after that."
            ),
        ),
        ("intake", "Send the report on the page of the client first; then ask for it."),
    ],
)
def test_what_was_not_earned_is_answered_with_what_a_company_can_do(people, term, remedy):
    takes_part("1")
    assert answers(f"1;;K-2025-01;{term};;2026-03;400;84") == [
        ("By what is registered this was not earned.", remedy)
    ]


def test_the_price_of_another_period_is_recognised(people):
    corrected("contract_versions", {"ends_on": date(2026, 1, 1)}, contract_id=CONTRACT)
    put_terms(version=2, since="2026-01-01", intake=450)
    reports_intake(takes_part("1"))
    assert answers("1;;K-2025-01;intake;;2026-03;450;94,50") == [
        (
            "€ 450.00 is the price for those who began from 1 Jan 2026 on; here it is € 400.00.",
            "Write 400,00 in the column amount and 84,00 in the column vat.",
        )
    ]


def test_a_double_line_is_answered_with_the_first(client_one):
    assert answers(INTAKE, INTAKE) == [
        RIGHT,
        ("This is asked on line 2 already.", "Take one of the two out."),
    ]


def test_what_was_invoiced_or_paid_before_is_not_invoiced_again(client_one):
    invoice = client_one.invoice()
    assert answers(INTAKE)[0][0] == "This was invoiced already, with 2026-001."
    client_one.approve(invoice)
    client_one.pay(invoice)
    assert answers(INTAKE) == [("This was paid already, on 31 Mar 2026.", "Take the line out.")]


def test_an_amount_beyond_the_cap_is_answered_with_what_is_left(people):
    corrected("contract_versions", {"terms": terms(cap=1000)}, contract_id=CONTRACT)
    reports_intake(completes("1"))
    assert answers("1;;K-2025-01;trajectory;;2026-03;2000;420", INTAKE) == [
        (
            "More than the most for one client, € 1,000.",
            "Write 600,00 in the column amount and 126,00 in the column vat.",
        ),
        RIGHT,
    ]


def test_a_premium_that_is_asked_too_early_is_answered_with_the_first_payable_day(people):
    key = takes_part("1")
    work = {"placement_id": "W", "person_id": "P1", "financed_by": "employer"}
    put("placements", **work, starts_on=date(2025, 11, 1))
    claim = {"claim_id": "C", "person_id": "P1", "participation_id": key, "premium": "durable"}
    put("premium_claims", **claim, contract_id=CONTRACT, claimed_on=date(2026, 3, 25))
    assert answers("1;;K-2025-01;durable;;2026-03;1500;315") == [
        (
            (
                "The contract asks for 6 months of work; they are not over. First payable on "
                "1 May 2026."
            ),
            "Take the line out, and ask for it once it can be paid.",
        )
    ]


def test_a_held_line_is_taken_with_its_reason(people):
    takes_part("1", ends_on=date(2026, 3, 10), status="completed", meets_norm=True)
    assert answers("1;;K-2025-01;trajectory;;2026-03;2000;420") == [
        ("", "You may send it now: it is paid once this is in order.")
    ]


def test_a_line_about_nobody_asks_for_the_client(client_one):
    problem = "The line says neither client nor participation."
    remedy = "Fill in the client's number, or the number of the participation."
    assert (
        answers(
            ";;K-2025-01;trajectory;;2026-03;2000;420", ";;K-2025-01;trajectory;x;2026-03;2000;420"
        )
        == [(problem, remedy)] * 2
    )


def test_a_row_with_too_few_cells_says_so(client_one):
    assert answers("1;;K-2025-01") == [
        (
            "The line has fewer cells than the heading.",
            "Give every column a cell, also an empty one: check the separators.",
        )
    ]


def test_a_heading_may_be_in_dutch(client_one):
    heading = "Cliënt;Deelname;Contract;Onderdeel;Periode;Maand;Bedrag;Btw"
    rows = read_rows(f"{heading}\n{INTAKE}".encode())
    assert answer(rows, read_register(CONTRACT, TODAY), MARCH).are_right


def test_a_file_in_dutch_is_read_and_answered_in_dutch(client_one):
    heading = "cliënt;deelname;contract;onderdeel;periode;maand;bedrag;btw"
    lines = "1;;Guidance Atlas;Traject;;2026-03;2000,00;420,00\n1;;K-2025-01;intake;;maart;400;x"
    with speaking("nl"):
        rows = read_rows(f"{heading}\n{lines}".encode())
        right, wrong = answer(rows, read_register(CONTRACT, TODAY), MARCH).lines
    assert right.is_right
    assert wrong.problem == "“maart” is geen maand. “x” in kolom btw is geen bedrag."
    with speaking("nl"), pytest.raises(UnreadableFileError, match="onderdeel, periode, maand"):
        read_rows(b"client;deelname;contract\n1;;K")


def test_the_work_of_another_company_is_not_told(people):
    put_contract(OTHER, BOREAS, "Boreas")
    completes("1", OTHER, date(2026, 2, 10))
    completes("1")
    rows = read_rows(f"{HEADING}\n1;;K-2025-01;trajectory;;2026-03;2000;420".encode())
    (line,) = answer(rows, read_register(CONTRACT, TODAY), MARCH).found
    assert sentence_for_provider(line) == (
        "The municipality looks into it: activities for this client overlap."
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xff\xfe", "This file is no text in UTF-8"),
        (b"a;b\n1;2", "These columns are missing: client, participation"),
        (HEADING.encode(), "There is no line in this file"),
        (b"x" * 1_000_001, "This file is too large"),
    ],
    ids=["no text", "no columns", "no line", "too large"],
)
def test_a_file_that_is_no_list_of_lines_is_refused(content, why):
    with pytest.raises(UnreadableFileError, match=why):
        read_rows(content)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1234,50", 123450), ("1234.50", 123450), ("1.234,50", 123450), ("1.234", 123400),
        ("€ 12", 1200), ("-3,5", -350), ("12,345", None), ("", None), ("NaN", None),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(text, cents):
    assert cents_of(text) == cents


def send(browser: Browser, *lines: str, number: str = "F-1"):
    """Send a file as a browser does."""
    file = SimpleUploadedFile("invoice.csv", "\n".join((HEADING, *lines)).encode())
    about = {"contract": CONTRACT, "month": "2026-03", "number": number}
    return browser.post(PAGE, {**about, "file": file})


@pytest.fixture
def browser(client_one: People, browser_of: Callable) -> Browser:
    return browser_of(client_one.provider)


def test_one_wrong_line_and_nothing_is_stored(browser):
    answered = send(browser, INTAKE, "1;;K-2025-01;trajectory;;2026-03;1;0,21")
    assert answered.status_code == 422
    page = answered.content.decode()
    assert "1 of 2 lines is wrong. Nothing was stored." in page
    assert "By the contract this is € 2,000.00, not € 1.00." in page
    assert believed("invoices").count() == believed("invoice_lines").count() == 0


def test_one_line_that_is_wrong_is_told_as_one(browser):
    page = send(browser, "1;;K-2025-01;trajectory;;2026-03;1;0,21").content.decode()
    assert "The line is wrong. Nothing was stored." in page


def test_who_reads_dutch_gets_example_and_answer_in_dutch_and_the_example_can_be_sent(
    client_one: People, browser: Browser
):
    client_one.provider.language = "nl"
    client_one.provider.save()
    example = browser.get(f"{PAGE}/voorbeeld").content.decode("utf-8-sig")
    heading, first, second = example.splitlines()
    assert heading == "cliënt;deelname;contract;onderdeel;periode;maand;bedrag;btw"
    assert second == f"0041-7723;;{CONTRACT};traject;;2026-03;2000,00;420,00"
    asked = {"contract": CONTRACT, "month": "2026-03"}
    own = "\n".join((heading, first.replace("0041-7723", "1"), second.replace("0041-7723", "1")))
    answered = browser.post(f"{PAGE}/antwoord", {**asked, "content": own})
    told = answered.content.decode("utf-8-sig").splitlines()
    assert told[0] == f"regel;{heading};antwoord;wat te doen"
    assert all(";goed. " in each for each in told[1:])


def test_the_answer_can_be_downloaded(browser):
    content = f"{HEADING}\n{INTAKE}\n9;;K-2025-01;=1+1;;2026-03;1;0"
    asked = {"contract": CONTRACT, "month": "2026-03", "content": content}
    answered = browser.post(f"{PAGE}/antwoord", asked)
    lines = answered.content.decode("utf-8-sig").splitlines()
    assert lines[0] == f"line;{HEADING};answer;remedy"
    assert lines[1] == f"2;{INTAKE};right. The intake report was received.;"
    assert lines[2].startswith("3;9;;K-2025-01;'=1+1;;2026-03;1;0;The contract has no term")


def test_a_right_file_is_stored_as_an_uploaded_invoice(browser):
    assert send(browser, INTAKE).status_code == 302
    invoice = believed("invoices").get()
    assert (invoice.cell("way"), invoice.cell("number")) == ("upload", "F-1")
    line = believed("invoice_lines").get()
    assert (line.cell("amount_cents"), line.cell("vat_cents"), line.cell("verdict")) == (
        40000,
        8400,
        "due",
    )


def test_a_number_is_used_once(browser):
    send(browser, INTAKE)
    again = send(browser, "1;;K-2025-01;trajectory;;2026-03;2000;420", number="f-1")
    assert again.status_code == 422
    assert "Invoice f-1 was received on 31 Mar 2026 already." in again.content.decode()
    assert believed("invoices").count() == 1
