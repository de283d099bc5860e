"""Clients get another case manager, singly or in bulk, and the file keeps who it was before."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client as Browser

from tests.register.steps.browsing import words
from trede.register.accounts.models import User
from trede.register.accounts.roles import Domain, Role
from trede.register.caseloads import views
from trede.register.caseloads.assigning import Assignment, CannotAssignError, assign
from trede.register.clients.models import Client
from trede.register.facts.models import believed
from trede.register.facts.versions import Change

pytestmark = pytest.mark.django_db
ROW = ("role", "case_manager_id", "starts_on", "ends_on", "warm_handover")
START, DAY = date(2026, 1, 5), date(2026, 3, 31)


def assignments(client: Client) -> list[tuple[object, ...]]:
    facts = believed("case_manager_assignments").filter(person_id=client.person_id)
    return [tuple(fact.cell(name) for name in ROW) for fact in facts.order_by("starts_on", "role")]


@pytest.fixture
def colleague(user_with: Callable[..., User]) -> User:
    return user_with("visser", Role.CASE_MANAGER)


def test_who_answered_for_the_client_stops_on_the_day_the_next_begins(
    client: Client, colleague: User, team_leader: User
) -> None:
    moved = assign(
        [client], Assignment({Domain.INTEGRAL: colleague}, DAY, is_warm=True), team_leader
    )
    assert moved == 1
    assert assignments(client) == [
        ("both", "bakker", START, DAY, True),
        ("both", "visser", DAY, None, None),
    ]


def test_handing_over_work_leaves_income_where_it_was(
    client: Client, colleague: User, team_leader: User
) -> None:
    assign([client], Assignment({Domain.WORK: colleague}, DAY, is_warm=False), team_leader)
    assert assignments(client) == [
        ("both", "bakker", START, DAY, False),
        ("income", "bakker", DAY, None, None),
        ("work", "visser", DAY, None, None),
    ]


def test_an_assignment_of_the_same_day_was_a_mistake_and_is_withdrawn(
    client: Client, colleague: User, team_leader: User
) -> None:
    assign([client], Assignment({Domain.INTEGRAL: colleague}, START, is_warm=False), team_leader)
    assert assignments(client) == [("both", "visser", START, None, None)]


def test_all_are_assigned_or_none(
    client: Client,
    client_of: Callable[..., Client],
    case_manager: User,
    colleague: User,
    team_leader: User,
) -> None:
    other = client_of(case_manager, number="0041-7724")
    assign([other], Assignment({Domain.INTEGRAL: colleague}, DAY, is_warm=False), team_leader)
    earlier = Assignment({Domain.INTEGRAL: case_manager}, date(2026, 2, 1), is_warm=False)
    with pytest.raises(CannotAssignError, match="since 31 Mar 2026"):
        assign([client, other], earlier, team_leader)
    assert assignments(client) == [("both", "bakker", START, None, None)]


def test_only_case_managers_get_clients(client: Client, team_leader: User) -> None:
    with pytest.raises(CannotAssignError, match="Smit is no case manager"):
        assign(
            [client], Assignment({Domain.INTEGRAL: team_leader}, DAY, is_warm=False), team_leader
        )


def test_a_team_leader_assigns_from_the_list(
    client: Client, colleague: User, team_leader: User, browser_of: Callable[[User], Browser]
) -> None:
    answers = {
        "client": client.number,
        "both": colleague.username,
        "starts_on": "2026-03-31",
        "reason": "caseload te groot",
    }
    response = browser_of(team_leader).post("/team/toewijzen", answers)
    assert response.status_code == 302
    assert assignments(client)[-1] == ("both", "visser", DAY, None, None)


def test_a_norm_needs_its_grounds(team_leader: User, browser_of: Callable[[User], Browser]) -> None:
    answers = {"clients": "100", "valid_from": "2026-04-01", "grounds": ""}
    assert browser_of(team_leader).post("/team/norm", answers).status_code == 422


def test_a_task_for_each_is_given_in_one_change(
    client: Client, colleague: User, case_manager: User, team_leader: User
) -> None:
    managers = {Domain.INCOME: colleague, Domain.WORK: case_manager}
    assign([client], Assignment(managers, DAY, is_warm=True, reason="apart"), team_leader)
    assert assignments(client) == [
        ("both", "bakker", START, DAY, True),
        ("income", "visser", DAY, None, None),
        ("work", "bakker", DAY, None, None),
    ]
    assert Change.objects.filter(step="assign").count() == 1


def test_who_answers_for_just_this_already_is_left_in_place(
    client: Client, colleague: User, case_manager: User, team_leader: User
) -> None:
    same = Assignment({Domain.INTEGRAL: case_manager}, DAY, is_warm=False)
    assert assign([client], same, team_leader) == 0
    assert assignments(client) == [("both", "bakker", START, None, None)]
    assign([client], Assignment({Domain.WORK: case_manager}, DAY, is_warm=False), team_leader)
    apart = {Domain.INCOME: colleague, Domain.WORK: case_manager}
    later = date(2026, 3, 31)
    assign([client], Assignment(apart, later, is_warm=False), team_leader)
    assert assignments(client)[1:] == [
        ("income", "visser", DAY, None, None),
        ("work", "bakker", DAY, None, None),
    ]


def test_nothing_is_assigned_to_nobody(client: Client, team_leader: User) -> None:
    with pytest.raises(CannotAssignError, match="at least one case manager"):
        assign([client], Assignment({}, DAY, is_warm=False), team_leader)


def test_a_long_list_is_shown_in_pages_and_says_so(
    client_of: Callable[..., Client],
    case_manager: User,
    team_leader: User,
    browser_of: Callable[[User], Browser],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(views, "AT_ONCE", 2)
    team_leader.language = "en"
    team_leader.save()
    for number in ("0041-1", "0041-2", "0041-3"):
        client_of(case_manager, number=number)
    browser = browser_of(team_leader)
    first = words(browser.get("/team/toewijzen"))
    assert "Clients 1 to 2 of 3; what is chosen holds for this page." in first
    assert "0041-3" not in first
    second = browser.get("/team/toewijzen?page=2&choose=all").content.decode()
    assert 'value="0041-3" checked' in second
