"""Reads the lists that were laid beside the register, and their differences."""

from collections import Counter
from collections.abc import Iterable, Sequence

from trede.register.facts.models import Fact, believed, model_of


def lists_of(contract_id: str) -> Sequence[Fact]:
    """Return the lists of a contract, the newest first."""
    found = believed("reconciliations").filter(contract_id=contract_id)
    return list(found.order_by("-list_on", "-pk"))


def count_open(lists: Iterable[Fact]) -> Counter[str]:
    """Count the differences that are still to settle, by list."""
    keys = [each.cell("reconciliation_id") for each in lists]
    found = believed("reconciliation_differences").filter(
        reconciliation_id__in=keys, settled_on__isnull=True
    )
    return Counter(found.values_list("reconciliation_id", flat=True))


def withdrawn_lists(contract_id: str) -> Sequence[Fact]:
    """Return the lists of a contract that were withdrawn, with who did, the newest first."""
    picked: dict[str, object] = {"contract_id": contract_id}
    versions = model_of("reconciliations").objects.filter(**picked)
    kept = believed("reconciliations").filter(**picked).values("reconciliation_id")
    still: dict[str, object] = {"reconciliation_id__in": kept}
    gone = versions.filter(withdrawn_in__isnull=False).exclude(**still)
    return list(gone.select_related("withdrawn_in__author").order_by("-pk"))


def differences_of(reconciliation_id: str) -> Sequence[Fact]:
    """Return the differences of a list, client by client."""
    found = believed("reconciliation_differences").filter(reconciliation_id=reconciliation_id)
    return list(found.order_by("client", "kind", "difference_id"))
