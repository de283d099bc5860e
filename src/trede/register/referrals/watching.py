"""What is watched when a client is placed: what refuses it, what must be confirmed, what to know.

Everything is looked at as it stands at that moment: the inflow and days of the contract, its
data-protection agreement, the agreed numbers and the capacity, the company that made the diagnosis,
and whether the client takes part in something of the same kind already.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from trede.language import translate as _
from trede.register.facts.models import Fact, believed
from trede.register.pages.templating import show_day
from trede.register.providers.reading import all_providers, name_of
from trede.register.referrals.places import Place, places_for
from trede.register.referrals.placing import RUNNING, kind_of, placed_in
from trede.register.referrals.travelling import POLICY
from trede.register.steps.fitting import POLICY as TRAJECTORIES
from trede.register.steps.fitting import Stand
from trede.register.steps.policies import Entry, in_force
from trede.register.steps.situation import Situation

ALLOW, WARN, BAR = "allow", "warn", "bar"
MOST_HINTS = 3


@dataclass(frozen=True)
class Watch:
    """What refuses a placement, what must be confirmed (by name), and what is good to know."""

    refusals: tuple[str, ...] = ()
    warnings: Mapping[str, str] = field(default_factory=dict)
    hints: tuple[str, ...] = ()


def watch(situation: Situation, place: Place, trajectory: Fact | None, stand: Stand) -> Watch:
    """Return what there is to say about placing a client somewhere today."""
    terms = in_force(POLICY, "terms", situation.today)[-1]
    said = dict(_judged(situation, place, trajectory, terms))
    barred = [sentence for (_name, must), sentence in said.items() if must == BAR]
    warned = {name: sentence for (name, must), sentence in said.items() if must == WARN}
    refusals = (*place.barred, *barred)
    hints = (*place.misfits, *_unused(place, stand, situation.today))
    return Watch(refusals, warned | dict(_of_numbers(place)), hints)


def _of_numbers(place: Place) -> Iterator[tuple[str, str]]:
    """Yield what the agreed maximum and the capacity say against one more."""
    volume = place.volume
    if volume.is_full:
        text = _("{placed} of at most {most} clients were placed under this contract: this is one "
                 "too many.")  # fmt: skip
        yield "maximum", text.format(placed=volume.placed, most=volume.maximum)
    if place.capacity is not None and place.taken >= place.capacity:
        text = _("{taken} of {places} places are taken: the client may have to wait.")
        yield "capacity", text.format(taken=place.taken, places=place.capacity)


def _judged(
    situation: Situation, place: Place, trajectory: Fact | None, terms: Entry
) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield what the municipality's policy warns of or bars: its name and how, and a sentence."""
    diagnosed_by = _diagnoser(situation, place, group_counts=terms["diagnoser_group_counts"])
    if diagnosed_by:
        text = _("{company} made the diagnosis of this client. Who makes the diagnosis gains by "
                 "carrying out the trajectory too.")  # fmt: skip
        yield ("diagnoser", _strictest(situation, terms)), text.format(company=diagnosed_by)
    like = _like_running(situation, place, trajectory)
    if like is not None:
        text = _("The client takes part in “{name}” at {provider} since {day}: two companies would "
                 "be paid for the like.")  # fmt: skip
        yield (
            ("like", terms["like_running"]),
            text.format(
                name=like.cell("name") or like.cell("contract_id"),
                provider=name_of(all_providers(), placed_in(like)),
                day=show_day(like.cell("starts_on")),  # type: ignore[arg-type]
            ),
        )
    decided = trajectory.cell("contract_id") if trajectory is not None else None
    if decided is not None and decided != place.contract.cell("contract_id"):
        text = _("The trajectory was decided on for another contract. It is carried over to this "
                 "one.")  # fmt: skip
        yield ("other_contract", WARN), text


def _strictest(situation: Situation, terms: Entry) -> str:
    """Return what the policy on referrals says, unless that on trajectories forbids it anyway."""
    others = in_force(TRAJECTORIES, "terms", situation.today)
    forbidden = bool(others) and not others[-1]["diagnoser_may_carry_out"]
    return BAR if forbidden else str(terms["diagnoser"])


def _diagnoser(situation: Situation, place: Place, *, group_counts: bool) -> str:
    """Return who made a diagnosis of the client and is asked now; empty if it is someone else."""
    providers = all_providers()
    asked = {place.provider_id, str(place.contract.cell("provider_id") or "")}
    groups = {_group(providers, each) for each in asked} - {""}
    for diagnosis in situation.file["diagnoses"]:
        made_by = str(diagnosis.cell("provider_id") or "")
        if made_by and made_by in asked:
            return name_of(providers, made_by)
        if made_by and group_counts and _group(providers, made_by) in groups:
            text = _("{company}, of the same group,")
            return text.format(company=name_of(providers, made_by))
    return ""


def _group(providers: Mapping[str, Fact], provider_id: str) -> str:
    found = providers.get(provider_id)
    return str(found.cell("company_group") or "") if found is not None else ""


def _like_running(situation: Situation, place: Place, trajectory: Fact | None) -> Fact | None:
    """Return a running participation of the same contract, category or kind, if there is one."""
    running = [each for each in situation.holding("participations") if _goes_on(each)]
    categories = _categories([str(each.cell("contract_id")) for each in running])
    own, kind = place.contract.cell("category"), kind_of(trajectory)
    for each in running:
        contract_id = str(each.cell("contract_id"))
        if contract_id == place.contract.cell("contract_id"):
            return each
        if own is not None and categories.get(contract_id) == own:
            return each
        if kind is not None and each.cell("kind") == kind:
            return each
    return None


def _goes_on(participation: Fact) -> bool:
    return participation.cell("status") in {None, RUNNING}


def _categories(contracts: Sequence[str]) -> Mapping[str, object]:
    found = believed("contracts").filter(contract_id__in=contracts)
    return dict(found.values_list("contract_id", "category"))


def _unused(place: Place, stand: Stand, day: date) -> Iterator[str]:
    """Yield where places that were agreed on, and are paid anyway, are not used yet.

    Contracts of the same category come first, and of these guaranteed places.
    """
    if place.volume.short:
        return
    others = {
        each.volume.key: each
        for each in places_for(stand, day)
        if not each.misfits and each.volume.short and each.volume.key != place.volume.key
    }
    category = place.contract.cell("category")
    ordered = sorted(
        others.values(),
        key=lambda each: (
            each.contract.cell("category") != category,
            not each.volume.is_guaranteed,
        ),
    )
    for each in ordered[:MOST_HINTS]:
        text = _("Guaranteed places not yet used: {short} of {minimum} at {provider}, {name}.")
        if not each.volume.is_guaranteed:
            text = _("Minimum not reached yet: {short} of {minimum} lack at {provider}, {name}.")
        yield text.format(
            short=each.volume.short,
            minimum=each.volume.minimum,
            provider=each.provider,
            name=each.volume.name,
        )
