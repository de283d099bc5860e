"""A document of terms to start from, filled in with what the register knows of a contract."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from trede.dossier.codes import lists_in_force
from trede.register.contracts.reading import Contract
from trede.register.contracts.versions import Version
from trede.register.facts.models import believed
from trede.register.providers.reading import all_providers

CENTS = 100
WEEKS_IN_A_YEAR, MONTHS_IN_A_YEAR = 52, 12
VAT_PERCENT = 21
FEES = (
    ("intake_fee", "intake", "intake"),
    ("fee", "completion", None),
    ("training_fee", "start", None),
    ("progress_fee", "progress", "progress"),
    ("placement_fee", "placement", None),
    ("aftercare_fee", "aftercare", "aftercare"),
)
"""The parts of a price in ``contract_terms``, what part of the fee each is, upon which report."""
PREMIUMS: Mapping[str, tuple[str, str]] = {
    "exit_premium_regular_work": ("regular", "employer"),
    "exit_premium_wage_cost_subsidy": ("subsidised", "employer"),
    "exit_premium_financed_trajectory": ("regular", "municipality"),
    "exit_premium_subsidised_work": ("subsidised", "municipality"),
}
"""The premiums in ``contract_terms``, and the kind of work each is for and who pays it."""
REPORT_TITLES = {
    "intake": ("intakeverslag", "intake report"),
    "progress": ("voortgangsrapportage", "progress report"),
    "aftercare": ("nazorgverslag", "aftercare report"),
}

Known = Mapping[str, int]


def starting_document(contract: Contract, versions: Sequence[Version], day: date) -> str:
    """Return the newest document as the next version, or a first one from what is known."""
    if versions:
        return _next_version(str(versions[-1].fact.cell("terms")), versions[-1].number + 1, day)
    return "\n".join(_document(contract, _known(contract.key, day), day)) + "\n"


def _next_version(text: str, number: int, day: date) -> str:
    """Return a document with the next number, from a day on; all else as it stands.

    The remarks at its head are about the version before it: they are left out.
    """
    text = re.sub(r"\A(?:[ \t]*(?:#[^\n]*)?\n)+", "", text)
    text = re.sub(r"(?m)^version\s*=\s*\d+", f"version = {number}", text, count=1)
    text = re.sub(r"(?m)^valid_from\s*=\s*[\d-]+", f"valid_from = {day}", text, count=1)
    return re.sub(r"(?m)^valid_until\s*=.*\n", "", text, count=1)


def _known(contract_id: str, day: date) -> Known:
    """Return the amounts (in cents) and numbers that hold, by term; those that come first."""
    found: dict[str, int] = {}
    rows = believed("contract_terms").filter(contract_id=contract_id).order_by("starts_on")
    for row in rows:
        ends_on = row.cell("ends_on")
        value = row.cell("amount_cents") if row.cell("amount_cents") is not None else None
        value = row.cell("number") if value is None else value
        if isinstance(value, int) and (not isinstance(ends_on, date) or day < ends_on):
            found[str(row.cell("term"))] = value
    return found


def _document(contract: Contract, known: Known, day: date) -> Iterator[str]:
    company = all_providers().get(str(contract.fact.cell("provider_id")))
    group = company.cell("company_group") if company is not None else None
    starts_on = contract.fact.cell("starts_on")
    bonus = {"bonus", "malus", "success_target"} <= known.keys()
    yield f"contract = {_text(contract.key)}"
    yield "version = 1"
    yield f"title = {_titles(contract.name, contract.name)}"
    yield f"company = {_text(contract.provider)}"
    if group:
        yield f"company_group = {_text(str(group))}"
    yield f"valid_from = {starts_on if isinstance(starts_on, date) else day}"
    yield f"scheme = {_text('bonus_malus' if bonus else 'input')}"
    yield "premium_policy = 2"
    yield f"vat_percent = {VAT_PERCENT}"
    yield 'missing_signature_suspends = "client"'
    yield f"source = {_text(contract.name)}"
    for term, part, report in FEES:
        if term in known:
            yield from _fee(term, part, report, known)
    for term, (kind, payer) in PREMIUMS.items():
        if term in known and (kind, payer) == ("regular", "employer"):
            yield from _premium(term, kind, payer, known)
    if bonus:
        yield from _bonus(known)
    yield from _reports(known)
    yield from _norm(known)


def _fee(term: str, part: str, report: str | None, known: Known) -> Iterator[str]:
    yield from ("", "[[fees]]", f"name = {_text(term)}", f"title = {_titles(*_labels(term))}")
    yield f"part = {_text(part)}"
    if report is not None:
        yield f"report = {_text(report)}"
    yield f"amount = {_euros(known[term])}"
    if part == "placement":
        yield from ("", "[fees.work]", *_work("regular", "employer", {}))


def _premium(term: str, kind: str, payer: str, known: Known) -> Iterator[str]:
    yield from ("", "[[premiums]]", f"name = {_text(term)}", f"title = {_titles(*_labels(term))}")
    yield f"amount = {_euros(known[term])}"
    yield 'evidence = ["employment_contract", "payslip"]'
    yield from ("", "[premiums.work]", *_work(kind, payer, known))


def _work(kind: str, payer: str, known: Known) -> Iterator[str]:
    yield f"kinds = [{_text(kind)}]"
    yield f"financed_by = [{_text(payer)}]"
    if "minimum_weekly_hours" in known:
        yield f"weekly_hours = {known['minimum_weekly_hours']}"
    if "durable_weeks" in known:
        yield f"months = {_months(known['durable_weeks'])}"
        yield 'off_benefit = "fully"'


def _bonus(known: Known) -> Iterator[str]:
    yield from ("", "[bonus_malus]", f"target_percent = {known['success_target']}")
    yield 'target_rounding = "half_up"'
    yield f"bonus = {_euros(known['bonus'])}"
    yield f"malus = {_euros(known['malus'])}"
    yield "settled_after_months = 18"
    yield from ("", "[bonus_malus.work]", *_work("regular", "employer", known))


def _reports(known: Known) -> Iterator[str]:
    wanted = {report for term, _part, report in FEES if report and term in known}
    wanted |= {"progress"} if "report_interval" in known else set()
    for name in (each for each in REPORT_TITLES if each in wanted):
        yield from ("", "[[reports]]", f"name = {_text(name)}")
        yield f"title = {_titles(*REPORT_TITLES[name])}"
        if name == "aftercare":
            yield 'due = "after_end"'
        else:
            months = _months(known.get("report_interval", 13)) if name == "progress" else 1
            yield f"due = {_text('every' if name == 'progress' else 'after_start')}"
            yield f"months = {months}"
        yield "within_days = 14"


def _norm(known: Known) -> Iterator[str]:
    if "success_target" in known:
        title = _titles(*_labels("success_target"))
        yield from ("", "[[norms]]", 'name = "success"', f"title = {title}")
        yield f"percent = {known['success_target']}"


def _months(weeks: int) -> int:
    return max(1, round(weeks * MONTHS_IN_A_YEAR / WEEKS_IN_A_YEAR))


def _labels(term: str) -> tuple[str, str]:
    found = next(each for each in lists_in_force()["contract_term"].codes if each.code == term)
    return found.label_nl, found.label_en


def _titles(dutch: str, english: str) -> str:
    return f"{{ nl = {_text(dutch)}, en = {_text(english)} }}"


def _text(text: str) -> str:
    """Write a text as TOML does."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _euros(cents: int) -> str:
    return f"{cents // CENTS}.{cents % CENTS:02}" if cents % CENTS else str(cents // CENTS)
