"""Whether an offer fits a client by rung and target group, and the reason why not."""

import pytest

from tests.register.steps.taking import TODAY
from trede.dossier.codes import shipped_lists
from trede.language import use_language
from trede.register.steps.fitting import Offered, Stand, misfits
from trede.register.steps.policies import entries_of


@pytest.fixture(autouse=True)
def in_english() -> None:
    """Reasons are compared in English."""
    use_language("en")


ON_RUNG_THREE = Stand("3", ("single_parent",))


@pytest.mark.parametrize(
    ("offered", "stand", "reasons"),
    [
        (Offered(type="mediation"), ON_RUNG_THREE, ()),
        (Offered(type="work_activation"), ON_RUNG_THREE, ()),
        (
            Offered(type="care"),
            ON_RUNG_THREE,
            ("It is for rung 1; the client stands on rung 3.",),
        ),
        (Offered(contract="C1", rung="3"), ON_RUNG_THREE, ()),
        (
            Offered(contract="C1", rung="4"),
            ON_RUNG_THREE,
            ("It is for rung 4; the client stands on rung 3.",),
        ),
        (Offered(contract="C1", rung="supporting"), ON_RUNG_THREE, ()),
        (Offered(contract="C1", rung="4"), Stand(None), ()),
        (Offered(contract="C1", rung="4"), Stand("unassigned"), ()),
        (Offered(type="target_group"), ON_RUNG_THREE, ()),
    ],
)
def test_an_offer_fits_by_its_rung_unless_the_client_has_none(
    offered: Offered, stand: Stand, reasons: tuple[str, ...]
):
    assert misfits(offered, stand, TODAY) == reasons


def test_an_offer_for_target_groups_says_for_which_and_which_is_the_clients():
    (reason,) = misfits(Offered(type="target_group"), Stand("3", ("benefit",)), TODAY)
    assert reason.startswith("It is for young people, older people, single parents,")
    assert reason.endswith("the client's target group is: jobseeker's benefit.")
    (unknown,) = misfits(Offered(type="target_group"), Stand("3"), TODAY)
    assert unknown.endswith("the client has no target group yet.")


def test_a_contract_for_a_target_group_is_known_by_its_category():
    contract = Offered(contract="C9", category="3. Doelgroeptrajecten", rung="4")
    reasons = misfits(contract, Stand("3", ("benefit",)), TODAY)
    assert [each[:16] for each in reasons] == ["It is for rung 4", "It is for young "]


def test_every_shipped_entry_names_types_rungs_and_groups_that_exist():
    lists = {
        name: {code.code for code in shipped_lists()[name].codes}
        for name in ("trajectory_type", "ladder_amsterdam_2006", "target_group")
    }
    for entry in entries_of("trajectories", "fits"):
        assert set(entry.get("types", ())) <= lists["trajectory_type"], entry["name"]
        assert set(entry.get("rungs", ())) <= lists["ladder_amsterdam_2006"], entry["name"]
        assert set(entry.get("target_groups", ())) <= lists["target_group"], entry["name"]
