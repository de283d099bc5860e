"""Filling the register from a dossier: everything or nothing, and who the clients are."""

from datetime import date, datetime
from pathlib import Path

import pytest

from trede.dossier.building import Cell, DossierBuilder
from trede.dossier.checks import check_dossier
from trede.dossier.codes import write_codes
from trede.dossier.storage import Dossier, write_dossier
from trede.dossier.tables import TABLES
from trede.measures.composition import known_rows
from trede.measures.engines.embedded import embedded_engine
from trede.register.accounts.models import Team, User
from trede.register.clients.models import Client, Identity
from trede.register.clients.numbers import pseudonym_of
from trede.register.exchange.exporting import export_dossier
from trede.register.exchange.loading import AlreadyOnFileError, BelievedTwiceError, load_dossier
from trede.register.exchange.made_up_names import make_up_person
from trede.register.facts.models import believed, model_of
from trede.register.facts.versions import Change

pytestmark = pytest.mark.django_db


class Written:
    """A small dossier in the making."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.facts = DossierBuilder()

    def add(self, table: str, **row: Cell) -> None:
        """Add a row from the source "local"."""
        self.facts.add(table, {"source": "local", **row})

    def write(self) -> Dossier:
        """Write the dossier, with Trede's code lists."""
        write_codes(self.facts)
        with write_dossier(self.folder) as writer:
            self.facts.write(writer)
            writer.finish("test", {})
        return Dossier(self.folder)


@pytest.fixture
def small(tmp_path) -> Written:
    """A small dossier in the making."""
    return Written(tmp_path / "small")


def test_every_person_becomes_a_client_with_the_municipality_s_own_number(municipality):
    load_dossier(municipality)
    persons = municipality.read("persons").to_pylist()
    assert dict(Client.objects.values_list("person_id", "number")) == {
        row["person_id"]: row["client_number"] for row in persons
    }


def test_all_that_was_loaded_is_one_change(municipality):
    load_dossier(municipality)
    [change] = Change.objects.all()
    assert change.step == "load"
    assert set(change.tables) == {name for name in TABLES if len(municipality.read(name))}
    assert set(model_of("benefit_spells").objects.values_list("recorded_in", flat=True)) == {
        change.pk
    }


def test_case_managers_become_users_who_cannot_sign_in(municipality):
    loaded = load_dossier(municipality)
    assignments = municipality.read("case_manager_assignments").to_pylist()
    assert set(User.objects.values_list("username", flat=True)) == {
        row["case_manager_id"] for row in assignments
    }
    assert set(Team.objects.values_list("name", flat=True)) == {row["team"] for row in assignments}
    assert loaded.users == User.objects.count()
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_a_number_that_cannot_be_an_address_is_replaced(small):
    number = "111222333"
    for person, client_number in [
        ("P1", "K 1/2"),
        ("P2", None),
        ("P3", "8841"),
        ("P4", "8841"),
        (pseudonym_of(number), number),
    ]:
        small.add("persons", person_id=person, client_number=client_number)
    load_dossier(small.write())
    numbers = dict(Client.objects.values_list("person_id", "number"))
    assert numbers.pop("P3") == "8841"
    assert set(numbers.values()) == {"70000001", "70000002", "70000003", "70000004"}


def test_a_dossier_is_loaded_once_and_nothing_of_it_half(municipality):
    load_dossier(municipality)
    before = Change.objects.count(), Client.objects.count(), model_of("contacts").objects.count()
    with pytest.raises(AlreadyOnFileError, match=r"^table persons: \d+ facts .* on file already"):
        load_dossier(municipality)
    after = Change.objects.count(), Client.objects.count(), model_of("contacts").objects.count()
    assert after == before


def test_a_second_dossier_is_added_beside_the_first(municipality, small):
    load_dossier(municipality)
    small.add("persons", person_id="P-new")
    small.add("contacts", person_id="P-new", contact_id="N1", contact_on=date(2026, 1, 7))
    loaded = load_dossier(small.write())
    assert {name: number for name, number in loaded.rows.items() if number} == {
        "persons": 1,
        "contacts": 1,
    }
    assert loaded.clients == 1


def test_a_dossier_that_believes_two_rows_with_one_key_is_refused(small):
    for composition in ("alone", "couple"):
        small.add("households", household_id="H1", composition=composition)
    with pytest.raises(BelievedTwiceError, match=r"^table households: 1 facts .*first: H1"):
        load_dossier(small.write())
    assert not Change.objects.exists()


DAY = date(2025, 9, 30)
END_OF_DAY = datetime(2025, 9, 30, 23, 59, 59, 999999)


@pytest.mark.parametrize(
    "table",
    ["benefit_spells", "exemptions", "trajectories", "plans", "appointments", "classifications"],
)
def test_as_of_a_day_the_register_holds_what_measures_see_as_of_that_day(municipality, table):
    load_dossier(municipality, as_of=DAY)
    known = set(believed("persons").values_list("person_id", flat=True))
    with embedded_engine(municipality) as engine:
        question = (("as_of", DAY), ("known_at", END_OF_DAY), ("sources", ("all",)))
        seen = engine.run(known_rows(table, question)).to_pylist()
    names = [column.name for column in TABLES[table].own_columns if not column.references]
    expected = sorted(
        str([row[name] for name in names]) for row in seen if row["person_id"] in known
    )
    assert sorted(str([f.cell(name) for name in names]) for f in believed(table)) == expected
    assert expected


def test_as_of_a_day_nothing_refers_to_what_is_not_there_yet(municipality, tmp_path):
    load_dossier(municipality, as_of=DAY)
    export_dossier(tmp_path / "export", DAY)
    findings = check_dossier(tmp_path / "export").to_pylist()
    assert [found for found in findings if found["rule"] != "overlap"] == []


def test_a_later_end_and_a_later_withdrawal_are_not_known_yet(small):
    small.add("persons", person_id="P1")
    spell = {"person_id": "P1", "spell_id": "S1", "scheme": "WWB", "starts_on": date(2025, 1, 1)}
    learned = datetime(2025, 11, 3, 10, 0)
    small.add("benefit_spells", **spell, withdrawn_at=learned)
    small.add("benefit_spells", **spell, ends_on=date(2025, 11, 1), recorded_at=learned)
    load_dossier(small.write(), as_of=DAY)
    [fact] = model_of("benefit_spells").objects.all()
    assert (fact.ends_on, fact.withdrawn_at) == (None, None)


def test_made_up_names_are_the_same_every_time_and_homes_are_shared(municipality):
    load_dossier(municipality, made_up_names=True)
    names = {who.client.person_id: who for who in Identity.objects.select_related("client")}
    assert len(names) == Client.objects.count()
    homes = dict(believed("household_members").values_list("household_id", "person_id"))
    for household, person in believed("household_members").values_list("household_id", "person_id"):
        assert names[person].address == names[homes[household]].address
    person = min(names)
    fact = believed("persons").get(person_id=person)
    home = believed("household_members").get(person_id=person).household_id
    again = make_up_person(person, fact.sex, home)
    assert (names[person].first_names, names[person].family_name) == (
        again.first_names,
        again.family_name,
    )
    assert names[person].encrypted_number is None
