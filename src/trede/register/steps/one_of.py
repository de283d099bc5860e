"""A step about one of several facts of a client: the one that is named, or the newest of them."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar

from trede.language import translate as _
from trede.register.access.rules import ground_to_look
from trede.register.facts.models import Fact
from trede.register.steps.situation import subject_of
from trede.register.steps.step import Obstacle, RefusedError, Situation, Step


class OneOf(Step):
    """Does something with one of several facts of :attr:`table`, and corrects none of them.

    Only who guides the client takes such a step.
    """

    template = "steps/one_of.html"
    first: ClassVar[str]
    """The step that must come first where there is no such fact."""

    @abstractmethod
    def among(self, situation: Situation) -> Sequence[Fact]:
        """Return the facts with which it can be done, oldest first."""

    @abstractmethod
    def describe(self, fact: Fact) -> str:
        """Say which one a fact is."""

    @abstractmethod
    def none_left(self) -> str:
        """Say that there is no fact with which it can be done."""

    @abstractmethod
    def passed(self) -> Obstacle:
        """Say that it cannot be done any more with the fact that is named."""

    def about(self, situation: Situation) -> Fact | None:
        """Return the fact that it is about; none if there is none."""
        if situation.subject is not None:
            return situation.fact(self.table)
        return next(reversed(self.among(situation)), None)

    def one(self, situation: Situation) -> Fact:
        """Return the fact that it is about; raises RefusedError if there is none."""
        known = self.about(situation)
        if known is None:
            raise RefusedError(self.none_left())
        return known

    def explanation(self, situation: Situation) -> str:
        """Say which one it is."""
        known = self.about(situation)
        return "" if known is None else self.describe(known)

    def corrects(self, situation: Situation) -> bool:
        """Correct nothing: the fact stays on file, and something is done with it."""
        del situation
        return False

    def obstacle(self, situation: Situation) -> Obstacle | None:
        """Only who guides the client does it, and only with what it can be done with."""
        if ground_to_look(situation.author, situation.client) is None:
            return Obstacle(_("Only who guides this client, or the team leader, can do this."))
        known = self.about(situation)
        if known is None:
            return Obstacle(self.none_left(), self.first)
        return None if known in self.among(situation) else self.passed()

    def beside(self, situation: Situation) -> Mapping[str, object]:
        """Return the others with which it can be done."""
        own = self.about(situation)
        others = [each for each in self.among(situation) if each != own]
        return {"others": [(subject_of(each), self.describe(each)) for each in others]}
