"""What travels with a referral: what the provider is told of the client, and nothing more.

What may travel stands in dated policy (``policy/referrals.toml``); personal data beyond name and
number travel only if the contract's signed data-protection agreement names them. Goal, rung and
barriers are those of the day of the referral; where the client can be reached is what is known now.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from trede.language import current_language
from trede.register.clients.models import Client
from trede.register.facts.models import Fact, believed
from trede.register.facts.reading import Moment, facts_of
from trede.register.pages.templating import show_code, show_day, show_stand
from trede.register.providers.usable import has_agreement
from trede.register.signals.settings import settings_on
from trede.register.steps.fitting import UNPLACED
from trede.register.steps.policies import Entry, entries_of, is_in_force
from trede.register.steps.proposals import LADDER

POLICY = "referrals"
DEFINITIVE = "definitive"


@dataclass(frozen=True)
class Travelling:
    """One thing that a provider is told: by its name in the policy, its label and its value."""

    name: str
    title: str
    text: str


@dataclass(frozen=True)
class Asking:
    """What a provider is asked, also before it is: for whom, under which contract, and when."""

    client: Client
    contract: Fact | None
    trajectory: Fact | None
    referred_on: date
    question: str = ""
    desired_start_on: date | None = None

    def facts(self, table: str) -> Sequence[Fact]:
        """Return the client's facts of a table, as of the day of the referral."""
        return facts_of(self.client.person_id, table, Moment(self.referred_on))


def travels_with(referral: Fact, client: Client | None = None) -> Sequence[Travelling]:
    """Return what travels with a referral; nothing once it was returned or taken back."""
    if referral.cell("recalled_on") is not None or referral.cell("answer") == "returned":
        return ()
    found = client or Client.objects.filter(person_id=referral.cell("person_id")).first()
    referred_on = referral.cell("referred_on")
    if found is None or not isinstance(referred_on, date):
        return ()
    desired = referral.cell("desired_start_on")
    asking = Asking(
        client=found,
        contract=_one("contracts", "contract_id", referral.cell("contract_id")),
        trajectory=_one("trajectories", "trajectory_id", referral.cell("trajectory_id")),
        referred_on=referred_on,
        question=str(referral.cell("question") or ""),
        desired_start_on=desired if isinstance(desired, date) else None,
    )
    return would_travel(asking)


def _one(table: str, key: str, value: object) -> Fact | None:
    if value is None:
        return None
    found: Fact | None = believed(table).filter(**{key: value}).first()
    return found


def would_travel(asking: Asking) -> Sequence[Travelling]:
    """Return what travels if a provider is asked this; nothing without a signed agreement."""
    if asking.contract is None or not has_agreement(asking.contract, asking.referred_on):
        return ()
    named = str(asking.contract.cell("personal_data") or "")
    found = (
        (entry, _TELLS[entry["name"]](asking))
        for entry in entries_of(POLICY, "travels")
        if is_in_force(entry, asking.referred_on)
        and entry["name"] in _TELLS
        and is_named(entry, named)
    )
    return [Travelling(str(each["name"]), title_of(each), text) for each, text in found if text]


def is_named(entry: Entry, agreement: str) -> bool:
    """Tell whether something may travel under an agreement that names these personal data."""
    words = entry["named_by"]
    return not words or any(str(word).casefold() in agreement.casefold() for word in words)


def title_of(entry: Entry) -> str:
    """Return what something that travels is called."""
    return str(entry[current_language()])


def _name(asking: Asking) -> str:
    identity = asking.client.identity
    return "" if identity is None else identity.full_name


def _birth(asking: Asking) -> str:
    identity = asking.client.identity
    return "" if identity is None or identity.birth_on is None else show_day(identity.birth_on)


def _identity(column: str) -> Callable[[Asking], str]:
    def tell(asking: Asking) -> str:
        identity = asking.client.identity
        return "" if identity is None else str(getattr(identity, column))

    return tell


def _address(asking: Asking) -> str:
    identity = asking.client.identity
    if identity is None:
        return ""
    place = " ".join(filter(None, (identity.postcode, identity.place)))
    return ", ".join(filter(None, (identity.address, place)))


def _goal(asking: Asking) -> str:
    plans = [each for each in asking.facts("plans") if each.cell("status") == DEFINITIVE]
    return str(plans[-1].cell("goal") or "") if plans else ""


def _rung(asking: Asking) -> str:
    ladder = settings_on(asking.referred_on).parameters[LADDER]
    own = [each for each in asking.facts("classifications") if each.cell("scale") == ladder]
    held = [each for each in own if each.cell("ends_on") is None]
    if held and held[-1].cell("value") not in UNPLACED:
        return show_stand(str(held[-1].cell("value")), ladder)
    worked_on = asking.trajectory.cell("rung") if asking.trajectory is not None else None
    return "" if worked_on is None else show_stand(str(worked_on), ladder)


def _barriers(asking: Asking) -> str:
    entries = entries_of(POLICY, "barriers")
    allowed = {
        str(name)
        for entry in entries
        if is_in_force(entry, asking.referred_on)
        for name in entry["may_travel"]
    }
    held = [each for each in asking.facts("barriers") if each.cell("ends_on") is None]
    names = dict.fromkeys(str(each.cell("barrier")) for each in held)
    return ", ".join(show_code(name, "barrier") for name in names if name in allowed)


def _person(column: str) -> Callable[[Asking], str]:
    def tell(asking: Asking) -> str:
        person = _one("persons", "person_id", asking.client.person_id)
        value = person.cell(column) if person is not None else None
        return "" if value in (None, "unknown") else show_code(str(value), column)

    return tell


def _desired(asking: Asking) -> str:
    return "" if asking.desired_start_on is None else show_day(asking.desired_start_on)


_TELLS: Mapping[str, Callable[[Asking], str]] = MappingProxyType(
    {
        "name": _name,
        "number": lambda asking: asking.client.number,
        "birth_on": _birth,
        "phone": _identity("phone"),
        "email": _identity("email"),
        "address": _address,
        "question": lambda asking: asking.question,
        "desired_start_on": _desired,
        "goal": _goal,
        "rung": _rung,
        "barriers": _barriers,
        "education": _person("education"),
        "last_worked": _person("last_worked"),
    }
)
"""What can travel at all, and how it is told; the policy chooses from these."""
