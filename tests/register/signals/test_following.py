"""Signals follow the file: an event takes one away at once, a day that passes brings one."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date

import pytest

from trede.language import use_language
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.facts.journal import new_id, open_journal
from trede.register.facts.models import believed
from trede.register.facts.reading import PERSONAL
from trede.register.signals import computing
from trede.register.signals.believed_rows import Facts
from trede.register.signals.computing import refresh_all, refresh_client
from trede.register.signals.explaining import explain
from trede.register.signals.models import Signal, Standing
from trede.register.signals.settings import lay_down, settings_on

TODAY = date(2026, 3, 31)
Recorder = Callable[..., None]


@pytest.fixture
def record(client: Client, case_manager: User) -> Recorder:
    """Record facts about the client, as a step does."""

    def recorded(table: str, **values: object) -> None:
        with open_journal(author=case_manager, step="test", client=client) as journal:
            journal.record(table, {"person_id": client.person_id, **values})

    return recorded


@pytest.fixture
def on_benefit(record: Recorder) -> None:
    """The client has been on benefit since 5 January 2026."""
    record("benefit_spells", spell_id=new_id(), scheme="PW", starts_on=date(2026, 1, 5))


def signals_of(client: Client) -> dict[str, date]:
    """Return the signals about a client with their last day."""
    return dict(Signal.objects.filter(person_id=client.person_id).values_list("rule", "due_on"))


def test_a_new_client_asks_for_a_diagnosis_a_plan_and_a_rung(
    client: Client, on_benefit: None
) -> None:
    del on_benefit
    assert signals_of(client) == {
        "diagnosis_due": date(2026, 2, 2),
        "plan_due": date(2026, 2, 16),
        "classification_due": date(2026, 2, 2),
    }


def test_recording_the_event_takes_the_signal_away_at_once(
    client: Client, on_benefit: None, record: Recorder
) -> None:
    del on_benefit
    record("diagnoses", diagnosis_id=new_id(), diagnosed_on=TODAY, kind="diagnosis")
    assert signals_of(client).keys() == {"plan_due", "classification_due"}
    record("plans", plan_id="p1", status="draft", drawn_up_on=TODAY)
    assert signals_of(client) == {
        "classification_due": date(2026, 2, 2),
        "plan_signatures": date(2026, 4, 14),
    }


def test_what_is_withdrawn_brings_the_signal_back(
    client: Client, case_manager: User, on_benefit: None, record: Recorder
) -> None:
    del on_benefit
    record("diagnoses", diagnosis_id="d1", diagnosed_on=TODAY, kind="diagnosis")
    with open_journal(author=case_manager, step="test", client=client, reason="wrong") as journal:
        journal.withdraw(believed("diagnoses").get(diagnosis_id="d1"))
    assert "diagnosis_due" in signals_of(client)


def test_nothing_is_stored_of_a_change_that_fails(
    client: Client, case_manager: User, on_benefit: None
) -> None:
    del on_benefit
    before = signals_of(client)
    with (
        pytest.raises(RuntimeError, match="halfway"),
        open_journal(author=case_manager, step="test", client=client) as journal,
    ):
        key = {"person_id": client.person_id, "diagnosis_id": new_id(), "kind": "diagnosis"}
        journal.record("diagnoses", {**key, "diagnosed_on": TODAY})
        raise RuntimeError("halfway")
    assert signals_of(client) == before


def test_a_day_that_passes_brings_the_signal_and_then_makes_it_late(
    client: Client, on_benefit: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    del on_benefit
    assert "contact_due" not in signals_of(client)
    monkeypatch.setenv("TREDE_NOW", "2026-06-21T02:00")
    refresh_all()
    found = Signal.objects.get(rule="contact_due")
    assert found.due_on == date(2026, 7, 5)
    assert (found.is_late(date(2026, 7, 5)), found.days_left(date(2026, 7, 5))) == (False, 0)
    assert (found.is_late(date(2026, 7, 6)), found.days_left(date(2026, 7, 6))) == (True, -1)


def test_a_signal_goes_to_whoever_answers_for_the_client_now(
    client: Client, case_manager: User, on_benefit: None, record: Recorder
) -> None:
    del on_benefit
    with open_journal(author=case_manager, step="hand over", client=client) as journal:
        former = believed("case_manager_assignments").get(person_id=client.person_id)
        journal.correct(former, {"ends_on": TODAY})
        key = {"person_id": client.person_id, "starts_on": TODAY}
        for role, manager in (("work", "jansen"), ("income", "visser")):
            journal.record(
                "case_manager_assignments",
                {**key, "role": role, "case_manager_id": manager, "team": "Noord"},
            )
    record("applications", application_id=new_id(), scheme="PW", applied_on=date(2026, 1, 12))
    managers = dict(Signal.objects.values_list("rule", "case_manager_id"))
    assert (managers["plan_due"], managers["application_decision"]) == ("jansen", "visser")
    standing = Standing.objects.get(person_id=client.person_id)
    assert (standing.case_manager_id, standing.income_manager_id) == ("jansen", "visser")


def test_a_change_about_no_one_client_refreshes_everyone_it_touched(
    client: Client, case_manager: User, on_benefit: None
) -> None:
    del on_benefit
    Signal.objects.all().delete()
    with open_journal(author=case_manager, step="in bulk") as journal:
        key = {"person_id": client.person_id, "contact_id": new_id(), "kind": "conversation"}
        journal.record("contacts", {**key, "contact_on": TODAY, "held": True})
    assert "plan_due" in signals_of(client)


def test_a_local_term_holds_from_its_first_day(
    client: Client, case_manager: User, on_benefit: None
) -> None:
    del on_benefit
    lay_down(
        "contact_due",
        values={"contact_months": "2"},
        valid_from=date(2026, 4, 1),
        author=case_manager,
    )
    refresh_client(client.person_id, TODAY)
    assert "contact_due" not in signals_of(client)
    refresh_client(client.person_id, date(2026, 4, 1))
    assert signals_of(client)["contact_due"] == date(2026, 3, 5)


def test_a_signal_that_is_switched_off_is_not_raised(
    client: Client, case_manager: User, on_benefit: None
) -> None:
    del on_benefit
    lay_down("plan_due", is_on=False, valid_from=TODAY, author=case_manager)
    refresh_all()
    assert "plan_due" not in signals_of(client)
    assert "plan_due" not in settings_on(TODAY).rules


def test_a_signal_says_why_it_is_there_with_the_local_term(
    client: Client, case_manager: User, on_benefit: None
) -> None:
    del on_benefit
    lay_down("plan_due", values={"plan_weeks": "8"}, valid_from=TODAY, author=case_manager)
    refresh_client(client.person_id)
    explained = explain(Signal.objects.get(rule="plan_due"), TODAY)
    assert explained.why == "Supported since 5 Jan 2026, no plan yet; term 8 weeks."
    assert (explained.task, explained.step) == ("Make the plan with the client.", "plan")
    assert (explained.days_left, explained.is_late) == (-29, True)
    use_language("nl")
    again = explain(Signal.objects.get(rule="plan_due"), TODAY)
    assert again.why == "In ondersteuning sinds 5 jan 2026, nog geen plan; termijn 8 weken."


def test_whoever_changes_during_the_nightly_run_is_computed_anew(
    client: Client, on_benefit: None, record: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    del on_benefit
    read = computing.facts_about_everyone

    def read_while_someone_works(tables: Sequence[str]) -> Facts:
        yield from read(tables)
        record("diagnoses", diagnosis_id=new_id(), diagnosed_on=TODAY, kind="diagnosis")

    monkeypatch.setattr(computing, "facts_about_everyone", read_while_someone_works)
    refresh_all()
    assert signals_of(client).keys() == {"plan_due", "classification_due"}


def test_one_client_takes_a_bounded_number_of_queries(
    client: Client,
    on_benefit: None,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    del on_benefit
    Signal.objects.all().delete()
    with django_assert_max_num_queries(len(PERSONAL) + 8):
        refresh_client(client.person_id)
