"""Who entered: the clients of the study at the start of benefit."""

from trede.importers.profiles.iwi_2007 import LOCAL_CODES
from trede.publishers.reproduction.calculator import (
    Calculator,
    Counts,
    Json,
    row_of,
    share,
    share_of,
)
from trede.publishers.reproduction.iwi_2007.layout import (
    PHASES,
    added,
    shares_by_name,
    shares_in_words,
    word,
)

AGES = ("<23", "23-36", "37-46", "47-56", ">=57")
NUMBERS_OF_BARRIERS = ("0", "1", ">=2")
LAST_WORKED = {
    "recent of parttime": "recent_or_part_time",
    "ertussen of onbekend": "between_or_unknown",
    "lang geleden of nooit": "long_ago_or_never",
}


def inflow(calculator: Calculator) -> Json:
    """Return the position of the clients who entered."""

    def rows(measure: str, column: str) -> Counts:
        return calculator.counts([measure], by=(column,))[measure]

    def share_total(measure: str, **given: str) -> Json:
        return share_of(calculator.total(measure, **given))

    phases = rows("inflow_by_phase", "phase")
    clients = added(phases).numerator
    ages, barriers = (
        rows("inflow_by_age", "age_class"),
        rows("inflow_by_barriers", "barriers_class"),
    )
    obligations = rows("inflow_by_work_obligation", "work_obligation")
    without_information = rows("intake_information_missing", "phase")
    return {
        "phase": shares_by_name(PHASES, phases, clients),
        "age": {name: share(row_of(ages, name).numerator, clients) for name in AGES},
        "last_worked": shares_by_name(
            LAST_WORKED, rows("inflow_by_last_worked", "last_worked_band"), clients
        ),
        "diploma": shares_in_words("education", rows("inflow_by_education", "education"), clients),
        "start_qualification_by_definition": share_total("start_qualification"),
        "start_qualification_as_reported": share_total("start_qualification_reported"),
        "barriers_number": {
            name: share(row_of(barriers, name).numerator, clients) for name in NUMBERS_OF_BARRIERS
        },
        "barriers_type": shares_in_words("barrier", rows("barriers_at_inflow", "barrier"), clients),
        "work_obligation": shares_in_words("work_obligation", obligations, clients),
        **_exemptions(calculator),
        "award_within_3_months": share_total("award_in_time", award_months="3"),
        "phase1_without_cwi_information": share_of(row_of(without_information, "1")),
        "previous_spell": share_total("previous_benefit"),
        "relapse_within_6_months": share_total("inflow_relapse", relapse_months="6"),
        "relapse_within_12_months": share_total("inflow_relapse", relapse_months="12"),
    }


def _exemptions(calculator: Calculator) -> dict[str, Json]:
    """Return why clients were exempt, in full or in part together and in full apart."""
    rows = calculator.counts(
        ["inflow_exemption_reasons"], by=("exemption_reason", "work_obligation")
    )["inflow_exemption_reasons"]
    by_reason = calculator.counts(["inflow_exemption_reasons"], by=("exemption_reason",))
    known = LOCAL_CODES["exemption_reason"].values()
    reasons = dict.fromkeys([*known, *(reason for reason, _ in rows if reason is not None)])
    return {
        "exemption_reason": shares_in_words(
            "exemption_reason", by_reason["inflow_exemption_reasons"], added(rows).numerator
        ),
        "exemption_reason_full": {
            word("exemption_reason", reason): row_of(rows, reason, "fully_exempt").numerator
            for reason in reasons
        },
        "medical_without_examination": calculator.total(
            "medical_exemption_without_examination"
        ).numerator,
    }
