"""What is refused for participants of a contract, by participation: told for a page at a time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from trede.errors import TredeError
from trede.register.facts.models import Fact
from trede.register.payments.facts import settle_people
from trede.settlement.lines import Verdict


def refused_of(participations: Iterable[Fact], day: date) -> Mapping[str, int]:
    """Return the sum that is refused for each participation; nothing if terms cannot be read."""
    people = {str(each.cell("person_id")) for each in participations}
    found: dict[str, int] = defaultdict(int)
    try:
        settled = settle_people(people, day)
    except TredeError:
        return found
    for line in settled.lines:
        if line.verdict is Verdict.REFUSED and line.cents > 0:
            found[line.key.participation_id] += line.cents
    return found
