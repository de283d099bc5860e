"""The current stock over a period: who counts, which benefit counts, and how it ended."""

import pytest

from tests.measures.small_city import SmallCity
from trede.publishers.rounding import percent1


def test_whoever_is_left_out_is_left_out_for_the_first_reason(city: SmallCity) -> None:
    city.on_benefit("counts")
    city.person("on two parties", born="01-01-1920", doubt="number_on_two_parties")
    city.on_benefit("on two parties")
    city.person("too old", born="01-01-1939")
    city.on_benefit("too old")
    city.on_benefit("too old", scheme="ID")
    city.person("just young enough", born="02-01-1939")
    city.on_benefit("just young enough")
    city.on_benefit("in a job", "01-01-2005", "31-12-2005")
    city.on_benefit("in a job", "01-01-2000", "01-01-2004", scheme="WIW")
    city.on_benefit("job is over")
    city.on_benefit("job is over", "01-01-2000", "31-12-2003", scheme="ID")
    city.on_benefit("special assistance", scheme="BB")
    city.on_benefit("special assistance too", scheme="BB")
    city.on_benefit("special assistance too")
    city.on_benefit("too early", "01-01-2000", "31-12-2003", "work")
    city.on_benefit("too late", "01-07-2006")
    city.on_benefit("neither", "01-01-2000", "31-12-2003", scheme="ID")
    city.on_benefit("neither", scheme="BB")
    assert city.ask("persons_in_analysis", "position") == {
        "age_limit": (1, 11),
        "job": (1, 11),
        "no_benefit": (1, 11),
        "number_on_two_parties": (1, 11),
        "outside_period": (2, 11),
        "special_assistance_only": (1, 11),
        "with_benefit": (4, 11),
    }
    assert city.ask("spells_by_selection", "selection") == {
        "job": (2, 16),
        "outside_period": (2, 16),
        "person_excluded": (6, 16),
        "selected": (4, 16),
        "special_assistance": (2, 16),
    }


def test_born_on_a_leap_day_one_turns_65_on_the_last_of_february(city: SmallCity) -> None:
    city.person("born on a leap day", born="29-02-1940")
    city.on_benefit("born on a leap day")
    assert city.ask("exit_rate", period_from="2005-02-27") == {None: (0, 1)}
    assert city.ask("exit_rate", period_from="2005-02-28") == {None: (0, 0)}


@pytest.mark.trap(7)
def test_the_latest_benefit_decides_and_the_others_are_counted_apart(city: SmallCity) -> None:
    """Trap 7: the latest benefit, or all of them."""
    city.on_benefit("came back", "01-01-2003", "31-05-2004", "work")
    city.on_benefit("came back", "01-01-2005")
    city.on_benefit("left twice", "01-02-2004", "31-05-2004", "removal")
    city.on_benefit("left twice", "01-01-2006", "31-05-2006", "work")
    city.on_benefit("left twice", "01-01-2001", "31-05-2002", "work")
    assert city.ask("work_exit_rate", "cohort") == {"inflow_2005": (0, 1), "inflow_2006": (1, 1)}
    assert city.ask("other_spells_of_clients") == {None: (3, 5)}
    first = city.ask("work_exit_rate", "cohort", spell_counted="first")
    assert first == {"inflow_2004": (0, 1), "stock": (1, 1)}


def test_a_benefit_that_ends_on_the_day_of_the_status_has_ended(city: SmallCity) -> None:
    city.on_benefit("the day before", "01-01-2005", "30-06-2006", "death")
    city.on_benefit("that day", "01-01-2005", "01-07-2006", "removal")
    city.on_benefit("the day after", "01-01-2005", "02-07-2006", "work")
    city.took_part("that day")
    assert city.clients("exit_rate") == {"the day before", "that day"}
    assert city.ask("ended_on_status_day") == {None: (1, 1)}
    shown = city.rows("exit_rate", "status", "cost_status")
    assert shown == {
        "the day before": ("ended_other", "ended_other"),
        "that day": ("ended_other", "not_ended"),
        "the day after": ("not_ended", "not_ended"),
    }


def test_any_exit_is_not_work_and_an_unknown_reason_is_another_one(city: SmallCity) -> None:
    """Trap 5: of four who left, one left for work."""
    for cause in ("work", "removal", "unknown", None):
        city.on_benefit(f"left: {cause}", "01-01-2005", "31-12-2005", cause)
        city.took_part(f"left: {cause}")
    city.on_benefit("stayed")
    assert city.ask("exit_rate") == {None: (4, 5)}
    assert city.ask("work_exit_rate") == {None: (1, 5)}
    assert city.ask("work_rate_of_completers") == {None: (1, 4)}
    assert city.ask("unknown_exit_of_completers") == {None: (2, 4)}
    assert city.ask("clients_by_status", "status", "has_completed") == {
        ("ended_other", "true"): (3, 4),
        ("ended_work", "true"): (1, 4),
        ("not_ended", "false"): (1, 1),
    }


@pytest.mark.parametrize(
    ("starts_on", "last_day", "in_term"),
    [
        ("10-01-2005", "10-01-2006", 1),
        ("10-01-2005", "11-01-2006", 0),
        ("29-02-2004", "28-02-2005", 1),
        ("29-02-2004", "01-03-2005", 0),
        ("10-01-2006", "01-07-2006", 1),
        ("10-01-2006", "02-07-2006", 0),
        ("10-01-2003", "10-01-2004", 1),
    ],
)
def test_the_term_ends_on_the_same_day_a_year_later(
    city: SmallCity, starts_on: str, last_day: str, in_term: int
) -> None:
    city.on_benefit("client", starts_on, last_day, "work")
    assert city.ask("exit_within_term_rate") == {None: (in_term, 1)}
    assert city.ask("work_exit_within_term_rate") == {None: (in_term, 1)}


@pytest.mark.parametrize(
    ("born", "starts_on", "age_class"),
    [
        ("02-01-1985", "01-05-2002", "up_to_18"),
        ("01-01-1985", "01-05-2002", "19-23"),
        ("01-01-1980", "01-06-2004", "24-27"),
        ("02-06-1980", "01-06-2004", "19-23"),
        ("29-02-1976", "28-02-2006", "28-30"),
        ("01-01-1947", "01-01-2004", "57_and_over"),
        (None, "01-01-2004", "unknown"),
    ],
)
def test_age_counts_on_the_later_of_start_and_period(
    city: SmallCity, born: str | None, starts_on: str, age_class: str
) -> None:
    city.person("client", born=born)
    city.on_benefit("client", starts_on)
    assert city.ask("exit_within_term_rate", "age_class") == {age_class: (0, 1)}


def test_success_needs_both_an_activity_and_work(city: SmallCity) -> None:
    for name, cause in (("both", "work"), ("left", "removal")):
        city.on_benefit(name, "01-01-2004", "31-12-2005", cause)
        city.took_part(name)
    city.on_benefit("work only", "01-01-2004", "31-12-2005", "work")
    city.on_benefit("neither", "02-01-2004")
    assert city.ask("success_ratio", "cohort") == {"inflow_2004": (0, 1), "stock": (1, 3)}


def test_without_dates_everything_known_counts(city: SmallCity) -> None:
    city.settings.clear()
    city.on_benefit("left", "01-01-1990", "31-12-1995", "work")
    city.on_benefit("stays", "01-01-2020")
    assert city.ask("work_exit_rate", "cohort") == {"inflow_1990": (1, 1), "inflow_2020": (0, 1)}


def test_exemptions_are_counted_once_per_client_the_latest(city: SmallCity) -> None:
    """Trap 3: full and partial ones count, unless one chooses."""
    city.on_benefit("twice")
    city.exempt("twice", "01-01-2004", "31-12-2004", reason="social")
    city.exempt("twice", "01-01-2005", reason="medical")
    city.on_benefit("in part")
    city.exempt("in part", reason="education", extent="partial")
    city.took_part("in part")
    city.on_benefit("before")
    city.exempt("before", "01-01-2000", "31-12-2003")
    city.on_benefit("last day")
    city.exempt("last day", "01-01-2000", "01-01-2004", reason="social")
    city.exempt("stranger")
    assert city.ask("exemption_reasons", "exemption_reason") == {
        "education": (1, 3),
        "medical": (1, 3),
        "social": (1, 3),
    }
    assert city.ask("exemption_rate") == {None: (3, 4)}
    assert city.clients("exemption_rate", exemption_extents="full") == {"twice", "last day"}
    assert city.clients("exempt_completers") == {"in part"}
    assert city.ask("clients_by_route", "route") == {"exemption": (3, 4), "none": (1, 4)}
    assert city.ask("exemptions_by_selection", "selection") == {
        "client_not_in_population": (1, 6),
        "other_exemption_counts": (1, 6),
        "outside_period": (1, 6),
        "selected": (3, 6),
    }


def test_a_rung_holds_through_its_last_day(city: SmallCity) -> None:
    city.on_rung("assigned", "3", "01-01-2005", "30-06-2006")
    city.on_rung("moved", "1", "01-01-2005", "29-06-2006")
    city.on_rung("moved", "2", "30-06-2006")
    city.on_rung("not yet", "unassigned")
    city.on_rung("later", "5", "01-07-2006")
    assert city.ask("clients_per_rung", "rung") == {
        "2": (1, 3),
        "3": (1, 3),
        "unassigned": (1, 3),
    }
    assert city.ask("assigned_to_rung") == {None: (2, 3)}
    assert city.ask("rungs_not_valid") == {None: (2, 5)}


@pytest.mark.trap(12)
def test_shares_are_rounded_each_and_not_repaired(city: SmallCity) -> None:
    """Trap 12: three thirds are 99.9 percent together; halves go up."""
    for rung in ("1", "2", "3"):
        city.on_rung(f"on {rung}", rung)
    shares = city.ask("clients_per_rung", "rung").values()
    assert [percent1(*share) for share in shares] == [33.3, 33.3, 33.3]
    assert percent1(1, 2000) == 0.1


@pytest.mark.trap(6)
def test_registered_and_verified_reasons_stand_side_by_side(city: SmallCity) -> None:
    """Trap 6: both are kept; of two registered as work, work was found of one."""
    for client, registered, found in (
        ("confirmed", "work", "work"),
        ("denied", "work", "benefit_elsewhere"),
        ("silent", "removal", "work"),
        ("blank", None, "none"),
    ):
        city.on_benefit(client, "01-01-2005", "31-12-2005", registered)
        city.verified(client, registered, found)
    city.verified("stranger", "work", "work")
    assert city.ask("verified_exits", "registered", "verified_status") == {
        ("other", "work"): (1, 1),
        ("unknown", "none"): (1, 1),
        ("work", "benefit_elsewhere"): (1, 2),
        ("work", "work"): (1, 2),
    }
    assert city.ask("confirmed_work") == {None: (1, 2)}
