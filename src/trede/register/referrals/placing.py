"""The answer to a referral: accepted, returned with a reason, or taken back by the municipality.

Only an accepted referral opens a participation. What was answered or taken back stays so: a
provider cannot pass a client on, and asks the case manager for a new referral instead.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from trede.language import translate as _
from trede.register.facts.journal import Journal, Value, new_id
from trede.register.facts.models import Fact, believed
from trede.register.pages.templating import show_day
from trede.register.project.clock import today
from trede.register.steps.refusing import RefusedError

ACCEPTED, RETURNED = "accepted", "returned"
RUNNING = "running"
FURTHEST = timedelta(days=183)
"""So far ahead a provider may let someone begin; later than that is a place not yet there."""
_KINDS: Mapping[str, str] = {
    "social_activation": "activation", "social": "activation", "work_activation": "activation",
    "care": "activation", "schooling": "training",
}  # fmt: skip
"""The kinds of participation that follow from a type of trajectory; others have none."""


def is_open(referral: Fact) -> bool:
    """Tell whether a referral waits for the provider's answer."""
    return referral.cell("answered_on") is None and referral.cell("recalled_on") is None


def kind_of(trajectory: Fact | None) -> str | None:
    """Return the kind of participation that carries out a trajectory; none if it has no kind."""
    return None if trajectory is None else _KINDS.get(str(trajectory.cell("type")))


def placed_in(participation: Fact) -> str | None:
    """Return the provider of a participation: its own, or else that of its contract."""
    own = _text(participation, "provider_id")
    return own or _text(_fact("contracts", "contract_id", participation), "provider_id")


def accept(journal: Journal, referral: Fact, starts_on: date, answered_by: str) -> Fact:
    """Record that the provider takes the client, and open the participation, which is returned.

    Raises RefusedError if the referral no longer waits for an answer, or the client would begin
    before the referral or more than half a year from now.
    """
    asked = _waiting(referral)
    referred_on, day = asked.cell("referred_on"), today()
    if isinstance(referred_on, date) and starts_on < referred_on:
        message = _("The client was referred on {day}: choose a first day from then on.")
        raise RefusedError(message.format(day=show_day(referred_on)), "starts_on")
    if starts_on > day + FURTHEST:
        message = _(
            "This is more than half a year ahead. Return the referral if there is no place."
        )
        raise RefusedError(message, "starts_on")
    participation = journal.record("participations", _participation(asked, starts_on))
    key = str(participation.cell("participation_id"))
    _answer(journal, asked, answered_by, {"answer": ACCEPTED, "participation_id": key})
    if starts_on <= day:
        start_trajectory(journal, asked, starts_on)
    return participation


def give_back(
    journal: Journal, referral: Fact, reason: str, explanation: str, answered_by: str
) -> Fact:
    """Record that the provider returns the client, with a reason of the code list; returns it.

    Raises RefusedError if the referral no longer waits, or nothing is explained.
    """
    asked = _waiting(referral)
    if not explanation.strip():
        raise RefusedError(_("Explain why the client is returned."), "explanation")
    said: dict[str, Value] = {"answer": RETURNED, "reason": reason}
    return _answer(journal, asked, answered_by, {**said, "explanation": explanation.strip()})


def recall(journal: Journal, referral: Fact, reason: str) -> Fact:
    """Take an unanswered referral back, with a reason; raises RefusedError if it was answered."""
    asked = _waiting(referral)
    if not reason.strip():
        raise RefusedError(_("Say why it is taken back."), "recall_reason")
    return journal.correct(asked, {"recalled_on": today(), "recall_reason": reason.strip()})


def _waiting(referral: Fact) -> Fact:
    """Return a referral as it stands now, kept from others until the change ends."""
    key = referral.cell("referral_id")
    found: Fact | None = believed("referrals").select_for_update().filter(referral_id=key).first()
    if found is None:
        raise RefusedError(_("This referral is no longer on file: someone withdrew it meanwhile."))
    recalled_on, answered_on = found.cell("recalled_on"), found.cell("answered_on")
    if isinstance(recalled_on, date):
        message = _("The municipality took this referral back on {day}.")
        raise RefusedError(message.format(day=show_day(recalled_on)))
    if isinstance(answered_on, date):
        message = _("This referral was answered already, on {day}.")
        raise RefusedError(message.format(day=show_day(answered_on)))
    return found


def _answer(
    journal: Journal, referral: Fact, answered_by: str, values: Mapping[str, Value]
) -> Fact:
    return journal.correct(referral, {"answered_on": today(), "answered_by": answered_by, **values})


def _participation(referral: Fact, starts_on: date) -> dict[str, Value]:
    contract = _fact("contracts", "contract_id", referral)
    product = _fact("products", "product_id", referral)
    trajectory = _fact("trajectories", "trajectory_id", referral)
    return {
        "participation_id": new_id(),
        "person_id": str(referral.cell("person_id")),
        "contract_id": str(referral.cell("contract_id")),
        "provider_id": str(referral.cell("provider_id")),
        "name": _text(product, "name") or _text(contract, "name"),
        "kind": kind_of(trajectory),
        "rung": _text(product, "rung") or _text(contract, "rung"),
        "starts_on": starts_on,
        "status": RUNNING,
    }


def start_trajectory(journal: Journal, referral: Fact, starts_on: date) -> None:
    """Let the trajectory begin with the participation, unless it began or ended before.

    If the day is ahead when the provider accepts, the nightly run does so then.
    """
    trajectory = _fact("trajectories", "trajectory_id", referral)
    if trajectory is None:
        return
    if trajectory.cell("started_on") is None and trajectory.cell("ended_on") is None:
        journal.correct(trajectory, {"started_on": starts_on})


def _fact(table: str, key: str, fact: Fact) -> Fact | None:
    value = fact.cell(key)
    if value is None:
        return None
    found: Fact | None = believed(table).filter(**{key: value}).first()
    return found


def _text(fact: Fact | None, column: str) -> str | None:
    value = fact.cell(column) if fact is not None else None
    return None if value is None else str(value)
