"""Who left, why, when and for how long."""

import pytest

from tests.measures.file_study import FileStudy


@pytest.mark.trap(5)
def test_any_work_regular_and_durable_exits_are_four_classes(study: FileStudy) -> None:
    """Trap 5: none of the four stands for another."""
    study.enters("stays")
    study.enters_and_leaves("moves", "10-01-2005", "01-03-2005", "moved_municipality")
    study.enters_and_leaves("subsidised", "10-01-2005", "01-03-2005", contract="subsidised")
    study.enters_and_leaves("returns", "10-01-2005", "01-03-2005", contract="temporary")
    study.returns("returns", "01-06-2005")
    study.enters_and_leaves("lasts", "10-01-2005", "01-03-2005", contract="permanent")
    study.enters_and_leaves("unknown", "10-01-2005", "01-03-2005", contract="other_or_unknown")
    assert study.ask("inflow_exit_rate") == {None: (5, 6)}
    assert study.ask("work_exits_of_exits") == {None: (4, 5)}
    assert study.ask("work_exits_of_clients") == {None: (4, 6)}
    assert study.clients("regular_work_exits") == {"returns", "lasts"}
    assert study.ask("durable_exit_rate") == {None: (4, 5)}
    assert study.ask("durable_work_exit_rate") == {None: (3, 4)}
    assert study.ask("durable_regular_work_exit_rate") == {None: (1, 2)}


@pytest.mark.trap(5)
def test_work_that_the_municipality_pays_is_never_regular(study: FileStudy) -> None:
    study.enters_and_leaves("paid", "10-01-2005", "01-03-2005", contract="permanent")
    study.is_placed("paid", "02-03-2005", "municipality")
    study.enters_and_leaves("employed", "10-01-2005", "01-03-2005")
    study.is_placed("employed", "02-03-2005", "employer")
    study.enters_and_leaves("later", "10-01-2005", "01-03-2005")
    study.is_placed("later", "03-03-2005", "employer")
    assert study.clients("work_exits_of_exits") == {"paid", "employed", "later"}
    assert study.clients("regular_work_exits") == {"employed"}


def test_exits_fall_in_calendar_months_with_the_upper_bound_included(study: FileStudy) -> None:
    last_days = {
        "same day": "30-11-2004",
        "3 months, clamped": "28-02-2005",
        "a day more": "01-03-2005",
        "6 months": "30-05-2005",
        "12 months": "30-11-2005",
        "a year and a day": "01-12-2005",
    }
    for client, last_day in last_days.items():
        study.enters_and_leaves(client, "30-11-2004", last_day)
    study.enters_and_leaves("within", "30-11-2004", None, undated="within_12_months")
    study.enters_and_leaves("after", "30-11-2004", None, undated="after_12_months")
    study.enters_and_leaves("unknown", "30-11-2004", None, undated="unknown")
    study.enters("stays", "30-11-2004")
    assert study.ask("exits_by_period", "exit_period") == {
        "0-3": (2, 10),
        "3-6": (2, 10),
        "6-12": (1, 10),
        ">12": (1, 10),
        "undated_within_12": (1, 10),
        "undated_later": (2, 10),
        "stayed": (1, 10),
    }
    assert study.ask("dated_exits") == {None: (6, 9)}


def test_a_month_of_exit_ends_with_the_same_day_of_the_month_or_its_last(study: FileStudy) -> None:
    last_days = {
        "the first day itself": "31-12-2004",
        "a day later": "01-01-2005",
        "the same day": "31-01-2005",
        "the last day of a shorter month": "28-02-2005",
        "a day after it": "01-03-2005",
        "a year": "31-12-2005",
        "a year and a day": "01-01-2006",
    }
    for client, last_day in last_days.items():
        study.enters_and_leaves(client, "31-12-2004", last_day)
    study.enters_and_leaves("undated", "31-12-2004", None, undated="within_12_months")
    study.enters("stays", "31-12-2004")
    assert study.ask("exits_by_month", "exit_month") == {
        "0": (1, 7),
        "1": (2, 7),
        "2": (1, 7),
        "3": (1, 7),
        "12": (1, 7),
        "13": (1, 7),
    }


def test_a_year_after_29_february_ends_on_28_february(study: FileStudy) -> None:
    study.enters_and_leaves("in time", "29-02-2008", "28-02-2009")
    study.enters_and_leaves("too late", "29-02-2008", "01-03-2009")
    study.enters_and_leaves("undated", "29-02-2008", None, undated="within_12_months")
    assert study.clients("exits_within_term") == {"in time", "undated"}
    assert study.clients("exits_within_term", boundary="exclusive") == {"undated"}


def test_reasons_are_grouped_as_chosen_and_one_that_is_not_listed_is_still_an_exit(
    study: FileStudy,
) -> None:
    study.groups_reasons("tabel3", work="Werk", moved_municipality="Persoonlijk")
    study.groups_reasons("keten", work="Werk", moved_municipality="Andere uitkering")
    study.enters_and_leaves("works", "10-01-2005", "01-03-2005")
    study.enters_and_leaves("moves", "10-01-2005", "01-03-2005", "moved_municipality")
    study.enters_and_leaves("own code", "10-01-2005", "01-03-2005", "emigratie")
    study.enters_and_leaves("no reason", "10-01-2005", "01-03-2005", None)
    assert study.ask("exits_by_reason", "exit_reason") == {
        "emigratie": (1, 4),
        "moved_municipality": (1, 4),
        "work": (1, 4),
        None: (1, 4),
    }
    by_group = ("exits_by_reason_group", "reason_group")
    assert study.ask(*by_group, exit_reason_grouping="tabel3") == {
        "Persoonlijk": (1, 4),
        "Werk": (1, 4),
        None: (2, 4),
    }
    assert study.ask(*by_group, exit_reason_grouping="keten") == {
        "Andere uitkering": (1, 4),
        "Werk": (1, 4),
        None: (2, 4),
    }


def test_the_municipality_decides_which_reasons_are_work_and_leave_the_chain(
    study: FileStudy,
) -> None:
    study.groups_reasons("to_work", loonvormend="yes", detention="no")
    study.groups_reasons("leaves_chain", loonvormend="yes", detention="no")
    study.enters_and_leaves("works", "10-01-2005", "01-03-2005", "loonvormend")
    study.enters_and_leaves("detained", "10-01-2005", "01-03-2005", "detention")
    study.enters_and_leaves("not listed", "10-01-2005", "01-03-2005", "work")
    assert study.clients("work_exits_of_exits") == {"works"}
    assert study.clients("chain_exits") == {"works"}


def test_leaving_the_chain_is_not_leaving_benefit(study: FileStudy) -> None:
    for reason in ("work", "study", "state_pension", "moved_benefit_continued", "unknown"):
        study.enters_and_leaves(reason, "10-01-2005", "01-03-2005", reason)
    assert study.ask("chain_exits") == {None: (2, 5)}
    assert study.clients("chain_exits") == {"work", "study"}


def test_contracts_are_counted_of_those_who_left_for_work(study: FileStudy) -> None:
    study.enters_and_leaves("temporary", "10-01-2005", "01-03-2005", contract="temporary")
    study.enters_and_leaves("not recorded", "10-01-2005", "01-03-2005")
    study.enters_and_leaves("studies", "10-01-2005", "01-03-2005", "study", contract="permanent")
    assert study.ask("work_exits_by_contract", "contract_kind") == {
        "temporary": (1, 2),
        None: (1, 2),
    }


@pytest.mark.parametrize(
    ("re_entry", "durability"),
    [
        ("31-08-2005", "relapse"),  # the day after the last day of benefit
        ("28-02-2006", "relapse"),  # six months on, clamped to the end of February
        ("01-03-2006", "durable"),
        (None, "durable"),
    ],
)
def test_an_exit_is_durable_without_re_entry_within_six_months(
    study: FileStudy, re_entry: str | None, durability: str
) -> None:
    study.enters_and_leaves("client", "10-01-2005", "30-08-2005")
    if re_entry:
        study.returns("client", re_entry)
    assert study.ask("exits_by_durability", "durability") == {durability: (1, 1)}
    assert study.ask("re_entry_rate") == {None: (1 if re_entry else 0, 1)}


@pytest.mark.trap(10)
def test_an_exit_that_was_not_observed_for_six_months_is_not_yet_assessable(
    study: FileStudy,
) -> None:
    study.enters_and_leaves("just", "10-01-2005", "01-09-2005")
    study.enters_and_leaves("not yet", "10-01-2005", "02-09-2005")
    study.enters_and_leaves("back at once", "10-01-2005", "02-09-2005", "study")
    study.returns("back at once", "01-10-2005")
    study.enters_and_leaves("undated", "10-01-2005", None, undated="within_12_months")
    study.enters("stays")
    by = ("exits_by_durability", "durability", "to_work")
    assert study.ask(*by, observed_until="2006-03-01") == {
        ("durable", "true"): (1, 3),
        ("not_assessable", "true"): (1, 3),
        ("relapse", "false"): (1, 1),
        ("undated", "true"): (1, 3),
    }
    assert study.ask("durable_exit_rate", observed_until="2006-03-01") == {None: (1, 2)}
    assert study.ask(*by, observed_until="2006-03-01", durable_months="1") == {
        ("durable", "true"): (2, 3),
        ("relapse", "false"): (1, 1),
        ("undated", "true"): (1, 3),
    }


def test_without_clients_every_share_is_empty(study: FileStudy) -> None:
    assert study.ask("work_exits_of_exits") == {None: (0, 0)}
    assert study.ask("exits_by_reason", "exit_reason") == {}
