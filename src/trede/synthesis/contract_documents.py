"""The terms of made-up contracts in full, as a readable document."""

from collections.abc import Iterator
from dataclasses import dataclass

from trede.synthesis.agreements import (
    PREMIUM,
    PREMIUM_MONTHS,
    REPORT,
    Agreement,
)
from trede.synthesis.buying import day_of

_ENGLISH = (
    "Guidance to work", "Trajectories for target groups", "Direct mediation to work",
    "Occupational training", "Work with guidance",
)  # fmt: skip
_ACTIVITIES = ("guidance", "target_group", "mediation", "occupation", "supported_work")
_EFFORT, _SUBSIDISED, _REGULAR = 70, 90, 100
"""rwi-2004 E2: 70% for effort, 90% with subsidised and 100% with regular work."""

_BEGUN_BEFORE = "# Zij geldt ook voor wie al begonnen was toen het contract werd getekend."
_CAPPED_FEES = 2
_MALUS_PART = 5
"""A client more or less than the target is worth this part of the fee: the fees stay the most."""
_LEAST_HOURS = 12
_PERCENT = 100


@dataclass(frozen=True)
class Contract:
    """What a document of one version says that differs from contract to contract."""

    contract_id: str
    version: int
    name: str
    number: int
    category: int
    company: str
    company_group: str | None
    vat_percent: int
    signed: int
    starts: int
    ends: int | None
    fee_cents: int
    premium_cents: int
    target_percent: int


def document(contract: Contract, agreement: Agreement) -> str:
    """Return the terms of a contract in TOML."""
    parts = [_head(contract, agreement)]
    if contract.fee_cents:
        parts += [*_fees(contract, agreement), *_scheme(contract, agreement)]
    parts += [_premium(contract, agreement), _report(agreement), _caps(contract), _norm(contract)]
    return "\n".join(parts)


def _head(contract: Contract, agreement: Agreement) -> str:
    scheme = agreement.scheme if contract.fee_cents else "input"
    english = f"{_ENGLISH[contract.category]} {contract.number}"
    signed = day_of(contract.signed)
    lines = [
        f"# Voorwaarden van contract {contract.contract_id}, versie {contract.version}.",
        *([_BEGUN_BEFORE] if contract.version == 1 else []),
        "",
        f'contract = "{contract.contract_id}"',
        f"version = {contract.version}",
        f'title = {{ nl = "{contract.name}", en = "{english}" }}',
        f'company = "{contract.company}"',
        *([f'company_group = "{contract.company_group}"'] if contract.company_group else []),
        f"valid_from = {day_of(contract.starts).isoformat()}",
        *([f"valid_until = {day_of(contract.ends).isoformat()}"] if contract.ends else []),
        f'scheme = "{scheme}"',
        f"premium_policy = {1 if agreement.pays_any_work else 2}",
        f"vat_percent = {contract.vat_percent}",
        f'missing_signature_suspends = "{"client" if agreement.lists else "nothing"}"',
        f'source = "contract {contract.contract_id}, getekend op {signed:%d-%m-%Y}"',
        "",
    ]
    return "\n".join(lines)


def _fees(contract: Contract, agreement: Agreement) -> Iterator[str]:
    """Yield the parts of the fee; with no cure less pay the price has no parts."""
    if agreement.scheme == "no_cure_less_pay":
        return
    start = contract.fee_cents * agreement.start_percent // _PERCENT
    report = contract.fee_cents * agreement.report_percent // _PERCENT
    activity = f'activity = "{_ACTIVITIES[contract.category]}"'
    yield _table(
        "[[fees]]",
        'name = "start"',
        'title = { nl = "begin van het traject", en = "start of the trajectory" }',
        'part = "start"',
        f"amount = {_euros(start)}",
    )
    if report:
        yield _table(
            "[[fees]]",
            'name = "reports"',
            'title = { nl = "voortgang", en = "progress" }',
            'part = "progress"',
            f'report = "{REPORT}"',
            "at_most = 2",
            f"amount = {_euros(report)} # voor elke rapportage",
        )
    yield _table(
        "[[fees]]",
        'name = "trajectory"',
        'title = { nl = "afgerond traject", en = "completed trajectory" }',
        'part = "completion"',
        f"amount = {_euros(contract.fee_cents - start - 2 * report)}",
        activity,
    )


def _scheme(contract: Contract, agreement: Agreement) -> Iterator[str]:
    """Yield the table of the scheme, where it has one."""
    match agreement.scheme:
        case "no_cure_less_pay":
            yield from _no_cure_less_pay(contract)
        case "bonus_malus":
            unit = _euros(contract.fee_cents // _MALUS_PART // _PERCENT * _PERCENT)
            yield _table(
                "[bonus_malus] # jaarcohort: wie in een kalenderjaar begon",
                f"target_percent = {contract.target_percent}",
                'target_rounding = "half_up"',
                f"bonus = {unit} # voor elke cliënt boven de streefwaarde",
                f"malus = {unit} # voor elke cliënt eronder",
                "settled_after_months = 12",
            )
            yield _table("[bonus_malus.work]", f"months = {PREMIUM_MONTHS}")
        case "pay_a_little":
            yield _table(
                "[pay_a_little]",
                f"minimum_percent = {contract.target_percent // 2}",
                f"small_bonus = {_euros(contract.fee_cents * 5)}",
                f"target_percent = {contract.target_percent}",
                f"big_bonus = {_euros(contract.fee_cents * 15)}",
                "settled_after_months = 12",
            )
            yield _table("[pay_a_little.work]", f"months = {PREMIUM_MONTHS}")
        case _:
            return


def _no_cure_less_pay(contract: Contract) -> Iterator[str]:
    yield _table(
        "[no_cure_less_pay]",
        f"price = {_euros(contract.fee_cents)}",
        f"effort_percent = {_EFFORT}",
        f'activity = "{_ACTIVITIES[contract.category]}"',
    )
    yield _table(
        "[[no_cure_less_pay.results]]",
        'name = "subsidised_work"',
        'title = { nl = "gesubsidieerd werk", en = "subsidised work" }',
        f"percent = {_SUBSIDISED}",
    )
    yield _table(
        "[no_cure_less_pay.results.work]",
        'kinds = ["subsidised"]',
        'financed_by = ["employer", "municipality"]',
    )
    yield _table(
        "[[no_cure_less_pay.results]]",
        'name = "regular_work"',
        'title = { nl = "regulier werk", en = "regular work" }',
        f"percent = {_REGULAR}",
    )
    yield _table(
        "[no_cure_less_pay.results.work]", "weekly_hours = 20", f"months = {PREMIUM_MONTHS}"
    )


def _premium(contract: Contract, agreement: Agreement) -> str:
    premium = _table(
        "[[premiums]]",
        f'name = "{PREMIUM}"',
        'title = { nl = "premie duurzaam werk", en = "premium for durable work" }',
        f"amount = {_euros(contract.premium_cents)}",
        'evidence = ["employment_contract", "payslip"]',
        'evidence_demanded = "one"',
        f"claim_within_months = {PREMIUM_MONTHS}",
    )
    any_work = (
        'kinds = ["regular", "subsidised"]',
        'financed_by = ["employer", "municipality"]',
    )
    work = _table(
        "[premiums.work]",
        *(any_work if agreement.pays_any_work else ()),
        f"weekly_hours = {_LEAST_HOURS}",
        f"months = {PREMIUM_MONTHS}",
        "longest_gap_days = 14",
        'off_benefit = "fully"',
    )
    return f"{premium}\n{work}"


def _report(agreement: Agreement) -> str:
    return _table(
        "[[reports]]",
        f'name = "{REPORT}"',
        'title = { nl = "voortgangsrapportage", en = "progress report" }',
        'due = "every"',
        f"months = {agreement.report_months}",
        f"within_days = {agreement.report_within}",
        f"holds_payment = {str(agreement.report_holds).lower()}",
    )


def _caps(contract: Contract) -> str:
    most = _CAPPED_FEES * contract.fee_cents + contract.premium_cents
    return _table("[caps]", f"per_client = {_euros(most)} # twee trajecten en een premie")


def _norm(contract: Contract) -> str:
    return _table(
        "[[norms]]",
        f'name = "{PREMIUM}"',
        'title = { nl = "duurzaam aan het werk", en = "durably at work" }',
        f"percent = {contract.target_percent}",
    )


def _table(*lines: str) -> str:
    return "\n".join((*lines, ""))


def _euros(cents: int) -> str:
    euros, rest = divmod(cents, _PERCENT)
    return f"{euros}.{rest:02}" if rest else str(euros)
