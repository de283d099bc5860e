"""The exclusion log: per file, per rule, in the order of the rules."""

from trede.publishers.reproduction.amsterdam_2007.account import (
    BENEFITS,
    DATE_RULES,
    NUMBER_MISSING,
    POSTINGS,
    SOCIAL_SERVICE,
    SUBSIDIES,
    SYSTEMS,
    WAIVERS,
    WORK_COMPANY,
    Account,
    day_in_key,
)
from trede.publishers.reproduction.amsterdam_2007.study import Asker
from trede.publishers.reproduction.calculator import Counts, row_of

Log = dict[str, dict[str, int]]


def exclusion_log(asker: Asker, account: Account) -> Log:
    """Return how many rows or persons each rule left out of each file."""
    participations = asker.count("participations_by_selection", ("selection", "source"))
    ledger = asker.count("ledger_by_selection", ("selection", "kind"))
    return {
        "bvs_deelnames": _participations(asker, account, participations, SOCIAL_SERVICE),
        "m2000_deelnames": _participations(asker, account, participations, WORK_COMPANY),
        "pion_detacheringen": _ledger(account, ledger, POSTINGS, "posting_pay", "outside_period"),
        "loonkostensubsidies": _ledger(
            account, ledger, SUBSIDIES, "wage_subsidy", f"paid_after_{_period_end(asker)}"
        ),
        "nus_uitkeringen": _benefits(asker, account),
        "nus_ontheffingen": _exemptions(asker, account),
    }


def _period_end(asker: Asker) -> str:
    return day_in_key(asker.study.period_to)


def _begin(account: Account, file: str) -> dict[str, int]:
    return {
        "rows_read": account.rows(file),
        "exact_duplicates": account.left_out(file, "exact_duplicate"),
    }


def _participations(asker: Asker, account: Account, counted: Counts, file: str) -> dict[str, int]:
    def number(selection: str) -> int:
        return row_of(counted, selection, SYSTEMS[file]).numerator

    of_work_company = file == WORK_COMPANY
    log = _begin(account, file) | {
        "impossible_dates": account.left_out(file, *DATE_RULES),
        "sofi_missing": account.left_out(file, NUMBER_MISSING),
    }
    if of_work_company:
        log |= {
            "sofi_fails_11proef": account.left_out(file, "citizen_number_fails_eleven_proof"),
            "sofi_conflicts_with_nus": account.left_out(file, "citizen_number_conflicts"),
        }
    log["client_excluded"] = number("person_excluded")
    if of_work_company:
        log["posting_or_internship_agreement"] = number("posting_or_internship")
    log |= {
        "rung_not_3_4_5": number("other_rung"),
        f"started_before_{asker.study.period_from.year}": number("started_before_period"),
        f"not_completed_by_{_period_end(asker)}": number("not_completed_in_period"),
        "result_not_to_norm": number("not_to_norm"),
        "not_approved": number("not_approved"),
        "contract_norm_not_met_unpaid": number("norm_not_met_and_unpaid"),
    }
    if of_work_company:
        log["not_invoiced"] = number("not_invoiced")
    return {**log, "selected": number("selected")}


def _ledger(
    account: Account, counted: Counts, file: str, kind: str, outside: str
) -> dict[str, int]:
    return _begin(account, file) | {
        "sofi_missing": account.left_out(file, NUMBER_MISSING),
        "client_excluded": row_of(counted, "person_excluded", kind).numerator,
        outside: row_of(counted, "outside_period", kind).numerator,
        "selected": row_of(counted, "selected", kind).numerator,
    }


def _benefits(asker: Asker, account: Account) -> dict[str, int]:
    spells = asker.count("spells_by_selection", ("selection",))
    persons = asker.count("persons_in_analysis", ("position",))
    with_benefit = row_of(persons, "with_benefit").numerator
    without_benefit = row_of(persons, "without_benefit").numerator
    return _begin(account, BENEFITS) | {
        "rows_impossible_dates": account.left_out(BENEFITS, *DATE_RULES),
        "rows_sofi_missing": account.left_out(BENEFITS, NUMBER_MISSING),
        "persons_active_and_passive": row_of(persons, "number_on_two_parties").numerator,
        "persons_65_or_older": row_of(persons, "age_limit").numerator,
        "persons_id_wiw_job": row_of(persons, "job").numerator,
        "persons_only_special_assistance": row_of(persons, "special_assistance_only").numerator,
        "rows_special_assistance_of_others": row_of(spells, "special_assistance").numerator,
        f"rows_job_ended_before_{asker.study.period_from.year}": row_of(spells, "job").numerator,
        "rows_spell_outside_period": row_of(spells, "outside_period").numerator,
        "rows_not_latest_spell": row_of(spells, "other_spell_counts").numerator,
        "persons_with_benefit_in_period": with_benefit,
        "persons_without_benefit_with_selected_activity": without_benefit,
        "persons_in_analysis": with_benefit + without_benefit,
    }


def _exemptions(asker: Asker, account: Account) -> dict[str, int]:
    exemptions = asker.count("exemptions_by_selection", ("selection",))
    return _begin(account, WAIVERS) | {
        "impossible_dates": account.left_out(WAIVERS, *DATE_RULES),
        "client_not_in_analysis": row_of(exemptions, "client_not_in_population").numerator,
        "outside_period": row_of(exemptions, "outside_period").numerator,
        "not_latest_of_client": row_of(exemptions, "other_exemption_counts").numerator,
        "clients_with_waiver": row_of(exemptions, "selected").numerator,
    }
