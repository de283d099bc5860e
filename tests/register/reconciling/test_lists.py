"""A provider's list beside the register: bad rows are named, differences found and settled."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from io import BytesIO

import pytest

from tests.register.buying import Buyer, SignIn, put
from trede.language import speaking
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client
from trede.register.facts.models import believed
from trede.register.reconciling.comparing import Own, compare
from trede.register.reconciling.lists import Listed, read_list

DAY = date(2026, 3, 1)
HEADING = "clientnummer;begindatum;einddatum;resultaat;plaatsing\n"


def read(rows: str, heading: str = HEADING):
    with speaking("en"):
        found = read_list((heading + rows).encode(), DAY)
        return found.rows, [each.told("list.csv") for each in found.faults]


def test_a_row_is_read_with_its_days_its_result_and_its_placement():
    assert read("0001;05-01-2026;2026-02-28;afgerond;1-2-2026\n0002;2026-01-06;;;\n") == (
        [
            Listed(2, "0001", date(2026, 1, 5), date(2026, 2, 28), "completed", date(2026, 2, 1)),
            Listed(3, "0002", date(2026, 1, 6), None, None, None),
        ],
        [],
    )


def test_columns_may_stand_in_any_order_between_commas_and_in_english():
    heading = "start,client_number,placement,end,result\n"
    (row,), faults = read("2026-01-05,0001,,,running\n", heading)
    assert (row.client, row.result, faults) == ("0001", "running", [])


def test_every_bad_cell_is_named_with_its_row_column_value_and_remedy():
    rows = (
        ";05-01-2026;;;\n"
        "0002;31-02-2026;;;\n"
        "\n"
        "0003;05-01-2026;04-01-2026;gelukt;02-03-2026\n"
        "0004;02-03-2026;;;\n"
        "0005;05-01-2026;;;\n"
        "0005;05-01-2026;;;\n"
    )
    assert read(rows)[1] == [
        "list.csv, row 2, column clientnummer: “”. Fill this in.",
        ("list.csv, row 3, column begindatum: “31-02-2026”. Write a day as 31-12-2026 or "
        "2026-12-31."),
        ("list.csv, row 5, column resultaat: “gelukt”. Choose from: afgerond, loopt nog, "
        "voortijdig gestopt."),
        ("list.csv, row 5, column plaatsing: “02-03-2026”. This lies after the day that the list "
        "is about."),
        "list.csv, row 5, column einddatum: “04-01-2026”. The last day lies before the first.",
        ("list.csv, row 6, column begindatum: “02-03-2026”. This lies after the day that the list "
        "is about."),
        ("list.csv, row 8, column clientnummer: “0005”. The same client and first day stand in row "
        "7. Keep one."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "The file is empty."),
        ("clientnummer;caf\xe9".encode("latin-1"), "The file is not in UTF-8. Save it so."),
        (HEADING.encode(), "There is no row below the heading."),
        (
            b"clientnummer;begindatum;einddatum;resultaat\n",
            (
                "The column is missing. It has: clientnummer, begindatum, einddatum, resultaat, "
                "plaatsing."
            ),
        ),
    ],
)
def test_a_list_that_is_none_is_refused_with_the_remedy(content, told):
    with speaking("en"):
        (fault,) = read_list(content, DAY).faults
    assert fault.remedy == told


def listed(client: str, starts_on: date, last_on=None, result=None, placed_on=None) -> Listed:
    return Listed(2, client, starts_on, last_on, result, placed_on)


def own(client: str, starts_on: date, last_on=None, result="running", works=(), key="D1") -> Own:
    return Own(key, f"P{client}", client, starts_on, last_on, result, works)


JAN, FEB, MAR = date(2026, 1, 5), date(2026, 2, 5), date(2026, 3, 5)


@pytest.mark.parametrize(
    ("theirs", "ours", "kinds"),
    [
        ([listed("1", JAN)], [own("1", JAN)], []),
        ([listed("1", JAN)], [], [("not_in_register", "2026-01-05 –", "")]),
        ([], [own("1", JAN, FEB)], [("not_on_list", "", "2026-01-05 – 2026-02-05")]),
        ([listed("1", JAN)], [own("1", FEB)], [("other_start", "2026-01-05", "2026-02-05")]),
        ([listed("1", JAN)], [own("1", JAN, FEB, "completed")], [("other_end", "", "2026-02-05")]),
        (
            [listed("1", JAN, FEB, "completed")],
            [own("1", JAN, FEB, "broken_off")],
            [("other_result", "completed", "broken_off")],
        ),
        ([listed("1", JAN, FEB)], [own("1", JAN, FEB, "broken_off")], []),
        (
            [listed("1", JAN, placed_on=MAR)],
            [own("1", JAN, works=[(date(2025, 1, 1), date(2025, 2, 1))])],
            [("placement_unknown", "2026-03-05", "2025-01-01")],
        ),
        ([listed("1", JAN, placed_on=MAR)], [own("1", JAN, works=[(FEB, None)])], []),
        ([listed("1", JAN)], [own("1", JAN, works=[(FEB, None)])],
         [("placement_not_listed", "", "2026-02-05")]),
        ([listed("1", JAN)], [own("1", JAN, works=[(date(2025, 1, 1), None)])], []),
    ],
)  # fmt: skip
def test_what_differs_is_named_by_its_kind_with_both_sides(theirs, ours, kinds):
    found = compare(theirs, ours)
    assert [(each.kind, each.theirs, each.ours) for each in found.differences] == kinds
    assert found.agreeing == (0 if kinds else 1)


def test_a_client_with_two_participations_is_paired_by_the_nearest_first_day():
    theirs = [listed("1", FEB), listed("1", MAR)]
    ours = [own("1", JAN, key="D1"), own("1", FEB, key="D2"), own("1", MAR, key="D3")]
    found = compare(theirs, ours)
    assert [(each.kind, each.participation_id) for each in found.differences] == [
        ("not_on_list", "D1")
    ]
    assert (found.listed, found.own, found.agreeing) == (1, 1, 0)


@pytest.fixture
def buyer(db: None, user_with: Callable[..., User], browser_of: SignIn) -> Buyer:
    """A contract with three clients, one of whom ended."""
    del db
    put("contracts", contract_id="K1", name="Guidance north", signed_on=JAN, starts_on=JAN)
    for number, ends_on in ((1, None), (2, date(2026, 2, 6)), (3, None)):
        put("persons", person_id=f"P{number}", client_number=f"000{number}")
        Client.objects.create(person_id=f"P{number}", number=f"000{number}")
        put("participations", participation_id=f"D{number}", person_id=f"P{number}",
            contract_id="K1", starts_on=JAN, ends_on=ends_on,
            status="completed" if ends_on else "running")  # fmt: skip
    put("placements", placement_id="W2", person_id="P2", financed_by="employer", starts_on=FEB)
    user = user_with("kramer", Role.PURCHASER)
    user.language = "en"
    user.save()
    return Buyer(browser_of(user), "/contracten/K1/lijsten")


HIDDEN = re.compile(r'<input type="hidden" name="(previewed|kept|kept_name)" value="([^"]*)"')


def look_first(buyer: Buyer, rows: str):
    """Send a list; return the page that shows what would be stored."""
    file = BytesIO((HEADING + rows).encode())
    file.name = "lijst.csv"
    return buyer.browser.post(
        f"{buyer.page}/nieuw", {"document": file, "list_on": "2026-03-01"}, follow=True
    )


def send_again(buyer: Buyer, page, **more: str):
    """Store what was shown, without choosing the file again."""
    kept = {name: unescape(value) for name, value in HIDDEN.findall(page.content.decode())}
    return buyer.browser.post(
        f"{buyer.page}/nieuw", {**kept, "list_on": "2026-03-01", **more}, follow=True
    )


def send(buyer: Buyer, rows: str):
    page = look_first(buyer, rows)
    return send_again(buyer, page) if "What would be stored" in page.content.decode() else page


def test_a_list_with_a_bad_row_stores_nothing(buyer):
    page = send(buyer, "0001;05-01-2026;;;\n0002;gisteren;;;\n").content.decode()
    assert "lijst.csv, row 3, column begindatum: “gisteren”. Write a day as 31-12-2026" in page
    assert "Nothing was stored. Mend the list and send it again." in page
    assert not believed("reconciliations").exists()


def test_a_list_is_laid_beside_the_register_and_each_difference_settled(buyer):
    page = send(
        buyer, "0001;05-01-2026;;;\n0002;05-01-2026;05-02-2026;afgerond;\n0009;05-01-2026;;;\n"
    )
    assert (
        "3 clients on the list, 3 in the register: 1 the same, 3 differences."
        in page.content.decode()
    )
    stored = believed("reconciliations").get()
    assert [stored.cell(name) for name in ("rows", "own", "agreeing")] == [3, 3, 1]
    differences = list(believed("reconciliation_differences").order_by("client"))
    told = [
        (each.cell("client"), each.cell("kind"), each.cell("person_id")) for each in differences
    ]
    assert told == [
        ("0002", "placement_not_listed", "P2"),
        ("0003", "not_on_list", "P3"),
        ("0009", "not_in_register", None),
    ]
    one_list = f"{buyer.page}/{stored.cell('reconciliation_id')}"
    address = f"{one_list}/{differences[2].cell('difference_id')}"
    assert "Fill this in." in buyer.browser.post(address, {}).content.decode()
    settled = {"settlement": "client of another town; the provider took it off its list"}
    assert buyer.browser.post(address, settled).status_code == 302
    page = Buyer(buyer.browser, one_list)
    assert "client of another town" in page.reads()
    assert "0009" not in page.reads("?show=open").split("<table")[1]
    assert believed("reconciliation_differences").filter(settled_on__isnull=True).count() == 2
    lines = buyer.browser.get(f"{one_list}/csv").content.decode("utf-8-sig").splitlines()
    assert lines[0] == "client;difference;the list;the register;settled on;how it was settled"
    assert lines[3] == (
        "0009;not in the register;2026-01-05 –;–;2026-03-31;"
        "client of another town; the provider took it off its list"
    ).replace("client of another town; the provider took it off its list",
              '"client of another town; the provider took it off its list"')  # fmt: skip


def test_who_was_merged_with_another_is_found_under_the_former_number(buyer):
    former = Client.objects.create(
        person_id="P8", number="0008", merged_into=Client.objects.get(number="0001")
    )
    assert former.kept.number == "0001"
    send(buyer, "0008;05-01-2026;;;\n")
    assert "0008" not in [
        each.cell("client") for each in believed("reconciliation_differences").all()
    ]


def test_others_read_lists_and_cannot_send_or_settle_them(buyer, user_with, browser_of):
    browser = browser_of(user_with("smits", Role.CONTROLLER))
    assert browser.get(buyer.page).status_code == 200
    assert browser.get(f"{buyer.page}/nieuw").status_code == 403


THREE = "0001;05-01-2026;;;\n0002;05-01-2026;05-02-2026;afgerond;\n0009;05-01-2026;;;\n"


def test_what_would_differ_is_shown_before_a_list_is_stored(buyer):
    page = look_first(buyer, THREE).content.decode()
    assert "Nothing was stored yet." in page
    assert "3 differences." in page
    shown = page.split("<tbody>")[1].split("</tbody>")[0]
    assert "0009" in shown
    assert "Not in the register" in shown
    assert not believed("reconciliations").exists()


def test_the_rarest_differences_are_shown_first_and_a_few_of_each_kind(buyer):
    many = "".join(f"{number:04};05-01-2026;;;\n" for number in range(20, 40))
    rows = "0001;06-01-2026;;;\n0002;05-01-2026;05-02-2026;afgerond;5-2-2026\n" + many
    page = look_first(buyer, rows).content.decode()
    shown = page.split("<tbody>")[1].split("</tbody>")[0]
    kinds = re.findall(r'data-title="Difference">([^<]*)</td>', shown)
    assert kinds == ["Not on the list", "Other first day", *["Not in the register"] * 8]
    assert "And 12 more: not in the register." in page


def test_a_list_that_says_the_same_of_everyone_is_stored_at_once(buyer):
    look_first(buyer, "0001;05-01-2026;;;\n0002;05-01-2026;05-02-2026;afgerond;5-2-2026\n"
               "0003;05-01-2026;;;\n")  # fmt: skip
    assert believed("reconciliations").get().cell("agreeing") == 3


def test_a_list_of_which_much_differs_is_stored_only_when_that_is_confirmed(buyer):
    rows = "".join(f"{number:04};05-01-2026;;;\n" for number in range(20, 32))
    page = look_first(buyer, rows)
    assert "Much differs: 15 of 15 clients." in page.content.decode()
    page = send_again(buyer, page)
    assert not believed("reconciliations").exists()
    send_again(buyer, page, **{"confirm-much": "on"})
    assert believed("reconciliation_differences").count() == 15


def test_a_wrong_list_is_withdrawn_with_its_differences_and_a_reason(buyer):
    send(buyer, THREE)
    number = believed("reconciliations").get().cell("reconciliation_id")
    address = f"{buyer.page}/{number}/intrekken"
    assert "Fill this in." in buyer.browser.post(address, {}).content.decode()
    seen = re.search(r'name="seen" value="(\d+)"', buyer.browser.get(address).content.decode())
    told = {"reason": "list of another contract", "seen": seen[1]}
    assert buyer.browser.post(address, told).status_code == 302
    assert not believed("reconciliations").exists()
    assert not believed("reconciliation_differences").exists()
    page = Buyer(buyer.browser, buyer.page).reads()
    assert "list of another contract" in page
    assert "Kramer" in page
    assert "No list lies beside the register now." in page


def test_several_differences_of_a_kind_are_settled_at_once(buyer):
    send(buyer, "0002;05-01-2026;06-02-2026;afgerond;\n0008;05-01-2026;;;\n0009;05-01-2026;;;\n")
    number = believed("reconciliations").get().cell("reconciliation_id")
    page = Buyer(buyer.browser, f"{buyer.page}/{number}")
    assert f"{number}/samen/not_in_register" in page.reads()
    unknown = believed("reconciliation_differences").filter(kind="not_in_register")
    chosen = [each.cell("difference_id") for each in unknown]
    answers = {"differences": chosen, "settlement": "of another town"}
    address = f"{page.page}/samen/not_in_register"
    assert buyer.browser.post(address, answers).status_code == 302
    assert [each.cell("settlement") for each in unknown.all()] == ["of another town"] * 2
    assert (
        "All differences of this kind were settled." in buyer.browser.get(address).content.decode()
    )
    assert unknown.filter(settled_on=None).count() == 0
    assert believed("reconciliation_differences").filter(settled_on=None).exists()


def test_the_day_of_a_list_is_written_as_a_day(buyer):
    send(buyer, THREE)
    number = believed("reconciliations").get().cell("reconciliation_id")
    one = believed("reconciliation_differences").first().cell("difference_id")
    page = Buyer(buyer.browser, f"{buyer.page}/{number}/{one}").reads()
    assert "List of 1 Mar 2026" in page
    assert "List of 2026-03-01" not in page
