"""Who entered: their position at the start of benefit."""

import pytest

from tests.measures.file_study import FileStudy, day


@pytest.mark.parametrize(
    ("born", "starts_on", "age_class"),
    [
        ("11-01-1982", "10-01-2005", "<23"),
        ("10-01-1982", "10-01-2005", "23-36"),
        ("29-02-1984", "28-02-2007", "<23"),  # turns 23 on 1 March
        ("29-02-1984", "01-03-2007", "23-36"),
        ("01-03-1985", "29-02-2008", "<23"),
        ("29-02-1948", "29-02-2008", ">=57"),
        ("10-01-1968", "10-01-2005", "37-46"),
        ("10-01-1958", "10-01-2005", "47-56"),
        ("11-01-1948", "10-01-2005", "47-56"),
        (None, "10-01-2005", None),
    ],
)
def test_age_is_in_whole_years_at_the_start_of_benefit(
    study: FileStudy, born: str | None, starts_on: str, age_class: str | None
) -> None:
    study.enters("client", starts_on, born=born)
    assert study.ask("inflow_by_age", "age_class") == {age_class: (1, 1)}


def test_a_phase_that_was_not_determined_is_other(study: FileStudy) -> None:
    for phase in ("1", "4", "undetermined", "unknown"):
        study.enters(phase, phase=phase)
    assert study.ask("inflow_by_phase", "phase") == {"1": (1, 4), "4": (1, 4), "other": (2, 4)}


def test_last_worked_falls_in_three_bands(study: FileStudy) -> None:
    answers = {
        "less_than_1_year_ago": "recent_or_part_time",
        "part_time_beside_benefit": "recent_or_part_time",
        "1_to_3_years_ago": "between_or_unknown",
        "unknown": "between_or_unknown",
        "more_than_3_years_ago": "long_ago_or_never",
        "never": "long_ago_or_never",
        "not our code": None,
    }
    for answer in answers:
        study.enters(answer, last_worked=answer)
    assert study.ask("inflow_by_last_worked", "last_worked_band") == {
        "between_or_unknown": (2, 7),
        "long_ago_or_never": (2, 7),
        "recent_or_part_time": (2, 7),
        None: (1, 7),
    }


def test_the_start_qualification_has_two_definitions(study: FileStudy) -> None:
    for diploma in ("mbo_1", "havo_vwo", "mbo_2_or_higher", "hbo_wo", "other", "unknown"):
        study.enters(diploma, education=diploma)
    study.enters("not recorded")
    assert study.clients("start_qualification") == {"havo_vwo", "mbo_2_or_higher", "hbo_wo"}
    assert study.clients("start_qualification_reported") == {"mbo_2_or_higher", "hbo_wo"}
    assert study.ask("start_qualification") == {None: (3, 7)}


def test_barriers_are_counted_per_client_and_as_known_at_the_start(study: FileStudy) -> None:
    for client in ("none", "one", "two", "later"):
        study.enters(client)
    study.has_barriers("one", "debts")
    study.has_barriers("two", "debts", "language")
    study.has_barriers("later", "addiction", since="11-01-2005")
    assert study.ask("inflow_by_barriers", "barriers_class") == {
        "0": (2, 4),
        "1": (1, 4),
        ">=2": (1, 4),
    }
    assert study.ask("barriers_at_inflow", "barrier") == {
        "debts": (2, None),
        "language": (1, None),
    }


def test_a_recorded_unknown_obligation_is_an_answer_and_not_an_exemption(study: FileStudy) -> None:
    for obligation in ("full", "fully_exempt", "partially_exempt", "unknown"):
        study.enters(obligation, obligation=obligation)
    study.is_exempt("fully_exempt", "10-01-2005", reason="social")
    study.is_exempt("partially_exempt", None, extent="partial", reason="education")
    assert study.ask("inflow_by_work_obligation", "work_obligation") == {
        "full": (1, 4),
        "fully_exempt": (1, 4),
        "partially_exempt": (1, 4),
        "unknown": (1, 4),
    }
    assert study.ask("inflow_exemption_reasons", "exemption_reason") == {
        "education": (1, 2),
        "social": (1, 2),
    }


def test_where_no_obligation_is_recorded_the_exemption_at_the_start_decides(
    study: FileStudy,
) -> None:
    for client in ("full", "partial", "later", "ended", "none"):
        study.enters(client, obligation=None)
    study.is_exempt("full", "10-01-2005", "10-01-2005")
    study.is_exempt("partial", "01-01-2005", extent="partial")
    study.is_exempt("later", "11-01-2005")
    study.is_exempt("ended", "01-01-2005", "09-01-2005")
    assert study.ask("inflow_by_work_obligation", "work_obligation") == {
        "fully_exempt": (1, 5),
        "partially_exempt": (1, 5),
        "unknown": (3, 5),
    }


def test_medical_exemptions_without_an_examination(study: FileStudy) -> None:
    cases = {"examined": "yes", "not examined": "no", "not recorded": None}
    for client, examined in cases.items():
        study.enters(client, obligation="partially_exempt")
        study.is_exempt(client, "10-01-2005", extent="partial", examined=examined)
    study.enters("social", obligation="fully_exempt")
    study.is_exempt("social", "10-01-2005", reason="social", examined="no")
    assert study.ask("medical_exemption_without_examination") == {None: (1, 3)}
    assert study.clients("medical_exemption_without_examination") == {"not examined"}


def test_the_award_counts_three_calendar_months_from_the_application(study: FileStudy) -> None:
    study.enters("in time", applied="30-11-2004", awarded="28-02-2005")
    study.enters("too late", applied="30-11-2004", awarded="01-03-2005")
    study.enters("never applied", awarded="01-03-2005")
    study.enters("not awarded", applied="30-11-2004")
    assert study.clients("award_in_time") == {"in time"}
    assert study.clients("award_in_time", award_months="4") == {"in time", "too late"}
    assert study.ask("award_in_time") == {None: (1, 4)}


def test_missing_intake_information_is_told_by_phase(study: FileStudy) -> None:
    study.enters("missing", intake_information="no")
    study.enters("present", intake_information="yes")
    study.enters("not applicable", phase="4", intake_information="not_applicable")
    assert study.ask("intake_information_missing", "phase") == {"1": (1, 2), "4": (0, 1)}


def test_relapse_looks_back_six_or_twelve_calendar_months(study: FileStudy) -> None:
    ends = {"half a year": "10-07-2004", "a day more": "09-07-2004", "a year": "10-01-2004"}
    for client, ended in ends.items():
        study.enters(client, previous_spell="yes", previous_spell_ended_on=day(ended))
    study.enters("day unknown", previous_spell="yes")
    study.enters("first benefit", previous_spell="no")
    assert study.ask("previous_benefit") == {None: (4, 5)}
    assert study.clients("inflow_relapse") == {"half a year"}
    assert study.clients("inflow_relapse", relapse_months="12") == set(ends)


def test_relapse_sees_an_earlier_benefit_in_the_dossier_too(study: FileStudy) -> None:
    study.enters_and_leaves("client", "10-01-2004", "01-09-2004")
    study.returns("client", "10-01-2005")
    assert study.ask("inflow_relapse", inflow_from="2005-01-01") == {None: (1, 1)}


def test_inflow_is_told_by_half_year(study: FileStudy) -> None:
    for starts_on in ("30-06-2005", "01-07-2005", "31-12-2005"):
        study.enters(starts_on, starts_on)
    assert study.ask("inflow_by_half_year", "half_year") == {"2005-1": (1, 3), "2005-2": (2, 3)}
