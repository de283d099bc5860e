"""Placing a client with a provider: where, for what, and with what travels along.

Only who guides the client places (regioplan-2003 C4): a provider never passes a client on, and its
wish to do so ends in a new referral here. First a place is chosen; then the form shows what is
watched and exactly what the provider will be told.
"""

from collections.abc import Mapping

from trede.language import translate as _
from trede.register.access.rules import ground_to_look
from trede.register.facts.journal import Journal, Value, new_id
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_code, show_day
from trede.register.providers.tasks import locked
from trede.register.referrals.places import Place, find_place, places_for
from trede.register.referrals.placing import RETURNED
from trede.register.referrals.watching import watch
from trede.register.steps.proposals import ladder_of
from trede.register.steps.referral_form import ReferralForm, former_of, to_carry_out, waiting_for
from trede.register.steps.situation import subject_of
from trede.register.steps.step import (
    Answers,
    Obstacle,
    RefusedError,
    Situation,
    Step,
    confirm,
    refuse,
)
from trede.register.steps.trajectory_offering import rung_of, stand_of


class Referral(Step):
    """Ask a provider to take the client."""

    name = "referral"
    form = ReferralForm
    touches = ("referrals", "trajectories", "participations")
    template = "steps/referral.html"

    def label(self) -> str:
        """Referral."""
        return _("Referral")

    def title(self, situation: Situation) -> str:
        """Say what the step does."""
        del situation
        return _("Refer to a provider")

    def explanation(self, situation: Situation) -> str:
        """Say who decides, and what came before."""
        trajectory = next(iter(to_carry_out(situation)), None)
        former = former_of(situation, trajectory)
        if former is None or former.cell("answer") != RETURNED:
            return _("You place the client; the provider answers. Nobody else passes a client on.")
        answered_on = former.cell("answered_on")
        said = _("The last referral was returned on {day}: {reason}. {explanation}")
        return said.format(
            day=show_day(answered_on),  # type: ignore[arg-type]
            reason=show_code(str(former.cell("reason")), "referral_return_reason"),
            explanation=former.cell("explanation") or "",
        )

    def corrects(self, situation: Situation) -> bool:
        """Correct nothing: a referral that was wrong is taken back."""
        del situation
        return False

    def obstacle(self, situation: Situation) -> Obstacle | None:
        """Only who guides the client, for a trajectory that was decided on."""
        if ground_to_look(situation.author, situation.client) is None:
            return Obstacle(_("Only who guides this client, or the team leader, can place them."))
        carried = to_carry_out(situation)
        if not carried:
            message = _("No trajectory was decided on. Offer one first, and have it decided.")
            return Obstacle(message, "trajectory")
        if all(waiting_for(situation, each) is not None for each in carried):
            message = _("A referral waits for the provider's answer. Take that back first.")
            return Obstacle(message, "referral-recall")
        return None

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Return the newest trajectory that was not referred yet, and the plan's goal to ask."""
        carried = to_carry_out(situation)
        free = [each for each in carried if waiting_for(situation, each) is None]
        former = former_of(situation, free[0]) if free else None
        asked = former.cell("question") if former is not None else None
        return {"trajectory_id": subject_of(free[0]) if free else None, "question": asked}

    def beside(self, situation: Situation) -> Mapping[str, object]:
        """Return where the client can be placed."""
        places = places_for(stand_of(situation), situation.today)
        carried = [str(each.cell("contract_id")) for each in to_carry_out(situation)]
        own = [each for each in places if each.volume.key in carried]
        return {
            "decided": own,
            "fitting": [each for each in places if not each.misfits and each not in own],
            "misfits": [each for each in places if each.misfits and each not in own],
            "rung": rung_of(situation),
            "ladder": ladder_of(situation),
        }

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record the referral; the trajectory goes along to the contract that was chosen."""
        place, trajectory = self._chosen(situation, answers)
        watched = watch(situation, place, trajectory, stand_of(situation))
        refuse([RefusedError(each) for each in watched.refusals])
        refuse(_refusals(situation, place, trajectory, answers))
        confirm(answers, watched.warnings)
        if watched.warnings and not answers.get("motive"):
            raise RefusedError(" ".join(watched.warnings.values()))
        former = former_of(situation, trajectory)
        journal.record("referrals", _values(situation, place, trajectory, former, answers))
        own = {"contract_id": place.volume.key, "provider_id": place.provider_id}
        journal.correct(trajectory, own)
        return _("{provider} is asked to take the client. Next: its answer.").format(
            provider=place.provider
        )

    def _chosen(self, situation: Situation, answers: Answers) -> tuple[Place, Fact]:
        """Return place and trajectory as they stand now, kept from others until the change ends."""
        place = find_place(answers["place"], stand_of(situation), situation.today)
        if place is None:
            raise RefusedError(_("This is no longer on offer. Choose another place."))
        locked("contracts", contract_id=place.volume.key)
        carried = to_carry_out(situation)
        chosen = [each for each in carried if subject_of(each) == answers["trajectory_id"]]
        again = find_place(answers["place"], stand_of(situation), situation.today)
        if not chosen or again is None:
            raise RefusedError(_("This trajectory is over. Choose another one."), "trajectory_id")
        return again, chosen[0]


def _refusals(
    situation: Situation, place: Place, trajectory: Fact, answers: Answers
) -> list[RefusedError]:
    found = []
    if waiting_for(situation, trajectory) is not None:
        message = _("For this trajectory a referral waits already. Take that back first.")
        found.append(RefusedError(message, "trajectory_id"))
    desired, ends_on = answers["desired_start_on"], place.contract.cell("ends_on")
    if desired is not None and desired < situation.today:
        message = _("This day has passed. Choose today or a later day.")
        found.append(RefusedError(message, "desired_start_on"))
    if desired is not None and ends_on is not None and desired >= ends_on:
        message = _("The contract does not hold on this day. Choose an earlier one.")
        found.append(RefusedError(message, "desired_start_on"))
    return found


def _values(
    situation: Situation,
    place: Place,
    trajectory: Fact,
    former: Fact | None,
    answers: Answers,
) -> dict[str, Value]:
    product = place.product.cell("product_id") if place.product is not None else None
    return {
        "referral_id": new_id(),
        "person_id": situation.person_id,
        "contract_id": place.volume.key,
        "provider_id": place.provider_id,
        "product_id": None if product is None else str(product),
        "trajectory_id": subject_of(trajectory),
        "referred_on": situation.today,
        "referred_by": situation.author.username,
        "question": answers["question"],
        "desired_start_on": answers["desired_start_on"],
        "motive": answers.get("motive") or None,
        "former_id": None if former is None else subject_of(former),
    }
