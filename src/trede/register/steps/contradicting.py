"""Contradicting what a provider stated: the municipality says why, and the provider reads it.

What a provider sent is never undone over its head. A statement that does not hold is withdrawn with
a reason that stands on the provider's own page; what it claimed upon it stays a claim, with the day
on which it was made.
"""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar

from trede.language import translate as _
from trede.register.facts.journal import Journal
from trede.register.facts.models import Fact, believed, model_of
from trede.register.steps.fields import WordsField
from trede.register.steps.placement import describe
from trede.register.steps.provider_answers import describe as describe_sent
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

CLAIMS = "premium_claims"


class ContradictionForm(StepForm):
    """Why it does not hold."""

    reason = WordsField(rows=3)

    def words(self) -> Words:
        """Return label and help."""
        said = _("The provider reads this. Name no other provider, and nothing of the benefit.")
        return {"reason": (_("Why does this not hold?"), said)}


class Contradiction(Step):
    """A statement of a provider is withdrawn, with a reason that the provider sees."""

    form = ContradictionForm

    def corrects(self, situation: Situation) -> bool:
        """Not in the way of other steps: the reason is the form itself."""
        del situation
        return False

    def title(self, situation: Situation) -> str:
        """Contradict."""
        del situation
        return _("Contradict what a provider stated")

    def explanation(self, situation: Situation) -> str:
        """Say what is contradicted, and by what else is on file."""
        fact = situation.fact(self.table)
        return "" if fact is None else self.describe(situation, fact)

    @abstractmethod
    def describe(self, situation: Situation, fact: Fact) -> str:
        """Say which statement it is."""

    def obstacle(self, situation: Situation) -> Obstacle | None:
        """Say that no provider stated this."""
        fact = situation.fact(self.table)
        if fact is not None and is_of_provider(fact):
            return None
        return Obstacle(_("No provider stated this. Correct it or undo it in the usual way."))

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Withdraw the statement."""
        del answers
        fact = situation.fact(self.table)
        if fact is None or not is_of_provider(fact):
            raise RefusedError(_("This is no longer on file: someone withdrew it meanwhile."))
        journal.withdraw(fact)
        self.follow(journal, fact)
        return _("Contradicted: the provider sees that, with your reason.")

    def follow(self, journal: Journal, fact: Fact) -> None:
        """Let go of the statement where something else names it."""


class WorkContradiction(Contradiction):
    """Work that a provider reported does not hold."""

    name: ClassVar[str] = "work-contradiction"
    touches = ("placements",)
    table = "placements"

    def label(self) -> str:
        """Work contradicted."""
        return _("Work of a provider contradicted")

    def describe(self, situation: Situation, fact: Fact) -> str:
        """Say which work, who stated it, and who has the same work on file."""
        said = [f"{fact.source}: {describe(fact)}"]
        said += [_("Also on file:")] * bool(alike := same_work(situation.file, fact))
        said += [f"{each.source}: {describe(each)}" for each in alike]
        return " ".join(said)

    def follow(self, journal: Journal, fact: Fact) -> None:
        """Keep the claims upon it, each with its day: they rest on other work, or on none."""
        for claim in believed(CLAIMS).filter(placement_id=fact.cell("placement_id")):
            journal.withdraw(claim)
            journal.record(CLAIMS, {**claim.values, "placement_id": None}, claim.source)


class AbsenceContradiction(Contradiction):
    """Absence that a provider reported does not hold."""

    name: ClassVar[str] = "absence-contradiction"
    touches = ("absences",)
    table = "absences"

    def label(self) -> str:
        """Absence contradicted."""
        return _("Absence at a provider contradicted")

    def describe(self, situation: Situation, fact: Fact) -> str:
        """Say of which provider, and since when."""
        return describe_sent(situation, fact, "starts_on")


CONTRADICTIONS = frozenset({WorkContradiction.name, AbsenceContradiction.name})
"""The names of the steps by which a provider's statement is withdrawn."""


def is_of_provider(fact: Fact) -> bool:
    """Tell whether someone of a provider stated a fact, whoever corrected it since."""
    key = {name: fact.cell(name) for name in fact.declared.key}
    versions = model_of(fact.declared.name).objects.filter(**key)
    by_provider = versions.filter(recorded_in__author__isnull=False)
    return by_provider.exclude(recorded_in__author__provider_id="").exists()


def same_work(file: Mapping[str, Sequence[Fact]], fact: Fact) -> list[Fact]:
    """Return what else is on file of work with the same employer on the same days."""
    return [
        each
        for each in file["placements"]
        if subject_of(each) != subject_of(fact)
        and _employer(each) == _employer(fact)
        and _overlap(each, fact)
    ]


def _employer(fact: Fact) -> str:
    return " ".join(str(fact.cell("employer") or "").casefold().split())


def _overlap(one: Fact, other: Fact) -> bool:
    starts = [str(each.cell("starts_on") or "") for each in (one, other)]
    ends = [str(each.cell("ends_on") or "9999") for each in (one, other)]
    return max(starts) < min(ends)
