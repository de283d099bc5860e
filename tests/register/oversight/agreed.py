"""A contract with a few clients, and the terms under which they are paid for, for tests."""

from datetime import date

from tests.register.buying import put

TERMS = """
contract = "K1"
version = 1
title = {{ nl = "Naar werk", en = "To work" }}
company = "Atlas"
valid_from = 2025-01-01
scheme = "{scheme}"
premium_policy = 2
vat_percent = 21
source = "made up"

[[fees]]
name = "intake"
title = {{ nl = "intake", en = "intake" }}
part = "intake"
report = "intake"
amount = 400

[[fees]]
name = "trajectory"
title = {{ nl = "traject", en = "trajectory" }}
part = "completion"
amount = 2100

[[premiums]]
name = "durable_work"
title = {{ nl = "premie duurzaam werk", en = "premium for durable work" }}
amount = 1500

[premiums.work]
months = 6

[[reports]]
name = "progress"
title = {{ nl = "voortgangsrapportage", en = "progress report" }}
due = "every"
months = 3
within_days = 14
holds_payment = true
{more}
"""
BONUS = """
[bonus_malus]
target_percent = 50
bonus = 1000
malus = 1000
target_rounding = "up"
settled_after_months = 3
[bonus_malus.work]
months = 6
"""


def put_contract(scheme: str = "input", more: str = "", **values: object) -> None:
    """Put Atlas and its contract K1 on file, with terms."""
    put("providers", provider_id="R1", name="Atlas")
    agreed = {
        "signed_on": date(2024, 12, 20),
        "starts_on": date(2025, 1, 1),
        "ends_on": date(2027, 1, 1),
        "inflow": "open",
        "form": "framework_minimum",
        "data_agreement_on": date(2024, 12, 20),
    }
    put("contracts", contract_id="K1", name="Naar werk", provider_id="R1", **{**agreed, **values})
    put("contract_versions", contract_id="K1", version=1, starts_on=date(2025, 1, 1),
        terms=TERMS.format(scheme=scheme, more=more))  # fmt: skip


def put_client(number: int, starts_on: date, **values: object) -> str:
    """Let a client take part; return the key of the person."""
    person = f"P{number}"
    put("persons", person_id=person, client_number=f"0050-{number:04}")
    put("participations", participation_id=f"D{number}", person_id=person, contract_id="K1",
        starts_on=starts_on, **values)  # fmt: skip
    return person
