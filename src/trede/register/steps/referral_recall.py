"""Taking back a referral that the provider did not answer."""

from collections.abc import Mapping, Sequence

from trede.language import translate as _
from trede.register.access.rules import ground_to_look
from trede.register.facts.journal import Journal
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_day
from trede.register.providers.reading import all_providers, name_of
from trede.register.referrals.placing import is_open, recall
from trede.register.steps.fields import WordsField
from trede.register.steps.situation import subject_of
from trede.register.steps.step import (
    Answers,
    Obstacle,
    RefusedError,
    Situation,
    Step,
    StepForm,
    Words,
)


class RecallForm(StepForm):
    """Why it is taken back."""

    recall_reason = WordsField(rows=2)

    def words(self) -> Words:
        """Return the label."""
        return {"recall_reason": (_("Why do you take it back?"), _("The provider reads this."))}


class ReferralRecall(Step):
    """Take back the referral that is named, or the newest that waits."""

    name = "referral-recall"
    form = RecallForm
    touches = ("referrals",)
    table = "referrals"
    template = "steps/one_of.html"

    def label(self) -> str:
        """Recall of a referral."""
        return _("Recall of a referral")

    def title(self, situation: Situation) -> str:
        """Say what the step does."""
        del situation
        return _("Take a referral back")

    def explanation(self, situation: Situation) -> str:
        """Say which referral it is."""
        referral = self.about(situation)
        return "" if referral is None else describe_referral(referral)

    def corrects(self, situation: Situation) -> bool:
        """Correct nothing: the referral stays on file, taken back."""
        del situation
        return False

    def obstacle(self, situation: Situation) -> Obstacle | None:
        """Only what waits can be taken back, by who guides the client."""
        if ground_to_look(situation.author, situation.client) is None:
            return Obstacle(_("Only who guides this client, or the team leader, can do this."))
        referral = self.about(situation)
        if referral is None:
            return Obstacle(_("No referral waits for an answer."), "referral")
        if not is_open(referral):
            return Obstacle(_("This referral was answered or taken back already."), "referral")
        return None

    def about(self, situation: Situation) -> Fact | None:
        """Return the referral that it is about."""
        if situation.subject is not None:
            return situation.fact("referrals")
        waiting = _waiting(situation)
        return waiting[-1] if waiting else None

    def beside(self, situation: Situation) -> Mapping[str, object]:
        """Return the other referrals that wait."""
        own = self.about(situation)
        others = [each for each in _waiting(situation) if each != own]
        return {"others": [(subject_of(each), describe_referral(each)) for each in others]}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record that it is taken back."""
        referral = self.about(situation)
        if referral is None:
            raise RefusedError(_("No referral waits for an answer."))
        recall(journal, referral, answers["recall_reason"])
        return _("The referral is taken back. The provider no longer sees the client.")


def _waiting(situation: Situation) -> Sequence[Fact]:
    return [each for each in situation.file["referrals"] if is_open(each)]


def describe_referral(referral: Fact) -> str:
    """Say to whom a client was referred, and when."""
    provider = name_of(all_providers(), referral.cell("provider_id"))
    day = show_day(referral.cell("referred_on"))  # type: ignore[arg-type]
    return _("Referred to {provider} on {day}.").format(provider=provider, day=day)
