"""The pages of a case manager open, and say what is on file."""

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client as Browser

from trede.register.access.models import Look
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client
from trede.register.dossiers.drawing import draw
from trede.register.dossiers.timeline import draw_up
from trede.register.facts.journal import open_journal
from trede.register.facts.models import Fact, model_of
from trede.register.steps.registry import STEPS

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_benefit(client: Client) -> Client:
    model_of("benefit_spells").objects.create(
        person_id=client.person_id,
        spell_id="S1",
        scheme="PW",
        starts_on=date(2025, 4, 17),
        recorded_at=datetime(2025, 4, 20, 9, 0),
        source="benefit system",
    )
    return client


def test_the_dossier_opens_with_the_name_and_the_situation(
    page: Browser, on_benefit: Client
) -> None:
    shown = page.get(f"/clienten/{on_benefit.number}").content.decode()
    assert "<h1>Pieter Jansen</h1>" in shown
    assert "41 jaar" in shown
    assert "17 apr 2025" in shown


def test_the_dossier_as_on_an_earlier_day_does_not_know_what_came_later(
    page: Browser, on_benefit: Client
) -> None:
    shown = page.get(f"/clienten/{on_benefit.number}?as_of=2025-04-16").content.decode()
    assert "Situatie" in shown
    assert "17 apr 2025" not in shown


def test_opening_a_dossier_is_logged_once_a_day(page: Browser, client: Client) -> None:
    page.get(f"/clienten/{client.number}")
    page.get(f"/clienten/{client.number}")
    (look,) = Look.objects.all()
    assert (look.client, look.basis, look.page) == (client, "own_caseload", "dossier")


def test_a_client_of_a_colleague_opens_only_with_a_reason(
    client: Client, user_with: Callable[..., User], browser_of: Callable[[User], Browser]
) -> None:
    stranger = browser_of(user_with("stranger", Role.CASE_MANAGER))
    assert stranger.get(f"/clienten/{client.number}").status_code == 302
    assert not Look.objects.exists()


def put(client: Client, table: str, **values: object) -> None:
    """Record a fact of a client as another system would have."""
    known = {"recorded_at": datetime(2026, 2, 1, 9, 0), "source": "tracking system"}
    model_of(table).objects.create(person_id=client.person_id, **values, **known)


def test_every_step_and_paper_is_within_reach_of_the_dossier(
    page: Browser, on_benefit: Client
) -> None:
    put(on_benefit, "plans", plan_id="L1", status="definitive", goal="monteur")
    shown = page.get(f"/clienten/{on_benefit.number}").content.decode()
    reached = set(re.findall(rf'/clienten/{on_benefit.number}/stap/([a-z-]+)"', shown))
    of_a_fact = {"exemption-end", "placement-end", "appointment-off"}
    of_a_fact |= {"work-contradiction", "absence-contradiction"}
    of_a_fact |= {"report-answer", "plan-answer", "three-way-talk-next"}
    gone_on_with = {"trajectory-next", "handover-follow-up", "late-report"}
    assert set(STEPS) - reached == of_a_fact | gone_on_with
    assert f'href="/clienten/{on_benefit.number}/brief/plan/L1"' in shown
    assert f'href="/clienten/{on_benefit.number}/brief/handover"' in shown


def test_who_takes_no_steps_sees_no_way_to_take_them(
    on_benefit: Client, user_with: Callable[..., User], browser_of: Callable[[User], Browser]
) -> None:
    auditor = browser_of(user_with("aman", Role.AUDITOR))
    auditor.post(
        f"/clienten/{on_benefit.number}/reden",
        {"reason": "steekproef van de controle", "next": f"/clienten/{on_benefit.number}"},
    )
    shown = auditor.get(f"/clienten/{on_benefit.number}").content.decode()
    assert "<h1>Pieter Jansen</h1>" in shown
    assert "/stap/" not in shown
    assert "/brief/" not in shown


def test_a_rung_is_shown_by_number_and_name_and_a_source_in_dutch(
    page: Browser, client: Client
) -> None:
    rung = {"scale": "ladder_amsterdam_2006", "value": "3", "starts_on": date(2026, 1, 5)}
    put(client, "classifications", classification_id="K1", **rung)
    shown = page.get(f"/clienten/{client.number}").content.decode()
    assert "3 · arbeidsactivering" in shown
    assert "volgsysteem" in shown


def test_the_changes_of_an_earlier_state_of_knowledge_are_those_of_before(
    page: Browser, client: Client, case_manager: User
) -> None:
    with open_journal(author=case_manager, step="barriers", client=client) as journal:
        values = {"barrier": "debts", "starts_on": date(2026, 1, 5)}
        journal.record("barriers", {"person_id": client.person_id, **values})
    address = f"/clienten/{client.number}"
    assert "Belemmeringen<br>" in page.get(address).content.decode()
    assert "Belemmeringen<br>" not in page.get(f"{address}?known_at=2026-03-01").content.decode()


def test_the_words_of_a_deadline_near_the_end_of_the_axis_stand_before_its_line() -> None:
    near = draw_up(_no_facts(), date(2026, 3, 31), "year", date(2026, 6, 8))
    past = draw_up(_no_facts(), date(2026, 3, 31), "year", date(2025, 6, 8))
    assert (draw(near).ends_with_deadline, draw(past).ends_with_deadline) == (True, False)


def _no_facts() -> dict[str, list[Fact]]:
    return defaultdict(list)


@pytest.mark.parametrize(
    ("path", "here"),
    [
        ("/werklijst/", "Werklijst"),
        ("/clienten/", "Mijn cliënten"),
        ("/clienten/0041-7723", "Mijn cliënten"),
        ("/clienten/0041-7723/stap/contact", "Mijn cliënten"),
    ],
)
def test_the_menu_says_where_one_is_also_on_the_pages_below(
    page: Browser, client: Client, path: str, here: str
) -> None:
    shown = page.get(path).content.decode()
    menu = shown.split('<ul class="menu">')[1].split("</ul>")[0]
    assert re.findall(r'<a href="[^"]+" aria-current="\w+">([^<]+)</a>', menu) == [here]


def test_who_has_no_clients_is_told_how_to_find_one(
    db: None, user_with: Callable[..., User], browser_of: Callable[[User], Browser]
) -> None:
    shown = browser_of(user_with("aman", Role.AUDITOR)).get("/clienten/").content.decode()
    assert "<h1>Cliënten</h1>" in shown
    assert "Mijn cliënten" not in shown
    assert "Zoek bovenaan de bladzijde een cliënt" in shown


def test_a_dossier_as_on_a_day_shows_nothing_that_came_later(
    page: Browser, on_benefit: Client
) -> None:
    plan = {"plan_id": "L1", "status": "definitive", "goal": "monteur worden"}
    put(on_benefit, "plans", drawn_up_on=date(2026, 1, 9), **plan)
    put(on_benefit, "trajectories", trajectory_id="T1", type="schooling",
        offered_on=date(2026, 2, 3))  # fmt: skip
    before = page.get(f"/clienten/{on_benefit.number}?as_of=2025-12-01").content.decode()
    assert not [
        said for said in ("monteur worden", "scholing", "9 jan 2026") if said in _dossier(before)
    ]
    after = page.get(f"/clienten/{on_benefit.number}?as_of=2026-02-03").content.decode()
    assert [said for said in ("monteur worden", "scholing") if said in _dossier(after)] == [
        "monteur worden",
        "scholing",
    ]


def test_before_the_day_of_birth_there_is_no_age(page: Browser, on_benefit: Client) -> None:
    model_of("persons").objects.filter(person_id=on_benefit.person_id).update(education="mbo_1")
    shown = page.get(f"/clienten/{on_benefit.number}?as_of=1800-01-01").content.decode()
    assert not re.search(r"-?\d+ jaar", shown)
    assert "mbo niveau 1" not in shown


def _dossier(shown: str) -> str:
    """Return the part of a dossier about the client: from the situation on."""
    return shown[shown.index('aria-labelledby="situation"') :].split("<footer>", maxsplit=1)[0]
