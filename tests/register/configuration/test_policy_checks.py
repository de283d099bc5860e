"""The municipality's own policy is checked when it is read; who keeps it is told what to mend."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client as Browser
from django.test import RequestFactory

from trede.language import speaking
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client
from trede.register.configuration.middleware import PolicyMiddleware
from trede.register.steps.policies import SHIPPED, FaultyPolicyError, faults_of, own_file, policies

pytestmark = pytest.mark.django_db
RULE = """
[[rules]]
name = "own_rule"
scale = "phase"
value = "{value}"
nl = "Nederlands"
en = "English"
when = [{condition}]
"""
QUESTION = """
[[questions]]
name = "licence"
section = "{section}"
kind = "{kind}"
nl = "Rijbewijs?"
en = "Driving licence?"
"""


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Say it in English."""
    with speaking("en"):
        yield


@pytest.mark.parametrize("name", policies())
def test_what_trede_ships_passes_as_policy_of_a_municipality(own_policy: Path, name: str) -> None:
    text = (SHIPPED / f"{name}.toml").read_text(encoding="utf-8")
    (own_policy / f"{name}.toml").write_text(text, encoding="utf-8")
    assert [str(each) for each in faults_of(name)] == []


@pytest.mark.parametrize(
    ("value", "condition", "told"),
    [
        ("22", '{answer = "outlook", is = ["not_foreseeable"]}', "'own_rule' value: \"22\" is"),
        ("2", '{answer = "outlok", is = ["not_foreseeable"]}', '"outlok" is unknown here.'),
        ("2", '{answer = "outlook", is = ["never"]}', "'own_rule' when, is: \"never\" is unknown"),
        ("2", '{fact = "barrier_count", at_most = 1}', '"barrier_count" is unknown here.'),
        ("2", '{answer = "outlook"}', "'own_rule' when: write a condition as"),
    ],
)
def test_a_rule_that_asks_for_what_does_not_exist_is_told(
    own_policy: Path, value: str, condition: str, told: str
) -> None:
    text = RULE.format(value=value, condition=condition)
    (own_policy / "proposals.toml").write_text(text, encoding="utf-8")
    (fault,) = faults_of("proposals")
    assert told in str(fault)


def test_a_word_that_looks_like_another_is_suggested(own_policy: Path) -> None:
    text = RULE.format(value="2", condition='{answer = "outlok", is = ["not_foreseeable"]}')
    (own_policy / "proposals.toml").write_text(text, encoding="utf-8")
    (fault,) = faults_of("proposals")
    assert str(fault).endswith("Did you mean outlook?")


@pytest.mark.parametrize(
    ("section", "kind", "told"),
    [
        ("nowhere", "yes_no", "'licence' section: \"nowhere\" is unknown here. Choose from: work"),
        ("work", "maybe", "'licence' kind: \"maybe\" is unknown here."),
        ("work", "code", "'licence' codes: \"None\" is unknown here."),
    ],
)
def test_a_question_in_a_part_that_does_not_exist_is_told(
    own_policy: Path, section: str, kind: str, told: str
) -> None:
    text = QUESTION.format(section=section, kind=kind)
    (own_policy / "questionnaire.toml").write_text(text, encoding="utf-8")
    (fault,) = faults_of("questionnaire")
    assert str(fault).startswith(told)


def test_keys_and_values_that_nobody_reads_are_told(own_policy: Path) -> None:
    text = '[[terms]]\nname = "identities"\nyears = "seven"\nyeers = 7\n\n[[term]]\nname = "x"\n'
    (own_policy / "retention.toml").write_text(text, encoding="utf-8")
    years, yeers, term = faults_of("retention")
    assert str(years) == "'identities' years: write it as 10"
    assert str(yeers).startswith("'identities' yeers: nobody reads this key.")
    assert str(term).startswith("term: there is no part 'term' in this file.")


def test_the_data_manager_reads_in_the_settings_what_to_mend_and_where(
    own_policy: Path, user_with: Callable[..., User], browser_of: Callable[[User], Browser]
) -> None:
    text = QUESTION.format(section="nowhere", kind="yes_no")
    (own_policy / "questionnaire.toml").write_text(text, encoding="utf-8")
    (own_policy / "benefits.toml").write_text("[[terms", encoding="utf-8")
    desk = browser_of(user_with("gegevens", Role.DATA_MANAGER))
    shown = desk.get("/instellingen/").content.decode()
    assert "te herstellen" in shown
    assert "“nowhere” is hier onbekend" in shown
    assert "policy/benefits.toml: regel 1 is niet te lezen" in shown
    assert str(own_policy) not in shown
    assert "Expected" not in shown


def test_a_case_manager_is_told_in_plain_words_whom_to_ask(
    own_policy: Path, client: Client, page: Browser
) -> None:
    (own_policy / "questionnaire.toml").write_text("[[questions", encoding="utf-8")
    answer = page.get(f"/clienten/{client.number}/stap/diagnosis")
    shown = answer.content.decode()
    assert answer.status_code == 503
    assert "Vraag de gegevensbeheerder dit te herstellen" in shown
    assert str(own_policy) not in shown
    assert "questionnaire.toml" not in shown


def test_what_was_recorded_can_be_read_while_local_policy_has_a_mistake(
    own_policy: Path, client: Client, page: Browser
) -> None:
    text = QUESTION.format(section="nowhere", kind="yes_no")
    (own_policy / "questionnaire.toml").write_text(text, encoding="utf-8")
    assert page.get(f"/clienten/{client.number}").status_code == 200


def test_whatever_page_needs_faulty_policy_says_whom_to_ask(
    rf: RequestFactory, user_with: Callable[..., User]
) -> None:
    request = rf.get("/maatregelen/")
    request.user = user_with("leider", Role.DECIDER)
    request.session = {}
    told = PolicyMiddleware(lambda _request: HttpResponse()).process_exception(
        request, FaultyPolicyError(own_file("sanctions"), "line 1 cannot be read")
    )
    assert told is not None
    assert told.status_code == 503
    assert "Ask the data manager to mend it" in told.content.decode()
