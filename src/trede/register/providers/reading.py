"""Reads providers: who there are, who took over from whom, whom to speak to."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from trede.register.facts.models import Fact, believed

BANKRUPTCY = "bankruptcy"


def all_providers(known_at: datetime | None = None) -> Mapping[str, Fact]:
    """Return all providers by their key, in order of name, as known now or at a moment."""
    found = believed("providers", known_at).order_by("name", "provider_id")
    return {str(each.cell("provider_id")): each for each in found}


def name_of(providers: Mapping[str, Fact], provider_id: object) -> str:
    """Return the name of a provider, or its key if it is not on file."""
    found = providers.get(str(provider_id))
    return str(found.cell("name")) if found is not None else str(provider_id or "–")


def has_ended(provider: Fact, day: date) -> bool:
    """Tell whether a provider no longer exists on a day."""
    ended_on = provider.cell("ended_on")
    return isinstance(ended_on, date) and ended_on < day


def is_bankrupt(provider: Fact, day: date) -> bool:
    """Tell whether a provider is bankrupt on a day: from its last day on."""
    ended_on = provider.cell("ended_on")
    begun = isinstance(ended_on, date) and ended_on <= day
    return begun and provider.cell("ended_by") == BANKRUPTCY


def successors(providers: Mapping[str, Fact], provider_id: str) -> Sequence[Fact]:
    """Return who took over, and who took over from those, in order; nobody comes twice."""
    found: list[Fact] = []
    seen, ahead = {provider_id}, providers.get(provider_id)
    while ahead is not None and ahead.cell("successor_id") is not None:
        following = str(ahead.cell("successor_id"))
        if following in seen or following not in providers:
            break
        seen.add(following)
        ahead = providers[following]
        found.append(ahead)
    return found


def contacts_of(provider_id: str) -> Sequence[Fact]:
    """Return the people to turn to, those who no longer are last."""
    found = believed("provider_contacts").filter(provider_id=provider_id).order_by("name")
    return sorted(found, key=lambda each: each.cell("ends_on") is not None)
