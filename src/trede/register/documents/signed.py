"""What a paper is about: the file of today; for a signed plan, the file of when it was signed.

What was signed stays as it was: a trajectory that was offered later, or a word that was corrected
later, is not in the paper that both have signed.
"""

from datetime import date, datetime, time

from trede.dossier.tables import TABLES
from trede.register.facts.models import Fact, model_of
from trede.register.facts.reading import Moment

SIGNATURES = ("municipality_signed_on", "client_signed_on")


def moment_of(fact: Fact | None, day: date) -> Moment:
    """Return from where the file is looked at for a paper of a day."""
    signed = None if fact is None else _as_signed(fact)
    if fact is None or signed is None:
        return Moment(day)
    signed_on = max(date_ for name in SIGNATURES if isinstance(date_ := fact.cell(name), date))
    return Moment(signed_on, datetime.combine(signed.recorded_at.date(), time.max))


def said_by(fact: Fact) -> dict[str, object]:
    """Return what a fact says; of a signed plan what it said then, with its signatures."""
    signed = _as_signed(fact)
    if signed is None:
        return fact.values
    return {**signed.values, **{name: fact.cell(name) for name in SIGNATURES}}


def _as_signed(fact: Fact) -> Fact | None:
    """Return the first version of a plan that both had signed; none if they have not."""
    if fact.declared.name != "plans" or any(fact.cell(name) is None for name in SIGNATURES):
        return None
    (key,) = TABLES["plans"].key
    versions = model_of("plans").objects.filter(**{key: fact.cell(key)})
    both = versions.filter(**{f"{name}__isnull": False for name in SIGNATURES})
    return both.order_by("recorded_at", "pk").first()
