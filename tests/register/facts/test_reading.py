"""A file is read as of a day and as known at a moment, by the same cut as the measures make."""

from datetime import date, datetime

import pytest

from trede.register.clients.models import Client
from trede.register.facts.models import model_of
from trede.register.facts.reading import Moment, facts_of

pytestmark = pytest.mark.django_db


def spell(client: Client, **values: object) -> None:
    known = {"person_id": client.person_id, "scheme": "PW", "source": "benefit system"}
    model_of("benefit_spells").objects.create(**known, **values)


def test_what_begins_later_is_not_there_yet(client: Client) -> None:
    spell(client, spell_id="S1", starts_on=date(2026, 2, 1), recorded_at=datetime(2026, 2, 3, 9, 0))
    assert facts_of(client.person_id, "benefit_spells", Moment(date(2026, 1, 31))) == []
    (fact,) = facts_of(client.person_id, "benefit_spells", Moment(date(2026, 2, 1)))
    assert fact.cell("starts_on") == date(2026, 2, 1)


def test_an_end_that_lies_ahead_is_not_known_and_its_reason_neither(client: Client) -> None:
    spell(
        client,
        spell_id="S1",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 3, 1),
        exit_reason="work",
        recorded_at=datetime(2026, 3, 5, 9, 0),
    )
    before = facts_of(client.person_id, "benefit_spells", Moment(date(2026, 2, 27)))[0]
    after = facts_of(client.person_id, "benefit_spells", Moment(date(2026, 2, 28)))[0]
    assert (before.cell("ends_on"), before.cell("exit_reason")) == (None, None)
    assert (after.cell("ends_on"), after.cell("exit_reason")) == (date(2026, 3, 1), "work")


def test_as_known_at_a_moment_shows_what_was_believed_then(client: Client) -> None:
    said = {"spell_id": "S1", "starts_on": date(2026, 1, 1)}
    spell(
        client,
        **said,
        monthly_amount_cents=100000,
        recorded_at=datetime(2026, 1, 10, 9, 0),
        withdrawn_at=datetime(2026, 3, 15, 9, 0),
    )
    spell(client, **said, monthly_amount_cents=90000, recorded_at=datetime(2026, 3, 15, 9, 0))

    def amounts(known_at: datetime | None) -> list[object]:
        facts = facts_of(client.person_id, "benefit_spells", Moment(date(2026, 3, 31), known_at))
        return [fact.cell("monthly_amount_cents") for fact in facts]

    assert amounts(datetime(2026, 1, 10, 8, 59)) == []
    assert amounts(datetime(2026, 3, 15, 8, 59)) == [100000]
    assert amounts(datetime(2026, 3, 15, 9, 0)) == [90000]
    assert amounts(None) == [90000]
