"""What the terms of a contract say of a premium at the moment it is claimed.

The engine settles the claim upon the company's own statement alone, as if an independent source
had confirmed it and nobody drew benefit: a company must not learn from it what others know.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.contracts.versions import readable_terms
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_day
from trede.register.payments.facts import facts_of
from trede.register.provider_entrance.own_work import work_in
from trede.settlement.facts import Facts, Verification
from trede.settlement.lines import Line, Verdict
from trede.settlement.sentences import sentence
from trede.settlement.settling import settle

TOLD = frozenset(
    {
        "paid_by_municipality", "kind_of_work", "hours_unknown", "too_few_hours", "no_work",
        "not_within_term", "claimed_too_late", "once_per_client",
    }
)  # fmt: skip
"""The reasons that lie in the claim and the work itself, and not in what is still to come."""
LONG_AGO = timedelta(days=366)


def objections_to(
    user: User, participation: Fact, premium: str, day: date
) -> Iterator[tuple[str, str]]:
    """Yield why a premium that was just claimed will not be paid as it stands, by a name."""
    for line in _refused(user, participation, premium, day):
        said = _("{reason} Claim it all the same? It will not be paid as it stands.")
        yield "claim", said.format(reason=sentence(line.reason))
    ends_on = participation.cell("ends_on")
    if isinstance(ends_on, date) and ends_on <= day - LONG_AGO:
        said = _("This participation ended on {day}, more than a year ago. Claim it all the same?")
        yield "ended", said.format(day=show_day(ends_on - timedelta(days=1)))


def _refused(user: User, participation: Fact, premium: str, day: date) -> Iterator[Line]:
    contract, key = (str(participation.cell(name)) for name in ("contract_id", "participation_id"))
    terms = readable_terms([contract]).get(contract, ())
    for line in settle(terms, _own_facts(user, participation, day), day).lines:
        meant = (line.key.participation_id, line.key.term, line.key.period) == (key, premium, "")
        if meant and line.verdict is Verdict.REFUSED and line.reason.code in TOLD:
            yield line


def _own_facts(user: User, participation: Fact, day: date) -> Facts:
    person, key = (str(participation.cell(name)) for name in ("person_id", "participation_id"))
    stated = {str(each.cell("placement_id")) for each in work_in(user, [key])}
    known = facts_of([person])
    return replace(
        known,
        participations=tuple(each for each in known.participations if each.participation_id == key),
        placements=tuple(each for each in known.placements if each.placement_id in stated),
        benefits=(),
        verifications=(Verification("", person, day, at_work=True),),
        payments=(),
    )
