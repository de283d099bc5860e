"""Facts are said in a line that reads as people speak."""

from datetime import date

import pytest

from tests.register.steps.taking import record
from trede.language import speaking
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.steps.reading_errors import explain
from trede.register.steps.telling import tell

pytestmark = pytest.mark.django_db


def test_an_employer_is_not_named_an_employer_twice(client: Client, case_manager: User):
    work = {"placement_id": "B1", "employer": "werkgever 177", "starts_on": date(2026, 3, 1),
            "financed_by": "employer"}  # fmt: skip
    with speaking("nl"):
        told = tell(record(client, case_manager, "placements", work))
    assert told == "Werk: werkgever 177, betaald door werkgever, van 1 mrt 2026"


def test_a_question_of_another_system_has_a_name_that_people_read(
    client: Client, case_manager: User
):
    said = {
        "answer_id": "A1",
        "question": "health",
        "answer": "Goed.",
        "answered_on": date(2026, 3, 1),
    }
    with speaking("nl"):
        assert tell(record(client, case_manager, "answers", said)) == "Gezondheid: Goed."


def test_a_file_that_is_no_json_says_where_in_our_own_words():
    wrong = {
        "type": "json_invalid",
        "loc": (),
        "ctx": {"error": "expected value at line 3 column 7"},
    }
    with speaking("nl"):
        assert explain(wrong) == "Dit is geen JSON-bestand: regel 3, teken 7 is niet te lezen."
