"""A contract document is refused with the entry that is wrong, and what to do."""

from pathlib import Path

import pytest

from tests.settlement.stories import EXAMPLES, contract, on
from trede.settlement.entries import FaultyTermsError
from trede.settlement.reading import parse_terms, read_terms

SHIPPED = sorted(EXAMPLES.glob("*.toml"))
GLOBAL_START = (EXAMPLES / "global-start-2004.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_every_shipped_contract_names_its_source_and_its_first_day(file: Path):
    (terms,) = read_terms([file])
    assert terms.source.startswith(("rekenkamer-amsterdam-2007", "rwi-2004"))
    assert terms.holds_on(terms.starts_on)
    assert terms.ends_on is not None
    assert not terms.holds_on(terms.ends_on)


@pytest.mark.parametrize(
    ("there", "wrong", "message"),
    [
        (
            "amount = 8400",
            'amount = "8.400"',
            "contract.toml: fees[trajectory].amount is 8.400. Give an amount in euros, not below",
        ),
        ("amount = 8400", "amount = 8400.001", r"Give an amount in euros"),
        ("amount = 8400", "amuont = 8400", "fees[trajectory].amount is nothing."),
        (
            "vat_percent = 0",
            "vat_percent = 0\nvat_percentage = 0",
            "vat_percentage is 0. No contract has an entry of that name. Choose from vat_percent",
        ),
        ('part = "completion"', 'part = "end"', "Choose from intake, start, progress, phase"),
        ('part = "completion"', 'part = "phase"', "Name the report that proves this part"),
        ("valid_from = 2004-07-01", 'valid_from = "1-7-2004"', "Give a day as 2005-12-31"),
        ("valid_until = 2007-07-01", "valid_until = 2004-07-01", "later than valid_from"),
        ("months = 3\n", "months = 7\n", "Nobody can reach 7 months of work in it"),
        ("{ trajectory = 0 }", "{ traject = 0 }", "fees_become is traject. Choose from trajectory"),
        ('scheme = "input"', 'scheme = "bonus_malus"', "It must be there if scheme is bonus_malus"),
        ('name = "regular_job"', 'name = "trajectory"', 'The name "trajectory" is taken'),
        ("premium_policy = 1", "premium_policy = 3", "Give a whole number from 1 to 2."),
        ('"employment_contract"', '"cv"', "Give a list of one or more of: diploma"),
        (', en = "final report"', "", "Write it in both languages"),
        ("[[reports]]", "[reports]", "no TOML"),
    ],
)
def test_what_is_wrong_is_named_with_a_remedy(there: str, wrong: str, message: str):
    assert there in GLOBAL_START
    with pytest.raises(FaultyTermsError) as refused:
        parse_terms(GLOBAL_START.replace(there, wrong), "contract.toml")
    assert message in str(refused.value)


def test_a_premium_for_work_of_the_municipality_does_not_go_with_policy_2():
    text = (EXAMPLES / "fourstar-2004.toml").read_text(encoding="utf-8")
    with pytest.raises(FaultyTermsError, match="Premium placement pays for work that the"):
        parse_terms(text.replace("premium_policy = 1", "premium_policy = 2"), "contract.toml")


def test_two_versions_that_hold_on_one_day_are_refused(tmp_path: Path):
    first, second = tmp_path / "first.toml", tmp_path / "second.toml"
    first.write_text(GLOBAL_START, encoding="utf-8")
    second.write_text(
        GLOBAL_START.replace("version = 1", "version = 2").replace("2004-07-01", "2005-07-01"),
        encoding="utf-8",
    )
    with pytest.raises(FaultyTermsError, match="Version 1 holds on that day too"):
        read_terms([first, second])


def test_a_contract_without_end_holds_on():
    (terms,) = contract("")
    assert terms.holds_on(on("01-01-2030"))
