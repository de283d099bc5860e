"""What a page with figures asks: over whom and as of when, the same for each of its measures."""

from dataclasses import dataclass
from datetime import date, datetime

from trede.register.accounts.models import User
from trede.register.facts.reading import Moment
from trede.register.figures.computing import Asked
from trede.register.figures.scopes import Scope, people_in, scopes_of


@dataclass(frozen=True)
class Asker:
    """Asks measures over the same people, as of the same day."""

    scope: Scope
    as_of: date
    among: tuple[str, ...] | None
    known_at: datetime | None

    def __call__(self, measure: str, by: str | None = None) -> Asked:
        """Return the question for a measure, by a column or not."""
        columns = (by,) if by else ()
        return Asked(measure, self.as_of, columns, self.among, self.known_at)


def asker_for(user: User, scope: str | None, moment: Moment) -> Asker:
    """Return who asks for a user; a scope that the user may not choose becomes the first one."""
    allowed = scopes_of(user)
    chosen = next((each for each in allowed if each.value == scope), allowed[0])
    return Asker(chosen, moment.as_of, people_in(chosen, user), moment.known_at)
