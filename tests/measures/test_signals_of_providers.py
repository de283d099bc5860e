"""What a provider reports is seen to, and what a three-way talk decides is done."""

from pathlib import Path

import pytest

from tests.dossiers import day, day_after
from tests.measures.signal_dossier import SignalDossier

HELD = "02-03-2026"
"""The day of every talk here: the task comes a week later, and is late after two."""


class Guided(SignalDossier):
    """A dossier of clients who each take part with the company R1, in a trajectory."""

    def takes_part(self, client: str, last: str | None = None, ended: str | None = None) -> None:
        """Let a client be on benefit and take part, until a last day if there is one."""
        self.client_on_benefit(client, "01-01-2025")
        key, part = f"t {client}", f"d {client}"
        began_on = day("05-01-2026")
        self.add("trajectories", client, "trajectory_id", trajectory_id=key, ended_on=day(ended))
        self.add("participations", client, "participation_id", participation_id=part,
                 provider_id="R1", starts_on=began_on, ends_on=day_after(last))  # fmt: skip
        self.is_placed(client, "R1", "05-01-2026", trajectory_id=key, participation_id=part)

    def is_placed(
        self,
        client: str,
        company: str,
        on: str,
        recalled: str | None = None,
        **more: str,
    ) -> None:
        """Refer a client to a company."""
        asked = {"referred_by": "M1", "question": "work", "contract_id": f"K {company}"}
        days = {"referred_on": day(on), "answered_on": day(on), "recalled_on": day(recalled)}
        key = f"{client} {company} {on}"
        self.add("referrals", client, "referral_id", referral_id=key, provider_id=company,
                 **days, **asked, **more)  # fmt: skip

    def is_away(
        self,
        client: str,
        kind: str = "illness",
        back: str | None = None,
        *,
        notice: bool | None = None,
        reported: str = "03-03-2026",
    ) -> None:
        """Let the company report that a client has been away since 2 March."""
        days = {"starts_on": day("02-03-2026"), "ends_on": day(back), "reported_on": day(reported)}
        self.add("absences", client, "absence_id", participation_id=f"d {client}", kind=kind,
                 with_notice=notice, **days)  # fmt: skip

    def talks(self, client: str, result: str, on: str = HELD) -> None:
        """Let the three talk about the participation."""
        told = {"signalled_by": "anna", "reason": "absence", "signalled_on": day("20-02-2026")}
        held = {"held_on": day(on), "result": result}
        self.add("three_way_talks", client, "talk_id", talk_id=f"{client} {on}",
                 participation_id=f"d {client}", **held, **told)  # fmt: skip


@pytest.fixture
def dossier(tmp_path: Path) -> Guided:
    """Return an empty dossier; it is written when it is first asked something."""
    return Guided(tmp_path / "dossier")


def test_illness_that_a_provider_reports_is_a_task_at_once_until_there_was_contact(
    dossier: Guided,
) -> None:
    for client in ("called", "called late", "talked", "written to", "spoken to before", "ill"):
        dossier.takes_part(client)
        dossier.is_away(client)
    dossier.is_spoken_to("called", "10-03-2026")
    dossier.is_spoken_to("called late", "11-03-2026")
    dossier.is_spoken_to("spoken to before", "02-03-2026")
    dossier.is_spoken_to("written to", "04-03-2026", "written")
    dossier.talks("talked", "go_on", "05-03-2026")
    assert set(dossier.states("illness_reported", "02-03-2026")) == set()
    assert set(dossier.states("illness_reported", "03-03-2026").values()) == {"open"}
    assert dossier.states("illness_reported", "11-03-2026") == {
        "called": "in_time",
        "called late": "too_late",
        "talked": "in_time",
        "written to": "late",
        "spoken to before": "late",
        "ill": "late",
    }
    assert dossier.ask("illness_reported_in_time", as_of="2026-03-11") == {None: (2, 6)}
    assert dossier.ask("illness_reported_open", as_of="2026-03-11") == {None: (3, None)}


def test_who_is_back_or_takes_part_no_more_asks_for_nothing_about_illness(dossier: Guided) -> None:
    dossier.takes_part("back within a week")
    dossier.is_away("back within a week", back="09-03-2026")
    dossier.takes_part("back after weeks")
    dossier.is_away("back after weeks", back="30-03-2026")
    dossier.takes_part("left", "06-03-2026")
    dossier.is_away("left")
    dossier.takes_part("on leave")
    dossier.is_away("on leave", "leave", notice=True)
    assert dossier.states("illness_reported", "29-03-2026") == {
        "back within a week": "lapsed",
        "back after weeks": "missed",
        "left": "lapsed",
    }
    assert dossier.states("illness_reported", "28-03-2026")["back after weeks"] == "late"


def test_absence_without_notice_is_looked_into_also_if_the_client_is_back(dossier: Guided) -> None:
    told = {
        "did not come": ("no_show", None),
        "away without notice": ("other", False),
        "spoken to": ("no_show", False),
        "signalled": ("no_show", False),
        "gave notice": ("care", True),
        "ill without notice": ("illness", False),
    }
    for client, (kind, notice) in told.items():
        dossier.takes_part(client)
        dossier.is_away(client, kind, "03-03-2026", notice=notice)
    dossier.is_spoken_to("spoken to", "03-03-2026")
    dossier.raises_signal("signalled", "10-03-2026", rule="absent_without_notice")
    assert dossier.states("absence_unexplained", "11-03-2026") == {
        "did not come": "late",
        "away without notice": "late",
        "spoken to": "in_time",
        "signalled": "in_time",
    }


def test_what_a_talk_decided_is_asked_for_after_a_week_and_late_after_two(dossier: Guided) -> None:
    results = {
        "talk_stop": "stop",
        "talk_other_provider": "other_provider",
        "talk_adjust": "adjust",
        "talk_sanction": "sanction",
    }
    for result in (*results.values(), "go_on"):
        dossier.takes_part(result)
        dossier.talks(result, result)
    for on, state in (
        ("08-03-2026", "coming"),
        ("09-03-2026", "open"),
        ("16-03-2026", "open"),
        ("17-03-2026", "late"),
    ):
        found = {rule: dossier.states(rule, on) for rule in results}
        assert found == {rule: {result: state} for rule, result in results.items()}
    dossier.settings |= {"talk_stop_days": "10", "talk_stop_notice_days": "10"}
    assert dossier.terms("talk_stop", HELD) == [("stop", "12-03-2026", "open", "")]


def test_it_has_stopped_once_participation_and_trajectory_are_both_over(dossier: Guided) -> None:
    dossier.takes_part("both", "16-03-2026", "15-03-2026")
    dossier.takes_part("left before the talk", "27-02-2026", "27-02-2026")
    dossier.takes_part("trajectory goes on", "16-03-2026")
    dossier.takes_part("participation goes on", None, "16-03-2026")
    for client in ("both", "left before the talk", "trajectory goes on", "participation goes on"):
        dossier.talks(client, "stop")
    assert dossier.terms("talk_stop", "17-03-2026") == [
        ("both", "16-03-2026", "in_time", "16-03-2026"),
        ("left before the talk", "16-03-2026", "in_time", "02-03-2026"),
        ("participation goes on", "16-03-2026", "late", ""),
        ("trajectory goes on", "16-03-2026", "late", ""),
    ]


def test_another_provider_is_found_once_another_one_is_asked(dossier: Guided) -> None:
    for client in ("elsewhere", "same again", "taken back", "trajectory over"):
        dossier.takes_part(client, "06-03-2026", "10-03-2026" if client.endswith("over") else None)
        dossier.talks(client, "other_provider")
    dossier.is_placed("elsewhere", "R2", "16-03-2026")
    dossier.is_placed("same again", "R1", "16-03-2026")
    dossier.is_placed("taken back", "R2", "16-03-2026", "17-03-2026")
    assert dossier.states("talk_other_provider", "17-03-2026") == {
        "elsewhere": "in_time",
        "same again": "late",
        "taken back": "late",
        "trajectory over": "in_time",
    }


def test_it_is_adjusted_once_there_is_a_plan(dossier: Guided) -> None:
    for client in ("provider", "client", "before", "left", "nothing"):
        dossier.takes_part(client, "16-03-2026" if client == "left" else None)
        dossier.talks(client, "adjust")
    said = {"goal": "work", "steps": "apply", "proposed_by": "anna"}
    dossier.add("proposed_plans", "provider", "proposal_id", participation_id="d provider",
                proposed_on=day("04-03-2026"), **said)  # fmt: skip
    for client, on in (("client", "16-03-2026"), ("before", "01-03-2026")):
        dossier.add("plans", client, "plan_id", status="definitive", drawn_up_on=day(on))
    assert dossier.states("talk_adjust", "18-03-2026") == {
        "provider": "in_time",
        "client": "in_time",
        "before": "late",
        "left": "missed",
        "nothing": "late",
    }


def test_a_sanction_is_seen_to_once_it_is_proposed_or_a_signal_is_looked_into(
    dossier: Guided,
) -> None:
    for client in ("proposed", "looked into", "raised only"):
        dossier.takes_part(client)
        dossier.talks(client, "sanction")
    dossier.is_proposed_for_sanction("proposed", "05-03-2026")
    dossier.raises_signal("looked into", "27-02-2026", "06-03-2026")
    dossier.raises_signal("raised only", "06-03-2026")
    dossier.client_on_benefit("left benefit", "01-01-2025", "06-03-2026")
    dossier.talks("left benefit", "sanction")
    assert dossier.states("talk_sanction", "17-03-2026") == {
        "proposed": "in_time",
        "looked into": "in_time",
        "raised only": "late",
        "left benefit": "lapsed",
    }


def test_a_later_talk_on_the_same_participation_takes_the_place_of_the_one_before(
    dossier: Guided,
) -> None:
    dossier.takes_part("goes on after all")
    dossier.talks("goes on after all", "stop")
    dossier.talks("goes on after all", "go_on", "12-03-2026")
    dossier.takes_part("stop after all")
    dossier.talks("stop after all", "adjust")
    dossier.talks("stop after all", "stop", "24-03-2026")
    assert dossier.states("talk_stop", "11-03-2026") == {"goes on after all": "open"}
    assert dossier.states("talk_stop", "31-03-2026") == {
        "goes on after all": "lapsed",
        "stop after all": "open",
    }
    assert dossier.states("talk_adjust", "31-03-2026") == {"stop after all": "missed"}
