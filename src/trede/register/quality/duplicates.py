"""Clients who may be on file twice, by rules that one can read."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from django.core.cache import cache
from django.db.models import Count, Max

from trede.language import translate as _
from trede.register.clients.models import Client, Identity
from trede.register.quality.leaving import left_about

DUPLICATE = "duplicate"
MOST_ALIKE = 20
"""How many may share something before it tells nothing of two of them: an institution's address."""

KEEP_SECONDS = 12 * 60 * 60

Pair = tuple[int, int]
Trait = Callable[[Identity], tuple[object, ...] | None]


def _plain(text: str) -> str:
    """Return a text without what people write differently: capitals, blanks, points, hyphens."""
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _family_and_birth(one: Identity) -> tuple[object, ...] | None:
    return (_plain(one.family_name), one.birth_on) if one.birth_on else None


def _first_names_and_birth(one: Identity) -> tuple[object, ...] | None:
    first = _plain(one.first_names)
    return (first, one.birth_on) if one.birth_on and first else None


def _address_and_birth(one: Identity) -> tuple[object, ...] | None:
    home = _plain(one.postcode) + _plain(one.address)
    return (home, one.birth_on) if one.birth_on and one.postcode and one.address else None


def _name_and_turned_birth(one: Identity) -> tuple[object, ...] | None:
    """Return name and birth in which day and month may have been exchanged."""
    if one.birth_on is None:
        return None
    turned = frozenset({one.birth_on.day, one.birth_on.month})
    return (_plain(one.family_name), _plain(one.first_names), one.birth_on.year, turned)


def _name_and_home(one: Identity) -> tuple[object, ...] | None:
    home = _plain(one.postcode) + _plain(one.address)
    name = _plain(one.family_name) + _plain(one.first_names)
    return (name, home) if one.postcode and one.address else None


RULES: Mapping[str, Trait] = {
    "family_and_birth": _family_and_birth,
    "first_names_and_birth": _first_names_and_birth,
    "address_and_birth": _address_and_birth,
    "name_and_turned_birth": _name_and_turned_birth,
    "name_and_home": _name_and_home,
}
"""What two clients have in common if they may be one. The same citizen service number is no rule:
whoever has it is found when registering, and a number cannot be given twice."""


def rule_titles() -> Mapping[str, str]:
    """Return what each rule says, in the language in use."""
    return {
        "family_and_birth": _("same family name and date of birth"),
        "first_names_and_birth": _("same first names and date of birth"),
        "address_and_birth": _("same address and date of birth"),
        "name_and_turned_birth": _("same name, day and month of birth the same or exchanged"),
        "name_and_home": _("same name and address"),
    }


@dataclass(frozen=True)
class Candidate:
    """Two clients who may be one, and by which rules; the lower number first."""

    one: Client
    other: Client
    rules: tuple[str, ...]


def candidates() -> list[Candidate]:
    """Return all pairs who may be one and were not looked into, most rules first."""
    alike = _alike()
    shown = {pk for pair in alike for pk in pair}
    clients = Client.objects.filter(merged_into__isnull=True).prefetch_related("identities")
    known = clients.in_bulk(shown)
    looked_into = left_about(DUPLICATE)
    found = (
        Candidate(known[one], known[other], tuple(rules))
        for (one, other), rules in alike.items()
        if {one, other} <= known.keys()
    )
    open_ones = [each for each in found if about_pair(each.one, each.other) not in looked_into]
    return sorted(
        open_ones, key=lambda each: (-len(each.rules), each.one.number, each.other.number)
    )


def rules_for(one: Client, other: Client) -> tuple[str, ...]:
    """Return the rules by which two clients may be one."""
    mine, theirs = one.identity, other.identity
    if mine is None or theirs is None:
        return ()
    return tuple(
        rule
        for rule, trait in RULES.items()
        if trait(mine) is not None and trait(mine) == trait(theirs)
    )


def about_pair(one: Client, other: Client) -> str:
    """Return how a pair is named where it was looked into."""
    return " ".join(str(pk) for pk in sorted((one.pk, other.pk)))


def _alike() -> Mapping[Pair, list[str]]:
    """Return the pairs by the rules they meet; kept until someone's identity changes."""
    told = Identity.objects.aggregate(newest=Max("pk"), gone=Count("withdrawn_in_id"))
    key = f"alike:{told['newest']}:{told['gone']}"
    found: Mapping[Pair, list[str]] | None = cache.get(key)
    if found is None:
        found = _compare_all()
        cache.set(key, found, KEEP_SECONDS)
    return found


def _compare_all() -> Mapping[Pair, list[str]]:
    identities = list(Identity.objects.current().order_by("client__number"))
    alike: dict[Pair, list[str]] = defaultdict(list)
    for rule, trait in RULES.items():
        for pair in _pairs(trait, identities):
            alike[pair].append(rule)
    return dict(alike)


def _pairs(trait: Trait, identities: Iterable[Identity]) -> Iterator[Pair]:
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for identity in identities:
        if (shared := trait(identity)) is not None:
            groups[shared].append(identity.client_id)
    for group in groups.values():
        if len(group) <= MOST_ALIKE:
            yield from combinations(group, 2)
