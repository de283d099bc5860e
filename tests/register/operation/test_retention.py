"""Who former clients were is removed after the term; what happened with them stays."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.register.steps.taking import record
from trede.register.accounts.models import User
from trede.register.clients.models import Client, Identity
from trede.register.facts.journal import open_journal
from trede.register.facts.models import MODELS, believed
from trede.register.facts.versions import Change
from trede.register.operation.retention import OtherNumberError, past_term, remove, years_on

pytestmark = pytest.mark.django_db
TODAY, LATER = date(2026, 3, 31), date(2036, 7, 1)
ENDED = date(2026, 2, 1)


@pytest.fixture
def former(client: Client, case_manager: User) -> Client:
    """Pieter left in February 2026."""
    spell = {"spell_id": "S", "scheme": "PW", "starts_on": date(2026, 1, 5), "ends_on": ENDED}
    record(client, case_manager, "benefit_spells", spell)
    with open_journal(author=case_manager, step="earlier", client=client) as journal:
        (assignment,) = believed("case_manager_assignments").filter(person_id=client.person_id)
        journal.correct(assignment, {"ends_on": ENDED})
    return client


def rows() -> dict[str, int]:
    return {name: model.objects.count() for name, model in MODELS.items()}


def test_the_term_runs_from_the_last_day_on_file(former: Client) -> None:
    assert years_on(TODAY) == 10
    assert past_term(date(2036, 2, 1)) == []
    (found,) = past_term(date(2036, 2, 2))
    assert (found.client, found.last_day) == (former, ENDED)


def test_whoever_still_has_benefit_or_a_case_manager_stays(
    former: Client, client_of: Callable[..., Client], case_manager: User
) -> None:
    client_of(case_manager, number="0041-7724")
    assert [each.client for each in past_term(LATER)] == [former]


def test_who_someone_was_is_removed_in_every_version_and_the_facts_stay(former: Client) -> None:
    before = rows()
    assert [each.client for each in remove(LATER, confirmed=1)] == [former]
    assert not Identity.objects.exists()
    assert rows() == before
    again = Client.objects.get(pk=former.pk)
    assert again.listed_name == former.number
    assert past_term(LATER) == []
    change = Change.objects.get(step="retention")
    assert (change.person_id, change.tables) == (former.person_id, ["identities"])
    assert change.reason == "Past the term of 10 years; the last day on file is 1 Feb 2026."


def test_nothing_is_removed_if_another_number_was_confirmed(former: Client) -> None:
    with pytest.raises(OtherNumberError, match="past the term is 1, not 2"):
        remove(LATER, confirmed=2)
    assert Identity.objects.filter(client=former).exists()
