"""What a user can record about a client, and which papers can be made: the choices on a dossier."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trede.language import translate as _
from trede.register.access.rules import may_open, may_take
from trede.register.accounts.models import User
from trede.register.steps.registry import STEPS


@dataclass(frozen=True)
class Choices:
    """Steps that go together: a heading, and the name and label of each."""

    title: str
    steps: tuple[tuple[str, str], ...]


def _declared() -> Iterator[tuple[str, Sequence[str]]]:
    yield _("Contact"), ("contact", "appointment", "aftercare")
    yield _("Intake"), ("diagnosis", "barriers", "classification", "exemption")
    yield _("Plan and trajectory"), ("plan", "plan-signing", "trajectory", "trajectory-offer",
                                     "attendance")  # fmt: skip
    yield _("Providers"), ("referral", "referral-recall", "participation-end",
                             "three-way-talk", "own-purchase")  # fmt: skip
    yield _("Work"), ("placement", "verification")
    yield _("Benefit"), ("benefit-application", "benefit-decision", "benefit", "benefit-end",
                         "unemployment")  # fmt: skip
    yield _("Enforcement"), ("enforcement-signal", "enforcement-next")
    yield _("Person"), ("personal-details",)


def choices_of(user: User) -> list[Choices]:
    """Return the steps that a user may take about a client, by what they are about."""
    found = [
        Choices(title, tuple((n, _label(n)) for n in names if may_take(user, n)))
        for title, names in _declared()
    ]
    return [each for each in found if each.steps]


def papers_of(user: User) -> dict[str, str]:
    """Return by table which paper a user can make of a row; none for who may not."""
    if not may_open(user, "paper"):
        return {}
    return {"plans": "plan", "exemptions": "exemption", "sanctions": "sanction"}


def _label(name: str) -> str:
    """Return what a step is called here, where several concern the same."""
    labels = {
        "trajectory": _("Go on with the trajectory"),
        "trajectory-offer": _("Offer a trajectory"),
        "referral": _("Refer to a provider"),
        "referral-recall": _("Take a referral back"),
        "participation-end": _("End a participation"),
        "own-purchase": _("Ask to buy something"),
        "benefit": _("Benefit granted elsewhere"),
        "enforcement-next": _("Go on with a signal"),
    }
    return labels.get(name) or STEPS[name].label()
