"""Reads contracts: how each stands on a day, what lacks, and what needs attention."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from django.db.models import Q

from trede.dossier.codes import lists_in_force
from trede.language import translate as _
from trede.register.facts.models import Fact, believed
from trede.register.pages.templating import show_code, show_day
from trede.register.providers.reading import all_providers, name_of, successors
from trede.register.steps.policies import in_force

MINIMUM, MAXIMUM = "minimum_clients", "maximum_clients"
OPEN, STOPPED, CLOSED = "open", "stopped", "closed"
SOON = timedelta(days=180)
"""So long before its end a contract is pointed out: a tender takes time (regioplan-2003 C2)."""


class Stage(Enum):
    """How a contract stands on a day."""

    DRAFT = "draft"
    COMING = "coming"
    HOLDS = "holds"
    OVER = "over"

    @property
    def title(self) -> str:
        """Return what it is called in the language in use."""
        return _TITLES[self]()


_TITLES = {
    Stage.DRAFT: lambda: _("draft"),
    Stage.COMING: lambda: _("signed, not begun"),
    Stage.HOLDS: lambda: _("running"),
    Stage.OVER: lambda: _("over"),
}


@dataclass(frozen=True)
class Contract:
    """A contract with all that belongs to it, as it stands on a day."""

    fact: Fact
    day: date
    provider: str
    successors: Sequence[Fact]
    clauses: Mapping[str, Fact]
    volumes: Sequence[Fact]
    evaluations: Sequence[Fact]
    extensions: Sequence[Fact]
    running: int
    ended_by: str | None = None
    """How its provider came to an end, if it did."""

    @property
    def key(self) -> str:
        """The contract's key."""
        return str(self.fact.cell("contract_id"))

    @property
    def name(self) -> str:
        """Its name, or its key if it has none."""
        return str(self.fact.cell("name") or self.key)

    @property
    def stage(self) -> Stage:
        """How it stands."""
        if self.fact.cell("signed_on") is None:
            return Stage.DRAFT
        starts_on, ends_on = self.fact.cell("starts_on"), self.fact.cell("ends_on")
        if isinstance(starts_on, date) and self.day < starts_on:
            return Stage.COMING
        is_over = isinstance(ends_on, date) and ends_on <= self.day
        return Stage.OVER if is_over else Stage.HOLDS

    @property
    def signed_on(self) -> date | None:
        """The day of signature; none while it is a draft."""
        signed_on = self.fact.cell("signed_on")
        return signed_on if isinstance(signed_on, date) else None

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds."""
        ends_on = self.fact.cell("ends_on")
        return ends_on - timedelta(days=1) if isinstance(ends_on, date) else None

    def volume(self, term: str) -> int | None:
        """Return the minimum or maximum of clients that holds on the day."""
        begun = [each for each in self.volumes if each.cell("term") == term and self._holds(each)]
        number = begun[-1].cell("number") if begun else None
        return number if isinstance(number, int) else None

    def _holds(self, volume: Fact) -> bool:
        starts_on, ends_on = volume.cell("starts_on"), volume.cell("ends_on")
        begun = not isinstance(starts_on, date) or starts_on <= self.day
        draft = self.fact.cell("signed_on") is None
        return (begun or draft) and (not isinstance(ends_on, date) or self.day < ends_on)

    @property
    def next_evaluation(self) -> Fact | None:
        """The first evaluation that was not held yet."""
        ahead = (each for each in self.evaluations if each.cell("held_on") is None)
        return next(ahead, None)

    @property
    def extensions_left(self) -> int | None:
        """How many times it may still be extended; none if that was not agreed."""
        allowed = self.fact.cell("extensions_allowed")
        return max(0, allowed - len(self.extensions)) if isinstance(allowed, int) else None


def mandatory_clauses(day: date) -> Sequence[str]:
    """Return the clauses without which no contract takes effect on a day."""
    entries = in_force("tendering", "clauses", day)
    return tuple(dict.fromkeys(name for entry in entries for name in entry["clauses"]))


def lacking_clauses(contract: Contract) -> Sequence[str]:
    """Return the mandatory clauses that were not found in a contract."""
    return [name for name in mandatory_clauses(contract.day) if name not in contract.clauses]


def lacking(contract: Contract) -> list[str]:
    """Say all that stands in the way of signing; nothing if it can be signed."""
    return list(_lacking(contract))


def _lacking(contract: Contract) -> Iterator[str]:
    for name in lacking_clauses(contract):
        yield _("clause: {name}").format(name=show_code(name, "contract_clause"))
    fact = contract.fact
    if fact.cell("form") is None:
        yield _("the form of the contract")
    if fact.cell("starts_on") is None or fact.cell("ends_on") is None:
        yield _("first and last day")
    if fact.cell("data_agreement_on") is None or not fact.cell("personal_data"):
        yield _("the data-protection agreement, with the personal data it names")
    asked = volumes_asked(fact.cell("form"))
    if MINIMUM in asked and contract.volume(MINIMUM) is None:
        yield _("the minimum number of clients")
    if MAXIMUM in asked and contract.volume(MAXIMUM) is None:
        yield _("the maximum number of clients")
    if not contract.evaluations:
        yield _("a day for an evaluation")


def volumes_asked(form: object) -> Sequence[str]:
    """Return which numbers of clients a form of contract must agree on."""
    groups = {code.code: code.groups for code in lists_in_force()["contract_form"].codes}
    kind = groups.get(str(form), {}).get("volume", "none")
    return {"minimum": (MINIMUM,), "both": (MINIMUM, MAXIMUM)}.get(kind, ())


def warnings_of(contract: Contract) -> list[str]:
    """Say what about a running contract needs attention."""
    return list(_warnings(contract)) if contract.stage is Stage.HOLDS else []


def _warnings(contract: Contract) -> Iterator[str]:
    ends_on, day = contract.fact.cell("ends_on"), contract.day
    most = contract.volume(MAXIMUM)
    if most is not None and contract.running > most:
        text = _("{clients} clients take part; at most {most} were agreed.")
        yield text.format(clients=contract.running, most=most)
    if isinstance(ends_on, date) and ends_on <= day + SOON:
        text = _("Ends on {day}: decide on an extension, or prepare a tender.")
        yield text.format(day=show_day(ends_on - timedelta(days=1)))
    evaluation = contract.next_evaluation
    due_on = evaluation.cell("due_on") if evaluation is not None else None
    if isinstance(due_on, date) and due_on < day:
        kind = evaluation.cell("kind") if evaluation is not None else None
        if kind == "meeting":
            text = _("The progress meeting of {day} was not held.")
        else:
            text = _("The evaluation of {day} was not held.")
        yield text.format(day=show_day(due_on))
    if contract.successors:
        name = contract.successors[-1].cell("name")
        yield _("{provider} was succeeded by {name}.").format(provider=contract.provider, name=name)
    elif contract.ended_by is not None:
        yield _("{provider} no longer exists ({end}) and nobody took over.").format(
            provider=contract.provider, end=show_code(contract.ended_by, "provider_end")
        )


def _ended(providers: Mapping[str, Fact], contract: Fact) -> str | None:
    found = providers.get(str(contract.cell("provider_id")))
    ended_by = found.cell("ended_by") if found is not None else None
    return None if ended_by is None else str(ended_by)


def find_contract(key: str, day: date) -> Contract | None:
    """Return a contract as it stands on a day."""
    facts = list(believed("contracts").filter(contract_id=key))
    return _read(facts, day)[0] if facts else None


def all_contracts(day: date) -> list[Contract]:
    """Return all contracts as they stand on a day, by name."""
    return _read(list(believed("contracts").order_by("name", "contract_id")), day)


def contracts_of_provider(provider_id: str, day: date) -> list[Contract]:
    """Return the contracts with a provider as they stand on a day: drafts, then the newest."""
    found = _read(list(believed("contracts").filter(provider_id=provider_id)), day)
    return sorted(found, key=lambda each: each.signed_on or date.max, reverse=True)


def _read(facts: Sequence[Fact], day: date) -> list[Contract]:
    keys = [each.cell("contract_id") for each in facts]
    providers = all_providers()
    clauses = _by_contract("contract_clauses", keys, "clause")
    volumes = _by_contract("contract_terms", keys, "starts_on", term__in=(MINIMUM, MAXIMUM))
    evaluations = _by_contract("contract_evaluations", keys, "due_on")
    extensions = _by_contract("contract_extensions", keys, "decided_on")
    running = _running(keys, day)
    return [
        Contract(
            fact=fact,
            day=day,
            provider=name_of(providers, fact.cell("provider_id")),
            successors=successors(providers, str(fact.cell("provider_id"))),
            clauses={str(each.cell("clause")): each for each in clauses.get(key, ())},
            volumes=volumes.get(key, ()),
            evaluations=evaluations.get(key, ()),
            extensions=extensions.get(key, ()),
            running=running[key],
            ended_by=_ended(providers, fact),
        )
        for fact, key in ((each, str(each.cell("contract_id"))) for each in facts)
    ]


def _by_contract(
    table: str, keys: Sequence[object], order: str, **picked: object
) -> Mapping[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for each in believed(table).filter(contract_id__in=keys, **picked).order_by(order, "pk"):
        found.setdefault(str(each.cell("contract_id")), []).append(each)
    return found


def _running(keys: Sequence[object], day: date) -> Counter[str]:
    """Count the clients who take part on a day, by contract."""
    unended = Q(ends_on__isnull=True) | Q(ends_on__gt=day)
    rows = believed("participations").filter(unended, contract_id__in=keys, starts_on__lte=day)
    pairs = set(rows.values_list("contract_id", "person_id"))
    return Counter(contract for contract, _person in pairs)
