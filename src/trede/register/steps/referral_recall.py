"""Taking back a referral that the provider did not answer."""

from collections.abc import Sequence

from trede.language import translate as _
from trede.register.facts.journal import Journal
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_day
from trede.register.providers.reading import all_providers, name_of
from trede.register.referrals.placing import is_open, recall
from trede.register.steps.fields import WordsField
from trede.register.steps.one_of import OneOf
from trede.register.steps.step import (
    Answers,
    Obstacle,
    Situation,
    StepForm,
    Words,
)


class RecallForm(StepForm):
    """Why it is taken back."""

    recall_reason = WordsField(rows=2)

    def words(self) -> Words:
        """Return the label."""
        return {"recall_reason": (_("Why do you take it back?"), _("The provider reads this."))}


class ReferralRecall(OneOf):
    """Take back the referral that is named, or the newest that waits."""

    name = "referral-recall"
    form = RecallForm
    touches = ("referrals",)
    table = "referrals"
    first = "referral"

    def label(self) -> str:
        """Recall of a referral."""
        return _("Recall of a referral")

    def title(self, situation: Situation) -> str:
        """Say what the step does."""
        del situation
        return _("Take a referral back")

    def among(self, situation: Situation) -> Sequence[Fact]:
        """Return the referrals that wait for an answer."""
        return [each for each in situation.file["referrals"] if is_open(each)]

    def describe(self, fact: Fact) -> str:
        """Say to whom the client was referred, and when."""
        provider = name_of(all_providers(), fact.cell("provider_id"))
        day = show_day(fact.cell("referred_on"))  # type: ignore[arg-type]
        return _("Referred to {provider} on {day}.").format(provider=provider, day=day)

    def none_left(self) -> str:
        """Say that no referral waits."""
        return _("No referral waits for an answer.")

    def passed(self) -> Obstacle:
        """Say that it waits no more, and that the client can be referred again."""
        message = _("This referral was answered or taken back already.")
        return Obstacle(message, "referral")

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record that it is taken back."""
        recall(journal, self.one(situation), answers["recall_reason"])
        return _("The referral is taken back. The provider no longer sees the client.")
