"""Makes a register with forty contracts, or settles their month, in a process of its own."""

# ruff: noqa: PLC0415, T201 - Django must be set up first; the test reads what is printed

import sys

import django

CONTRACTS = 40


def make() -> None:
    """Put forty contracts with a client each on file, of which the municipality makes invoices."""
    from django.db import transaction

    from tests.register.payments.paying import ATLAS, put_contract, reports_intake, takes_part
    from trede.register.operation.migrating import migrate

    migrate()
    with transaction.atomic():
        for number in range(CONTRACTS):
            put_contract(f"S{number:02}", ATLAS, "Atlas", more="self_billing = true")
            reports_intake(takes_part(str(number), f"S{number:02}"))


def settle() -> int:
    """Settle March; print each step; return how many invoices were made."""
    from tests.register.buying import TODAY
    from tests.register.payments.paying import MARCH
    from trede.language import use_language
    from trede.register.payments.month_run import settle_month

    use_language("en")
    return settle_month(MARCH, TODAY, None, print).invoices


def main(asked: list[str]) -> None:
    """Do what was asked."""
    django.setup()
    from trede.register.facts.models import believed

    if "make" in asked:
        make()
    made = settle() if "settle" in asked else 0
    if "count" in asked:
        lines = believed("invoice_lines")
        different = lines.values("contract_id", "participation_id", "term").distinct().count()
        print(made, believed("invoices").count(), lines.count(), different)


if __name__ == "__main__":
    main(sys.argv[1:])
