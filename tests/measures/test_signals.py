"""What asks for attention: from which day, until when, and what settles it.

Terms are those that Trede ships; see ``library/signals/parameters.toml``.
"""

from pathlib import Path

import pytest

from tests.dossiers import day
from tests.measures.signal_dossier import SignalDossier
from trede.measures.library import read_library

SIGNALS = sorted(
    rule.name
    for rule in read_library().rules.values()
    if rule.family == "signals" and "is_due" in rule.columns
)


@pytest.fixture
def dossier(tmp_path: Path) -> SignalDossier:
    """Return an empty dossier; it is written when it is first asked something."""
    return SignalDossier(tmp_path / "dossier")


@pytest.mark.parametrize("rule", SIGNALS)
def test_every_signal_says_its_state_in_the_same_words(rule: str) -> None:
    def tail(name: str) -> str:
        sql = read_library().rules[name].sql
        return sql[sql.rindex("case\n        when term.settled_on") : sql.rindex("as is_due")]

    assert tail(rule) == tail("plan_due")


@pytest.mark.parametrize("rule", SIGNALS)
def test_every_signal_has_two_measures_on_the_same_rows(rule: str) -> None:
    in_time, still_open = (read_library().measure(f"{rule}_{kind}") for kind in ("in_time", "open"))
    assert (in_time.rows, in_time.population) == (rule, "state <> 'lapsed'")
    assert (in_time.denominator, in_time.numerator) == ("is_due", "state = 'in_time'")
    assert (still_open.rows, still_open.population) == (rule, "true")
    assert (still_open.denominator, still_open.numerator) == (None, "state in ('open', 'late')")


def test_an_application_must_be_decided_on_within_eight_weeks(dossier: SignalDossier) -> None:
    dossier.applies("waits", "05-01-2026")
    dossier.applies("decided", "05-01-2026", "02-03-2026")
    dossier.applies("a day late", "05-01-2026", "03-03-2026")
    dossier.client_on_benefit("granted without application on file", "05-01-2026")
    assert dossier.states("application_decision", "15-02-2026") == {
        "waits": "coming",
        "decided": "coming",
        "a day late": "coming",
    }
    assert dossier.states("application_decision", "16-02-2026")["waits"] == "open"
    assert dossier.terms("application_decision", "02-03-2026") == [
        ("a day late", "02-03-2026", "open", ""),
        ("decided", "02-03-2026", "in_time", "02-03-2026"),
        ("waits", "02-03-2026", "open", ""),
    ]
    assert dossier.terms("application_decision", "03-03-2026") == [
        ("a day late", "02-03-2026", "too_late", "03-03-2026"),
        ("decided", "02-03-2026", "in_time", "02-03-2026"),
        ("waits", "02-03-2026", "late", ""),
    ]
    assert dossier.ask("application_decision_in_time", as_of="2026-03-03") == {None: (1, 3)}
    assert dossier.ask("application_decision_open", as_of="2026-03-03") == {None: (1, None)}


def test_what_was_settled_quickly_counts_only_once_its_last_day_has_passed(
    dossier: SignalDossier,
) -> None:
    dossier.applies("quick", "01-02-2026", "02-02-2026")
    dossier.applies("slow", "05-01-2026")
    assert dossier.ask("application_decision_in_time", as_of="2026-03-03") == {None: (0, 1)}
    assert dossier.ask("application_decision_in_time", as_of="2026-03-30") == {None: (1, 2)}


def test_a_benefit_and_the_application_it_was_granted_on_count_once(dossier: SignalDossier) -> None:
    decided = {"applied_on": day("05-01-2026"), "decided_on": day("20-01-2026")}
    granted = {**decided, "spell_id": "granted", "starts_on": day("05-01-2026"), "scheme": "PW"}
    without = {**granted, "spell_id": "without an application"}
    dossier.add("applications", "both", "application_id", **decided, spell_id="granted")
    dossier.add("benefit_spells", "both", "spell_id", **granted)
    dossier.add("benefit_spells", "benefit only", "spell_id", **without)
    assert dossier.terms("application_decision", "31-03-2026") == [
        ("benefit only", "02-03-2026", "in_time", "20-01-2026"),
        ("both", "02-03-2026", "in_time", "20-01-2026"),
    ]


def test_the_closed_approach_warns_from_day_270_and_counts_down_to_the_year(
    dossier: SignalDossier,
) -> None:
    dossier.client_on_benefit("without offer", "01-03-2025")
    dossier.client_on_benefit("started", "01-03-2025")
    dossier.with_trajectory("started", "01-06-2025", offered="01-05-2025")
    dossier.client_on_benefit("offered only", "01-03-2025")
    dossier.with_trajectory("offered only", offered="01-05-2025")
    dossier.client_on_benefit("left", "01-03-2025", "31-08-2025")
    dossier.client_on_benefit("exempt", "01-03-2025")
    dossier.is_exempt("exempt", "01-04-2025", extent="full")
    dossier.client_on_benefit("partly exempt", "01-03-2025")
    dossier.is_exempt("partly exempt", "01-04-2025")
    assert dossier.states("closed_approach_deadline", "25-11-2025") == {
        "without offer": "coming",
        "started": "in_time",
        "offered only": "coming",
        "left": "in_time",
        "partly exempt": "coming",
    }
    assert dossier.states("closed_approach_deadline", "26-11-2025")["without offer"] == "open"
    assert dossier.states("closed_approach_deadline", "01-03-2026")["without offer"] == "open"
    assert dossier.states("closed_approach_deadline", "02-03-2026") == {
        "without offer": "late",
        "started": "in_time",
        "offered only": "late",
        "left": "in_time",
        "partly exempt": "late",
    }
    by_offer = dossier.states("closed_approach_deadline", "02-03-2026", closing_event="offered")
    assert by_offer["offered only"] == "in_time"


def test_the_closed_approach_watches_the_latest_benefit(dossier: SignalDossier) -> None:
    dossier.client_on_benefit("returns", "01-03-2020", "31-12-2023")
    dossier.client_on_benefit("returns", "01-07-2025")
    assert dossier.terms("closed_approach_deadline", "31-03-2026") == [
        ("returns", "01-07-2026", "open", "")
    ]


def test_a_client_in_phase_one_goes_to_the_municipality_after_six_months(
    dossier: SignalDossier,
) -> None:
    for client in ("stays", "phase 2", "handed over", "offered", "leaves"):
        last = "01-06-2005" if client == "leaves" else None
        dossier.client_on_benefit(client, "31-08-2004", last)
        dossier.classified(client, "phase", "1", "01-08-2004")
    dossier.classified("phase 2", "phase", "2", "28-02-2005")
    dossier.is_spoken_to("handed over", "01-03-2005", "handover")
    dossier.with_trajectory("offered", offered="01-10-2004")
    dossier.client_on_benefit("phase 3 from the start", "31-08-2004")
    dossier.classified("phase 3 from the start", "phase", "3", "01-08-2004")
    assert dossier.terms("phase_one_handover", "15-06-2005") == [
        ("handed over", "28-02-2005", "too_late", "01-03-2005"),
        ("leaves", "28-02-2005", "missed", ""),
        ("offered", "28-02-2005", "in_time", "01-10-2004"),
        ("phase 2", "28-02-2005", "in_time", "28-02-2005"),
        ("stays", "28-02-2005", "late", ""),
    ]


def test_a_diagnosis_is_made_within_four_weeks_of_the_start(dossier: SignalDossier) -> None:
    dossier.client_on_benefit("in time", "05-01-2026")
    dossier.is_diagnosed("in time", "02-02-2026")
    dossier.client_on_benefit("before the start", "05-01-2026")
    dossier.is_diagnosed("before the start", "20-12-2025", "qualifying_intake")
    dossier.client_on_benefit("only keyed for the benefit", "05-01-2026")
    dossier.is_diagnosed("only keyed for the benefit", "06-01-2026", "benefit_intake")
    dossier.client_on_benefit("with an earlier benefit", "01-01-2020", "31-12-2022")
    dossier.is_diagnosed("with an earlier benefit", "20-01-2020")
    dossier.client_on_benefit("with an earlier benefit", "05-01-2026")
    dossier.client_on_benefit("left at once", "05-01-2026", "20-01-2026")
    assert dossier.states("diagnosis_due", "03-02-2026") == {
        "in time": "in_time",
        "before the start": "in_time",
        "only keyed for the benefit": "late",
        "with an earlier benefit": "late",
        "left at once": "lapsed",
    }
    assert dossier.ask("diagnosis_due_in_time", as_of="2026-02-03") == {None: (3, 5)}


def test_a_benefit_that_goes_on_under_another_scheme_is_one_period(dossier: SignalDossier) -> None:
    dossier.client_on_benefit("goes on", "01-01-2025", "31-12-2025", scheme="PW")
    dossier.client_on_benefit("goes on", "01-01-2026", scheme="IOAW")
    assert dossier.terms("plan_due", "31-03-2026") == [("goes on", "12-02-2025", "late", "")]


def test_a_client_who_never_had_benefit_is_supported_from_the_first_case_manager(
    dossier: SignalDossier,
) -> None:
    dossier.is_assigned("without benefit", "bakker", "05-01-2026")
    dossier.is_assigned("applicant", "bakker", "05-01-2026")
    dossier.applies("applicant", "05-01-2026")
    assert dossier.terms("plan_due", "31-03-2026") == [
        ("without benefit", "16-02-2026", "late", "")
    ]


def test_a_plan_is_drawn_up_within_six_weeks(dossier: SignalDossier) -> None:
    dossier.client_on_benefit("drawn up", "05-01-2026")
    dossier.with_plan("drawn up", "16-02-2026", status="draft")
    dossier.client_on_benefit("offered", "05-01-2026")
    dossier.with_plan("offered", offered="01-02-2026", status="draft")
    dossier.client_on_benefit("late", "05-01-2026")
    dossier.with_plan("late", "17-02-2026")
    dossier.client_on_benefit("none", "05-01-2026")
    assert dossier.states("plan_due", "01-02-2026")["none"] == "coming"
    assert dossier.states("plan_due", "31-03-2026") == {
        "drawn up": "in_time",
        "offered": "in_time",
        "late": "too_late",
        "none": "late",
    }


def test_a_plan_is_signed_by_both_within_two_weeks(dossier: SignalDossier) -> None:
    for client in ("both", "client only", "none", "replaced"):
        dossier.client_on_benefit(client, "05-01-2026")
    dossier.with_plan(
        "both", "02-03-2026", client_signed="16-03-2026", municipality_signed="03-03-2026"
    )
    dossier.with_plan("client only", "02-03-2026", client_signed="03-03-2026")
    dossier.with_plan("none", "02-03-2026", status="draft")
    dossier.with_plan("replaced", "02-03-2026")
    dossier.with_plan(
        "replaced", "10-03-2026", client_signed="10-03-2026", municipality_signed="10-03-2026"
    )
    refused = {"drawn_up_on": day("02-03-2026"), "refusal": "wants to study first"}
    signed = {"status": "definitive", "municipality_signed_on": day("05-03-2026")}
    dossier.add("plans", "refuses", "plan_id", **refused, **signed)
    assert dossier.terms("plan_signatures", "31-03-2026") == [
        ("both", "16-03-2026", "in_time", "16-03-2026"),
        ("client only", "16-03-2026", "late", ""),
        ("none", "16-03-2026", "late", ""),
        ("refuses", "16-03-2026", "in_time", "05-03-2026"),
        ("replaced", "16-03-2026", "lapsed", ""),
        ("replaced", "24-03-2026", "in_time", "10-03-2026"),
    ]


def test_an_offered_trajectory_starts_within_three_months(dossier: SignalDossier) -> None:
    for client in ("starts", "waits", "turned down", "leaves"):
        dossier.client_on_benefit(
            client, "01-09-2025", "15-01-2026" if client == "leaves" else None
        )
    dossier.with_trajectory("starts", "28-02-2026", offered="30-11-2025")
    dossier.with_trajectory("waits", offered="30-11-2025")
    dossier.with_trajectory(
        "turned down", offered="30-11-2025", decided="01-12-2025", decision="negative"
    )
    dossier.with_trajectory("leaves", offered="30-11-2025")
    assert dossier.terms("trajectory_start", "01-03-2026") == [
        ("leaves", "28-02-2026", "lapsed", ""),
        ("starts", "28-02-2026", "in_time", "28-02-2026"),
        ("turned down", "28-02-2026", "lapsed", ""),
        ("waits", "28-02-2026", "late", ""),
    ]


def test_an_exemption_that_ends_is_looked_at_before_its_last_day(dossier: SignalDossier) -> None:
    for client in ("nothing", "renewed", "re-examined", "plan", "too early", "left", "lasting"):
        dossier.client_on_benefit(client, "01-01-2025", "15-02-2026" if client == "left" else None)
        dossier.is_exempt(client, "01-03-2025", None if client == "lasting" else "28-02-2026")
    dossier.is_exempt("renewed", "01-03-2026", "28-02-2027")
    dossier.is_spoken_to("re-examined", "10-02-2026", "reexamination")
    dossier.with_plan("plan", "28-02-2026")
    dossier.is_spoken_to("too early", "01-06-2025", "reexamination")
    assert dossier.states("exemption_end", "02-01-2026")["nothing"] == "coming"
    assert dossier.states("exemption_end", "03-01-2026")["nothing"] == "open"
    assert dossier.terms("exemption_end", "01-03-2026") == [
        ("left", "28-02-2026", "lapsed", ""),
        ("nothing", "28-02-2026", "late", ""),
        ("plan", "28-02-2026", "in_time", "28-02-2026"),
        ("re-examined", "28-02-2026", "in_time", "10-02-2026"),
        ("renewed", "28-02-2026", "too_late", "01-03-2026"),
        ("renewed", "28-02-2027", "coming", ""),
        ("too early", "28-02-2026", "late", ""),
    ]


def test_a_lasting_exemption_is_reviewed_every_year_or_as_agreed(dossier: SignalDossier) -> None:
    for client in ("yearly", "agreed", "reviewed", "ends before"):
        dossier.client_on_benefit(client, "01-01-2024")
    dossier.is_exempt("yearly", "29-02-2024")
    dossier.is_exempt("agreed", "29-02-2024", review="01-09-2024")
    dossier.is_exempt("reviewed", "29-02-2024")
    dossier.is_spoken_to("reviewed", "15-01-2025", "reexamination")
    dossier.is_exempt("ends before", "29-02-2024", "31-01-2025")
    assert dossier.terms("exemption_review", "01-03-2025") == [
        ("agreed", "01-09-2024", "late", ""),
        ("reviewed", "28-02-2025", "in_time", "15-01-2025"),
        ("reviewed", "15-01-2026", "coming", ""),
        ("yearly", "28-02-2025", "late", ""),
    ]


def test_there_is_contact_at_least_every_half_year(dossier: SignalDossier) -> None:
    dossier.client_on_benefit("spoken to", "31-08-2025")
    dossier.is_spoken_to("spoken to", "28-02-2026", None)
    dossier.is_spoken_to("spoken to", "01-02-2026", "written")
    dossier.is_spoken_to("spoken to", "02-02-2026", held=False)
    dossier.client_on_benefit("never", "31-08-2025")
    dossier.client_on_benefit("left", "31-08-2025", "31-12-2025")
    assert dossier.states("contact_due", "13-02-2026") == {
        "spoken to": "coming",
        "never": "coming",
        "left": "lapsed",
    }
    assert dossier.states("contact_due", "14-02-2026")["never"] == "open"
    assert dossier.terms("contact_due", "01-03-2026") == [
        ("left", "28-02-2026", "lapsed", ""),
        ("never", "28-02-2026", "late", ""),
        ("spoken to", "28-02-2026", "in_time", "28-02-2026"),
        ("spoken to", "28-08-2026", "coming", ""),
    ]


def test_a_client_is_classified_within_four_weeks_and_again_every_year(
    dossier: SignalDossier,
) -> None:
    for client in ("never", "unassigned", "once", "again", "before the start"):
        dossier.client_on_benefit(client, "06-01-2025")
    dossier.classified("unassigned", "ladder_utrecht_2009", "unassigned", "10-01-2025")
    dossier.classified("once", "ladder_utrecht_2009", "3", "03-02-2025")
    dossier.classified("again", "phase", "3", "10-01-2025")
    dossier.classified("again", "ladder_utrecht_2009", "4", "10-06-2025")
    dossier.classified("before the start", "phase", "2", "10-12-2024")
    assert dossier.terms("classification_due", "04-02-2026") == [
        ("again", "03-02-2025", "in_time", "10-01-2025"),
        ("again", "10-01-2026", "in_time", "10-06-2025"),
        ("again", "10-06-2026", "coming", ""),
        ("before the start", "03-02-2025", "in_time", "06-01-2025"),
        ("before the start", "10-12-2025", "late", ""),
        ("never", "03-02-2025", "late", ""),
        ("once", "03-02-2025", "in_time", "03-02-2025"),
        ("once", "03-02-2026", "late", ""),
        ("unassigned", "03-02-2025", "late", ""),
    ]


def test_the_end_of_unemployment_benefit_asks_for_two_talks(dossier: SignalDossier) -> None:
    dossier.is_on_unemployment_benefit("nothing done", "01-01-2010", "31-12-2010")
    dossier.is_on_unemployment_benefit("both done", "01-01-2010", "31-12-2010")
    dossier.is_spoken_to("both done", "30-06-2010", "handover")
    dossier.is_spoken_to("both done", "30-09-2010")
    dossier.is_on_unemployment_benefit("found work", "01-01-2010", "31-12-2010", "31-05-2010")
    assert dossier.terms("unemployment_coach_talk", "01-10-2010") == [
        ("both done", "30-06-2010", "in_time", "30-06-2010"),
        ("found work", "30-06-2010", "lapsed", ""),
        ("nothing done", "30-06-2010", "late", ""),
    ]
    assert dossier.terms("unemployment_client_talk", "01-10-2010") == [
        ("both done", "30-09-2010", "in_time", "30-09-2010"),
        ("found work", "30-09-2010", "lapsed", ""),
        ("nothing done", "30-09-2010", "late", ""),
    ]
    assert dossier.states("unemployment_coach_talk", "01-01-2011")["nothing done"] == "missed"


def test_a_three_way_talk_is_held_on_the_day_agreed(dossier: SignalDossier) -> None:
    dossier.agrees_to_talk("held", "01-03-2026", "20-03-2026", "20-03-2026")
    dossier.agrees_to_talk("a day later", "01-03-2026", "20-03-2026", "21-03-2026")
    dossier.agrees_to_talk("not held", "01-03-2026", "20-03-2026")
    assert dossier.states("talk_agreed", "05-03-2026")["not held"] == "coming"
    assert dossier.states("talk_agreed", "06-03-2026")["not held"] == "open"
    assert dossier.states("talk_agreed", "21-03-2026") == {
        "held": "in_time",
        "a day later": "too_late",
        "not held": "late",
    }


def test_after_an_exit_to_work_there_is_a_contact_every_month_for_half_a_year(
    dossier: SignalDossier,
) -> None:
    dossier.leaves_for_work("forgotten", "01-01-2025", "31-10-2025")
    dossier.leaves_for_work("called", "01-01-2025", "31-10-2025")
    for on in ("30-11-2025", "30-12-2025", "30-01-2026", "28-02-2026", "28-03-2026", "28-04-2026"):
        dossier.is_spoken_to("called", on, "aftercare")
    dossier.leaves_for_work("back on benefit", "01-01-2025", "31-10-2025")
    dossier.client_on_benefit("back on benefit", "15-11-2025")
    dossier.client_on_benefit("moved away", "01-01-2025", "31-10-2025")
    assert dossier.states("aftercare_due", "24-11-2025") == {
        "forgotten": "open",
        "called": "open",
        "back on benefit": "lapsed",
    }
    assert dossier.states("aftercare_due", "01-06-2026") == {
        "forgotten": "missed",
        "called": "in_time",
        "back on benefit": "lapsed",
    }
    assert dossier.ask("aftercare_due_in_time", as_of="2026-06-01") == {None: (6, 7)}


def test_work_is_verified_once_it_could_be_durable(dossier: SignalDossier) -> None:
    for client in ("not verified", "verified", "too soon", "back on benefit"):
        dossier.leaves_for_work(client, "01-01-2024", "28-02-2025")
    dossier.is_verified("verified", "10-09-2025")
    dossier.is_verified("too soon", "01-05-2025")
    dossier.client_on_benefit("back on benefit", "01-08-2025")
    assert dossier.states("durability_check", "31-08-2025")["not verified"] == "coming"
    assert dossier.states("durability_check", "01-09-2025")["not verified"] == "open"
    assert dossier.states("durability_check", "30-09-2025") == {
        "not verified": "late",
        "verified": "in_time",
        "too soon": "late",
        "back on benefit": "lapsed",
    }
    assert dossier.states("durability_check", "01-03-2026")["not verified"] == "missed"


def test_a_sanction_proposal_is_decided_on_within_four_weeks(dossier: SignalDossier) -> None:
    dossier.is_proposed_for_sanction("decided", "02-03-2026", "30-03-2026")
    dossier.is_proposed_for_sanction("not decided", "02-03-2026")
    assert dossier.states("sanction_decision", "31-03-2026") == {
        "decided": "in_time",
        "not decided": "late",
    }


def test_a_local_term_changes_the_signal_and_the_figure_alike(dossier: SignalDossier) -> None:
    dossier.client_on_benefit("spoken to", "01-01-2026")
    assert dossier.states("contact_due", "15-04-2026") == {"spoken to": "coming"}
    dossier.settings["contact_months"] = "3"
    assert dossier.states("contact_due", "15-04-2026") == {"spoken to": "late"}
    assert dossier.ask("contact_due_open", as_of="2026-04-15") == {None: (1, None)}


def test_the_signal_and_the_figure_of_the_closed_approach_say_the_same(tmp_path: Path) -> None:
    """On clients with one benefit each: the year of all of them is over."""
    dossier = SignalDossier(tmp_path / "dossier")
    for number in range(12):
        client = f"client {number}"
        left = "15-06-2024" if number % 4 == 1 else "15-06-2025" if number % 4 == 2 else None
        dossier.client_on_benefit(client, "29-02-2024", left)
        if number % 3 == 0:
            dossier.with_trajectory(client, "28-02-2025" if number % 2 else "01-03-2025")
        if number == 7:
            dossier.is_exempt(client, "01-03-2024", extent="full")
    figure = dossier.ask("closed_rate_fully_observed", as_of="2025-12-31")
    assert dossier.ask("closed_approach_deadline_in_time", as_of="2025-12-31") == figure
    assert figure == {None: (4, 11)}
