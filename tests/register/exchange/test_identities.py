"""Who the clients are, from a file of the municipality: every row is accounted for."""

from datetime import date
from pathlib import Path

import pytest

from trede.register.clients.models import Client, Identity
from trede.register.clients.numbers import decrypt_number, pseudonym_of
from trede.register.exchange.identities import (
    Identified,
    UnusableIdentitiesError,
    UnusedRow,
    add_identities,
    read_identities,
)

pytestmark = pytest.mark.django_db

NUMBERS = ("111222333", "123456782", "999999990")


@pytest.fixture
def clients() -> list[Client]:
    """Clients 1 and 2, of whom only the pseudonym is known."""
    return [
        Client.objects.create(person_id=pseudonym_of(number), number=str(position))
        for position, number in enumerate(NUMBERS[:2], start=1)
    ]


def file_of(folder: Path, text: str) -> Path:
    """Write a file with identities."""
    path = folder / "clients.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.usefixtures("clients")
def test_a_row_is_used_for_the_client_with_that_citizen_service_number(tmp_path):
    file = file_of(
        tmp_path,
        "bsn;voornamen;tussenvoegsel;achternaam;geboortedatum;adres;postcode;woonplaats\n"
        "111222333;Ana Maria;van der;Meer;28-02-1985;Lindelaan 3;1234 FI;Voorbeeldstad\n",
    )
    assert add_identities(read_identities(file)) == Identified(1, 1, (), 1)
    [identity] = Identity.objects.all()
    assert identity.client.number == "1"
    assert identity.full_name == "Ana Maria van der Meer"
    assert identity.birth_on == date(1985, 2, 28)
    assert decrypt_number(identity.encrypted_number) == "111222333"
    assert b"111222333" not in bytes(identity.encrypted_number)


@pytest.mark.usefixtures("clients")
def test_every_row_that_is_not_used_is_told_with_its_line_and_reason(tmp_path):
    file = file_of(
        tmp_path,
        "citizen_service_number,first_names,family_name,birth_on,address\n"
        '111222333,Ana,Meer,1985-02-28,"Lindelaan 3\nsecond floor"\n'
        "\n"
        "111222333,Ana,Meer,1985-02-28,\n"
        "999999990,Bo,Bos,1985-02-28,\n"
        "123456789,Cas,Kok,1985-02-28,\n"
        "123456782,,Smit,1985-02-28,\n"
        "123456782,Dik,Smit,31-02-1985,\n",
    )
    found = add_identities(read_identities(file))
    proof = "This is no citizen service number: it does not pass the eleven-proof. Check it."
    assert found == Identified(
        read=6,
        used=1,
        unused=(
            UnusedRow(5, "this client has a name already"),
            UnusedRow(6, "no client has this citizen service number"),
            UnusedRow(7, proof),
            UnusedRow(8, "first_names is empty"),
            UnusedRow(9, "birth_on is no date; write it as 1980-12-31"),
        ),
        unnamed=1,
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "the column citizen_service_number is missing"),
        ("bsn;voornamen\n", "the column family_name is missing"),
        ("bsn;voornamen;achternaam;salaris\n", '"salaris" is no column of it'),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(tmp_path, text, why):
    with pytest.raises(UnusableIdentitiesError) as refused:
        read_identities(file_of(tmp_path, text))
    assert why in str(refused.value)


def test_a_file_in_another_encoding_is_refused_whole(tmp_path):
    file = tmp_path / "clients.csv"
    file.write_bytes("bsn;voornamen;achternaam\n111222333;Zoë;Bos\n".encode("latin-1"))
    with pytest.raises(UnusableIdentitiesError, match="it is not in UTF-8"):
        read_identities(file)


@pytest.mark.usefixtures("clients")
def test_a_row_without_a_citizen_service_number_is_told_as_empty(tmp_path):
    file = file_of(tmp_path, "bsn;voornamen;achternaam\n;Ana;Meer\n  ;Bo;Bos\n")
    assert add_identities(read_identities(file)) == Identified(
        read=2,
        used=0,
        unused=(
            UnusedRow(2, "citizen_service_number is empty"),
            UnusedRow(3, "citizen_service_number is empty"),
        ),
        unnamed=2,
    )


@pytest.mark.usefixtures("clients")
def test_names_can_come_later_in_a_second_file(tmp_path):
    heading = "bsn;voornamen;achternaam\n"
    first = file_of(tmp_path, heading + "111222333;Ana;Meer\n")
    assert add_identities(read_identities(first)).unnamed == 1
    second = file_of(tmp_path, heading + "111222333;Anna;Meer\n123456782;Dik;Smit\n")
    assert add_identities(read_identities(second)) == Identified(
        2, 1, (UnusedRow(2, "this client has a name already"),), 0
    )
    assert sorted(each.first_names for each in Identity.objects.current()) == ["Ana", "Dik"]
