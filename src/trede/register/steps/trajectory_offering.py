"""Offering a trajectory: what fits, what it did for others, and the choice with its motive."""

from collections.abc import Mapping

from trede.language import translate as _
from trede.register.access.rules import may_see_cost
from trede.register.facts.journal import Journal, Value, new_id
from trede.register.facts.models import Fact, believed
from trede.register.pages.templating import show_code
from trede.register.steps.classification import current_on
from trede.register.steps.contract_types import types_of
from trede.register.steps.fitting import POLICY, Stand
from trede.register.steps.offers import FEW, Offer, offers_on
from trede.register.steps.plan import DEFINITIVE
from trede.register.steps.policies import in_force
from trede.register.steps.proposals import ladder_of
from trede.register.steps.step import Answers, RefusedError, Situation, confirm, refuse

TARGET_GROUP = "target_group"


def offer_initial(situation: Situation) -> Mapping[str, object]:
    """Today."""
    return {"offered_on": situation.today}


def offer_beside(situation: Situation) -> Mapping[str, object]:
    """Return what can be offered, with cost only for those who may see it."""
    offers = offers_for(situation)
    return {
        "offers": [each for each in offers if each.fits],
        "misfits": [each for each in offers if not each.fits],
        "rung": rung_of(situation),
        "ladder": ladder_of(situation),
        "groups": stand_of(situation).groups,
        "sees_cost": may_see_cost(situation.author),
        "durable_months": durable_months(situation),
        "few": FEW,
        "usual_types": types_of([each.key[1] for each in offers if each.key[0] == "contract"]),
    }


def offers_for(situation: Situation) -> list[Offer]:
    """Return what can be offered to the client."""
    return list(offers_on(situation.today, stand_of(situation), durable_months(situation)))


def stand_of(situation: Situation) -> Stand:
    """Return the client's rung and target groups today."""
    groups = [
        str(each.cell("value"))
        for each in situation.holding("classifications")
        if each.cell("scale") == TARGET_GROUP
    ]
    return Stand(rung_of(situation), tuple(groups))


def durable_months(situation: Situation) -> int:
    """Return after how many months work is durable, as the municipality has it today."""
    return int(situation.settings.parameters["durable_months"])


def rung_of(situation: Situation) -> str | None:
    """Return the client's rung today, on the ladder that the municipality uses."""
    current = current_on(situation, ladder_of(situation), situation.today)
    return None if current is None else str(current.cell("value"))


def offer(journal: Journal, situation: Situation, answers: Answers) -> str:
    """Record the offer."""
    contract = _contract(answers["contract_id"])
    refuse(_refusals(situation, answers, contract))
    confirm(answers, _warnings(situation, contract, answers["type"]))
    plans = [each for each in situation.file["plans"] if each.cell("status") == DEFINITIVE]
    values: dict[str, Value] = {
        "trajectory_id": new_id(),
        "person_id": situation.person_id,
        "plan_id": str(plans[-1].cell("plan_id")) if plans else None,
        "type": answers["type"],
        "work_first_function": answers["work_first_function"],
        "rung": _rung(situation, contract),
        "provider_id": _cell(contract, "provider_id"),
        "contract_id": _cell(contract, "contract_id"),
        "motive": answers["motive"],
        "offered_on": answers["offered_on"],
    }
    journal.record("trajectories", values)
    return _("Offered: {type}. Next: the decision.").format(
        type=show_code(answers["type"], "trajectory_type")
    )


def _contract(name: str | None) -> Fact | None:
    return None if name is None else believed("contracts").filter(contract_id=name).first()


def _cell(contract: Fact | None, column: str) -> str | None:
    value = contract.cell(column) if contract is not None else None
    return None if value is None else str(value)


def _rung(situation: Situation, contract: Fact | None) -> str | None:
    """Return the rung that is worked on: the contract's, or the client's own."""
    own = _cell(contract, "rung")
    return own if own not in {None, "unknown", "supporting"} else rung_of(situation)


def _refusals(situation: Situation, answers: Answers, contract: Fact | None) -> list[RefusedError]:
    refusals = []
    if answers["offered_on"] > situation.today:
        refusals.append(RefusedError(_("This day has not come yet."), "offered_on"))
    if answers["type"] == "work_first" and answers["work_first_function"] is None:
        refusals.append(RefusedError(_("Say what Work First is for."), "work_first_function"))
    if answers["type"] != "work_first" and answers["work_first_function"] is not None:
        message = _("Only Work First has this. Leave it empty.")
        refusals.append(RefusedError(message, "work_first_function"))
    if _diagnosed_by_provider(situation, contract):
        message = _(
            "This company made the diagnosis of the client and may not carry out the trajectory "
            "too. Choose another contract."
        )
        refusals.append(RefusedError(message, "contract_id"))
    return refusals


def _diagnosed_by_provider(situation: Situation, contract: Fact | None) -> bool:
    """Tell whether a local rule keeps diagnosis and trajectory apart here (rwi-2004 E4, L29)."""
    provider = _cell(contract, "provider_id")
    terms = in_force(POLICY, "terms", situation.today)
    if provider is None or not terms or terms[-1]["diagnoser_may_carry_out"]:
        return False
    made_by = (each.cell("provider_id") for each in situation.file["diagnoses"])
    return provider in made_by


def _warnings(situation: Situation, contract: Fact | None, kind: str) -> dict[str, str]:
    """Return what is unusual about the choice: no place left, or another type than usual."""
    name = _cell(contract, "contract_id")
    if name is None:
        return {}
    found = {}
    chosen = next((each for each in offers_for(situation) if each.key[1] == name), None)
    if chosen is not None and chosen.places_left == 0:
        found["full"] = _(
            "All places of this contract are taken. The client comes on a waiting list."
        )
    usual = types_of([name]).get(name, ())
    if usual and kind not in usual:
        found[f"type-{kind}"] = _("This contract is for {types}; you chose {type}.").format(
            types=", ".join(show_code(each, "trajectory_type") for each in usual),
            type=show_code(kind, "trajectory_type"),
        )
    return found
