"""The municipality's own terms: dated, checked, and never changed in place."""

import re
from datetime import date

import pytest

from trede.language import speaking
from trede.measures.library import read_library
from trede.measures.parameters import UnusableValueError
from trede.register.accounts.models import User
from trede.register.configuration.dated import BegunError, DayTakenError, withdraw
from trede.register.signals.declarations import GROUPS, declared, rules_of
from trede.register.signals.explaining import Count, explain
from trede.register.signals.models import Signal, SignalSetting
from trede.register.signals.settings import UnknownSettingError, lay_down, settings_on
from trede.register.steps.registry import STEPS

JANUARY, MARCH, JUNE = date(2026, 1, 1), date(2026, 3, 1), date(2026, 6, 1)


def months_on(day: date) -> str:
    """Return the term for contact that holds on a day."""
    return settings_on(day).parameters["contact_months"]


def test_a_term_holds_until_a_later_decision(case_manager: User) -> None:
    for valid_from, months in ((JANUARY, "3"), (JUNE, "5"), (MARCH, "4")):
        values = {"contact_months": months}
        lay_down("contact_due", values=values, valid_from=valid_from, author=case_manager)
    days = (date(2025, 12, 31), JANUARY, date(2026, 2, 28), MARCH, date(2026, 5, 31), JUNE)
    assert [months_on(day) for day in days] == ["6", "3", "3", "4", "4", "5"]


def test_a_second_decision_for_the_same_day_is_refused_until_the_first_is_withdrawn(
    case_manager: User,
) -> None:
    first = lay_down(
        "contact_due", values={"contact_months": "3"}, valid_from=JUNE, author=case_manager
    )
    with pytest.raises(DayTakenError, match="from 1 Jun 2026 on already"):
        lay_down("contact_due", valid_from=JUNE, author=case_manager)
    withdraw(first, case_manager)
    lay_down("contact_due", values={"contact_months": "4"}, valid_from=JUNE, author=case_manager)
    assert months_on(JUNE) == "4"
    kept = [
        (each.values, each.withdrawn_at is None) for each in SignalSetting.objects.order_by("id")
    ]
    assert kept == [({"contact_months": "3"}, False), ({"contact_months": "4"}, True)]


def test_what_is_withdrawn_gives_way_to_what_was_decided_before(case_manager: User) -> None:
    lay_down("contact_due", values={"contact_months": "3"}, valid_from=MARCH, author=case_manager)
    later = lay_down("contact_due", is_on=False, valid_from=JUNE, author=case_manager)
    assert "contact_due" not in settings_on(JUNE).rules
    withdraw(later, case_manager)
    assert months_on(JUNE) == "3"
    assert "contact_due" in settings_on(JUNE).rules


def test_what_holds_already_can_not_be_withdrawn(case_manager: User) -> None:
    begun = lay_down("contact_due", is_on=False, valid_from=MARCH, author=case_manager)
    with pytest.raises(BegunError, match="it has begun"):
        withdraw(begun, case_manager)
    assert "contact_due" not in settings_on(MARCH).rules


def test_only_what_differs_is_handed_to_measures(case_manager: User) -> None:
    values = {"plan_weeks": "8"}
    lay_down("plan_due", values=values, valid_from=MARCH, author=case_manager)
    assert settings_on(MARCH).values == {"plan_weeks": "8"}
    assert settings_on(JANUARY).values == {}


@pytest.mark.parametrize(
    ("rule", "values", "why"),
    [
        ("plan_due", {"contact_months": "3"}, 'plan_due: there is no setting "contact_months"'),
        ("no_signal", {}, 'no_signal: there is no setting "no_signal"'),
    ],
)
def test_a_setting_that_does_not_exist_is_refused(
    case_manager: User, rule: str, values: dict[str, str], why: str
) -> None:
    with pytest.raises(UnknownSettingError, match=why):
        lay_down(rule, values=values, valid_from=MARCH, author=case_manager)


def test_a_term_that_is_no_number_is_refused(case_manager: User) -> None:
    with pytest.raises(UnusableValueError, match='plan_weeks: "six" cannot be used'):
        lay_down("plan_due", values={"plan_weeks": "six"}, valid_from=MARCH, author=case_manager)
    assert not SignalSetting.objects.exists()


def test_every_signal_has_a_rule_measures_a_group_and_terms_of_its_own() -> None:
    library = read_library()
    signals = {
        rule.name
        for rule in library.rules.values()
        if rule.family == "signals" and "is_due" in rule.columns
    }
    assert declared().keys() == signals
    parameters = [name for signal in declared().values() for name in signal.parameters]
    assert len(parameters) == len(set(parameters))
    for rule, signal in declared().items():
        assert library.measure(signal.measures.in_time).rows == rule
        assert library.measure(signal.measures.open).rows == rule
        assert signal.title
        assert signal.task
        assert signal.group_title
        assert signal.step in {*STEPS, "enforcement"}
        terms = dict.fromkeys((*parameters, "begins_on", "due_on"), Count("…"))
        assert all(reason.format_map(terms) for reason in signal.reasons.values())
    assert [rule for group in GROUPS for rule in rules_of(group)] == list(declared())


def test_a_signal_goes_to_who_answers_for_what_it_is_declared_to_be_about() -> None:
    rules = read_library().rules
    for rule, signal in declared().items():
        assert f"manager.domain = '{signal.domain.value}'" in rules[rule].sql, rule


def test_a_parameter_of_signals_alone_can_be_set_for_one_of_them() -> None:
    library = read_library()
    own = {
        name
        for signal in declared()
        for name in library.rules[signal].own_parameters
        if name not in {"as_of", "observed_until"}
    }
    settable = {name for signal in declared().values() for name in signal.parameters}
    assert own <= settable


def test_a_term_of_one_week_is_a_week_in_both_languages(case_manager: User) -> None:
    told = {}
    for weeks in ("1", "2"):
        day = date(2026, int(weeks), 1)
        lay_down("talk_due", values={"talk_weeks": weeks}, valid_from=day, author=case_manager)
        signal = Signal(rule="talk_due", since_on=MARCH, due_on=MARCH)
        for language in ("nl", "en"):
            with speaking(language):
                told[language, weeks] = explain(signal, day).why.rpartition("; ")[2]
    assert told == {
        ("nl", "1"): "het gesprek is op de geplande dag, of anders binnen 1 week.",
        ("nl", "2"): "het gesprek is op de geplande dag, of anders binnen 2 weken.",
        ("en", "1"): "the talk is on the planned day, or else within 1 week.",
        ("en", "2"): "the talk is on the planned day, or else within 2 weeks.",
    }


def test_every_number_of_weeks_months_or_days_comes_with_its_noun() -> None:
    bare = re.compile(r"\{\w+_(weeks|months|days)\}")
    reasons = [text for signal in declared().values() for text in signal.reasons.values()]
    assert [text for text in reasons if bare.search(text)] == []
