"""Figures in the register are the measures on what the register exported, over whom one chooses."""

import csv
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from html import unescape
from io import BytesIO

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client as Browser

from trede.dossier.storage import Dossier
from trede.language import speaking
from trede.measures.engines.embedded import embedded_engine
from trede.measures.figures import Question, compute, resolve_parameters
from trede.measures.library import read_library
from trede.register.access.models import Basis, Look
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client
from trede.register.exchange.exporting import export_dossier
from trede.register.facts.models import model_of
from trede.register.figures.computing import Asked, dossier_folder, figure
from trede.register.figures.groups import group_title
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


def rows_of(answer: HttpResponse) -> list[list[str]]:
    """Return the rows of a csv, its titles first."""
    return list(csv.reader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";"))


def test_a_download_says_of_each_row_over_whom_and_as_of_when_it_is(
    exported: None, page: Browser
) -> None:
    titles, row = rows_of(page.get("/cijfers/closed_approach/csv?as_of=2026-02-01"))
    assert dict(zip(titles, row, strict=True)) == {
        "per": "2026-02-01",
        "zoals bekend op": "",
        "over wie": "cliënten van Bakker",
        "instroom vanaf": "2024-01-01",
        "instroom t/m": "2024-12-31",
        "fase": "overig of onbekend",
        "teller": "1",
        "noemer": "2",
        "percentage": "50,0",
    }


def test_a_workbook_has_what_the_figure_means_on_a_sheet_of_its_own(
    exported: None, page: Browser
) -> None:
    content = page.get("/cijfers/closed_approach/xlsx?scope=municipality").content
    with zipfile.ZipFile(BytesIO(content)) as book:
        words = unescape(book.read("xl/sharedStrings.xml").decode())
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 2
    assert "Aandeel van de ingestroomde cliënten zonder volledige ontheffing" in words
    assert "80,0%" not in words


def words_of(answer: HttpResponse) -> str:
    """Return the words of a page without what marks them up."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", "", answer.content.decode())))


@pytest.mark.parametrize(
    ("as_of", "year"), [("2026-03-31", 2024), ("2025-12-31", 2024), ("2025-12-30", 2023)]
)
def test_the_period_is_the_newest_year_that_could_be_assessed_on_the_day(
    exported: None, page: Browser, as_of: str, year: int
) -> None:
    shown = words_of(page.get(f"/cijfers/closed_approach?as_of={as_of}"))
    assert f"instroom 1 jan {year} t/m 31 dec {year}" in shown
    assert f"Gewoonlijk 1 jan {year} t/m 31 dec {year}: het nieuwste jaar" in shown


@pytest.mark.parametrize(
    ("asked", "period"),
    [
        ("inflow_from=2024-02-01", "1 feb 2024 t/m 1 feb 2026"),
        ("inflow_to=2024-03-31", "1 jan 2024 t/m 31 mrt 2024"),
    ],
)
def test_one_day_of_a_period_is_enough(
    exported: None, page: Browser, asked: str, period: str
) -> None:
    shown = words_of(page.get(f"/cijfers/closed_approach?as_of=2026-02-01&{asked}"))
    assert f"instroom {period}" in shown


def test_another_period_can_be_asked_and_who_cannot_be_assessed_yet_is_counted_apart(
    exported: None, page: Browser
) -> None:
    period = "scope=municipality&inflow_from=2024-02-01&inflow_to=2024-06-30&as_of=2024-12-31"
    shown = words_of(page.get(f"/cijfers/closed_approach?{period}"))
    assert "instroom 1 feb 2024 t/m 30 jun 2024" in shown
    assert "Nog niet te beoordelen: 5 van de 5" in shown


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("as_of=2031-01-01", "1 jan 2031 moet nog komen: het cijfer is per vandaag"),
        ("inflow_from=2024-06-01&inflow_to=2024-01-01", "De periode eindigt voordat zij begint"),
        ("as_of=morgen", "“morgen” is geen dag en is weggelaten"),
        ("inflow_to=2030-12-31", "De periode loopt door na"),
    ],
)
def test_what_cannot_be_followed_is_said(
    exported: None, page: Browser, asked: str, told: str
) -> None:
    assert told in words_of(page.get(f"/cijfers/closed_approach?{asked}"))


def test_each_question_beside_the_figure_leads_to_the_people_of_its_own_denominator(
    exported: None, page: Browser
) -> None:
    answer = page.get("/cijfers/closed_approach?scope=municipality")
    assert "Elke vraag heeft een eigen noemer" in words_of(answer)
    addresses = re.findall(r'href="([^"]+measure=compliance_ratio)"', answer.content.decode())
    shown = words_of(page.get(unescape(addresses[0])))
    assert "Complianceratio · cliënten voor wie dit geldt" in shown


def test_an_auditor_gets_everyone_behind_a_figure_by_number_with_what_the_rule_found(
    exported: None, user_with: Callable[..., User], browser_of: Callable[[User], Browser]
) -> None:
    auditor = browser_of(user_with("controle", Role.AUDITOR))
    moment = "as_of=2026-02-01&known_at=2026-01-31"
    answer = auditor.get(f"/cijfers/closed_approach/mensen?{moment}")
    shown = words_of(answer)
    assert "4 cliënten, met nummer of pseudoniem" in shown
    assert "1 mrt 2024" in shown
    assert "10 apr 2024" in shown
    assert "Jansen" not in shown
    (address,) = re.findall(r'href="(/clienten/3/reden[^"]*)"', answer.content.decode())
    asked = words_of(auditor.get(unescape(address)))
    assert "Ik controleer een cijfer" in asked
    onward = {"next": f"/clienten/3?{moment}", "reason": "Ik controleer een cijfer"}
    opened = auditor.post("/clienten/3/reden", onward, follow=True)
    assert opened.redirect_chain == [(f"/clienten/3?{moment}", 302)]
    look = Look.objects.get(client__number="3")
    assert (look.basis, look.reason) == (Basis.STATED_REASON, "Ik controleer een cijfer")


def test_a_controller_gets_pseudonyms_and_no_files(
    exported: None, user_with: Callable[..., User], browser_of: Callable[[User], Browser]
) -> None:
    controller = browser_of(user_with("geld", Role.CONTROLLER))
    answer = controller.get("/cijfers/closed_approach/mensen")
    assert "P3" in words_of(answer)
    assert "/clienten/3" not in answer.content.decode()


def test_the_people_of_a_download_count_up_to_the_figure(
    exported: None, user_with: Callable[..., User], browser_of: Callable[[User], Browser]
) -> None:
    auditor = browser_of(user_with("controle", Role.AUDITOR))
    titles, *people = rows_of(auditor.get("/cijfers/closed_approach/mensen/csv"))
    found = [dict(zip(titles, each, strict=True)) for each in people]
    assert [each["cliënt"] for each in found] == ["1", "3", "4", "5"]
    assert {each["gebeurtenis op"] for each in found} == {"2024-04-10"}


@pytest.mark.parametrize(
    ("column", "found", "said"),
    [
        ("work_kind", "regular", "regulier werk"),
        ("durability", "durable", "duurzaam"),
        ("durability", "relapse", "teruggevallen"),
        ("durability", "not_assessable", "nog niet te beoordelen"),
        ("result", "goal_met", "regulier beëindigd, doel gerealiseerd"),
        ("result", "broken_off_stayed", "voortijdig beëindigd, niet uitgestroomd"),
        ("outcome", "failure", "niet geslaagd"),
        ("class", "V2", "V2: traject binnen een jaar"),
        ("class_observed", "not_assessable", "nog niet te beoordelen"),
        ("obligation", "exempt", "volledig ontheven"),
        ("previous_spell", "yes", "ja"),
        ("exit_period", "stayed", "niet uitgestroomd"),
    ],
)
def test_what_a_rule_found_is_said_in_words(column: str, found: str, said: str) -> None:
    with speaking("nl"):
        assert group_title(column, found) == said


def test_the_people_behind_a_figure_are_listed_in_words_without_keys_of_the_register(
    exported: None, page: Browser
) -> None:
    shown = words_of(page.get("/cijfers/closed_approach/mensen"))
    assert "V2: traject binnen een jaar" in shown
    assert "S1" not in shown


def test_the_whole_list_is_not_for_who_has_clients_of_their_own(
    exported: None, page: Browser
) -> None:
    assert page.get("/cijfers/closed_approach/mensen/csv").status_code == 403


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
