"""Reads the advices on extending a contract that are on file."""

from collections.abc import Sequence

from trede.language import translate as _
from trede.register.facts.models import Fact, believed


def advices_of(contract_id: str) -> Sequence[Fact]:
    """Return the advices on a contract, the newest first."""
    found = believed("extension_advices").filter(contract_id=contract_id)
    return list(found.order_by("-given_on", "-pk"))


def open_advice(contract_id: str) -> Fact | None:
    """Return the advice that was not answered yet."""
    return next((each for each in advices_of(contract_id) if not each.cell("answered_on")), None)


def stands_in_the_way(contract_id: str) -> str:
    """Say what must be done about advice before a contract is extended; empty if nothing.

    Each extension needs an advice of its own that was answered.
    """
    if open_advice(contract_id) is not None:
        return _("There is an advice on extension that was not answered: answer it first.")
    extensions = believed("contract_extensions").filter(contract_id=contract_id)
    last = max((each.recorded_in_id or 0 for each in extensions), default=0)
    if not any((each.recorded_in_id or 0) > last for each in advices_of(contract_id)):
        return _("Ask for advice on extension first, and answer it.")
    return ""
