"""Pairs of clients who look like one person are found by rules that one can read."""

from datetime import date

import pytest

from trede.register.access.models import Look
from trede.register.clients.identities import write_identity
from trede.register.clients.models import Client, Identity
from trede.register.facts.journal import open_journal
from trede.register.quality.duplicates import RULES, candidates, rule_titles
from trede.register.quality.models import LeftAsIs, Merge

pytestmark = pytest.mark.django_db
BIRTH = date(1985, 2, 28)


@pytest.fixture
def person(case_manager, client_of):
    """Return a function that puts a client on file with a name, a birth and an address."""

    def make(number: str, **said: object) -> Client:
        client = client_of(case_manager, number=number)
        usual = {"family_name": "Jansen", "first_names": "Pieter", "birth_on": BIRTH}
        Identity.objects.filter(client=client).update(**{**usual, **said})
        return client

    return make


def found() -> dict[tuple[str, str], tuple[str, ...]]:
    return {(each.one.number, each.other.number): each.rules for each in candidates()}


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ({"first_names": "Petrus"}, ("family_and_birth",)),
        ({"family_name": "JAN-SEN ", "first_names": "P."}, ("family_and_birth",)),
        ({"family_name": "Bakker"}, ("first_names_and_birth",)),
        ({"birth_on": date(1985, 2, 27)}, ()),
        ({"family_name": "Vos", "first_names": "An"}, ()),
        ({"birth_on": None}, ()),
    ],
    ids=str,
)
def test_two_clients_look_alike_by_name_and_birth(person, said, rules):
    person("1")
    person("2", **said)
    assert found() == ({("1", "2"): rules} if rules else {})


def test_day_and_month_of_birth_that_were_exchanged_are_seen(person):
    person("1", birth_on=date(1985, 3, 4))
    person("2", birth_on=date(1985, 4, 3))
    assert found() == {("1", "2"): ("name_and_turned_birth",)}


def test_the_same_home_counts_with_a_birth_or_a_name(person):
    home = {"address": "Kade 1", "postcode": "1234 AB"}
    person("1", **home)
    person("2", **{**home, "postcode": "1234ab"}, birth_on=None)
    person("3", **home, family_name="Vos", first_names="An")
    assert found() == {("1", "2"): ("name_and_home",), ("1", "3"): ("address_and_birth",)}


def test_an_institutions_address_tells_nothing(person):
    for nth in range(21):
        said = {"family_name": f"Vos {nth}", "first_names": f"An {nth}"}
        person(str(nth), address="Kade 1", postcode="1234 AB", **said)
    assert found() == {}


def test_whoever_looks_most_alike_comes_first(person):
    person("1", first_names="Anna")
    person("2", first_names="Anna", family_name="Vos")
    person("3", birth_on=date(1990, 1, 1))
    person("4", birth_on=date(1990, 1, 1))
    assert list(found()) == [("3", "4"), ("1", "2")]


def test_a_name_that_changed_is_seen_at_once(person, keeper):
    person("1")
    other = person("2", family_name="Vos", first_names="An")
    assert found() == {}
    with open_journal(author=keeper, step="personal-details", client=other) as journal:
        write_identity(journal, other, {"family_name": "Jansen"})
    assert list(found()) == [("1", "2")]


def test_every_rule_is_explained():
    assert rule_titles().keys() == RULES.keys()


def test_two_people_after_all_leave_the_list_for_a_reason(person, keeping, keeper):
    person("1")
    person("2")
    assert keeping.get("/gegevens/dubbel").content.decode().count("/gegevens/dubbel/1/2") == 1
    refused = keeping.post("/gegevens/dubbel/1/2", {"reason": ""})
    assert refused.status_code == 422
    assert not LeftAsIs.objects.exists()
    keeping.post("/gegevens/dubbel/1/2", {"reason": "Twins, both at the counter."})
    assert found() == {}
    left = LeftAsIs.objects.get()
    assert (left.reason, left.author) == ("Twins, both at the counter.", keeper)
    keeping.post(f"/gegevens/gelaten/{left.pk}/terug")
    assert list(found()) == [("1", "2")]


def test_comparing_is_a_look_at_both(person, keeping, keeper):
    for number in "12":
        person(number)
    keeping.get("/gegevens/dubbel/1/2")
    looks = Look.objects.filter(user=keeper).values_list("client__number", "page", "basis")
    assert set(looks) == {("1", "compare-clients", "task"), ("2", "compare-clients", "task")}


def test_who_only_reads_states_a_reason_before_comparing(person, reading):
    person("1")
    person("2")
    assert reading.get("/gegevens/dubbel/1/2").url.startswith("/clienten/1/reden")


def test_the_list_shows_an_auditor_numbers_only(person, reading):
    person("1")
    person("2")
    shown = reading.get("/gegevens/dubbel").content.decode()
    assert "Jansen" not in shown
    assert "/gegevens/dubbel/1/2" in shown


def test_two_clients_found_by_name_and_number_are_compared(person, keeping):
    person("1", family_name="Bakker")
    person("22", family_name="Vos", birth_on=date(1990, 1, 1))
    answer = keeping.get("/gegevens/dubbel?one=Bakker&other=22")
    assert answer.url == "/gegevens/dubbel/1/22"


def test_a_merge_is_made_and_undone_on_the_pages(person, keeping):
    person("1")
    person("2")
    assert keeping.get("/gegevens/dubbel/1/2/samenvoegen").status_code == 200
    assert keeping.post("/gegevens/dubbel/1/2/samenvoegen", {"keep": "2"}).status_code == 422
    sent = {"keep": "2", "reason": "Same passport."}
    done = keeping.post("/gegevens/dubbel/1/2/samenvoegen", sent)
    merge = Merge.objects.get()
    assert (merge.kept.number, merge.merged.number) == ("2", "1")
    assert done.url == f"/gegevens/samengevoegd/{merge.pk}"
    assert "1 is nu 2" in keeping.get("/gegevens/samengevoegd").content.decode()
    assert keeping.post(f"{done.url}/terug", {}).status_code == 422
    keeping.post(f"{done.url}/terug", {"reason": "Cousins."})
    assert Client.objects.filter(merged_into__isnull=True).count() == 2
    assert "Cousins." in keeping.get(done.url).content.decode()


def test_a_client_is_not_compared_with_itself(person, keeping):
    person("1")
    assert keeping.get("/gegevens/dubbel/1/1").status_code == 404
