"""The defects of the files, by kind; all but repeated rows themselves are counted without them."""

from collections.abc import Mapping

from trede.publishers.reproduction.amsterdam_2007.account import (
    BENEFITS,
    CITIZEN_NUMBER_COLUMNS,
    CODED_COLUMNS,
    CONTRACTS,
    FEES,
    FILES,
    INVOICES,
    POSTINGS,
    RUNGS,
    SOCIAL_SERVICE,
    SUBSIDIES,
    WAIVERS,
    WORK_COMPANY,
    Account,
    day_in_key,
)
from trede.publishers.reproduction.amsterdam_2007.exclusions import Log
from trede.publishers.reproduction.amsterdam_2007.study import Asker
from trede.publishers.reproduction.calculator import Json, row_of

Defects = dict[str, int]


def defects(asker: Asker, account: Account, log: Log) -> Mapping[str, Json]:
    """Return the number of defects of every kind in every file."""
    own = {
        BENEFITS: _benefits(asker, account, log["nus_uitkeringen"]),
        WAIVERS: {"impossible_dates": log["nus_ontheffingen"]["impossible_dates"]},
        SOCIAL_SERVICE: _participations(asker, account, log["bvs_deelnames"], SOCIAL_SERVICE)
        | {"free_trajectory_rows": account.odd(SOCIAL_SERVICE, "no_provider", "rib")},
        WORK_COMPANY: _participations(asker, account, log["m2000_deelnames"], WORK_COMPANY)
        | _of_work_company(account, log["m2000_deelnames"]),
        INVOICES: {
            "credit_lines": account.odd(INVOICES, "credit_line", "bedrag"),
            "lines_without_participation": account.left_out(INVOICES, "unknown_participation"),
        },
        POSTINGS: {
            "sofinummer_missing": log["pion_detacheringen"]["sofi_missing"],
            _after("months", asker): log["pion_detacheringen"]["outside_period"],
        },
        FEES: _fees(asker, account),
        CONTRACTS: {"contracts_norm_not_met_and_unpaid": asker.total("contracts_unpaid").numerator},
        RUNGS: _rungs(asker),
        SUBSIDIES: _subsidies(asker, account, log["loonkostensubsidies"]),
    }
    return {file: {**_general(account, file), **own.get(file, {})} for file in FILES}


def _after(what: str, asker: Asker) -> str:
    return f"{what}_after_{day_in_key(asker.study.period_to)}"


def _general(account: Account, file: str) -> Defects:
    found: Defects = {}
    if column := CITIZEN_NUMBER_COLUMNS.get(file):
        found[f"trailing_space_in_{column}"] = account.odd(file, "blanks_around", column)
    for column in CODED_COLUMNS.get(file, ()):
        variants = account.odd(file, "case_or_blanks", column)
        found[f"case_or_space_variants_in_{column}"] = variants
    if file != CONTRACTS:
        found["exact_duplicate_rows"] = account.left_out(file, "exact_duplicate")
    return found


def _benefits(asker: Asker, account: Account, log: Mapping[str, int]) -> Defects:
    persons = asker.count("persons_in_analysis", ("position",))
    others = asker.total("other_spells_of_clients")
    first = day_in_key(asker.study.period_from)
    return {
        "sofinummer_missing_rows": log["rows_sofi_missing"],
        "duplicate_sofinummers_active_and_passive": log["persons_active_and_passive"],
        "impossible_dates_ingang_or_einde": log["rows_impossible_dates"],
        "impossible_datum_aanvraag_row_stays_valid": account.without_real_date(
            BENEFITS, "datum_aanvraag"
        ),
        f"persons_65_or_older_on_{first}": log["persons_65_or_older"],
        "persons_with_id_or_wiw_job": log["persons_id_wiw_job"],
        "persons_only_special_assistance": log["persons_only_special_assistance"],
        "persons_benefit_only_outside_period": row_of(persons, "outside_period").numerator,
        "earlier_or_later_spell_rows": others.numerator,
        "unknown_cause_blank_or_question_mark": account.odd(
            BENEFITS, "ended_without_cause", "beeindigingsoorzaak"
        ),
    }


def _participations(asker: Asker, account: Account, log: Mapping[str, int], file: str) -> Defects:
    period = asker.study
    started = f"started_before_{period.period_from.year}"
    return {
        "sofinummer_missing": log["sofi_missing"],
        "impossible_dates": log["impossible_dates"],
        started: log[started],
        "not_completed": log[f"not_completed_by_{day_in_key(period.period_to)}"],
        "not_to_norm": account.odd(file, "not_to_norm", "resultaat_voldoet_norm"),
        "not_approved": account.odd(file, "not_approved", "gefiatteerd"),
        "rung_1_2_or_supporting": log["rung_not_3_4_5"],
    }


def _of_work_company(account: Account, log: Mapping[str, int]) -> Defects:
    return {
        "sofinummer_fails_11proef": log["sofi_fails_11proef"],
        "sofinummer_of_someone_else": log["sofi_conflicts_with_nus"],
        "not_invoiced": account.odd(WORK_COMPANY, "not_invoiced", "deelnamenummer"),
    }


def _fees(asker: Asker, account: Account) -> Defects:
    ledger = asker.count("ledger_by_selection", ("selection", "kind"))
    return {
        _after("months", asker): row_of(ledger, "outside_period", "hiring_revenue").numerator,
        "rows_id_and_banenpool_included_on_purpose": account.odd(
            FEES, "subsidised_job", "dienstverband"
        ),
    }


def _rungs(asker: Asker) -> Defects:
    day = day_in_key(asker.study.cost_status_on)
    gone = asker.total("rungs_not_valid")
    return {f"rows_not_valid_on_{day}": gone.numerator}


def _subsidies(asker: Asker, account: Account, log: Mapping[str, int]) -> Defects:
    paid_after = _after("paid", asker)
    return {
        "text_dates": account.odd(SUBSIDIES, "entered_as_text", "Datum betaald"),
        "text_amounts": account.odd(SUBSIDIES, "entered_as_text", "Bedrag"),
        "sofi_missing": log["sofi_missing"],
        "subtotal_and_total_rows": account.left_out(SUBSIDIES, "subtotal_row"),
        paid_after: log[paid_after],
    }
