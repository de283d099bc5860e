"""Citizen service numbers are checked, used to link, and replaced by a keyed pseudonym."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.dossier.pseudonyms import (
    Pseudonymiser,
    UnusableKeyError,
    passes_eleven_proof,
    read_or_make_key,
)


@pytest.mark.parametrize("number", ["123456782", "999100026", "111222333", "10000008"])
def test_well_formed_numbers_pass_the_eleven_proof(number: str) -> None:
    assert passes_eleven_proof(number)


@pytest.mark.parametrize(
    "number",
    ["123456789", "000000000", "", "12345678a", "1234567", "1234567820", "１２３４５６７８２"],
)
def test_other_numbers_fail_it(number: str) -> None:
    assert not passes_eleven_proof(number)


@given(st.integers(0, 999_999_999))
def test_the_eleven_proof_follows_its_definition(number: int) -> None:
    digits = f"{number:09d}"
    weighted = sum(
        weight * int(digit)
        for weight, digit in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits, strict=True)
    )
    assert passes_eleven_proof(digits) == (number > 0 and weighted % 11 == 0)


def test_the_same_key_gives_the_same_pseudonym_and_another_key_another() -> None:
    one, again, other = (Pseudonymiser(key) for key in (b"a" * 40, b"a" * 40, b"b" * 40))
    assert one.of("123456782") == again.of("123456782")
    assert one.of("123456782") != other.of("123456782")


def test_numbers_of_different_registers_never_meet() -> None:
    pseudonyms = Pseudonymiser(b"a" * 40)
    assert pseudonyms.of("00100001", "citizen") != pseudonyms.of("00100001", "administration")


def test_a_pseudonym_does_not_show_the_number() -> None:
    assert "123456782" not in Pseudonymiser(b"a" * 40).of("123456782")


def test_a_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "settings" / "pseudonyms.key"
    assert read_or_make_key(path) == read_or_make_key(path)
    assert path.stat().st_mode & 0o077 == 0


def test_a_damaged_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pseudonyms.key"
    path.write_text("short")
    with pytest.raises(UnusableKeyError, match=r"pseudonyms\.key"):
        read_or_make_key(path)
