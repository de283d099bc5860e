"""Figures in the register are the measures on what the register exported, over whom one chooses."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client as Browser

from trede.dossier.storage import Dossier
from trede.measures.engines.embedded import embedded_engine
from trede.measures.figures import Question, compute, resolve_parameters
from trede.measures.library import read_library
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client
from trede.register.exchange.exporting import export_dossier
from trede.register.facts.models import model_of
from trede.register.figures.computing import Asked, dossier_folder, figure
from trede.register.figures.topics import topics
from trede.register.project.clock import today

pytestmark = pytest.mark.django_db
ENTERED = date(2024, 3, 1)


def on_benefit(client: Client, closed: bool) -> None:
    known = {"recorded_at": datetime(2024, 3, 4, 9, 0), "source": "benefit system"}
    person = {"person_id": client.person_id}
    spell = {"spell_id": f"S{client.number}", "scheme": "PW", "starts_on": ENTERED}
    model_of("benefit_spells").objects.create(**person, **spell, **known)
    if closed:
        model_of("trajectories").objects.create(
            **person,
            trajectory_id=f"T{client.number}",
            type="mediation",
            offered_on=ENTERED + timedelta(days=30),
            decided_on=ENTERED + timedelta(days=35),
            decision="positive",
            started_on=ENTERED + timedelta(days=40),
            **known,
        )


@pytest.fixture
def exported(
    case_manager: User, user_with: Callable[..., User], client_of: Callable[..., Client]
) -> Iterator[None]:
    """Two clients of one case manager, one of them closed; three of a colleague, all closed."""
    colleague = user_with("visser", Role.CASE_MANAGER)
    for number, manager, closed in (
        ("1", case_manager, True),
        ("2", case_manager, False),
        ("3", colleague, True),
        ("4", colleague, True),
        ("5", colleague, True),
    ):
        on_benefit(client_of(manager, number=number), closed=closed)
    cache.clear()
    export_dossier(dossier_folder(), today())
    yield
    shutil.rmtree(dossier_folder())
    cache.clear()


def test_the_figure_of_the_municipality_is_that_of_the_measure(exported: None) -> None:
    library, dossier = read_library(), Dossier(dossier_folder())
    measure = library.measure("closed_rate")
    given = {"as_of": today().isoformat()}
    parameters = resolve_parameters(library, measure, dossier.manifest.settings, given)
    with embedded_engine(dossier) as engine:
        expected = compute(library, engine, Question(measure, parameters)).total
    (row,) = figure(Asked("closed_rate", today())).rows
    assert (row.numerator, row.denominator) == (expected.numerator, expected.denominator) == (4, 5)


def test_a_caseload_counts_its_own_clients_only(exported: None) -> None:
    (row,) = figure(Asked("closed_rate", today(), among=("P1", "P2"))).rows
    assert (row.numerator, row.denominator) == (1, 2)


def test_as_of_a_day_before_anyone_entered_nobody_is_in_it(exported: None) -> None:
    (row,) = figure(Asked("closed_rate", date(2024, 2, 1))).rows
    assert (row.numerator, row.denominator) == (0, 0)


def test_the_page_shows_the_own_caseload_first_and_others_on_request(
    exported: None, page: Browser
) -> None:
    own = page.get("/cijfers/closed_approach").content.decode()
    everybody = page.get("/cijfers/closed_approach?scope=municipality").content.decode()
    assert "50%" in own
    assert "80%" in everybody


def test_the_people_behind_a_figure_are_named_only_where_one_meets_them(
    exported: None, page: Browser
) -> None:
    shown = page.get("/cijfers/closed_approach/mensen?scope=municipality").content.decode()
    assert "4 cliënten, van wie u er 1 ziet" in shown


def test_the_people_of_a_group_are_under_the_name_of_the_group(
    exported: None, page: Browser
) -> None:
    figure_page = page.get("/cijfers/closed_approach?scope=municipality").content.decode()
    (address,) = re.findall(r'href="([^"]+group=[^"]*)"', figure_page)
    shown = page.get(unescape(address)).content.decode()
    assert "overig of onbekend</td>" in shown
    assert "4 cliënten, van wie u er 1 ziet" in shown
    assert 'href="/cijfers/closed_approach?scope=municipality"' in shown


def test_a_spread_over_groups_has_no_share_of_its_own(exported: None, page: Browser) -> None:
    model_of("benefit_spells").objects.filter(spell_id="S3").update(
        ends_on=date(2024, 9, 1), exit_reason="work"
    )
    shutil.rmtree(dossier_folder())
    export_dossier(dossier_folder(), today())
    cache.clear()
    shown = page.get("/cijfers/reasons?scope=municipality").content.decode()
    assert "verdeeld over de groepen hieronder" in shown
    assert ">werk</text>" in shown
    assert "voor wie dit niet geldt" not in shown


def test_a_download_carries_its_definition(exported: None, page: Browser) -> None:
    lines = page.get("/cijfers/closed_approach/csv").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith(('"# ', "# "))
    assert lines[1] == "phase;numerator;denominator"


@pytest.mark.parametrize("name", topics())
def test_every_question_is_answered(exported: None, page: Browser, name: str) -> None:
    assert page.get(f"/cijfers/{name}?scope=municipality").status_code == 200


def test_a_day_that_cannot_be_read_in_the_address_is_left_out(
    exported: None, page: Browser
) -> None:
    shown = page.get("/cijfers/closed_approach?as_of=morgen&known_at=31-3")
    assert shown.status_code == 200


def test_without_an_export_the_page_says_how_to_get_one(page: Browser) -> None:
    assert "trede register nightly" in page.get("/cijfers/closed_approach").content.decode()
