"""What a page with figures asks: over whom and as of when, the same for each of its measures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from trede.register.accounts.models import User
from trede.register.figures.computing import Asked
from trede.register.figures.periods import Period, not_followed, period_of
from trede.register.figures.scopes import Scope, people_in, scopes_of, whom
from trede.register.pages.moments import read_day
from trede.register.project.clock import today


@dataclass(frozen=True)
class Asker:
    """Asks measures over the same people, as of the same day; ``notices`` say what it left out."""

    scope: Scope
    whom: str
    as_of: date
    among: tuple[str, ...] | None
    known_at: datetime | None
    period: Period
    notices: tuple[str, ...]

    def __call__(self, measure: str, by: str | None = None) -> Asked:
        """Return the question for a measure, by a column or not."""
        columns = (by,) if by else ()
        values = self.period.values
        return Asked(measure, self.as_of, columns, self.among, self.known_at, values)


def asker_for(user: User, given: Mapping[str, str]) -> Asker:
    """Return who asks for a user, as an address says.

    A scope that the user may not choose becomes the first one; a day that is still to come, today.
    """
    allowed = scopes_of(user)
    chosen = next((each for each in allowed if each.value == given.get("scope")), allowed[0])
    day = today()
    as_of = min(read_day(given.get("as_of")) or day, day)
    known = read_day(given.get("known_at"))
    return Asker(
        chosen,
        whom(chosen, user),
        as_of,
        people_in(chosen, user),
        datetime.combine(known, time.max) if known and known <= day else None,
        period_of(given, as_of),
        tuple(not_followed(given, as_of, day)),
    )
