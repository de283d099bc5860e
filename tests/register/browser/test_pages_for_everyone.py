"""Pages that everyone can use: axe finds nothing, they fit on a phone, they work by keyboard."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.register.browser.conftest import NUMBER, PASSWORD
from trede.register.clients.models import Client
from trede.register.facts.models import believed

pytestmark = pytest.mark.xdist_group("browser")
OF_A_CASE_MANAGER = [
    "/werklijst/",
    "/clienten/",
    f"/clienten/{NUMBER}",
    f"/clienten/{NUMBER}?as_of=2025-10-01&known_at=2026-02-01&span=all",
    f"/clienten/{NUMBER}/stap/contact",
    f"/clienten/{NUMBER}/stap/classification",
    f"/clienten/{NUMBER}/stap/plan",
    f"/clienten/{NUMBER}/stap/trajectory-offer",
    f"/clienten/{NUMBER}/stap/enforcement-signal",
    "/clienten/nieuw",
    "/clienten/overdracht",
    "/begrippen/",
    "/profiel",
    "/cijfers/",
    "/cijfers/closed_approach",
]
OF_A_TEAM_LEADER = ["/werklijst/", "/team/", "/team/toewijzen", "/team/norm"]
Enter = Callable[..., Page]


def faults(page: Page) -> list[str]:
    """Return what axe finds on a page, and whether it is wider than the screen."""
    found = [
        f"{page.url} {each['id']}: {each['nodes'][0]['html'][:120]}"
        for each in Axe().run(page).response["violations"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
        found.append(f"{page.url} is wider than the screen")
    return found


@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing_on_the_pages_of_a_case_manager(
    sign_in: Enter, file: Client, width: int
) -> None:
    page = sign_in("bakker", width)
    found = []
    for path in OF_A_CASE_MANAGER:
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + path)
        found += faults(page)
    assert found == []


def test_axe_finds_nothing_on_the_pages_of_a_team_leader(sign_in: Enter, file: Client) -> None:
    page = sign_in("smit")
    origin = "/".join(page.url.split("/")[:3])
    found = []
    for path in OF_A_TEAM_LEADER:
        page.goto(origin + path)
        found += faults(page)
    assert found == []


@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing_on_the_pages_of_who_decides_and_who_administers(
    sign_in: Enter, file: Client, width: int
) -> None:
    found = []
    for username, path in (("adema", "/handhaving/"), ("timmer", "/gebruikers/")):
        page = sign_in(username, width)
        page.goto("/".join(page.url.split("/")[:3]) + path)
        assert path in page.url
        found += faults(page)
    assert found == []


def test_axe_finds_nothing_while_the_steps_and_an_explanation_are_open(
    sign_in: Enter, file: Client
) -> None:
    page = sign_in("bakker", 375)
    page.goto("/".join(page.url.split("/")[:3]) + f"/clienten/{NUMBER}")
    page.get_by_text("Vastleggen", exact=True).click()
    found = faults(page)
    page.locator("[popovertarget=term-plan]").click()
    expect(page.locator("#term-plan")).to_be_visible()
    assert found + faults(page) == []


def test_an_explanation_opens_by_keyboard_and_escape_closes_it(
    sign_in: Enter, file: Client
) -> None:
    page = sign_in("bakker")
    page.goto("/".join(page.url.split("/")[:3]) + f"/clienten/{NUMBER}")
    page.focus("[popovertarget=term-phase-phase]")
    page.keyboard.press("Enter")
    card = page.locator("#term-phase-phase")
    expect(card).to_be_visible()
    expect(card).to_contain_text("Afstand tot werk")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(page.locator("[popovertarget=term-phase-phase]")).to_be_focused()


def test_an_explanation_needs_no_script(
    browser: Browser, live_server: object, file: Client
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/inloggen?next=/clienten/{NUMBER}")
    page.fill("#id_username", "bakker")
    page.fill("#id_password", PASSWORD)
    page.click("text=Inloggen >> nth=-1")
    page.locator("[popovertarget=term-phase-phase]").click()
    expect(page.locator("#term-phase-phase")).to_be_visible()
    context.close()


def test_axe_finds_nothing_on_the_page_that_asks_for_a_reason(sign_in: Enter, file: Client) -> None:
    page = sign_in("aman")
    page.goto("/".join(page.url.split("/")[:3]) + f"/clienten/{NUMBER}")
    assert "/reden" in page.url
    assert faults(page) == []


def test_axe_sees_faults_where_there_are_some(sign_in: Enter, file: Client) -> None:
    page = sign_in("bakker")
    page.evaluate("document.querySelector('#search').previousElementSibling.remove()")
    page.evaluate("document.querySelector('#search').removeAttribute('placeholder')")
    assert any("label" in fault for fault in faults(page))


def test_a_contact_is_recorded_by_keyboard_alone(sign_in: Enter, file: Client) -> None:
    page = sign_in("bakker")
    page.goto("/".join(page.url.split("/")[:3]) + f"/clienten/{NUMBER}/stap/contact")
    page.focus("#id_kind")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Gesproken over werk als monteur.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".notice.is-success")
    summaries = [fact.summary for fact in believed("contacts").order_by("pk")]
    assert summaries[-1] == "Gesproken over werk als monteur."


def test_the_slash_goes_to_the_search_field(sign_in: Enter, file: Client) -> None:
    page = sign_in("bakker")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()


def test_menus_close_on_escape_on_a_click_elsewhere_and_when_another_opens(
    sign_in: Enter, file: Client
) -> None:
    page = sign_in("bakker", 1280)
    page.goto("/".join(page.url.split("/")[:3]) + f"/clienten/{NUMBER}")
    record, other = page.locator("details.drop").nth(0), page.locator("details.drop").nth(1)
    open_now = page.locator("details.drop[open]")
    record.locator("summary").click()
    page.keyboard.press("Escape")
    expect(open_now).to_have_count(0)
    record.locator("summary").click()
    other.locator("summary").click()
    expect(open_now).to_have_count(1)
    page.mouse.click(5, 300)
    expect(open_now).to_have_count(0)
