"""Reads the advices on extending a contract that are on file."""

from collections.abc import Sequence

from trede.language import translate as _
from trede.register.facts.models import Fact, believed

DO_NOT_EXTEND = "do_not_extend"


def advices_of(contract_id: str) -> Sequence[Fact]:
    """Return the advices on a contract, the newest first."""
    found = believed("extension_advices").filter(contract_id=contract_id)
    return list(found.order_by("-given_on", "-pk"))


def open_advice(contract_id: str) -> Fact | None:
    """Return the advice that was not answered yet."""
    return next((each for each in advices_of(contract_id) if not each.cell("answered_on")), None)


def end_decided() -> set[str]:
    """Return the contracts of which it was decided, since the last extension, to let them end.

    That is so when the advice not to extend was followed, or another one was not.
    """
    newest: dict[str, tuple[int, bool]] = {}
    for each in believed("extension_advices").filter(answered_on__isnull=False):
        followed = each.cell("answer") == "followed"
        ends = followed == (each.cell("advice") == DO_NOT_EXTEND)
        key, change = str(each.cell("contract_id")), each.recorded_in_id or 0
        newest[key] = max(newest.get(key, (0, False)), (change, ends))
    extended: dict[str, int] = {}
    for each in believed("contract_extensions").filter(contract_id__in=newest):
        key = str(each.cell("contract_id"))
        extended[key] = max(extended.get(key, 0), each.recorded_in_id or 0)
    return {
        key for key, (change, ends) in newest.items() if ends and change >= extended.get(key, 0)
    }


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
