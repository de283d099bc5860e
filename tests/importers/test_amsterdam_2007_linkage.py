"""Amsterdam's five systems: who is who, by citizen service number or client number."""

import pytest

from tests.importers.city_extracts import ANNA, BEN, City, not_used
from trede.dossier.storage import Dossier
from trede.dossier.tables import TABLES


def test_all_systems_speak_of_the_same_person(city: City) -> None:
    city.has()
    ((person,),) = city.rows("persons", "person_id")
    for table in (
        "benefit_spells",
        "exemptions",
        "participations",
        "attendances",
        "classifications",
        "exit_verifications",
        "household_members",
    ):
        assert {owner for (owner,) in city.rows(table, "person_id")} == {person}
    assert {owner for (owner,) in city.rows("costs", "person_id")} == {person, None}


def test_numbers_and_names_of_citizens_stay_outside(city: City) -> None:
    log = city.has(m2000_deelnames=[{}, {"deelnamenummer": "2", "sofinummer": "98765"}])
    assert [entry.value for entry in log.not_used] == [None]
    dossier = Dossier(city.dossier)
    stored = "".join(str(dossier.read(table).to_pylist()) for table in TABLES)
    assert "00000001" in stored
    for private in (ANNA, "98765", "Bakker"):
        assert private not in stored


@pytest.mark.parametrize(
    ("file", "column", "number"),
    [
        ("nus_uitkeringen", "sofinummer", ""),
        ("nus_uitkeringen", "sofinummer", "0"),
        ("bvs_deelnames", "bsn", "000000000"),
        ("m2000_deelnames", "sofinummer", "999999999"),
        ("pion_detacheringen", "sofinummer", " 0 "),
        ("suwinet_controle", "sofinummer", "999999999"),
    ],
)
def test_without_a_citizen_number_a_row_cannot_be_used(
    city: City, file: str, column: str, number: str
) -> None:
    log = city.has(**{file: [{}, {column: number}]})
    rule = ("rejected", "citizen_number_missing", column)
    assert not_used(log) == [(f"{file}.csv", 3, *rule)]


def test_a_client_number_that_the_benefit_system_does_not_know_is_no_conflict(city: City) -> None:
    stranger = {"deelnamenummer": "2", "administratienummer": "77777777", "sofinummer": BEN}
    log = city.has(m2000_deelnames=[{}, stranger])
    assert not_used(log) == []
    assert len(city.rows("persons")) == 2


def test_a_wrong_number_is_told_before_a_conflict(city: City) -> None:
    both = {"deelnamenummer": "2", "sofinummer": "123456780"}
    log = city.has(m2000_deelnames=[{}, both])
    assert [entry.rule for entry in log.not_used] == ["citizen_number_fails_eleven_proof"]


def test_clients_known_by_client_number_only_are_kept_apart(city: City) -> None:
    stranger = {"administratienummer": "00000099"}
    log = city.has(
        treden=[{}, stranger], nus_ontheffingen=[{}, {**stranger, "ontheffingsnummer": "2"}]
    )
    assert not_used(log) == []
    assert sorted(city.rows("persons", "client_number", "identity_doubt")) == [
        ("00000001", None),
        ("00000099", "no_citizen_number"),
    ]
    owners = [owner for (owner,) in city.rows("classifications", "person_id")]
    assert len(set(owners)) == 2
    assert set(owners) == {owner for (owner,) in city.rows("exemptions", "person_id")}


def test_one_number_on_two_parties_is_doubted(city: City) -> None:
    city.has(
        nus_uitkeringen=[
            {"partij": "A"},
            {"partij": "p", "administratienummer": "00000002"},
            {"partij": "P", "administratienummer": "00000003", "sofinummer": BEN},
        ]
    )
    doubts = city.rows("persons", "client_number", "identity_doubt")
    assert sorted(doubts) == [("00000001", "number_on_two_parties"), ("00000003", None)]
