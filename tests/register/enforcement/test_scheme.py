"""The scheme of rwi-2004 E3 (kader 2.4), case by case, with its worked examples."""

from collections.abc import Iterator
from datetime import date

import pytest

from trede.language import current_language, use_language
from trede.register.enforcement.scheme import Action, Breach, Claim, family_of, judge
from trede.register.steps.step import RefusedError

DAY = date(2026, 3, 31)
RECLAIMED = "Damage and the benefit has ended: no sanction, but a claim with interest and costs."


@pytest.fixture
def in_english() -> Iterator[None]:
    """Speak English for a while."""
    before = current_language()
    use_language("en")
    yield
    use_language(before)


def breach(**changed: object) -> Breach:
    """Return a breach of the duty to reintegrate, with what is changed."""
    usual = {
        "duty": "reintegration",
        "culpability": "normal",
        "trajectory": "care",
        "damage_cents": 0,
        "benefit_runs": True,
        "on": DAY,
    }
    return Breach(**{**usual, **changed})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("duty", "trajectory", "culpability", "damage", "runs", "expected"),
    [
        # L952-960: from 0-20 percent for care to 80-100 percent for paid work
        ("reintegration", "care", "normal", 0, True, (Action.REDUCE, 0, 20)),
        ("cooperate", "rest", "reduced", 0, True, (Action.REDUCE, 0, 20)),
        ("reintegration", "social_activation", "normal", 0, True, (Action.REDUCE, 20, 40)),
        ("reintegration", "schooling", "gross", 0, True, (Action.REDUCE, 40, 80)),
        ("accept_work", "mediation", "intent", 0, True, (Action.REDUCE, 80, 100)),
        ("reintegration", "work_first", "normal", 0, True, (Action.REDUCE, 80, 100)),
        # it requires blameworthy frustration
        ("reintegration", "work_first", "none", 0, True, (Action.NONE, 0, 0)),
        # L962-970: suspended, whoever is to blame
        ("administrative", None, "normal", 0, True, (Action.SUSPEND, 0, 0)),
        ("administrative", None, "none", 0, True, (Action.SUSPEND, 0, 0)),
        # L972-982: without damage as administrative; with damage a sanction only if it runs on
        ("information", None, "normal", 0, False, (Action.SUSPEND, 0, 0)),
        ("information", None, "normal", 100000, True, (Action.REDUCE, 0, 100)),
        ("information", None, "normal", 100000, False, (Action.RECLAIM, 0, 0)),
        ("information", None, "none", 100000, False, (Action.RECLAIM, 0, 0)),
    ],
)
def test_the_scheme_gives_action_and_range(
    duty: str,
    trajectory: str | None,
    culpability: str,
    damage: int,
    *,
    runs: bool,
    expected: tuple[Action, int, int],
):
    verdict = judge(
        breach(
            duty=duty,
            trajectory=trajectory,
            culpability=culpability,
            damage_cents=damage,
            benefit_runs=runs,
        )
    )
    assert (verdict.action, verdict.percent_from, verdict.percent_to) == expected


def test_a_sanction_lasts_one_month_at_most():
    assert judge(breach()).latest_end(date(2026, 1, 31)) == date(2026, 2, 28)
    assert judge(breach()).latest_end(date(2026, 4, 1)) == date(2026, 5, 1)


def test_damage_is_claimed_alone_while_the_benefit_runs_on():
    claim = judge(breach(duty="information", damage_cents=100000)).claim
    assert claim == Claim(damage=100000, interest=0, costs=0, interest_days=0)


def test_damage_is_claimed_with_interest_and_costs_once_the_benefit_has_ended():
    verdict = judge(
        breach(
            duty="information",
            damage_cents=100000,
            benefit_runs=False,
            damage_since=date(2026, 1, 17),
        )
    )
    # 1,000 euros for 73 days at 6 percent a year: 12 euros; administration: 50 euros
    assert verdict.claim == Claim(damage=100000, interest=1200, costs=5000, interest_days=73)
    assert verdict.claim.total == 106200


@pytest.mark.parametrize(("cents", "interest"), [(30416, 5), (30417, 5), (27376, 5), (27374, 4)])
def test_interest_is_rounded_half_up_to_a_cent(cents: int, interest: int):
    claim = judge(
        breach(
            duty="information",
            damage_cents=cents,
            benefit_runs=False,
            damage_since=date(2026, 3, 30),
        )
    ).claim
    assert claim is not None
    assert claim.interest == interest


@pytest.mark.usefixtures("in_english")
def test_a_proposal_is_explained_line_by_line():
    verdict = judge(
        breach(
            duty="information",
            damage_cents=100000,
            benefit_runs=False,
            damage_since=date(2026, 1, 17),
        )
    )
    assert verdict.lines() == (
        "Information duty; normal culpability; damage € 1,000.00; the benefit has ended.",
        f"{RECLAIMED} (rwi-2004 E3.3 (L972-982))",
        "Claimed back: damage € 1,000.00.",
        "Interest over 73 days: € 12.00.",
        "Administration cost: € 50.00.",
        "Together: € 1,062.00.",
    )


@pytest.mark.usefixtures("in_english")
def test_a_suspension_has_a_recovery_term():
    verdict = judge(breach(duty="administrative", trajectory=None))
    assert verdict.recovery_until == date(2026, 4, 14)
    assert verdict.lines()[-1] == "Recovery term: until 14 Apr 2026."


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"culpability": "unknown"}, "culpability"),
        ({"trajectory": None}, "trajectory_kind"),
        ({"trajectory": "unknown"}, "trajectory_kind"),
    ],
)
def test_what_the_scheme_cannot_judge_is_refused_at_its_field(
    changed: dict[str, object], field: str
):
    with pytest.raises(RefusedError) as refused:
        judge(breach(**changed))
    assert refused.value.field == field


def test_every_duty_belongs_to_one_of_three_kinds():
    found = {duty: family_of(duty) for duty in ("accept_work", "language", "information")}
    assert found == {
        "accept_work": "reintegration",
        "language": "reintegration",
        "information": "information",
    }
