"""A later version of the terms takes the place of the one before, for whoever begins after."""

from datetime import date

import pytest

from tests.register.buying import put
from tests.register.provider_entrance.conftest import TERMS
from trede.register.contracts.prices import prices_by_terms
from trede.register.facts.journal import open_journal
from trede.register.facts.models import believed
from trede.register.provider_entrance.agreements import terms_for

pytestmark = pytest.mark.django_db
AMENDED = date(2026, 1, 1)


@pytest.fixture
def amended() -> None:
    """Contract K1 with a second version; the first ends, as an amendment leaves it."""
    document = TERMS.format(contract="K1", company="Atlas")
    put("providers", provider_id="R1", name="Atlas")
    put("contracts", contract_id="K1", name="Naar werk", provider_id="R1")
    put("contract_versions", contract_id="K1", version=1, starts_on=date(2005, 1, 1),
        terms=document)  # fmt: skip
    later = document.replace("version = 1", "version = 2").replace(
        "valid_from = 2005-01-01", "valid_from = 2026-01-01"
    )
    (first,) = believed("contract_versions")
    with open_journal(author=None, step="amend") as journal:
        journal.record(
            "contract_versions",
            {"contract_id": "K1", "version": 2, "starts_on": AMENDED,
             "terms": later.replace("amount = 400", "amount = 450")},
        )  # fmt: skip
        journal.correct(first, {"ends_on": AMENDED})


@pytest.mark.parametrize(("began", "version"), [(date(2025, 12, 31), 1), (AMENDED, 2)])
def test_a_provider_is_asked_what_the_version_of_the_first_day_asks(amended, began, version):
    put("participations", participation_id="D1", person_id="P1", contract_id="K1",
        provider_id="R1", starts_on=began)  # fmt: skip
    agreed = terms_for(believed("participations").get())
    assert agreed is not None
    assert agreed.version == version


def test_the_catalogue_gives_the_price_for_who_begins_on_that_day(amended):
    before, after = (prices_by_terms(["K1"], day)["K1"] for day in (date(2025, 12, 31), AMENDED))
    assert after - before == 5_000
