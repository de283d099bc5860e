"""The closed approach on days that are easily got wrong."""

import pytest

from tests.dossiers import SmallDossier


@pytest.mark.trap(2)
@pytest.mark.parametrize(
    ("boundary", "in_time"),
    [("inclusive", {"day before", "on the day"}), ("exclusive", {"day before"})],
)
def test_whether_the_last_day_counts_is_a_choice_for_event_and_exit(
    dossier: SmallDossier, boundary: str, in_time: set[str]
) -> None:
    """Trap 2: whether day 365 is in."""
    days = {"day before": "31-01-2003", "on the day": "01-02-2003", "day after": "02-02-2003"}
    for client, when in days.items():
        dossier.client_on_benefit(client, "01-02-2002")
        dossier.with_trajectory(client, when)
        dossier.client_on_benefit(f"leaves {client}", "01-02-2002", when)
    assert dossier.clients("closing_ratio", boundary=boundary) == in_time
    leavers = {f"leaves {client}" for client in in_time}
    assert dossier.clients("compliance_ratio", boundary=boundary) == in_time | leavers


@pytest.mark.parametrize(
    ("starts_on", "year", "last_day", "too_late"),
    [
        ("29-02-2004", "anniversary", "28-02-2005", "01-03-2005"),
        ("29-02-2004", "365_days", "28-02-2005", "01-03-2005"),
        ("28-02-2003", "anniversary", "28-02-2004", "29-02-2004"),
        ("28-02-2003", "365_days", "28-02-2004", "29-02-2004"),
        ("01-03-2003", "anniversary", "01-03-2004", "02-03-2004"),
        ("01-03-2003", "365_days", "29-02-2004", "01-03-2004"),
    ],
)
def test_a_year_around_a_leap_day(
    dossier: SmallDossier, starts_on: str, year: str, last_day: str, too_late: str
) -> None:
    for client, when in (("in time", last_day), ("too late", too_late)):
        dossier.client_on_benefit(client, starts_on)
        dossier.with_trajectory(client, when)
    assert dossier.clients("closing_ratio", year=year) == {"in time"}


def test_six_months_after_a_limit_is_clamped_to_the_end_of_the_month(
    dossier: SmallDossier,
) -> None:
    dossier.client_on_benefit("leaves in time", "31-08-2002", "29-02-2004")
    dossier.client_on_benefit("leaves a day later", "31-08-2002", "01-03-2004")
    assert dossier.clients("exit_within_half_year") == {"leaves in time"}


def test_an_event_on_the_day_of_exit_counts_and_a_day_later_does_not(
    dossier: SmallDossier,
) -> None:
    dossier.client_on_benefit("on the day", "01-02-2002", "01-05-2002")
    dossier.with_trajectory("on the day", "01-05-2002")
    dossier.client_on_benefit("a day later", "01-02-2002", "01-05-2002")
    dossier.with_trajectory("a day later", "02-05-2002")
    assert dossier.rows("closed_approach_classes", "class") == {
        "on the day": ("V1",),
        "a day later": ("V3",),
    }


def test_an_event_after_the_exit_does_not_hide_an_earlier_one(dossier: SmallDossier) -> None:
    dossier.client_on_benefit("two trajectories", "01-02-2002", "01-05-2003")
    dossier.with_trajectory("two trajectories", "01-06-2003")
    dossier.with_trajectory("two trajectories", "01-03-2003")
    assert dossier.clients("late_trajectory") == {"two trajectories"}


def test_everything_on_the_first_day(dossier: SmallDossier) -> None:
    dossier.client_on_benefit("one day", "01-02-2002", "01-02-2002")
    dossier.with_trajectory("one day", "01-02-2002")
    dossier.with_full_exemption("one day", "01-02-2002", "01-02-2002")
    assert dossier.rows("long_term_ratio", "class", "position", "exit_in_time") == {
        "one day": ("exempt", "left", True)
    }
    assert dossier.rows("waiting_time", "waiting_days", "waiting_class") == {"one day": (0, "0-3")}


def test_an_end_without_a_day_is_in_time_only_if_that_is_known(dossier: SmallDossier) -> None:
    for kind in ("within_12_months", "after_12_months", "unknown"):
        dossier.client_on_benefit(kind, "01-02-2002", undated_end=kind)
    dossier.client_on_benefit("stays", "01-02-2002")
    assert dossier.clients("compliance_ratio") == {"within_12_months"}
    assert dossier.rows("closed_approach_classes", "class") == {
        "within_12_months": ("V3",),
        "after_12_months": ("N2",),
        "unknown": ("N2",),
        "stays": ("N3",),
    }
    assert "within_12_months" not in dossier.clients("on_benefit_by_any_spell")


def test_events_before_the_benefit_belong_to_it_unless_an_earlier_spell_had_them(
    dossier: SmallDossier,
) -> None:
    dossier.client_on_benefit("returns", "01-01-2001", "01-06-2001")
    dossier.client_on_benefit("returns", "01-02-2002")
    dossier.with_trajectory("returns", "01-05-2001")
    dossier.client_on_benefit("new", "01-02-2002")
    dossier.with_trajectory("new", "01-01-2002")
    dossier.settings["inflow_from"] = "2002-01-01"
    assert dossier.clients("closing_ratio") == {"new"}
    assert dossier.clients("closing_ratio", earlier_events="any") == {"new", "returns"}
