"""Clients get another case manager, singly or in bulk, and the file keeps who it was before."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client as Browser

from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.caseloads.assigning import Assignment, CannotAssignError, assign
from trede.register.clients.models import Client
from trede.register.facts.models import believed

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
    moved = assign([client], Assignment(colleague, "both", DAY, is_warm=True), team_leader)
    assert moved == 1
    assert assignments(client) == [
        ("both", "bakker", START, DAY, True),
        ("both", "visser", DAY, None, None),
    ]


def test_handing_over_work_leaves_income_where_it_was(
    client: Client, colleague: User, team_leader: User
) -> None:
    assign([client], Assignment(colleague, "work", DAY, is_warm=False), team_leader)
    assert assignments(client) == [
        ("both", "bakker", START, DAY, False),
        ("income", "bakker", DAY, None, None),
        ("work", "visser", DAY, None, None),
    ]


def test_an_assignment_of_the_same_day_was_a_mistake_and_is_withdrawn(
    client: Client, colleague: User, team_leader: User
) -> None:
    assign([client], Assignment(colleague, "both", START, is_warm=False), team_leader)
    assert assignments(client) == [("both", "visser", START, None, None)]


def test_all_are_assigned_or_none(
    client: Client,
    client_of: Callable[..., Client],
    case_manager: User,
    colleague: User,
    team_leader: User,
) -> None:
    other = client_of(case_manager, number="0041-7724")
    assign([other], Assignment(colleague, "both", DAY, is_warm=False), team_leader)
    earlier = Assignment(case_manager, "both", date(2026, 2, 1), is_warm=False)
    with pytest.raises(CannotAssignError, match="since 31-03-2026"):
        assign([client, other], earlier, team_leader)
    assert assignments(client) == [("both", "bakker", START, None, None)]


def test_only_case_managers_get_clients(client: Client, team_leader: User) -> None:
    with pytest.raises(CannotAssignError, match="Smit is no case manager"):
        assign([client], Assignment(team_leader, "both", DAY, is_warm=False), team_leader)


def test_a_team_leader_assigns_from_the_list(
    client: Client, colleague: User, team_leader: User, browser_of: Callable[[User], Browser]
) -> None:
    answers = {
        "client": client.number,
        "manager": colleague.username,
        "role": "both",
        "starts_on": "2026-03-31",
        "reason": "caseload te groot",
    }
    response = browser_of(team_leader).post("/team/toewijzen", answers)
    assert response.status_code == 302
    assert assignments(client)[-1] == ("both", "visser", DAY, None, None)


def test_a_norm_needs_its_grounds(team_leader: User, browser_of: Callable[[User], Browser]) -> None:
    answers = {"clients": "100", "valid_from": "2026-04-01", "grounds": ""}
    assert browser_of(team_leader).post("/team/norm", answers).status_code == 422
