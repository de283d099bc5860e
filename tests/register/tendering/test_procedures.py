"""Which procedure, which duties, and what looks split: limits as dated data."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from trede.language import use_language
from trede.register.steps.policies import OWN
from trede.register.tendering.procedures import NoLimitsError, advise
from trede.register.tendering.splitting import Assignment, warnings_of

IN_2003, TODAY = date(2003, 5, 1), date(2026, 3, 31)
LIMIT = 200_000_00


@pytest.fixture(autouse=True)
def english():
    use_language("en")


def duties(value_cents: int, day: date) -> list[str]:
    return [duty.name for duty in advise(value_cents, day).duties]


def test_below_the_limit_of_2002_a_private_tender_is_allowed():
    advice = advise(199_999_00, IN_2003)
    assert (advice.side, advice.procedures[0]) == ("below", "private")
    assert duties(199_999_00, IN_2003) == ["transparent", "comparable_cost"]


def test_above_the_limit_of_2002_the_european_duties_follow():
    assert advise(200_001_00, IN_2003).procedures == ("non_open", "open")
    assert duties(200_001_00, IN_2003) == [
        "transparent",
        "comparable_cost",
        "non_discriminatory",
        "objective_selection",
        "award_basis",
        "publish_result",
    ]


def test_exactly_the_limit_counts_as_above_until_the_municipality_decides_otherwise():
    advice = advise(LIMIT, IN_2003)
    assert (advice.side, advice.is_exactly) == ("above", True)
    assert advice.says() == (
        "€ 200,000.00 is exactly the limit; the municipality counts that as above."
    )


def test_the_municipality_may_count_exactly_the_limit_as_below():
    own = Path(settings.ENVIRONMENT.folder) / OWN / "tendering.toml"
    own.parent.mkdir(exist_ok=True)
    own.write_text(
        "[[limits]]\nname = 'services'\nnl = 'Eigen'\nen = 'Own'\n"
        "limit_euros = 200000\nat_limit = 'below'\n"
        "procedures_below = ['private']\nprocedures_above = ['open']\n"
        "duties_below = []\nduties_above = []\nsource = 'council'\n",
        "utf-8",
    )
    try:
        assert advise(LIMIT, IN_2003).procedures == ("private",)
    finally:
        own.unlink()


def test_later_limits_have_their_own_dates_and_the_announcement_is_a_duty_then():
    assert advise(749_999_99, TODAY).side == "below"
    assert advise(750_000_00, TODAY).side == "above"
    assert "announce" in duties(750_000_00, TODAY)


def test_a_day_without_limits_is_refused_with_what_to_add():
    with pytest.raises(NoLimitsError, match=r"1 May 2010.*policy/tendering\.toml"):
        advise(LIMIT, date(2010, 5, 1))


def assignment(key: str, *lots: int, procedure: str | None = None, **more: object) -> Assignment:
    said = {"name": key, "category": "activation", "prepared_on": IN_2003, **more}
    return Assignment(key=key, lots_cents=lots, procedure=procedure, **said)


def test_four_lots_that_stay_below_the_limit_each_are_warned_of_when_tendered_privately():
    four = assignment("four", *[150_000_00] * 4, procedure="private")
    assert warnings_of(four, []) == {
        "split-lots": "The 4 lots of this assignment are worth € 600,000.00 together: above the "
        "limit of € 200,000.00, even if each stays below it. “private” is not for that value."
    }
    assert warnings_of(assignment("four", *[150_000_00] * 4, procedure="open"), []) == {}


def test_like_assignments_within_a_year_are_added_up():
    one, other = assignment("one", 120_000_00), assignment("other", 90_000_00)
    assert list(warnings_of(one, [one, other])) == ["split-assignments"]


@pytest.mark.parametrize(
    "other",
    [
        assignment("other", 90_000_00, category="schooling"),
        assignment("other", 90_000_00, prepared_on=date(2004, 5, 1)),
        assignment("other", 70_000_00),
    ],
    ids=["of another kind", "a year later", "together below the limit"],
)
def test_other_assignments_are_not_added_up(other):
    assert warnings_of(assignment("one", 120_000_00), [other]) == {}
