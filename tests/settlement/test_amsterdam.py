"""Contracts of the Amsterdam reference set, settled from the extracts of the audit."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.settlement.stories import contract
from trede.dossier.storage import Dossier
from trede.importers.importing import import_extracts
from trede.importers.profiles import find_profile
from trede.settlement.dossiers import facts_of
from trede.settlement.lines import Verdict
from trede.settlement.settling import settle

LARGEST, DAY = "B02623", date(2006, 6, 30)
KEY = b"a key that is used for tests only"
PRICE = """
[[fees]]
name = "trajectory"
title = { nl = "traject", en = "trajectory" }
part = "completion"
amount = 1000
"""


@pytest.mark.reference
def test_a_contract_pays_for_each_trajectory_that_was_completed_to_the_norm_and_approved(
    reference: Callable[[str], Path], tmp_path: Path
):
    """The price is made up; who completed, to the norm and approved, is of the extracts."""
    import_extracts(
        find_profile("amsterdam-2007"), reference("amsterdam-2007"), tmp_path / "d", key=KEY
    )
    dossier = Dossier(tmp_path / "d")
    since = "2002-01-01"
    (terms,) = contract(PRICE, LARGEST)
    terms = terms.__class__(**{**vars(terms), "starts_on": date.fromisoformat(since)})
    found = settle((terms,), facts_of(dossier), DAY)

    ended = [
        row
        for row in dossier.read("participations").to_pylist()
        if row["contract_id"] == LARGEST and row["ends_on"] is not None and row["ends_on"] <= DAY
    ]
    paid = [
        row
        for row in ended
        if row["status"] == "completed" and row["meets_norm"] and row["approved"]
    ]
    below = [row for row in ended if row["status"] == "completed" and not row["meets_norm"]]
    assert len(paid) > 1000
    assert found.cents(Verdict.DUE) == len(paid) * 1000_00
    refused = [line for line in found.lines if line.reason.code == "norm_not_met"]
    assert len(refused) == len([row for row in below if row["meets_norm"] is False])
