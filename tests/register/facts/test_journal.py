"""Facts are written through one door, with two times, and nothing is silently lost."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.facts.journal import (
    AlreadyKnownError,
    AlreadyWithdrawnError,
    ChangedMeanwhileError,
    UnfitFactError,
    newest_change,
    open_journal,
)
from trede.register.facts.models import Fact, believed, model_of
from trede.register.facts.versions import Change

pytestmark = pytest.mark.django_db
CONTACT = {"contact_id": "C1", "contact_on": date(2026, 3, 30), "kind": "conversation"}


def record(author: User, client: Client, **values: object) -> Fact:
    with open_journal(author=author, step="contact", client=client) as journal:
        return journal.record("contacts", {**CONTACT, "person_id": client.person_id, **values})


def test_a_fact_says_when_it_was_recorded_and_in_which_change_by_whom(
    case_manager: User, client: Client, moment: datetime
) -> None:
    fact = record(case_manager, client)
    change = Change.objects.get()
    assert (fact.recorded_at, fact.withdrawn_at, fact.source) == (moment, None, "register")
    assert fact.recorded_in == change
    assert (change.author, change.person_id, change.step) == (
        case_manager,
        client.person_id,
        "contact",
    )
    assert change.tables == ["contacts"]


def test_a_correction_withdraws_and_replaces_and_keeps_what_was_there(
    case_manager: User, client: Client
) -> None:
    first = record(case_manager, client)
    with open_journal(
        author=case_manager, step="contact", client=client, reason="wrong day"
    ) as journal:
        journal.correct(first, {"contact_on": date(2026, 3, 29)})
    versions = model_of("contacts").objects.order_by("pk")
    assert [(each.contact_on, each.withdrawn_at is None) for each in versions] == [
        (date(2026, 3, 30), False),
        (date(2026, 3, 29), True),
    ]
    assert versions[0].withdrawn_in.reason == "wrong day"


def test_correcting_nothing_changes_nothing(case_manager: User, client: Client) -> None:
    first = record(case_manager, client)
    with open_journal(author=case_manager, step="contact", client=client) as journal:
        assert journal.correct(first, {"kind": "conversation"}) is first
    assert model_of("contacts").objects.count() == 1


def test_the_second_who_corrects_the_same_fact_is_told(case_manager: User, client: Client) -> None:
    seen_by_both = record(case_manager, client)
    with open_journal(author=case_manager, step="contact", client=client) as journal:
        journal.correct(seen_by_both, {"held": True})
    with pytest.raises(AlreadyWithdrawnError) as refused:
        with open_journal(author=case_manager, step="contact", client=client) as journal:
            journal.correct(seen_by_both, {"held": False})
    assert [change.author for change in refused.value.changes] == [case_manager]
    assert [each.held for each in believed("contacts")] == [True]


def test_who_saves_upon_an_older_state_sees_what_changed_and_can_save_again(
    case_manager: User, user_with: Callable[..., User], client: Client
) -> None:
    seen = newest_change(client)
    record(user_with("colleague"), client)
    contact = {**CONTACT, "contact_id": "C2", "person_id": client.person_id}
    asked = {
        "author": case_manager,
        "step": "contact",
        "client": client,
        "touches": ("contacts",),
    }
    with pytest.raises(ChangedMeanwhileError) as refused, open_journal(**asked, seen=seen):
        pytest.fail("the journal opened upon an older state")
    assert [change.author.username for change in refused.value.changes] == ["colleague"]
    with open_journal(**asked, seen=newest_change(client)) as journal:
        journal.record("contacts", contact)
    assert believed("contacts").count() == 2


def test_a_change_of_other_tables_is_no_hindrance(case_manager: User, client: Client) -> None:
    seen = newest_change(client)
    record(case_manager, client)
    with open_journal(
        author=case_manager, step="plan", client=client, seen=seen, touches=("plans",)
    ) as journal:
        assert journal.change.step == "plan"


def test_a_step_that_fails_half_way_leaves_nothing(case_manager: User, client: Client) -> None:
    with pytest.raises(UnfitFactError, match="contacts.contact_on: must be filled in"):
        with open_journal(author=case_manager, step="contact", client=client) as journal:
            journal.record("contacts", {**CONTACT, "person_id": client.person_id})
            journal.record("contacts", {"contact_id": "C2", "person_id": client.person_id})
    assert (model_of("contacts").objects.count(), Change.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        ("contact_on", "30-3-2026", "is no date"),
        ("contact_on", datetime(2026, 3, 30, 9, 0), "is no date"),
        ("held", 1, "is no yes or no"),
        ("shoe_size", 44, "there is no such column"),
    ],
)
def test_a_fact_that_does_not_fit_its_table_is_refused(
    case_manager: User, client: Client, column: str, value: object, why: str
) -> None:
    with pytest.raises(UnfitFactError, match=why):
        record(case_manager, client, **{column: value})


def test_what_is_on_file_already_is_not_recorded_twice(case_manager: User, client: Client) -> None:
    record(case_manager, client)
    with pytest.raises(AlreadyKnownError, match="on file already"):
        record(case_manager, client)
    assert believed("contacts").count() == 1
