"""A trajectory goes from offer to decision, start and end, one short form at a time."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client as Browser

from tests.register.steps.browsing import errors, fields, filled_in, said, warnings, words
from tests.register.steps.taking import TODAY, Taker, record
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.facts.journal import newest_change
from trede.register.facts.models import model_of
from trede.register.steps.offers import Record, count

pytestmark = pytest.mark.django_db

OFFER = {"type": "mediation", "motive": "Looks for work already; needs vacancies only."}
AT = {"recorded_at": "2020-01-01", "source": "test"}


@pytest.fixture(autouse=True)
def counts_anew() -> Iterator[None]:
    """Keep no counts from one test to the next."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def contracts() -> None:
    """Two contracts that take clients, of different rungs, and one that does not."""
    model_of("providers").objects.create(provider_id="werk", name="Werk BV", **AT)
    for name, rung, inflow in (
        ("C1", "3", "open"),
        ("C2", "1", "open"),
        ("C3", "3", "closed"),
    ):
        model_of("contracts").objects.create(
            contract_id=name, name=f"Contract {name}", provider_id="werk", rung=rung,
            inflow=inflow, signed_on=date(2025, 1, 1),
            data_agreement_on=date(2025, 1, 1), **AT,
        )  # fmt: skip
    for term, number, cents in (("maximum_clients", 1, None), ("fee", None, 250000)):
        model_of("contract_terms").objects.create(
            contract_id="C1", term=term, starts_on=date(2025, 1, 1), number=number,
            amount_cents=cents, **AT,
        )  # fmt: skip


@pytest.fixture
def on_rung_three(client: Client, case_manager: User) -> None:
    """Pieter stands on rung 3 of the ladder in use."""
    values = {
        "classification_id": "k1",
        "scale": "ladder_amsterdam_2006",
        "value": "3",
        "starts_on": date(2026, 1, 5),
    }
    record(client, case_manager, "classifications", values)


def test_a_trajectory_goes_from_offer_to_end(taker: Taker):
    assert fields(taker.open("trajectory")) == {
        "contract_id", "type", "work_first_function", "motive", "offered_on",
    }  # fmt: skip
    done = taker.take("trajectory", **OFFER, offered_on="2026-01-10")
    assert said(done)[-1] == "Offered: mediation. Next: the decision."
    assert fields(taker.open("trajectory")) == {"decision", "decided_on"}
    done = taker.take("trajectory", decision="positive", decided_on="2026-01-20")
    assert said(done)[-1] == "Decided. Next: let it start."
    assert fields(taker.open("trajectory")) == {"happens", "started_on", "result"}
    done = taker.take("trajectory", started_on="2026-02-01")
    assert said(done)[-1] == "The trajectory has started."
    assert fields(taker.open("trajectory")) == {"result", "ended_on"}
    done = taker.take("trajectory", result="goal_met", ended_on="2026-03-30")
    assert said(done)[-1] == "The trajectory has ended: regular end, goal met."
    assert taker.facts("trajectories") == [
        {
            "type": "mediation",
            "motive": OFFER["motive"],
            "offered_on": date(2026, 1, 10),
            "decided_on": date(2026, 1, 20),
            "decision": "positive",
            "started_on": date(2026, 2, 1),
            "ended_on": date(2026, 3, 30),
            "result": "goal_met",
            "goal_met": True,
        }
    ]


@pytest.mark.parametrize(
    ("before", "answers", "refused"),
    [
        ([], {"type": "mediation"}, {"motive": "Fill this in."}),
        ([], {**OFFER, "offered_on": "2026-04-01"}, {"offered_on": "This day has not come yet."}),
        (
            [],
            {**OFFER, "type": "work_first"},
            {"work_first_function": "Say what Work First is for."},
        ),
        (
            [],
            {**OFFER, "work_first_function": "diagnosis"},
            {"work_first_function": "Only Work First has this. Leave it empty."},
        ),
        (
            [OFFER],
            {"decision": "positive", "decided_on": "2026-03-30"},
            {"decided_on": "This lies before the day it was offered: 31 Mar 2026."},
        ),
        ([OFFER], {}, {"decision": "Fill this in."}),
        (
            [OFFER, {"decision": "positive"}],
            {"started_on": "2026-03-01"},
            {"started_on": "This lies before the day it was decided: 31 Mar 2026."},
        ),
        (
            [OFFER, {"decision": "positive"}],
            {"happens": "called_off"},
            {"result": "Say how it ended: without a result it is not closed."},
        ),
        ([OFFER, {"decision": "positive"}, {}], {}, {"result": "Fill this in."}),
        (
            [OFFER, {"decision": "positive"}, {}],
            {"result": "goal_met", "ended_on": "2026-03-30"},
            {"ended_on": "This lies before the day it was started: 31 Mar 2026."},
        ),
    ],
)
def test_what_does_not_follow_is_refused_at_its_field(
    taker: Taker,
    before: list[dict[str, object]],
    answers: dict[str, object],
    refused: dict[str, str],
):
    for each in before:
        assert taker.take("trajectory", **each).status_code == 302
    assert errors(taker.take("trajectory", **answers)) == refused


def test_an_offer_that_does_not_start_is_ended_with_a_result(taker: Taker):
    taker.take("trajectory", **OFFER)
    taker.take("trajectory", decision="positive")
    done = taker.take("trajectory", happens="called_off", result="broken_off_exited")
    assert said(done)[-1] == "The offer is ended; the trajectory did not start."
    (fact,) = taker.believed("trajectories")
    assert (fact.started_on, fact.ended_on, fact.result) == (None, TODAY, "broken_off_exited")


def test_a_trajectory_that_is_turned_down_is_over(taker: Taker):
    taker.take("trajectory", **OFFER)
    done = taker.take("trajectory", decision="negative")
    assert said(done)[-1] == "The trajectory is turned down."
    assert "offered_on" in fields(taker.open("trajectory"))


def test_a_second_trajectory_is_offered_beside_the_first(taker: Taker):
    taker.take("trajectory", **OFFER)
    taker.take("trajectory-offer", **{**OFFER, "type": "schooling"})
    first, second = taker.believed("trajectories")
    shown = words(taker.open("trajectory"))
    assert "Schooling, offered on 31 Mar 2026, not decided on." in shown
    assert "Mediation, offered on 31 Mar 2026, not decided on." in shown
    taker.take("trajectory-next", first.trajectory_id, decision="positive")
    decided = {fact.type: fact.decision for fact in taker.believed("trajectories")}
    assert decided == {"mediation": "positive", "schooling": None}
    assert second.type == "schooling"


def test_a_correction_shows_all_days_and_asks_why(taker: Taker):
    taker.take("trajectory", **OFFER)
    key = taker.believed("trajectories")[0].trajectory_id
    refused = taker.take("trajectory", key, ended_on="2026-03-31", reason="mixed up")
    assert errors(refused) == {"result": "Say how it ended: without a result it is not closed."}
    done = taker.take("trajectory", key, offered_on="2026-03-20", reason="mixed up")
    assert said(done)[-1] == "The trajectory is corrected."
    before, after = taker.versions("trajectories")
    assert (before.offered_on, after.offered_on) == (TODAY, date(2026, 3, 20))
    assert after.recorded_in.reason == "mixed up"


@pytest.mark.usefixtures("contracts", "on_rung_three")
def test_the_choice_shows_what_fits_first_and_no_cost(taker: Taker):
    shown = words(taker.open("trajectory"))
    fitting, others = shown.split("1 that does not fit, and why")
    assert "The client stands on rung 3 · work activation." in fitting
    assert "Contract C1 Werk BV · rung 3" in fitting
    assert "Contract C2" not in fitting.split("What fits this client", 1)[1]
    assert "Contract C2 Werk BV · rung 1 It is for rung 1; the client stands on rung 3." in others
    assert "Contract C3" not in shown
    assert "2,500.00" not in shown


@pytest.mark.usefixtures("contracts", "on_rung_three")
def test_what_is_chosen_beside_the_form_stands_in_it(taker: Taker):
    shown = taker.page.get(taker.address("trajectory-offer") + "?contract_id=C2&seen=1&other=x")
    filled = filled_in(shown)
    assert (filled["contract_id"], filled["seen"]) == ("C2", str(newest_change(taker.client)))
    done = taker.take("trajectory-offer", **OFFER, contract_id="C2")
    assert done.status_code == 302
    assert taker.facts("trajectories")[0]["motive"] == OFFER["motive"]


def took_part(number: int, ended_on: date, left_on: date | None, back_on: date | None = None):
    """Let someone take part in mediation, leave benefit for work or not, and come back or not."""
    person = f"Q{number}"
    model_of("trajectories").objects.create(
        trajectory_id=person, person_id=person, type="mediation", offered_on=date(2024, 12, 1),
        started_on=date(2024, 12, 31), ended_on=ended_on, **AT,
    )  # fmt: skip
    spells = [(date(2021, 1, 1), left_on), *([(back_on, None)] if back_on else [])]
    for starts_on, ends_on in spells:
        model_of("benefit_spells").objects.create(
            spell_id=f"{person}-{starts_on}", person_id=person, scheme="PW", starts_on=starts_on,
            ends_on=ends_on, exit_reason="work" if ends_on else None, **AT,
        )  # fmt: skip


@pytest.mark.usefixtures("on_rung_three")
def test_of_few_people_the_counts_are_given_without_a_percentage(taker: Taker):
    took_part(0, date(2025, 3, 1), date(2025, 3, 15), date(2025, 8, 1))
    for number in (1, 2, 3):
        took_part(number, date(2025, 3, 1), date(2025, 3, 15))
    for number in (4, 5, 6):
        took_part(number, date(2026, 2, 1), date(2026, 3, 1))
    for number in range(7, 20):
        took_part(number, date(2025, 3, 1), None)
    shown = words(taker.open("trajectory"))
    assert "Mediation by the municipality itself 20 7 of 20 35% 3 of 4 few 30 days" in shown


@pytest.mark.usefixtures("contracts", "client")
def test_a_team_leader_sees_what_it_costs(
    team_leader: User, browser_of: Callable[[User], Browser], client: Client
):
    team_leader.language = "en"
    team_leader.save()
    shown = words(Taker(browser_of(team_leader), client).open("trajectory"))
    assert "fee € 2,500.00" in shown


@pytest.mark.usefixtures("contracts", "on_rung_three")
def test_what_is_offered_under_a_contract_says_so(taker: Taker):
    taker.take("trajectory", **OFFER, contract_id="C1")
    (fact,) = taker.facts("trajectories")
    assert fact == {
        "type": "mediation",
        "rung": "3",
        "provider_id": "werk",
        "contract_id": "C1",
        "motive": OFFER["motive"],
        "offered_on": TODAY,
    }


@pytest.mark.usefixtures("contracts")
def test_a_contract_whose_inflow_is_stopped_is_refused(taker: Taker):
    refused = taker.take("trajectory", **OFFER, contract_id="C3")
    assert errors(refused) == {
        "contract_id": "This contract takes no new clients. Choose another one."
    }


@pytest.mark.usefixtures("contracts")
def test_a_full_contract_must_be_confirmed(taker: Taker):
    model_of("trajectories").objects.create(
        trajectory_id="t0", person_id="someone", contract_id="C1", started_on=TODAY, **AT
    )
    asked = taker.take("trajectory", **OFFER, contract_id="C1")
    assert warnings(asked) == {
        "confirm-full": "All places of this contract are taken. The client comes on a waiting list."
    }


@pytest.mark.usefixtures("contracts")
def test_who_made_the_diagnosis_does_not_carry_out_where_the_rule_is_on(
    taker: Taker, case_manager: User, own_policy: Path
):
    values = {
        "diagnosis_id": "d1",
        "diagnosed_on": TODAY,
        "kind": "diagnosis",
        "provider_id": "werk",
        "finding": "able",
    }
    record(taker.client, case_manager, "diagnoses", values)
    file = own_policy / "trajectories.toml"
    file.write_text('[[terms]]\nname = "local"\ndiagnoser_may_carry_out = false\n')
    try:
        refused = taker.take("trajectory", **OFFER, contract_id="C1")
    finally:
        file.unlink()
    assert errors(refused) == {
        "contract_id": "This company made the diagnosis of the client and may not carry out the "
        "trajectory too. Choose another contract."
    }
    assert taker.take("trajectory", **OFFER, contract_id="C1").status_code == 302


def test_counts_are_of_those_who_took_part_and_say_how_many():
    days = {"offered_on": date(2024, 12, 1), "started_on": date(2025, 1, 1)}
    for number, (ended_on, left_on, back_on) in enumerate(
        (
            (date(2025, 3, 1), date(2025, 3, 15), None),  # to work, durably
            (date(2025, 3, 1), date(2025, 4, 1), date(2025, 8, 1)),  # back after four months
            (date(2026, 2, 1), date(2026, 3, 1), None),  # to work, too short ago
            (date(2025, 3, 1), date(2025, 10, 1), None),  # work, long after the trajectory
            (date(2025, 3, 1), None, None),  # still on benefit
            (date(2022, 3, 1), date(2022, 4, 1), None),  # more than three years ago
        )
    ):
        person = f"Q{number}"
        began = days if ended_on.year > 2022 else {"started_on": date(2022, 1, 1)}
        model_of("trajectories").objects.create(
            trajectory_id=person, person_id=person, type="mediation", ended_on=ended_on,
            **began, **AT,
        )  # fmt: skip
        model_of("benefit_spells").objects.create(
            spell_id=person, person_id=person, scheme="PW", starts_on=date(2021, 1, 1),
            ends_on=left_on, exit_reason="work" if left_on else None, **AT,
        )  # fmt: skip
        if back_on:
            model_of("benefit_spells").objects.create(
                spell_id=f"{person}b", person_id=person, scheme="PW", starts_on=back_on, **AT
            )
    assert count(TODAY, 6) == {
        ("type", "mediation"): Record(
            ended=5, to_work=3, durable=1, observed=2, started=5, waiting_days=31
        )
    }


@pytest.fixture
def schooling_under_c1(contracts: None) -> None:
    """Contract C1 is for schooling, as its product says."""
    del contracts
    model_of("products").objects.create(
        product_id="p1", provider_id="werk", contract_id="C1", name="Leren", type="schooling",
        starts_on=date(2025, 1, 1), **AT,
    )  # fmt: skip


@pytest.mark.usefixtures("schooling_under_c1", "on_rung_three")
def test_choosing_an_offer_fills_in_its_type_too(taker: Taker):
    assert (
        "?contract_id=C1&amp;type=schooling&amp;" in taker.open("trajectory-offer").content.decode()
    )
    done = taker.take("trajectory-offer", contract_id="C1", motive="It fits.")
    assert done.status_code == 302
    assert [each["type"] for each in taker.facts("trajectories")] == ["schooling"]


@pytest.mark.usefixtures("schooling_under_c1", "on_rung_three")
def test_another_type_than_the_contract_is_for_must_be_confirmed(taker: Taker):
    asked = taker.take("trajectory-offer", contract_id="C1", **OFFER)
    assert warnings(asked) == {
        "confirm-type-mediation": "This contract is for schooling; you chose mediation."
    }
    done = taker.save("trajectory-offer", **filled_in(asked), **{"confirm-type-mediation": "on"})
    assert done.status_code == 302


def test_without_a_contract_the_type_must_be_said(taker: Taker):
    refused = taker.take("trajectory-offer", motive="It fits.")
    assert errors(refused) == {"type": "Fill this in."}
