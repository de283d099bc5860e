"""How a client stands with providers: referrals that wait or came back, and what runs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from trede.register.facts.models import Fact
from trede.register.providers.reading import all_providers, name_of
from trede.register.referrals.placing import RETURNED, RUNNING, is_open
from trede.register.referrals.volumes import runs
from trede.register.steps.contradicting import is_of_provider, same_work

File = Mapping[str, Sequence[Fact]]


@dataclass(frozen=True)
class WithProviders:
    """What there is of a client with providers on a day; ``names`` are those of the providers.

    ``returned`` are referrals that came back while their trajectory is not over, and that no other
    referral followed. ``away`` are absences that last; ``work`` is what providers reported and
    nobody verified yet, each with what others have on file of the same work.
    """

    waiting: tuple[Fact, ...]
    returned: tuple[Fact, ...]
    running: tuple[Fact, ...]
    names: Mapping[str, str]
    away: tuple[Fact, ...] = ()
    work: tuple[tuple[Fact, tuple[Fact, ...]], ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return bool(self.waiting or self.returned or self.running or self.away or self.work)

    def name_of(self, fact: Fact) -> str:
        """Return the name of the provider of a referral or participation."""
        return self.names.get(str(fact.cell("provider_id")), "–")


def with_providers(file: File, day: date) -> WithProviders:
    """Return how a client stands with providers on a day."""
    waiting = tuple(each for each in file["referrals"] if is_open(each))
    returned = tuple(each for each in file["referrals"] if came_back(each, file))
    running = tuple(each for each in file["participations"] if _goes_on(each, day))
    away = tuple(each for each in file["absences"] if each.cell("ends_on") is None)
    return WithProviders(waiting, returned, running, names_for(file), away, tuple(_work(file)))


def _work(file: File) -> Iterator[tuple[Fact, tuple[Fact, ...]]]:
    """Yield the work of providers that is not verified, with the same work of others beside it."""
    if not file["participations"]:
        return
    for each in file["placements"]:
        if each.cell("verified_on") is None and is_of_provider(each):
            yield each, tuple(same_work(file, each))


def _goes_on(participation: Fact, day: date) -> bool:
    """Tell whether a participation runs, and its end was not recorded: an end ahead counts."""
    ended = participation.cell("status") not in {None, RUNNING}
    return not ended and runs(participation.values, day)


def came_back(referral: Fact, file: File) -> bool:
    """Tell whether a referral was returned, and nothing was done about it yet."""
    if referral.cell("answer") != RETURNED:
        return False
    trajectory = referral.cell("trajectory_id")
    over = (
        each.cell("ended_on") is not None
        for each in file["trajectories"]
        if each.cell("trajectory_id") == trajectory
    )
    key = referral.cell("referral_id")
    return not any(over) and not any(each.cell("former_id") == key for each in file["referrals"])


def names_for(file: File) -> Mapping[str, str]:
    """Return the names of providers, if a file has anything with one."""
    if not file["referrals"] and not file["participations"]:
        return {}
    providers = all_providers()
    return {key: name_of(providers, key) for key in providers}
