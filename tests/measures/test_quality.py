"""What is missing on file, what comes late, and what contradicts itself."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.dossiers import SmallDossier, day, day_after

TODAY = {"as_of": "2026-03-31"}


@pytest.fixture
def dossier(tmp_path: Path) -> SmallDossier:
    """Return an empty dossier."""
    return SmallDossier(tmp_path / "dossier")


def filled(dossier: SmallDossier, field: str) -> tuple[int, int | None]:
    """Return how often a field is filled, and how often it should be."""
    return dossier.ask("fields_filled", "field", **TODAY)[field]


def kinds(dossier: SmallDossier, **given: str) -> dict[str, int]:
    """Return how often each kind of contradiction occurs."""
    found = dossier.ask("contradictions", "kind", **{**TODAY, **given})
    return {kind: numerator for kind, (numerator, _none) in found.items()}


def on_benefit(
    dossier: SmallDossier, client: str, first: str, last: str | None = None, **said: str | None
) -> None:
    days = {"starts_on": day(first), "ends_on": day_after(last)}
    dossier.add("benefit_spells", client, "spell_id", **{"scheme": "PW", **days, **said})


def diagnosed(dossier: SmallDossier, client: str, on: str, **said: object) -> None:
    dossier.add("diagnoses", client, "diagnosis_id", **{"diagnosed_on": day(on), **said})


def works(dossier: SmallDossier, client: str, first: str, **said: object) -> None:
    usual = {"financed_by": "employer", "weekly_hours": 36, "starts_on": day(first)}
    dossier.add("placements", client, "placement_id", **{**usual, **said})


def verified(dossier: SmallDossier, client: str, ended: str, found: str, on: str) -> None:
    said = {"benefit_ended_on": day(ended), "verified_status": found, "verified_on": day(on)}
    dossier.add("exit_verifications", client, "verification_id", **said)


def spoken_to(dossier: SmallDossier, client: str, on: str, entered: datetime | None = None) -> None:
    said = {"contact_on": day(on), "held": True, "recorded_at": entered}
    dossier.add("contacts", client, "contact_id", **said)


def assigned(dossier: SmallDossier, client: str, first: str, role: str) -> None:
    said = {"role": role, "team": "Zuid", "starts_on": day(first)}
    dossier.add("case_manager_assignments", client, "case_manager_id", **said)


def test_a_field_of_a_client_counts_for_whoever_is_in_the_caseload(dossier):
    on_benefit(dossier, "here", "01-02-2025")
    on_benefit(dossier, "gone", "01-02-2024", "30-11-2025")
    assert filled(dossier, "diagnosis") == (0, 1)


def test_an_intake_alone_is_no_diagnosis(dossier):
    for client, kind in (("a", "intake"), ("b", "diagnosis"), ("c", None)):
        on_benefit(dossier, client, "01-02-2025")
        diagnosed(dossier, client, "10-02-2025", kind=kind)
    assert filled(dossier, "diagnosis") == (2, 3)


def test_a_result_is_asked_of_ended_trajectories_only(dossier):
    on_benefit(dossier, "a", "01-02-2025")
    for ended, result in ((None, None), ("01-09-2025", None), ("01-10-2025", "to_work")):
        days = {"started_on": day("01-03-2025"), "ended_on": day(ended)}
        dossier.add("trajectories", "a", "trajectory_id", result=result, **days)
    assert filled(dossier, "trajectory_result") == (1, 2)
    assert filled(dossier, "trajectory_provider") == (0, 3)


def test_an_unknown_exit_reason_is_not_filled(dossier):
    for client, reason in (("a", "unknown"), ("b", None), ("c", "work")):
        on_benefit(dossier, client, "01-02-2025", "30-11-2025", exit_reason=reason)
    assert filled(dossier, "exit_reason") == (1, 3)


def test_only_the_field_that_is_asked_for_counts(dossier):
    on_benefit(dossier, "a", "01-02-2025")
    assert dossier.ask("fields_filled", "field", only_field="sex", **TODAY) == {"sex": (0, 1)}


def test_an_entry_on_the_last_day_of_the_norm_is_in_time_and_a_day_later_is_not(dossier):
    spoken_to(dossier, "a", "01-03-2026", datetime(2026, 3, 8, 23, 59))
    spoken_to(dossier, "a", "01-03-2026", datetime(2026, 3, 9, 0, 1))
    assert dossier.ask("recorded_in_time", "delay_days", **TODAY) == {"7": (1, 1), "8": (0, 1)}
    assert dossier.ask("recorded_in_time", entry_norm_days="8", **TODAY) == {None: (2, 2)}


def test_what_was_recorded_beforehand_is_no_delay(dossier):
    spoken_to(dossier, "a", "20-03-2026", datetime(2026, 3, 1, 10, 0))
    assert dossier.ask("recorded_in_time", "delay_days", **TODAY) == {"0": (1, 1)}


def test_an_entry_of_which_the_source_does_not_say_when_is_left_out(dossier):
    spoken_to(dossier, "a", "20-03-2026")
    assert dossier.ask("recorded_in_time", **TODAY) == {None: (0, 0)}


def test_what_was_recorded_before_the_period_does_not_count(dossier):
    spoken_to(dossier, "a", "20-02-2026", datetime(2026, 2, 21, 10, 0))
    spoken_to(dossier, "a", "20-03-2026", datetime(2026, 3, 21, 10, 0))
    asked = dossier.ask("recorded_in_time", entered_from="2026-03-01", **TODAY)
    assert asked == {None: (1, 1)}


def test_a_correction_later_on_does_not_make_an_entry_late(dossier):
    first, later = datetime(2026, 1, 12, 9, 0), datetime(2026, 3, 20, 9, 0)
    row = {"diagnosis_id": "D", "person_id": "a", "diagnosed_on": day("10-01-2026")}
    dossier.facts.add("persons", {"person_id": "a", "source": "local"})
    once = {"recorded_at": first, "withdrawn_at": later}
    for moments in (once, {"recorded_at": later}):
        dossier.facts.add("diagnoses", {**row, "source": "local", **moments})
    assert dossier.ask("recorded_in_time", "delay_days", **TODAY) == {"2": (1, 1)}


def test_the_end_of_a_benefit_is_late_by_itself(dossier):
    dossier.client_on_benefit("a", "01-01-2025", "30-11-2025", end_registered="21-12-2025")
    asked = dossier.ask("recorded_in_time", "event", "delay_days", **TODAY)
    assert asked == {("benefit_end", "20"): (0, 1)}


def test_two_benefits_on_one_day_contradict_each_other_and_on_the_next_day_do_not(dossier):
    on_benefit(dossier, "a", "01-01-2025", "30-06-2025")
    on_benefit(dossier, "a", "30-06-2025", "31-12-2025", scheme="IOAW")
    on_benefit(dossier, "b", "01-01-2025", "30-06-2025")
    on_benefit(dossier, "b", "01-07-2025")
    assert dossier.rows("contradictions", "kind", **TODAY) == {"a": ("two_benefits",)}


def test_whoever_died_has_no_benefit_and_no_talk_afterwards(dossier):
    on_benefit(dossier, "a", "01-01-2025", "30-06-2025", exit_reason="death")
    spoken_to(dossier, "a", "30-06-2025")
    assert kinds(dossier) == {}


def test_a_talk_and_a_benefit_after_death_are_told(dossier):
    on_benefit(dossier, "a", "01-01-2025", "30-06-2025", exit_reason="death")
    spoken_to(dossier, "a", "01-07-2025")
    on_benefit(dossier, "a", "01-09-2025")
    assert kinds(dossier) == {"after_death": 2}


def test_full_time_work_and_benefit_may_coincide_for_a_month(dossier):
    for client, last in (("a", "31-10-2025"), ("b", "02-11-2025")):
        on_benefit(dossier, client, "01-01-2025", last, exit_reason="other")
        works(dossier, client, "01-10-2025", verified_on=day("01-01-2026"))
    assert dossier.rows("contradictions", "kind", **TODAY) == {"b": ("work_beside_benefit",)}


def test_part_time_work_beside_a_benefit_contradicts_nothing(dossier):
    on_benefit(dossier, "a", "01-01-2025")
    works(dossier, "a", "01-10-2025", weekly_hours=12, verified_on=day("01-01-2026"))
    assert kinds(dossier) == {}


def test_a_registered_reason_that_another_source_contradicts_is_told(dossier):
    for client, reason, found in (
        ("a", "work", "none"),
        ("b", "partner", "work"),
        ("c", "work", "work"),
        ("d", "partner", "none"),
    ):
        on_benefit(dossier, client, "01-01-2025", "30-06-2025", exit_reason=reason)
        verified(dossier, client, "30-06-2025", found, "01-12-2025")
    found = dossier.rows("contradictions", "kind", **TODAY)
    assert found == {"a": ("exit_not_work",), "b": ("exit_was_work",)}


def test_the_newest_verification_counts(dossier):
    on_benefit(dossier, "a", "01-01-2025", "30-06-2025", exit_reason="work")
    verified(dossier, "a", "30-06-2025", "none", "01-12-2025")
    verified(dossier, "a", "30-06-2025", "work", "01-02-2026")
    assert kinds(dossier) == {}


def test_work_must_be_confirmed_within_half_a_year(dossier):
    works(dossier, "a", "30-09-2025")
    works(dossier, "b", "01-10-2025")
    works(dossier, "c", "01-09-2025", verified_on=day("20-03-2026"))
    works(dossier, "d", "01-09-2025", financed_by="municipality")
    assert dossier.rows("contradictions", "kind", as_of="2026-03-30") == {
        "a": ("work_unconfirmed",)
    }


def test_exempt_and_obliged_on_one_day_is_told(dossier):
    for client, obligation in (("a", "full"), ("b", "fully_exempt")):
        dossier.with_full_exemption(client, "01-01-2026")
        dossier.classified(client, "work_obligation", obligation, "01-02-2026")
    assert dossier.rows("contradictions", "kind", **TODAY) == {"a": ("exempt_and_obliged",)}


def test_two_phases_at_once_are_told_and_two_scales_are_not(dossier):
    dossier.classified("a", "phase", "2", "01-01-2026")
    dossier.classified("a", "phase", "4", "01-02-2026", source="intake partner")
    dossier.classified("b", "phase", "2", "01-01-2026")
    dossier.classified("b", "ladder_amsterdam_2006", "2", "01-01-2026")
    found = dossier.rows("contradictions", "kind", **TODAY)
    assert found == {"a": ("two_classifications",)}


def test_two_case_managers_for_one_task_are_told(dossier):
    for client, roles in (("a", ("both", "work")), ("b", ("income", "work"))):
        for role in roles:
            assigned(dossier, client, "01-01-2026", role)
    assert dossier.rows("contradictions", "kind", **TODAY) == {"a": ("two_case_managers",)}
