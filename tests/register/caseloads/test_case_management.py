"""Two models of case management: chosen from a day on, and clients brought over by people."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client as Browser

from tests.register.steps.browsing import words
from trede.register.accounts.models import User
from trede.register.accounts.roles import Domain, Role
from trede.register.caseloads.case_management import (
    CaseManagement,
    choose_model,
    model_on,
    task_of,
)
from trede.register.caseloads.models import CaseloadNorm
from trede.register.caseloads.overview import overview_of
from trede.register.clients.models import Client
from trede.register.configuration.dated import DayTakenError
from trede.register.facts.journal import open_journal
from trede.register.facts.models import believed
from trede.register.signals.computing import refresh_all
from trede.register.signals.models import Signal
from trede.register.worklists.worklist import worklist_of

pytestmark = pytest.mark.django_db
START, TODAY, APRIL, MAY = date(2026, 1, 5), date(2026, 3, 31), date(2026, 4, 1), date(2026, 5, 1)


@pytest.fixture
def colleague(user_with: Callable[..., User]) -> User:
    return user_with("visser", Role.CASE_MANAGER)


@pytest.fixture
def leader(team_leader: User, browser_of: Callable[[User], Browser]) -> Browser:
    team_leader.language = "en"
    team_leader.save()
    return browser_of(team_leader)


@pytest.fixture
def separated(team_leader: User) -> None:
    choose(CaseManagement.SEPARATED, TODAY, team_leader)


def choose(model: CaseManagement, day: date, author: User) -> None:
    choose_model(model, valid_from=day, author=author, reason="council decision")


def running(client: Client) -> set[tuple[str, str]]:
    facts = believed("case_manager_assignments").filter(person_id=client.person_id)
    return {(fact.role, fact.case_manager_id) for fact in facts if fact.ends_on is None}


def test_a_model_holds_from_its_first_day_until_the_next_and_its_history_stays(
    team_leader: User,
) -> None:
    choose(CaseManagement.SEPARATED, APRIL, team_leader)
    choose(CaseManagement.INTEGRAL, MAY, team_leader)
    days = (TODAY, APRIL, date(2026, 4, 30), MAY)
    assert [model_on(day).value for day in days] == [
        "integral",
        "separated",
        "separated",
        "integral",
    ]


def test_two_models_do_not_begin_on_one_day(team_leader: User) -> None:
    choose(CaseManagement.SEPARATED, APRIL, team_leader)
    with pytest.raises(DayTakenError):
        choose(CaseManagement.INTEGRAL, APRIL, team_leader)


def test_changing_the_model_moves_no_client_and_the_team_page_says_who_is_left(
    client: Client, leader: Browser, separated: None
) -> None:
    assert running(client) == {("both", "bakker")}
    shown = words(leader.get("/team/"))
    assert "Case management is separated." in shown
    assert "Clients still under the other model: 1." in shown


def test_a_model_to_come_is_announced_on_the_team_page(
    client: Client, leader: Browser, team_leader: User
) -> None:
    choose(CaseManagement.SEPARATED, MAY, team_leader)
    shown = words(leader.get("/team/"))
    assert "From 1 May 2026 on case management is separated." in shown
    assert "still under the other model" not in shown


def test_in_the_integral_model_one_case_manager_is_offered_for_both(leader: Browser) -> None:
    shown = leader.get("/team/toewijzen").content.decode()
    assert 'name="both"' in shown
    assert 'name="income"' not in shown


def test_in_the_separated_model_income_and_work_are_assigned_apart(
    client: Client, colleague: User, leader: Browser, separated: None
) -> None:
    shown = leader.get("/team/toewijzen").content.decode()
    assert 'name="both"' not in shown
    answers = {"client": client.number, "starts_on": "2026-03-31", "reason": "apart"}
    done = leader.post("/team/toewijzen", {**answers, "income": "visser", "work": "bakker"})
    assert done.status_code == 302
    assert running(client) == {("income", "visser"), ("work", "bakker")}
    assert "still under the other model" not in words(leader.get("/team/"))


def test_whoever_is_brought_over_keeps_the_present_manager_for_what_is_not_chosen(
    client: Client, colleague: User, leader: Browser, separated: None
) -> None:
    answers = {"client": client.number, "starts_on": "2026-03-31", "reason": "apart"}
    leader.post("/team/toewijzen?which=other-model", {**answers, "income": "visser"})
    assert running(client) == {("income", "visser"), ("work", "bakker")}


def test_back_in_the_integral_model_who_answers_for_work_can_take_both_in_bulk(
    client: Client,
    client_of: Callable[..., Client],
    colleague: User,
    case_manager: User,
    leader: Browser,
    team_leader: User,
) -> None:
    other = client_of(colleague, number="0041-7724")
    for each, income, work in ((client, "visser", "bakker"), (other, "bakker", "visser")):
        apart(each, income, work, team_leader)
    shown = words(leader.get("/team/toewijzen?which=other-model"))
    assert "0041-7723" in shown
    assert "whoever answers for work now" in shown
    answers = {"starts_on": "2026-03-31", "reason": "together again", "both": "present-work"}
    chosen = {"client": [client.number, other.number]}
    done = leader.post("/team/toewijzen?which=other-model", {**answers, **chosen})
    assert done.status_code == 302
    assert (running(client), running(other)) == ({("both", "bakker")}, {("both", "visser")})


def apart(client: Client, income: str, work: str, author: User) -> None:
    """Let two case managers answer for a client, from 1 February on."""
    with open_journal(author=author, step="earlier", client=client) as journal:
        (former,) = believed("case_manager_assignments").filter(person_id=client.person_id)
        journal.correct(former, {"ends_on": date(2026, 2, 1)})
        for role, manager in (("income", income), ("work", work)):
            row = {"person_id": client.person_id, "team": "Zuid", "starts_on": date(2026, 2, 1)}
            journal.record(
                "case_manager_assignments", {**row, "role": role, "case_manager_id": manager}
            )


def test_each_sees_the_tasks_of_their_own_and_the_counts_of_the_team_agree(
    client: Client, colleague: User, case_manager: User, team_leader: User, separated: None
) -> None:
    apart(client, "visser", "bakker", team_leader)
    with open_journal(author=team_leader, step="earlier", client=client) as journal:
        key = {"person_id": client.person_id}
        days = {"starts_on": START}
        journal.record("benefit_spells", {**key, **days, "spell_id": "S", "scheme": "PW"})
        applied = {"applied_on": date(2026, 1, 12), "scheme": "PW"}
        journal.record("applications", {**key, **applied, "application_id": "A"})
    refresh_all(TODAY)
    by_manager = {
        user.username: {task.signal.rule for task in worklist_of(user, TODAY).tasks}
        for user in (colleague, case_manager)
    }
    assert by_manager == {
        "visser": {"application_decision"},
        "bakker": {"diagnosis_due", "plan_due", "classification_due"},
    }
    assert Signal.objects.filter(team="Zuid").count() == 4
    overview = overview_of(case_manager.team, TODAY)
    assert overview.clients == 1
    assert [
        (each.username, each.domain, each.clients, each.late) for each in overview.caseloads
    ] == [("bakker", Domain.WORK, 1, 1), ("visser", Domain.INCOME, 1, 1)]
    assert [worklist_of(user, TODAY).clients for user in (colleague, case_manager)] == [1, 1]


def test_a_norm_of_the_team_holds_for_those_who_answer_for_the_same(
    client: Client, colleague: User, team_leader: User, leader: Browser, separated: None
) -> None:
    apart(client, "visser", "bakker", team_leader)
    answers = {"clients": "90", "grounds": "hours", "valid_from": "2026-03-01"}
    done = leader.post("/team/norm", {**answers, "domain": "income"})
    assert done.status_code == 302
    assert CaseloadNorm.objects.get().domain == "income"
    norms = {each.username: each.norm for each in overview_of(team_leader.team, TODAY).caseloads}
    assert norms["bakker"] is None
    assert norms["visser"].clients == 90


def test_a_new_client_is_given_for_both_in_the_integral_model(
    colleague: User, team_leader: User
) -> None:
    colleague.domain = Domain.INCOME.value
    assert task_of(colleague, TODAY) is Domain.INTEGRAL
    choose(CaseManagement.SEPARATED, TODAY, team_leader)
    assert task_of(colleague, TODAY) is Domain.INCOME
