"""Several people at the very same moment, each in a process of the database of their own.

SQLite lets one at a time in, so only PostgreSQL (TREDE_DATABASE) can show what happens.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, connections

from tests.register.steps.test_handover import handover
from tests.register.steps.test_registering import GROOT
from trede.errors import TredeError
from trede.language import use_language
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.facts.models import believed
from trede.register.facts.versions import Change
from trede.register.steps.handover import read_handover
from trede.register.steps.handover_receiving import receive
from trede.register.steps.registering import register

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one by one"),
]

PEOPLE = 4


def at_once(*tasks: Callable[[], object]) -> list[object]:
    """Do tasks at the same moment; return what each returned or raised."""
    together = Barrier(len(tasks))

    def do(task: Callable[[], object]) -> object:
        use_language("en")
        together.wait()
        try:
            return task()
        except TredeError as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(do, tasks))


def test_one_person_registered_by_several_at_once_gets_one_dossier(case_manager: User):
    person = {**GROOT, "birth_on": date(1990, 7, 14)}
    done = at_once(*[lambda: register(person, case_manager, case_manager)] * PEOPLE)
    assert Client.objects.count() == 1
    assert believed("persons").count() == 1
    assert sum(1 for each in done if getattr(each, "change", None) is not None) == 1


def test_several_people_registered_at_once_get_numbers_of_their_own(case_manager: User):
    numbers = ("123456782", "111222333", "100000009", "100000010")

    def registering(index: int) -> Callable[[], object]:
        person = {**GROOT, "citizen_number": numbers[index], "family_name": f"Groot {index}"}
        return lambda: register(
            {**person, "birth_on": date(1990, 7, 14)}, case_manager, case_manager
        )

    done = at_once(*map(registering, range(PEOPLE)))
    assert [each for each in done if isinstance(each, TredeError)] == []
    found = sorted(client.number for client in Client.objects.all())
    assert found == ["2026-00001", "2026-00002", "2026-00003", "2026-00004"]


def test_one_handover_received_by_several_at_once_is_received_once(case_manager: User):
    whole = read_handover(handover())
    at_once(*[lambda: receive(whole, case_manager, case_manager)] * PEOPLE)
    assert Change.objects.filter(step="handover").count() == 1
    assert believed("applications").count() == 1
