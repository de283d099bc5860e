"""Sends one hand-over four times at the very same moment to the register of the environment."""

# ruff: noqa: PLC0415, T201 - Django must be set up first; the test reads what is printed

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import django
from django.db import connections

CALLERS = 4


def main() -> None:
    """Print what was answered and how many changes came of it."""
    django.setup()
    from django.conf import settings

    from tests.register.api.calling import HANDOVERS, calling, handover
    from trede.register.accounts.models import User
    from trede.register.accounts.roles import Role, Scope
    from trede.register.api.systems import SystemDetails, add_system
    from trede.register.facts.versions import Change
    from trede.register.operation.migrating import migrate

    settings.ALLOWED_HOSTS.append("testserver")
    migrate()
    manager = User.objects.create_user("bakker", "Bakker", roles=(Role.CASE_MANAGER,))
    system = add_system(None, "uwv", SystemDetails("UWV", "UWV Arnhem", manager))
    uwv = calling(system, Scope.HANDOVERS)
    together = Barrier(CALLERS)

    def send(_number: int) -> int:
        together.wait()
        try:
            return uwv.post(HANDOVERS, handover(), key="one").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CALLERS) as pool:
        statuses = list(pool.map(send, range(CALLERS)))
    print(statuses, Change.objects.filter(step="handover").count(), "change")


if __name__ == "__main__":
    main()
