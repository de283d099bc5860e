"""Approves one payment twice at the very same moment, on the register of the environment."""

# ruff: noqa: PLC0415, T201 - Django must be set up first; the test reads what is printed

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import django


def pay_at_once(people: Any) -> str:
    """Let two controllers approve the same payment at once; return what came of it."""
    from django.db import connections

    from tests.register.buying import TODAY
    from tests.register.payments.paying import completes
    from trede.errors import TredeError
    from trede.language import use_language
    from trede.register.accounts.models import User
    from trede.register.accounts.roles import Role
    from trede.register.facts.models import believed
    from trede.register.payments.approving import approve_payment

    completes("1")
    invoice = people.invoice()
    people.approve(invoice)
    (line,) = believed("invoice_lines").values_list("invoice_line_id", flat=True)
    second = User.objects.create_user("mulder", "Mulder", roles=(Role.CONTROLLER,))
    together = Barrier(2)

    def pay(author: User) -> str:
        use_language("en")
        together.wait()
        try:
            approve_payment(author, invoice, [line], TODAY)
        except TredeError as error:
            return str(error)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(pay, (people.controller, second)))
    told = [each for each in said if each]
    counted = (believed(table).count() for table in ("payments", "costs", "ledger_entries"))
    payments, costs, entries = counted
    return (
        f"{said.count('')} paid; {len(told)} told: {' '.join(told)}; "
        f"payments {payments}, costs {costs}, entries {entries}"
    )


def main() -> None:
    """Print what came of it on an empty register."""
    django.setup()
    from tests.register.payments.paying import ATLAS, CONTRACT, make_people, put_contract
    from trede.register.operation.migrating import migrate

    migrate()
    put_contract(CONTRACT, ATLAS, "Atlas")
    print(pay_at_once(make_people()))


if __name__ == "__main__":
    main()
