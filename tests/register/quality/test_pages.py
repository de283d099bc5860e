"""What is missing, late or contradictory is listed, opened for the task, and mended by a step."""

from datetime import date, datetime

import pytest

from tests.register.quality.filing import benefit, put
from trede.measures.library import read_library
from trede.register.access.models import Look
from trede.register.facts.journal import open_journal
from trede.register.facts.models import believed, model_of
from trede.register.figures.computing import Asked, figure
from trede.register.project.clock import today
from trede.register.quality.contradicting import contradictions
from trede.register.quality.declared import events, fields, kinds
from trede.register.quality.gaps import Chosen, gaps_in
from trede.register.quality.measuring import completeness, entry_delays, half_within
from trede.register.quality.models import LeftAsIs

pytestmark = pytest.mark.django_db
STEP = "/clienten/0041-7723/stap"


@pytest.fixture
def ended(client, night):
    """Return Pieter Jansen, of whose two ended benefits one lacks its reason."""
    benefit(client, "S1", date(2024, 1, 1), ends_on=date(2025, 1, 1), exit_reason="unknown")
    benefit(client, "S2", date(2025, 3, 1), ends_on=date(2025, 9, 1), exit_reason="work")
    night()
    return client


@pytest.fixture
def contradicted(ended, night):
    """Return Pieter Jansen, who left for work, by one source, and did not, by another."""
    put(
        ended,
        "exit_verifications",
        "central register",
        verification_id="V2",
        benefit_ended_on=date(2025, 8, 31),
        verified_on=date(2026, 3, 1),
        verified_status="none",
        verified_with="SUWInet",
    )
    night()
    return ended


def test_the_overview_says_what_the_measure_says(ended):
    rows = {row.field.name: row.share for row in completeness("team").rows}
    expected = {
        row.group["field"]: (row.numerator, row.denominator)
        for row in figure(Asked("fields_filled", today(), ("field",))).rows
    }
    assert {name: (share.part, share.whole) for name, share in rows.items()} == expected
    assert expected["exit_reason"] == (1, 2)


def test_every_field_event_and_kind_of_the_rules_has_a_name(contradicted):
    counted = {
        name: {row.group[column] for row in figure(Asked(measure, today(), (column,))).rows}
        for name, measure, column in (
            ("fields", "fields_filled", "field"),
            ("events", "recorded_in_time", "event"),
            ("kinds", "contradictions", "kind"),
        )
    }
    assert counted["fields"] <= fields().keys()
    assert counted["events"] <= events().keys()
    assert counted["kinds"] <= kinds().keys()


def test_the_overview_sets_out_per_team_and_per_source(ended, keeping):
    shown = keeping.get("/gegevens/?per=team").content.decode()
    assert "Zuid" in shown
    assert "?team=Zuid" in shown
    assert "benefit system" in keeping.get("/gegevens/?per=source").content.decode()


def test_half_of_the_entries_come_within_the_lower_median():
    assert half_within({0: 1, 3: 1, 40: 1}) == 3
    assert half_within({2: 2, 9: 2}) == 2
    assert half_within({}) == 0


def test_the_delay_is_set_out_and_the_norm_can_be_chosen(client, night, keeping):
    for nth, (day, moment) in enumerate(
        ((date(2026, 3, 2), datetime(2026, 3, 3)), (date(2026, 3, 2), datetime(2026, 3, 20)))
    ):
        model_of("contacts").objects.create(
            person_id=client.person_id,
            contact_id=f"C{nth}",
            contact_on=day,
            recorded_at=moment,
            source="register",
        )
    night()
    (delay,) = entry_delays("team", 7, date(2026, 1, 1))
    assert (delay.group, delay.share.part, delay.share.whole) == ("Zuid", 1, 2)
    assert delay.half_within_days == 1
    (delay,) = entry_delays("event", 18, date(2026, 1, 1))
    assert (delay.group, delay.share.part) == ("contact", 2)
    shown = keeping.get("/gegevens/?norm=18&since=2026-01-01").content.decode()
    assert "100% is vastgelegd binnen 18 dagen" in shown


def test_before_the_first_night_the_pages_say_so(client, keeping, night):
    for path in ("/gegevens/", "/gegevens/tegenstrijdigheden", "/gegevens/uitwisseling"):
        assert keeping.get(path).status_code == 200
    assert "nog geen cijfers" in keeping.get("/gegevens/").content.decode()


def test_a_gap_leads_to_the_step_that_fills_it_and_the_look_is_logged(ended, keeping, keeper):
    assert "Jansen" in keeping.get("/gegevens/volledigheid/exit_reason").content.decode()
    sent = {"field": "exit_reason", "subject": "S1", "back": "/gegevens/volledigheid/exit_reason"}
    opened = keeping.post("/gegevens/openen/0041-7723", sent)
    assert opened.url.startswith(f"{STEP}/benefit/S1?back=")
    assert keeping.get(opened.url).status_code == 200
    look = Look.objects.get(user=keeper)
    assert (look.basis, look.page) == ("stated_reason", "step-of")
    assert look.reason == "Het bestand schoonhouden: reden van beëindiging"


def test_what_was_filled_in_is_marked_and_gone_after_the_night(ended, keeping, keeper, night):
    spell = believed("benefit_spells").get(spell_id="S1")
    with open_journal(author=keeper, step="benefit", client=ended) as journal:
        journal.correct(spell, {"exit_reason": "study"})
    assert (
        "sindsdien gewijzigd" in keeping.get("/gegevens/volledigheid/exit_reason").content.decode()
    )
    night()
    assert gaps_in(fields()["exit_reason"], Chosen()) == []


def test_a_client_who_lacks_nothing_is_not_opened_by_that_list(ended, keeping):
    sent = {"field": "exit_reason", "subject": "S2"}
    assert keeping.post("/gegevens/openen/0041-7723", sent).url == "/gegevens/"
    assert keeping.get("/clienten/0041-7723").url.startswith("/clienten/0041-7723/reden")


def test_gaps_are_those_of_the_chosen_team_and_source(ended):
    field = fields()["exit_reason"]
    assert [gap.subject for gap in gaps_in(field, Chosen(team="Zuid"))] == ["S1"]
    assert gaps_in(field, Chosen(team="Noord")) == []
    assert gaps_in(field, Chosen(source="register")) == []


def test_an_auditor_sees_numbers_and_changes_nothing(contradicted, reading):
    for path in ("/gegevens/volledigheid/exit_reason", "/gegevens/tegenstrijdigheden"):
        shown = reading.get(path).content.decode()
        assert "Jansen" not in shown
        assert "0041-7723" in shown
        assert 'action="/gegevens/' not in shown
    for path in ("/gegevens/openen/0041-7723", "/gegevens/tegenstrijdigheden/laten"):
        assert reading.post(path, {}).status_code == 403


def test_both_statements_stand_side_by_side_with_source_and_moment(contradicted, keeping):
    (found,) = contradictions()
    said = [(each.source, each.recorded_at, each.step) for each in found.statements]
    moment = datetime(2026, 2, 2, 9, 30)
    assert said == [
        ("benefit system", moment, "benefit"),
        ("central register", moment, "verification"),
    ]
    shown = keeping.get("/gegevens/tegenstrijdigheden").content.decode()
    assert "niets gevonden" in shown
    assert shown.count("2 feb 2026, 09:30") == 2


def test_seeing_the_list_is_a_look_at_whom_it_shows(contradicted, keeping, keeper):
    for _again in range(2):
        keeping.get("/gegevens/tegenstrijdigheden")
    looks = Look.objects.filter(user=keeper).values_list("client__number", "page", "basis")
    assert list(looks) == [("0041-7723", "contradictions", "task")]


def test_a_statement_leads_to_the_step_that_corrects_it(contradicted, keeping):
    sent = {"kind": "exit_not_work", "table": "exit_verifications", "subject": "V2"}
    opened = keeping.post("/gegevens/openen/0041-7723", sent)
    assert opened.url.startswith(f"{STEP}/verification/V2?back=")
    assert keeping.get(opened.url).status_code == 200


def test_what_was_corrected_leaves_the_list_at_once(contradicted, keeper):
    spell = believed("benefit_spells").get(spell_id="S2")
    with open_journal(author=keeper, step="benefit", client=contradicted) as journal:
        journal.correct(spell, {"exit_reason": "other"})
    assert contradictions() == []


def test_what_is_left_as_it_is_leaves_the_list_for_a_reason(contradicted, keeping, keeper):
    (found,) = contradictions()
    sent = {"kind": found.kind.name, "about": found.about}
    keeping.post("/gegevens/tegenstrijdigheden/laten", {**sent, "reason": " "})
    assert len(contradictions()) == 1
    keeping.post("/gegevens/tegenstrijdigheden/laten", {**sent, "reason": "Works abroad."})
    assert contradictions() == []
    left = LeftAsIs.objects.get()
    assert (left.reason, left.author, left.client) == ("Works abroad.", keeper, contradicted)
    assert "Works abroad." in keeping.get("/gegevens/gelaten").content.decode()
    keeping.post(f"/gegevens/gelaten/{left.pk}/terug")
    assert len(contradictions()) == 1
    assert LeftAsIs.objects.get().ended_by == keeper


def test_what_was_left_comes_back_once_a_statement_changed(contradicted, keeping, keeper, night):
    (found,) = contradictions()
    sent = {"kind": found.kind.name, "about": found.about, "reason": "Works abroad."}
    keeping.post("/gegevens/tegenstrijdigheden/laten", sent)
    verification = believed("exit_verifications").get()
    with open_journal(author=keeper, step="verification", client=contradicted) as journal:
        journal.correct(verification, {"verified_on": date(2026, 3, 15)})
    night()
    assert [each.kind.name for each in contradictions()] == ["exit_not_work"]


def test_the_list_can_be_seen_by_kind(contradicted, keeping):
    other = keeping.get("/gegevens/tegenstrijdigheden?kind=two_benefits").content.decode()
    assert "Niets spreekt elkaar tegen" in other
    same = keeping.get("/gegevens/tegenstrijdigheden?kind=exit_not_work").content.decode()
    assert "niets gevonden" in same


def test_a_data_manager_takes_no_decisions(client, keeping):
    keeping.post("/clienten/0041-7723/reden", {"reason": "A gap in the file."})
    assert keeping.get(f"{STEP}/diagnosis").status_code == 200
    for step in ("benefit-decision", "enforcement", "trajectory-offer"):
        assert keeping.get(f"{STEP}/{step}").status_code == 403


def test_a_code_is_found_by_its_label_and_by_its_list(keeping):
    shown = keeping.get("/gegevens/codelijsten?search=Wajong").content.decode()
    assert "disability_benefit_young" in shown
    assert "state_pension" not in shown
    whole = keeping.get("/gegevens/codelijsten?search=exit_reason").content.decode()
    assert "state_pension" in whole
    assert "chain: other_benefit" in whole


def test_a_search_without_result_says_so(keeping):
    assert "Geen lijst" in keeping.get("/gegevens/codelijsten?search=zzz").content.decode()


def test_what_came_in_and_went_out_is_told(ended, keeping):
    model_of("import_files").objects.create(
        file="uitkeringen.csv",
        rows_read=10,
        rows_used=7,
        rows_excluded=2,
        rows_rejected=1,
        recorded_at=datetime(2026, 1, 1),
        source="import",
    )
    shown = keeping.get("/gegevens/uitwisseling").content.decode()
    assert "uitkeringen.csv" in shown
    assert "Uit: het dossier voor de cijfers" in shown


def test_every_field_that_is_named_can_be_asked_for_alone():
    offered = read_library().parameters["only_field"].values
    assert offered == ("all", *fields())


def test_many_hours_of_work_beside_a_benefit_are_mended_by_ending_the_benefit(
    client, night, keeping
):
    benefit(client, "S1", date(2025, 1, 1))
    put(
        client,
        "placements",
        placement_id="B1",
        employer="Groen BV",
        weekly_hours=32,
        financed_by="employer",
        starts_on=date(2025, 6, 1),
    )
    night()
    shown = keeping.get("/gegevens/tegenstrijdigheden?kind=work_beside_benefit").content.decode()
    assert "Veel uren regulier werk naast een uitkering" in shown
    assert "De uitkering beëindigen" in shown
    asked = {"kind": "work_beside_benefit", "table": "benefit_spells", "subject": "S1"}
    opened = keeping.post("/gegevens/openen/0041-7723", {**asked, "remedy": "1"})
    assert "/clienten/0041-7723/stap/benefit-end/S1" in opened["Location"]
