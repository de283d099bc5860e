"""The worklist shows what is due for one's own clients, most urgent first."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client as Browser

from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client
from trede.register.signals.models import Signal
from trede.register.worklists.worklist import worklist_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 31)


def signal(client: Client, due_on: date, manager: str = "bakker", rule: str = "no_plan") -> Signal:
    return Signal.objects.create(
        person_id=client.person_id,
        rule=rule,
        subject=str(due_on),
        due_on=due_on,
        since_on=date(2026, 1, 5),
        case_manager_id=manager,
        team="Zuid",
    )


def test_tasks_stand_in_the_order_of_their_day_and_a_backlog_apart(
    client: Client, case_manager: User
) -> None:
    days = [date(2026, 4, 10), date(2026, 3, 30), date(2025, 12, 1), date(2026, 4, 1)]
    for day in days:
        signal(client, day)
    worklist = worklist_of(case_manager, TODAY)
    assert [task.signal.due_on for task in worklist.tasks] == [
        date(2026, 3, 30),
        date(2026, 4, 1),
        date(2026, 4, 10),
    ]
    assert [task.signal.due_on for task in worklist.backlog] == [date(2025, 12, 1)]
    assert (worklist.late, worklist.this_week, worklist.oldest_late) == (1, 1, 1)


def test_a_task_of_someone_else_is_not_in_it_but_the_team_leader_sees_it(
    client: Client, case_manager: User, user_with: Callable[..., User]
) -> None:
    signal(client, date(2026, 4, 1), manager="visser")
    assert worklist_of(case_manager, TODAY).tasks == ()
    leader = user_with("smit", Role.TEAM_LEADER)
    assert len(worklist_of(leader, TODAY).tasks) == 1


def test_an_empty_worklist_says_that_all_is_done(page: Browser) -> None:
    shown = page.get("/werklijst/").content.decode()
    assert "Er is niets te doen" in shown


def test_the_tile_of_what_is_late_leads_to_the_backlog(page: Browser, client: Client) -> None:
    for day in (date(2026, 3, 30), date(2025, 12, 1), date(2025, 11, 1)):
        signal(client, day, rule="plan_due")
    shown = page.get("/werklijst/").content.decode()
    assert "nog 2 zijn langer te laat: de achterstand</a>" in shown
