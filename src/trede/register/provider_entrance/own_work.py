"""Work as the own company stated it: its own rows, and never those of anyone else.

Someone else may have the same work on file: the company is told nothing of that. The evidence that
was sent along names the participation that a statement came from.
"""

from collections.abc import Iterable

from trede.register.access.rules import providers_of
from trede.register.accounts.models import User
from trede.register.facts.models import Fact, believed, model_of
from trede.register.provider_entrance.models import EvidenceFile
from trede.register.provider_entrance.own import Facts

WORK = "placements"
TAKE_BACK = "provider-take-back"
"""The step with which a company takes back what it sent."""


def work_in(user: User, participations: Iterable[str]) -> Facts:
    """Return the work that the user's company stated in some participations, as it stands now."""
    return believed(WORK).filter(placement_id__in=_stated_in(user, participations))


def versions_in(user: User, participation_id: str) -> Facts:
    """Return every version of the work that the company stated in a participation."""
    every: Facts = model_of(WORK).objects.all()
    return every.filter(placement_id__in=_stated_in(user, [participation_id]))


def own_work(user: User, participation_id: str, placement_id: str) -> Fact | None:
    """Return one piece of work that the company stated in a participation."""
    found: Fact | None = work_in(user, [participation_id]).filter(placement_id=placement_id).first()
    return found


def taken_back(placements: Iterable[str]) -> set[str]:
    """Return which pieces of work a company took back: their proof is no longer given out."""
    every: Facts = model_of(WORK).objects.all()
    gone = every.filter(placement_id__in=set(placements), withdrawn_in__step=TAKE_BACK)
    return set(gone.values_list("placement_id", flat=True))


def _stated_in(user: User, participations: Iterable[str]) -> list[str]:
    files = EvidenceFile.objects.filter(participation_id__in=list(participations))
    named = set(files.values_list("placement_id", flat=True))
    every: Facts = model_of(WORK).objects.all()
    stated = every.filter(
        placement_id__in=named, recorded_in__author__provider_id__in=providers_of(user)
    )
    return sorted(set(stated.values_list("placement_id", flat=True)))
