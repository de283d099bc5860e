"""Two clients who are one become one file, and two files again if they were not one after all."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.register.quality.filing import benefit, on_file, put, record
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.identities import write_identity
from trede.register.clients.models import Client, Identity
from trede.register.facts.journal import (
    ChangedMeanwhileError,
    MergedError,
    newest_change,
    open_journal,
)
from trede.register.facts.models import believed
from trede.register.facts.reading import Moment, facts_of
from trede.register.facts.versions import Change
from trede.register.operation.retention import past_term, remove
from trede.register.project.clock import now, today
from trede.register.quality.merging import (
    CannotMergeError,
    Pair,
    Seen,
    merge,
    plan_unmerge,
    unmerge,
)
from trede.register.signals.models import Signal, Standing
from trede.register.steps.undoing import UndoneElsewhereError, undo

pytestmark = pytest.mark.django_db
WHY = "Same passport seen at the counter."
NOT_ONE = "They came in together."


@pytest.fixture
def pair(case_manager, user_with, client_of) -> Pair:
    """Pieter Jansen twice: with a benefit, and with a diagnosis by another case manager."""
    colleague = user_with("visser", Role.CASE_MANAGER)
    kept = client_of(case_manager, number="1")
    merged = client_of(colleague, number="2")
    benefit(kept, "S1", date(2025, 4, 17))
    put(merged, "diagnoses", "intake partner", diagnosis_id="D2", diagnosed_on=date(2026, 1, 20))
    put(merged, "barriers", barrier="language", starts_on=date(2026, 1, 20))
    return Pair(kept, merged)


def believed_of(client: Client, table: str) -> list[object]:
    return list(believed(table).filter(person_id=client.person_id).order_by("pk"))


def test_what_was_on_file_of_the_one_is_on_file_of_the_other_with_its_own_source(pair, keeper):
    merge(pair, keeper, WHY)
    (diagnosis,) = believed_of(pair.kept, "diagnoses")
    assert (diagnosis.diagnosis_id, diagnosis.source) == ("D2", "intake partner")
    assert [spell.spell_id for spell in believed_of(pair.kept, "benefit_spells")] == ["S1"]
    assert on_file(pair.merged) == set()


def test_what_was_known_before_is_still_shown_as_it_was_known_then(pair, keeper):
    before = Moment(today(), now() - timedelta(seconds=1))
    merge(pair, keeper, WHY)
    assert [fact.diagnosis_id for fact in facts_of("P2", "diagnoses", before)] == ["D2"]
    assert facts_of("P1", "diagnoses", before) == []


def test_both_changes_say_who_merged_and_why_at_one_moment(pair, keeper):
    done = merge(pair, keeper, WHY)
    told = [(each.person_id, each.author, each.reason) for each in (done.left_in, done.joined_in)]
    assert told == [("P2", keeper, WHY), ("P1", keeper, WHY)]
    assert done.left_in.at == done.joined_in.at


def test_what_the_kept_client_lacks_is_filled_in_and_what_both_say_stays(pair, keeper):
    for client, education in ((pair.kept, None), (pair.merged, "mbo_2")):
        believed("persons").filter(person_id=client.person_id).update(education=education)
    Identity.objects.filter(client=pair.kept).update(phone="", place="Gouda")
    Identity.objects.filter(client=pair.merged).update(phone="06 1234", place="Delft")
    merge(pair, keeper, WHY)
    (person,) = believed_of(pair.kept, "persons")
    assert (person.education, person.client_number) == ("mbo_2", "1")
    identity = Client.objects.get(pk=pair.kept.pk).identity
    assert (identity.phone, identity.place) == ("06 1234", "Gouda")


def test_two_case_managers_do_not_answer_for_one_client(pair, keeper):
    merge(pair, keeper, WHY)
    running = {
        fact.case_manager_id: fact.ends_on
        for fact in believed_of(pair.kept, "case_manager_assignments")
    }
    assert running == {"bakker": None}


def test_an_earlier_case_manager_is_kept_until_today(pair, keeper):
    theirs = believed("case_manager_assignments").filter(person_id="P2")
    theirs.update(starts_on=date(2025, 11, 3))
    merge(pair, keeper, WHY)
    assert {
        fact.case_manager_id: fact.ends_on
        for fact in believed_of(pair.kept, "case_manager_assignments")
    } == {"bakker": None, "visser": today()}


def test_signals_and_standings_follow(pair, keeper):
    merge(pair, keeper, WHY)
    assert list(Standing.objects.values_list("person_id", flat=True)) == ["P1"]
    assert set(Signal.objects.values_list("person_id", flat=True)) <= {"P1"}
    done = pair.kept.merges.get()
    unmerge(done, keeper, NOT_ONE)
    assert set(Standing.objects.values_list("person_id", flat=True)) == {"P1", "P2"}


def test_the_old_number_leads_to_the_kept_client(pair, keeper, case_manager, browser_of):
    merge(pair, keeper, WHY)
    page = browser_of(case_manager)
    assert page.get("/clienten/2").url == "/clienten/1"
    assert page.get("/clienten/2/stap/contact").url == "/clienten/1/stap/contact"
    shown = page.get("/clienten/2", follow=True).content.decode()
    assert "Cliënt 2 is samengevoegd met cliënt 1." in shown


def test_nothing_is_written_any_more_about_the_client_who_was_merged(
    pair, keeper, case_manager, browser_of
):
    merge(pair, keeper, WHY)
    with pytest.raises(MergedError):
        record(pair.merged, "contacts", contact_id="C9", contact_on=today())
    answer = browser_of(case_manager).post("/clienten/2/stap/contact", {"summary": "Too late."})
    assert answer.url == "/clienten/1"
    assert not believed("contacts").exists()


def test_the_history_of_the_kept_client_tells_what_was_done_under_the_old_number(
    pair, keeper, case_manager, browser_of
):
    record(pair.merged, "contacts", contact_id="C2", contact_on=date(2026, 3, 2))
    merge(pair, keeper, WHY)
    shown = browser_of(case_manager).get("/clienten/1").content.decode()
    assert WHY in shown
    assert shown.count("test<br>") == 1


def test_someone_who_looked_at_either_is_shown(pair, keeper, case_manager, user_with, browser_of):
    colleague = User.objects.get(username="visser")
    browser_of(colleague).get("/clienten/2")
    merge(pair, keeper, WHY)
    assert "Visser" in browser_of(case_manager).get("/clienten/1/bekeken").content.decode()


def test_taking_apart_restores_both_files(pair, keeper):
    before = on_file(pair.kept), on_file(pair.merged)
    unmerge(merge(pair, keeper, WHY), keeper, NOT_ONE)
    assert (on_file(pair.kept), on_file(pair.merged)) == before
    assert Client.objects.get(pk=pair.merged.pk).merged_into is None


def test_what_was_added_since_stays_with_the_kept_client_and_is_told(pair, keeper):
    before = on_file(pair.merged)
    done = merge(pair, keeper, WHY)
    record(pair.kept, "contacts", contact_id="C1", contact_on=today(), summary="Since then.")
    assert [fact.contact_id for fact in plan_unmerge(done).added_since] == ["C1"]
    unmerge(done, keeper, NOT_ONE)
    assert [fact.contact_id for fact in believed_of(pair.kept, "contacts")] == ["C1"]
    assert on_file(pair.merged) == before


def test_what_was_corrected_since_goes_back_as_corrected(pair, keeper):
    done = merge(pair, keeper, WHY)
    (diagnosis,) = believed_of(pair.kept, "diagnoses")
    with open_journal(author=keeper, step="diagnosis", client=pair.kept) as journal:
        journal.correct(diagnosis, {"finding": "Can work mornings."})
    assert [each.is_corrected for each in plan_unmerge(done).returning].count(True) == 1
    unmerge(done, keeper, NOT_ONE)
    (back,) = believed_of(pair.merged, "diagnoses")
    assert (back.finding, back.source) == ("Can work mornings.", "register")
    assert believed_of(pair.kept, "diagnoses") == []


def test_what_was_withdrawn_since_comes_back_and_is_told(pair, keeper):
    done = merge(pair, keeper, WHY)
    with open_journal(author=keeper, step="barriers", client=pair.kept) as journal:
        journal.withdraw(believed_of(pair.kept, "barriers")[0])
    assert [each.was_withdrawn for each in plan_unmerge(done).returning].count(True) == 1
    unmerge(done, keeper, NOT_ONE)
    assert [fact.barrier for fact in believed_of(pair.merged, "barriers")] == ["language"]


def test_what_was_filled_in_goes_unless_it_was_changed_since(pair, keeper):
    people = believed("persons")
    people.filter(person_id="P2").update(education="mbo_2", last_worked="never", sex="male")
    done = merge(pair, keeper, WHY)
    with open_journal(author=keeper, step="test", client=pair.kept) as journal:
        journal.correct(believed_of(pair.kept, "persons")[0], {"education": "hbo_wo"})
        write_identity(journal, Client.objects.get(pk=pair.kept.pk), {"place": "Gouda"})
    unmerge(done, keeper, NOT_ONE)
    (person,) = believed_of(pair.kept, "persons")
    assert (person.education, person.last_worked, person.sex) == ("hbo_wo", None, None)
    assert Client.objects.get(pk=pair.kept.pk).identity.place == "Gouda"
    assert Client.objects.get(pk=pair.merged.pk).identity.place == ""


def test_a_merge_is_not_undone_twice_nor_from_the_history_of_one_file(pair, keeper):
    done = merge(pair, keeper, WHY)
    with pytest.raises(UndoneElsewhereError):
        undo(done.joined_in, keeper, NOT_ONE)
    unmerge(done, keeper, NOT_ONE)
    with pytest.raises(CannotMergeError):
        unmerge(done, keeper, NOT_ONE)


def test_a_chain_is_taken_apart_from_its_end(pair, keeper, case_manager, client_of, browser_of):
    third = client_of(case_manager, number="3")
    before = on_file(pair.kept), on_file(pair.merged), on_file(third)
    first = merge(pair, keeper, WHY)
    second = merge(Pair(third, pair.kept), keeper, WHY)
    assert browser_of(case_manager).get("/clienten/2").url == "/clienten/3"
    with pytest.raises(CannotMergeError):
        unmerge(first, keeper, NOT_ONE)
    unmerge(second, keeper, NOT_ONE)
    unmerge(first, keeper, NOT_ONE)
    assert (on_file(pair.kept), on_file(pair.merged), on_file(third)) == before


def test_a_client_who_was_merged_is_not_merged_again_nor_with_itself(
    pair, keeper, case_manager, client_of
):
    third = client_of(case_manager, number="3")
    merge(pair, keeper, WHY)
    for wrong in (Pair(third, pair.merged), Pair(pair.merged, third), Pair(third, third)):
        with pytest.raises(CannotMergeError):
            merge(wrong, keeper, WHY)


def test_what_someone_else_recorded_meanwhile_is_seen_first(pair, keeper):
    seen = Seen(newest_change(pair.kept), newest_change(pair.merged))
    record(pair.merged, "contacts", contact_id="C2", contact_on=today())
    with pytest.raises(ChangedMeanwhileError):
        merge(pair, keeper, WHY, seen)
    assert Client.objects.get(pk=pair.merged.pk).merged_into is None
    assert not Change.objects.filter(step="merge").exists()


DAYS = st.dates(date(2023, 1, 1), date(2026, 3, 30))
BARRIERS = st.sampled_from(["language", "debts", "health"])
FACTS = st.lists(
    st.one_of(
        st.tuples(st.just("contacts"), DAYS),
        st.tuples(st.just("diagnoses"), DAYS),
        st.tuples(st.just("barriers"), st.tuples(BARRIERS, st.sampled_from([date(2025, 1, 1)]))),
        st.tuples(st.just("case_manager_assignments"), DAYS),
        st.tuples(st.just("persons"), st.sampled_from(["education", "last_worked"])),
    ),
    max_size=6,
    unique_by=lambda fact: (fact[0], fact[1]),
)


def file_all(client: Client, facts: list[tuple[str, object]], mark: str) -> None:
    for nth, (table, said) in enumerate(facts):
        key = f"{mark}{nth}"
        match table:
            case "contacts":
                put(client, table, contact_id=key, contact_on=said)
            case "diagnoses":
                put(client, table, mark, diagnosis_id=key, diagnosed_on=said)
            case "barriers":
                put(client, table, mark, barrier=said[0], starts_on=said[1])
            case "case_manager_assignments":
                put(client, table, role="work", case_manager_id="visser", starts_on=said)
            case "persons":
                believed(table).filter(person_id=client.person_id).update(**{said: "unknown"})


@given(ours=FACTS, theirs=FACTS, since=st.lists(DAYS, max_size=3))
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_merging_and_taking_apart_leaves_all_as_it_was_but_for_what_was_added(
    case_manager, client_of, keeper, ours, theirs, since
):
    with transaction.atomic():
        kept, merged = (client_of(case_manager, number=number) for number in "12")
        file_all(kept, ours, "K")
        file_all(merged, theirs, "M")
        before = on_file(kept), on_file(merged)
        keys = {fact[:1] for fact in (*before[0], *before[1])}
        done = merge(Pair(kept, merged), keeper, WHY)
        assert {fact[:1] for fact in on_file(kept)} == keys
        assert on_file(merged) == set()
        for nth, day in enumerate(since):
            record(kept, "contacts", contact_id=f"S{nth}", contact_on=day)
        unmerge(done, keeper, NOT_ONE)
        added = {fact for fact in on_file(kept) if fact not in before[0]}
        assert on_file(kept) == before[0] | added
        assert len(added) == len(since)
        assert on_file(merged) == before[1]
        transaction.set_rollback(True)


def test_after_the_term_the_name_of_a_merged_client_is_removed_too(pair, keeper):
    merge(pair, keeper, WHY)
    for table in ("case_manager_assignments", "benefit_spells"):
        believed(table).update(ends_on=date(2026, 2, 1))
    later = date(2036, 7, 1)
    removed = remove(later, confirmed=len(past_term(later)))
    assert {each.client.number for each in removed} == {"1", "2"}
    assert not Identity.objects.exists()
