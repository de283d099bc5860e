"""A wrong citizen service number is corrected, and the file moves to the right pseudonym."""

from datetime import date

import pytest

from tests.register.quality.filing import on_file, put, record
from trede.register.clients.models import Client, Identity
from trede.register.clients.numbers import decrypt_number, encrypt_number, pseudonym_of
from trede.register.facts.models import believed
from trede.register.project.clock import now
from trede.register.quality.history import changes_of
from trede.register.quality.renumbering import NumberTakenError, renumber
from trede.register.signals.models import Standing
from trede.register.steps.refusing import RefusedError
from trede.register.steps.registering import find_known

pytestmark = pytest.mark.django_db
WRONG, RIGHT = "123456782", "111222333"
WHY = "Read from the passport."


@pytest.fixture
def known(client):
    """Return Pieter Jansen, registered under a wrong number."""
    believed("persons").filter(person_id=client.person_id).update(person_id=pseudonym_of(WRONG))
    believed("case_manager_assignments").update(person_id=pseudonym_of(WRONG))
    Client.objects.filter(pk=client.pk).update(person_id=pseudonym_of(WRONG))
    Identity.objects.filter(client=client).update(encrypted_number=encrypt_number(WRONG))
    client.refresh_from_db()
    put(client, "diagnoses", "intake partner", diagnosis_id="D", diagnosed_on=date(2026, 1, 20))
    return client


def said(told):
    """Leave the number out of what is on file: it is encrypted anew each time."""
    return {fact for fact in told if fact[0] != "identity"}


def test_everything_moves_and_the_client_keeps_its_own_number(known, keeper):
    before = said(on_file(known))
    renumber(known, RIGHT, keeper, WHY)
    client = Client.objects.get(pk=known.pk)
    assert client.number == known.number
    assert client.person_id == pseudonym_of(RIGHT)
    assert said(on_file(client)) == before
    assert decrypt_number(client.identity.encrypted_number) == RIGHT
    assert find_known(RIGHT) == client
    assert list(Standing.objects.values_list("person_id", flat=True)) == [client.person_id]


def test_the_wrong_number_is_free_for_whom_it_belongs_to(known, keeper):
    renumber(known, RIGHT, keeper, WHY)
    assert find_known(WRONG) is None
    assert not believed("diagnoses").filter(person_id=pseudonym_of(WRONG)).exists()


def test_the_history_moves_along_and_stays_out_of_the_file_of_the_other(known, keeper):
    record(known, "contacts", contact_id="C", contact_on=date(2026, 3, 2))
    renumber(known, RIGHT, keeper, WHY)
    client = Client.objects.get(pk=known.pk)
    assert sorted(changes_of(client).values_list("step", flat=True)) == ["citizen-number", "test"]
    other = Client.objects.create(person_id=pseudonym_of(WRONG), number="9")
    assert list(changes_of(other)) == []


def test_a_correction_is_corrected_back(known, keeper):
    before = said(on_file(known))
    renumber(known, RIGHT, keeper, WHY)
    renumber(Client.objects.get(pk=known.pk), WRONG, keeper, "It was right after all.")
    client = Client.objects.get(pk=known.pk)
    assert (client.person_id, said(on_file(client))) == (pseudonym_of(WRONG), before)


def test_a_number_that_another_has_is_not_given_twice(known, keeper, case_manager, client_of):
    other = client_of(case_manager, number="2")
    Client.objects.filter(pk=other.pk).update(person_id=pseudonym_of(RIGHT))
    with pytest.raises(NumberTakenError) as refused:
        renumber(known, RIGHT, keeper, WHY)
    assert refused.value.other == other
    assert Client.objects.get(pk=known.pk).person_id == pseudonym_of(WRONG)


def test_a_number_that_was_missing_is_added_without_moving(known, keeper):
    Identity.objects.filter(client=known).update(encrypted_number=None)
    renumber(known, WRONG, keeper, WHY)
    identity = Client.objects.get(pk=known.pk).identity
    assert decrypt_number(identity.encrypted_number) == WRONG


def test_that_the_number_was_missing_is_no_longer_said(known, keeper):
    believed("persons").update(identity_doubt="no_citizen_number")
    renumber(known, RIGHT, keeper, WHY)
    assert believed("persons").get().identity_doubt is None


def test_a_client_without_a_name_has_no_place_for_a_number(known, keeper):
    Identity.objects.filter(client=known).update(withdrawn_at=now())
    with pytest.raises(RefusedError):
        renumber(known, RIGHT, keeper, WHY)


def test_the_page_asks_why_and_shows_no_number(known, keeping):
    address = f"/gegevens/burgerservicenummer/{known.number}"
    assert WRONG not in keeping.get(address).content.decode()
    for sent in ({"citizen_number": RIGHT}, {"citizen_number": "123", "reason": WHY}):
        assert keeping.post(address, sent).status_code == 422
    done = keeping.post(address, {"citizen_number": RIGHT, "reason": WHY})
    assert done.url == f"/clienten/{known.number}"
    assert Client.objects.get(pk=known.pk).person_id == pseudonym_of(RIGHT)


def test_the_page_leads_to_comparing_if_another_has_the_number(
    known, keeping, case_manager, client_of
):
    other = client_of(case_manager, number="2")
    Client.objects.filter(pk=other.pk).update(person_id=pseudonym_of(RIGHT))
    sent = {"citizen_number": RIGHT, "reason": WHY}
    answer = keeping.post(f"/gegevens/burgerservicenummer/{known.number}", sent)
    assert f"/gegevens/dubbel/{known.number}/2" in answer.content.decode()
