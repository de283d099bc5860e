"""The dates of unemployment benefit."""

from datetime import date

import pytest

from tests.register.steps.browsing import errors, said
from tests.register.steps.taking import Taker

pytestmark = pytest.mark.django_db


def test_the_dates_of_unemployment_benefit_are_recorded(taker: Taker):
    done = taker.take("unemployment", starts_on="2025-04-01", expected_end_on="2026-12-31")
    assert said(done) == [
        "Recorded. Talks about the client from 30 Jun 2026, with the client from 30 Sep 2026."
    ]
    assert taker.facts("unemployment_benefits") == [
        {"starts_on": date(2025, 4, 1), "expected_end_on": date(2027, 1, 1)}
    ]


def test_unemployment_benefit_cannot_end_before_it_starts(taker: Taker):
    refused = taker.take("unemployment", starts_on="2026-04-01", expected_end_on="2026-03-01")
    assert errors(refused) == {"expected_end_on": "The last day lies before the first."}
    assert taker.facts("unemployment_benefits") == []


def test_unemployment_benefit_that_is_on_file_is_corrected_not_doubled(taker: Taker):
    taker.take("unemployment", starts_on="2025-04-01", expected_end_on="2026-12-31")
    refused = taker.take("unemployment", starts_on="2025-04-01", expected_end_on="2026-11-30")
    assert errors(refused) == {
        "starts_on": "This unemployment benefit is on file already. Correct that one."
    }


def test_a_correction_keeps_both_versions_with_the_reason(taker: Taker):
    taker.take("unemployment", starts_on="2025-04-01", expected_end_on="2026-12-31")
    subject = taker.believed("unemployment_benefits")[0].unemployment_id
    without = taker.take("unemployment", subject, expected_end_on="2026-11-30")
    assert errors(without) == {"reason": "Fill this in."}
    done = taker.take(
        "unemployment", subject, expected_end_on="2026-11-30", reason="misread the letter"
    )
    assert said(done)[-1] == "The unemployment benefit is corrected."
    versions = taker.versions("unemployment_benefits")
    assert [(each.expected_end_on, each.withdrawn_at is None) for each in versions] == [
        (date(2027, 1, 1), False),
        (date(2026, 12, 1), True),
    ]
    assert versions[1].recorded_in.reason == "misread the letter"
