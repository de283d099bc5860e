"""The number of a contract: its key, as people write it on papers and in files."""

import re
from datetime import date
from typing import Any

from trede.register.facts.models import model_of


def next_number(day: date) -> str:
    """Return the number of a contract that is drawn up on a day, such as 2026-014.

    A number is given once, also if its contract was withdrawn. The newest contract is held until
    this change ends, so that two that are drawn up at once get two numbers.
    """
    contracts: Any = model_of("contracts").objects
    contracts.select_for_update().order_by("-pk").first()
    ours = re.compile(rf"{day.year}-(\d+)", re.ASCII)
    keys = contracts.filter(contract_id__startswith=f"{day.year}-")
    given = map(ours.fullmatch, keys.values_list("contract_id", flat=True))
    last = max((int(found[1]) for found in given if found), default=0)
    return f"{day.year}-{last + 1:03}"
