"""Work: employer, hours, contract, who pays; regular or not; and its end."""

from datetime import date

import pytest

from tests.register.steps.browsing import errors, said, warnings, words
from tests.register.steps.taking import TODAY, Taker

pytestmark = pytest.mark.django_db

JOB = {
    "employer": "Bakkerij De Korst",
    "function": "baker",
    "weekly_hours": "24",
    "contract_kind": "temporary",
    "financed_by": "employer",
    "starts_on": "2026-03-16",
}


def test_work_is_recorded_and_called_regular(taker: Taker):
    assert said(taker.take("placement", **JOB))[-1] == "Recorded: regular work."
    assert taker.facts("placements") == [
        {
            "employer": "Bakkerij De Korst",
            "function": "baker",
            "weekly_hours": 24,
            "contract_kind": "temporary",
            "financed_by": "employer",
            "starts_on": date(2026, 3, 16),
        }
    ]


@pytest.mark.parametrize("contract", ["temporary", "subsidised"])
def test_work_that_the_municipality_pays_is_never_regular(taker: Taker, contract: str):
    done = taker.take(
        "placement", **{**JOB, "financed_by": "municipality", "contract_kind": contract}
    )
    assert said(done)[-1] == "Recorded: no regular work."
    assert "no regular work" in words(taker.open("placement"))


@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        ({"employer": None}, {"employer": "Fill this in."}),
        ({"financed_by": None}, {"financed_by": "Fill this in."}),
        (
            {"contract_kind": "subsidised"},
            {
                "financed_by": "The municipality pays for a subsidised contract. Change one of "
                "the two."
            },
        ),
        ({"ends_on": "2026-03-15"}, {"ends_on": "The last day lies before the first."}),
        (
            {"weekly_hours": "100"},
            {"weekly_hours": "Fill in whole hours a week, from 1 to 80."},
        ),
        (
            {"weekly_hours": "7,5"},
            {"weekly_hours": "Fill in whole hours a week, from 1 to 80."},
        ),
    ],
)
def test_work_that_cannot_be_is_refused_at_its_field(
    taker: Taker, answers: dict[str, object], refused: dict[str, str]
):
    assert errors(taker.take("placement", **{**JOB, **answers})) == refused


def test_the_same_employer_twice_must_be_confirmed(taker: Taker):
    taker.take("placement", **JOB)
    key = taker.believed("placements")[0].placement_id
    assert warnings(taker.take("placement", **JOB)) == {
        f"confirm-again-{key}": "There is work with this employer on file already: "
        "Bakkerij De Korst, baker, since 16 Mar 2026. Both hold."
    }


def test_work_ends(taker: Taker):
    taker.take("placement", **JOB)
    early = taker.take("placement-end", ends_on="2026-03-15")
    assert errors(early) == {"ends_on": "The last day lies before the first."}
    assert said(taker.take("placement-end"))[-1] == "The work ends."
    assert [job["ends_on"] for job in taker.facts("placements")] == [date(2026, 4, 1)]
    assert date(2026, 4, 1) > TODAY


def test_a_correction_of_work_asks_why(taker: Taker):
    taker.take("placement", **JOB)
    key = taker.believed("placements")[0].placement_id
    assert errors(taker.take("placement", key, weekly_hours="32")) == {"reason": "Fill this in."}
    done = taker.take("placement", key, weekly_hours="32", reason="more hours from the start")
    assert said(done)[-1] == "The work is corrected."
    assert [job["weekly_hours"] for job in taker.facts("placements")] == [32]


def test_there_is_no_work_to_end(taker: Taker):
    assert "There is no work to end." in words(taker.open("placement-end"))
