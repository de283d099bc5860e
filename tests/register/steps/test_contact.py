"""A contact: what it was and whether the client came is said, not assumed."""

import pytest

from tests.register.steps.browsing import errors, filled_in, warnings
from tests.register.steps.taking import Taker

pytestmark = pytest.mark.django_db
CALL = {"contact_on": "2026-03-30", "kind": "telephone", "held": "yes"}


def test_a_form_that_was_not_touched_records_no_contact(taker: Taker):
    assert filled_in(taker.open("contact")).keys() & {"contact_on", "kind", "held"} == {
        "contact_on"
    }
    assert errors(taker.take("contact")) == {"kind": "Fill this in.", "held": "Fill this in."}
    assert taker.facts("contacts") == []


def test_the_same_contact_a_second_time_is_asked_about(taker: Taker):
    taker.take("contact", **CALL)
    (first,) = taker.believed("contacts")
    asked = taker.take("contact", **CALL)
    box = f"confirm-again-{first.contact_id}"
    assert warnings(asked) == {
        box: "You recorded a contact on 30 Mar 2026 already (telephone call). This was another one."
    }
    taker.save("contact", **filled_in(asked), **{box: "on"})
    assert len(taker.facts("contacts")) == 2


def test_no_fact_about_a_client_lies_before_the_client_was_born(taker: Taker):
    born = "The client was born on 28 Feb 1985: this day lies before that. Check the year."
    before = taker.take("contact", **{**CALL, "contact_on": "1985-02-27"})
    assert errors(before) == {"contact_on": born}
    long_ago = taker.take("contact", **{**CALL, "contact_on": "1850-01-01"})
    assert errors(long_ago) == {"contact_on": "This day lies before 1 Jan 1900. Check the year."}
    assert taker.facts("contacts") == []
