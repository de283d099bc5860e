"""One place for every dated setting: what holds, what is to come, who decided it and why."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client as Browser

from tests.register.steps.browsing import errors, filled_in, words
from tests.register.steps.taking import record
from trede.language import use_language
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.caseloads.case_management import CaseManagement, choose_model
from trede.register.caseloads.models import CaseManagementChoice
from trede.register.clients.models import Client
from trede.register.configuration.effects import effect_of
from trede.register.configuration.policy import all_policies, policy_on, titles
from trede.register.exchange.exporting import refresh_dossier
from trede.register.figures.computing import dossier_folder
from trede.register.signals.declarations import declared
from trede.register.signals.models import SignalSetting
from trede.register.signals.settings import lay_down, settings_on
from trede.register.steps.policies import policies

pytestmark = pytest.mark.django_db
TODAY, APRIL = date(2026, 3, 31), date(2026, 4, 1)
CHANGE = "/instellingen/signalen/plan_due/wijzigen"
WANTED = {"valid_from": "2026-04-01", "reason": "agreed with the council", "state": "on"}
TERMS = {"plan_weeks": "8", "plan_notice_days": "14"}


@pytest.fixture
def keeper(user_with: Callable[..., User]) -> User:
    user = user_with("keeper", Role.DATA_MANAGER)
    user.language = "en"
    user.save()
    return user


@pytest.fixture
def desk(keeper: User, browser_of: Callable[[User], Browser]) -> Browser:
    return browser_of(keeper)


@pytest.fixture
def reader(user_with: Callable[..., User], browser_of: Callable[[User], Browser]) -> Browser:
    user = user_with("reader", Role.AUDITOR)
    user.language = "en"
    user.save()
    return browser_of(user)


@pytest.fixture
def exported() -> Iterator[Path]:
    """Where the dossier for figures is exported; removed afterwards."""
    yield dossier_folder()
    shutil.rmtree(dossier_folder(), ignore_errors=True)


def test_a_term_is_changed_from_a_day_on_and_the_list_says_by_whom_and_why(desk: Browser) -> None:
    shown = desk.get(CHANGE)
    assert filled_in(shown)["plan_weeks"] == "6"
    done = desk.post(CHANGE, {**WANTED, **TERMS, "action": "save"})
    assert done.status_code == 302
    setting = SignalSetting.objects.get()
    assert (setting.values, setting.valid_from) == ({"plan_weeks": "8"}, APRIL)
    assert (settings_on(TODAY).values, settings_on(APRIL).values) == ({}, {"plan_weeks": "8"})
    listed = words(desk.get("/instellingen/"))
    assert "To come (1)" in listed
    assert "Term in weeks for the plan: 8" in listed
    assert "Keeper, 31 Mar 2026" in listed
    assert "agreed with the council" in listed


def test_a_signal_is_switched_off_from_a_day_on(desk: Browser) -> None:
    desk.post(CHANGE, {**WANTED, **TERMS, "plan_weeks": "6", "state": "off", "action": "save"})
    assert "plan_due" in settings_on(TODAY).rules
    assert "plan_due" not in settings_on(APRIL).rules
    assert "switched off" in words(desk.get("/instellingen/signalen/plan_due"))


@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        ({"valid_from": "2026-03-30"}, {"valid_from": "This day has passed"}),
        ({"reason": ""}, {"reason": "Fill this in."}),
        ({"plan_weeks": "-1"}, {"plan_weeks": "greater than or equal to 0"}),
    ],
)
def test_what_cannot_be_decided_is_refused_at_its_field(
    desk: Browser, answers: dict[str, str], refused: dict[str, str]
) -> None:
    found = errors(desk.post(CHANGE, {**WANTED, **TERMS, "action": "save", **answers}))
    assert found.keys() == refused.keys()
    assert all(refused[name] in found[name] for name in refused)
    assert not SignalSetting.objects.exists()


def test_a_second_decision_for_one_day_is_refused(desk: Browser, keeper: User) -> None:
    lay_down("plan_due", valid_from=APRIL, author=keeper)
    again = desk.post(CHANGE, {**WANTED, **TERMS, "action": "save"})
    assert again.status_code == 422
    assert "Something else was decided from 1 Apr 2026 on already." in words(again)


def test_a_choice_is_withdrawn_before_its_first_day_and_stays_to_be_seen(
    desk: Browser, keeper: User
) -> None:
    setting = lay_down(
        "plan_due", values={"plan_weeks": "8"}, valid_from=APRIL, author=keeper, reason="trial"
    )
    assert desk.post(f"/instellingen/intrekken/signal/{setting.pk}").status_code == 302
    assert settings_on(APRIL).values == {}
    listed = words(desk.get("/instellingen/"))
    assert "Withdrawn (1)" in listed
    assert "withdrawn by Keeper" in listed


def test_a_choice_that_holds_is_not_withdrawn(desk: Browser, keeper: User) -> None:
    setting = lay_down("plan_due", is_on=False, valid_from=TODAY, author=keeper)
    said = words(desk.post(f"/instellingen/intrekken/signal/{setting.pk}", follow=True))
    assert "This can no longer be withdrawn" in said
    assert "plan_due" not in settings_on(TODAY).rules


def test_an_auditor_reads_and_changes_nothing(reader: Browser, keeper: User) -> None:
    setting = lay_down("plan_due", is_on=False, valid_from=APRIL, author=keeper)
    shown = reader.get("/instellingen/")
    assert shown.status_code == 200
    assert "intrekken" not in shown.content.decode()
    assert reader.get(CHANGE).status_code == 403
    assert reader.post(f"/instellingen/intrekken/signal/{setting.pk}").status_code == 403


def test_the_model_of_case_management_is_chosen_from_a_day_on(
    desk: Browser, client: Client
) -> None:
    assert "Clients under this model: 1." in words(desk.get("/instellingen/casemanagement"))
    answers = {"model": "separated", "valid_from": "2026-04-01", "reason": "council decision"}
    assert desk.post("/instellingen/casemanagement/wijzigen", answers).status_code == 302
    assert CaseManagementChoice.objects.get().model == "separated"
    shown = words(desk.get("/instellingen/casemanagement"))
    assert "Case management is integral." in shown
    assert "council decision" in shown


def test_a_choice_that_gave_way_is_over_and_says_until_when(desk: Browser, keeper: User) -> None:
    for model, day in (
        (CaseManagement.SEPARATED, date(2026, 1, 1)),
        (CaseManagement.INTEGRAL, TODAY),
    ):
        choose_model(model, valid_from=day, author=keeper, reason="trial")
    listed = words(desk.get("/instellingen/"))
    assert "Over (1)" in listed
    assert "separated 1 Jan 2026 31 Mar 2026" in listed


def test_the_effect_of_other_terms_is_what_the_measure_counts_with_them(
    desk: Browser, client: Client, case_manager: User, exported: Path
) -> None:
    day = date(2026, 3, 2)
    spell = {"spell_id": "S", "scheme": "PW", "starts_on": day}
    record(client, case_manager, "benefit_spells", spell)
    refresh_dossier(exported, TODAY)
    soon = effect_of("plan_due", TODAY, is_on=True, values={"plan_weeks": "6"})
    assert soon is not None
    assert (soon.now, soon.then) == (1, 1)
    later = effect_of("plan_due", TODAY, is_on=True, values={"plan_weeks": "12"})
    off = effect_of("plan_due", TODAY, is_on=False, values={})
    assert later is not None
    assert off is not None
    assert [(each.now, each.then) for each in (later, off)] == [(1, 0), (1, 0)]
    asked = {**WANTED, **TERMS, "plan_weeks": "12", "reason": "", "action": "preview"}
    shown = words(desk.post(CHANGE, asked))
    assert "Open today with the present terms: 1. With these: 0." in shown
    assert not SignalSetting.objects.exists()


def test_a_policy_shows_what_the_municipality_replaced_and_when_it_holds(
    desk: Browser, own_policy: Path
) -> None:
    (own_policy / "sanctions.toml").write_text(
        '[[terms]]\nname = "local"\nvalid_from = 2026-04-01\nfour_eyes = false\n', encoding="utf-8"
    )
    use_language("en")
    policy = policy_on("sanctions", TODAY)
    (_title, terms), *_others = policy.kinds
    assert [(line.is_own, line.is_replaced, line.holds) for line in terms] == [
        (False, True, False),
        (True, False, False),
    ]
    assert policy_on("sanctions", APRIL).kinds[0][1][1].holds
    shown = words(desk.get("/instellingen/beleid/sanctions"))
    assert "four eyes: someone else than the proposer decides no" in shown
    assert "1 Apr 2026" in shown
    assert "replaced" in shown


def test_a_policy_that_cannot_be_read_is_told_on_its_page(desk: Browser, own_policy: Path) -> None:
    (own_policy / "benefits.toml").write_text("[[terms", encoding="utf-8")
    assert "cannot be read" in words(desk.get("/instellingen/"))
    assert "Mend the file" in words(desk.get("/instellingen/beleid/benefits"))


def test_every_policy_has_a_title_and_entries_of_which_some_hold() -> None:
    assert titles().keys() == set(policies())
    assert all(policy.holding for policy in all_policies(TODAY))


def test_every_signal_can_be_changed(desk: Browser) -> None:
    for rule in declared():
        address = f"/instellingen/signalen/{rule}/wijzigen"
        given = {**filled_in(desk.get(address)), "reason": "as it was", "valid_from": "2026-04-01"}
        assert desk.post(address, {**given, "action": "save"}).status_code == 302, rule
        assert desk.get(f"/instellingen/signalen/{rule}").status_code == 200
    assert set(SignalSetting.objects.values_list("rule", flat=True)) == declared().keys()
    assert all(setting.values == {} for setting in SignalSetting.objects.all())


def test_every_field_of_the_shipped_policy_is_called_by_words() -> None:
    use_language("nl")
    said = {
        name.split(" · ")[0]
        for policy in all_policies(TODAY)
        for _kind, lines in policy.kinds
        for line in lines
        for name, _value in line.says
    }
    assert {name for name in said if "_" in name} == set()
    use_language("en")
