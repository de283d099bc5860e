"""A made-up municipality of today has work of every kind waiting on its last day."""

from pathlib import Path

import pytest

from tests.synthesis.conftest import Ask, asking
from trede.dossier.checks import check_dossier
from trede.dossier.storage import Dossier
from trede.synthesis import synthesise

TODAY = "date '2026-12-31'"
ON_BENEFIT = (
    "select person_id, starts_on from benefit_spells where ends_on is null and undated_end is null"
)
WAITING = {
    "an application without a decision after eight weeks": (
        f"select count(*) from applications where decided_on is null and applied_on < {TODAY} - 56",
        (10, 60),
    ),
    "a client without a diagnosis": (
        f"select count(*) from ({ON_BENEFIT}) as client anti join diagnoses using (person_id)",
        (50, 200),
    ),
    "a client without a plan": (
        f"select count(*) from ({ON_BENEFIT}) as client anti join plans using (person_id)",
        (100, 350),
    ),
    "a definitive plan that the client has not signed": (
        (
            f"select count(*) from plans semi join ({ON_BENEFIT}) as client using (person_id) "
            "where status = 'definitive' and client_signed_on is null"
        ),
        (50, 250),
    ),
    "a client who refuses to sign": (
        "select count(*) from plans where refusal is not null and client_signed_on is null",
        (20, 150),
    ),
    "a trajectory that was decided on and has not started": (
        (
            f"select count(*) from trajectories semi join ({ON_BENEFIT}) as client "
            "using (person_id) where decision = 'positive' and started_on is null"
        ),
        (20, 120),
    ),
    "an exemption that ends within three months": (
        f"select count(*) from exemptions where ends_on between {TODAY} + 1 and {TODAY} + 92",
        (10, 60),
    ),
    "an exemption whose review is overdue": (
        (
            f"select count(*) from exemptions where review_on <= {TODAY} "
            f"and (ends_on is null or ends_on > {TODAY})"
        ),
        (5, 40),
    ),
    "an exemption without a day of review": (
        "select count(*) from exemptions where review_on is null and ends_on is null",
        (5, 40),
    ),
    "a three-way talk that was agreed and not held": (
        (
            "select count(*) from appointments where kind = 'three_way_talk' "
            f"and settled_on is null and planned_on <= {TODAY}"
        ),
        (5, 40),
    ),
    "a talk in the coming weeks": (
        f"select count(*) from appointments where settled_on is null and planned_on > {TODAY}",
        (150, 500),
    ),
    "an unemployment benefit that ends within three months": (
        (
            "select count(*) from unemployment_benefits where ends_on is null "
            f"and expected_end_on <= {TODAY} + 92"
        ),
        (5, 30),
    ),
    "an unemployment benefit that ends in three to six months": (
        (
            "select count(*) from unemployment_benefits where ends_on is null "
            f"and expected_end_on between {TODAY} + 93 and {TODAY} + 183"
        ),
        (5, 30),
    ),
    "a job of half a year that was not verified": (
        (
            "select count(*) from placements where ends_on is null and verified_on is null "
            f"and starts_on < {TODAY} - 183"
        ),
        (5, 40),
    ),
    "a client without contact for half a year": (
        (
            f"select count(*) from ({ON_BENEFIT}) as client where not exists (select 1 "
            "from contacts where contacts.person_id = client.person_id and held "
            f"and contact_on > {TODAY} - 183)"
        ),
        (75, 350),
    ),
    "a new job without aftercare": (
        (
            f"select count(*) from placements as job where starts_on > {TODAY} - 183 "
            "and ends_on is null and not exists (select 1 from contacts as talk "
            "where talk.person_id = job.person_id and talk.kind = 'aftercare' "
            "and talk.contact_on >= job.starts_on)"
        ),
        (3, 40),
    ),
    "a proposal of a sanction": (
        "select count(*) from sanctions where decided_on is null",
        (3, 30),
    ),
    "a signal that nobody has looked into": (
        "select count(*) from signals where handled_on is null and looked_into_on is null",
        (5, 60),
    ),
    "a client without a rung": (
        (
            f"select count(*) from classifications semi join ({ON_BENEFIT}) as client "
            "using (person_id) where value = 'unassigned' and ends_on is null"
        ),
        (50, 250),
    ),
    "a referral that the company has not answered": (
        "select count(*) from referrals where answered_on is null and recalled_on is null",
        (15, 120),
    ),
    "a proposed plan that nobody has answered": (
        f"select count(*) from proposed_plans where answered_on is null and proposed_on < {TODAY}",
        (5, 60),
    ),
    "a progress report that nobody has read": (
        (
            "select count(*) from progress_reports "
            f"where answered_on is null and received_on < {TODAY}"
        ),
        (15, 120),
    ),
    "a progress report that was asked back": (
        "select count(*) from progress_reports where answer = 'asked_back'",
        (5, 60),
    ),
    "an attendance list that a client has not signed": (
        "select count(*) from attendance_signatures where signed_on is null",
        (10, 80),
    ),
    "a client who is absent": (
        "select count(*) from absences where ends_on is null",
        (3, 60),
    ),
    "a three-way talk that was signalled and not held": (
        "select count(*) from three_way_talks where held_on is null",
        (2, 30),
    ),
    "an own purchase that nobody has decided on": (
        "select count(*) from own_purchases where decided_on is null",
        (1, 20),
    ),
    "advice on an extension without an answer": (
        "select count(*) from extension_advices where answered_on is null",
        (2, 40),
    ),
    "a phase-1 client on benefit for more than half a year": (
        (
            f"select count(*) from classifications as phase join ({ON_BENEFIT}) as client "
            "using (person_id) where scale = 'phase' and value = '1' and phase.ends_on is null "
            f"and client.starts_on < {TODAY} - 183"
        ),
        (20, 250),
    ),
}


@pytest.mark.parametrize("kind", WAITING)
def test_there_is(ask_demonstration: Ask, kind: str):
    query, (fewest, most) = WAITING[kind]
    ((found,),) = ask_demonstration(query)
    assert isinstance(found, int)
    assert fewest <= found <= most


def test_a_check_of_it_finds_nothing(demonstration: Dossier):
    assert check_dossier(demonstration.folder, demonstration.manifest).to_pylist() == []


def test_every_client_has_a_number_of_his_own(ask_demonstration: Ask):
    query = "select count(*), count(distinct client_number), count(client_number) from persons"
    assert ask_demonstration(query) == [(3_000, 3_000, 3_000)]


def test_everyone_on_benefit_has_one_case_manager(ask_demonstration: Ask):
    query = (
        f"select count(*) from ({ON_BENEFIT}) as client where (select count(*) from "
        "case_manager_assignments as assigned where assigned.person_id = client.person_id "
        "and assigned.ends_on is null and assigned.role = 'both') <> 1"
    )
    assert ask_demonstration(query) == [(0,)]


def test_who_waits_for_a_decision_has_a_case_manager(ask_demonstration: Ask):
    query = (
        "select count(*) from applications where decided_on is null and person_id not in "
        "(select person_id from case_manager_assignments where ends_on is null)"
    )
    assert ask_demonstration(query) == [(0,)]


def test_case_managers_have_about_a_hundred_and_fifty_clients_in_teams(ask_demonstration: Ask):
    query = (
        "select count(*), min(clients) > 100, max(clients) < 200, count(distinct team), "
        "bool_and(regexp_matches(case_manager_id, '^km[0-9]{3}$')) from (select case_manager_id, "
        "team, count(distinct person_id) as clients from case_manager_assignments "
        "where ends_on is null group by all)"
    )
    assert ask_demonstration(query) == [(12, True, True, 3, True)]


def test_half_of_the_teams_once_separated_income_and_work(ask_demonstration: Ask):
    query = (
        "select role, max(ends_on) from case_manager_assignments where role <> 'both' "
        "group by role order by role"
    )
    ((first, ended), (second, also_ended)) = ask_demonstration(query)
    assert (first, second, str(ended), str(also_ended)) == ("income", "work", *["2024-01-01"] * 2)


@pytest.mark.parametrize(
    ("from_year", "to_year", "schemes"),
    [
        (1998, 1999, {"ABW", "IOAW", "IOAZ"}),
        (2003, 2004, {"ABW", "WWB", "IOAW", "IOAZ"}),
        (2010, 2011, {"WWB", "WIJ", "IOAW", "IOAZ"}),
        (2014, 2015, {"WWB", "PW", "IOAW", "IOAZ"}),
        (2023, 2026, {"PW", "IOAW", "IOAZ"}),
    ],
)
def test_benefit_is_under_the_schemes_of_its_years(
    tmp_path: Path, from_year: int, to_year: int, schemes: set[str]
):
    synthesise(tmp_path / "made-up", 3_000, from_year, to_year, 1)
    for ask in asking(Dossier(tmp_path / "made-up")):
        found = ask("select distinct scheme from benefit_spells")
    assert {scheme for (scheme,) in found} == schemes


def test_nobody_is_exempt_as_a_group_any_more(ask_demonstration: Ask):
    query = "select distinct kind from exemptions order by kind"
    assert ask_demonstration(query) == [("de_facto",), ("individual",)]
