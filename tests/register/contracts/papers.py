"""Documents of terms as the tests store them, and who takes part under them."""

import re
from datetime import date

from tests.register.buying import TODAY, Buyer, put

FIRST = """
contract = "K1"
version = 1
title = { nl = "Trajecten naar werk", en = "Trajectories to work" }
company = "Atlas"
valid_from = 2026-01-05
scheme = "input"
premium_policy = 2
vat_percent = 21
source = "contract of 1 January 2026"

[[fees]]
name = "intake"
title = { nl = "intake", en = "intake" }
part = "intake"
report = "intake"
amount = 400

[[premiums]]
name = "durable_work"
title = { nl = "premie duurzaam werk", en = "premium for durable work" }
amount = 1500
evidence = ["employment_contract", "payslip"]
evidence_demanded = "all"

[premiums.work]
weekly_hours = 24
months = 6
longest_gap_days = 14
off_benefit = "fully"

[[reports]]
name = "intake"
title = { nl = "intakeverslag", en = "intake report" }
due = "after_start"
months = 1
within_days = 14
"""
SECOND = (
    FIRST.replace("version = 1", "version = 2")
    .replace("valid_from = 2026-01-05", "valid_from = 2026-07-01")
    .replace("amount = 1500", "amount = 1250.50")
)
SEEN = re.compile(r'name="previewed" value="([0-9a-f]{64})"')


def look_first(contract: Buyer, answers: dict[str, str], task: str = "terms") -> str:
    """Send a document once; return the page, or nothing if it was stored."""
    answer = contract.browser.post(f"{contract.page}/taak/{task}", answers)
    return "" if answer.status_code == 302 else answer.content.decode()


def stored(contract: Buyer, text: str, **more: str) -> list[str]:
    """Store a document after it was read in words; return what is refused."""
    answers = {"text": text, "agreed_on": "2026-01-05", **more}
    seen = SEEN.search(look_first(contract, answers))
    return contract.does("terms", answers | ({"previewed": seen[1]} if seen else {}))


def take_part(number: int, starts_on: date) -> None:
    put("persons", person_id=f"P{number}", client_number=f"{number:08}")
    put("participations", participation_id=f"D{number}", person_id=f"P{number}",
        contract_id="K1", starts_on=starts_on)  # fmt: skip


def line(number: int, version: int, **more: object) -> None:
    put("invoice_lines", invoice_line_id=f"L{number}", invoice_id="F1", line=number,
        contract_id="K1", participation_id=f"D{number}", person_id=f"P{number}", term="intake",
        version=version, amount_cents=40_000, vat_cents=8_400, claimed_on=TODAY, verdict="due",
        reason="earned_intake", **more)  # fmt: skip
