"""Advice on extending a contract: asked of the register, and answered with a reason."""

from collections.abc import Mapping

from trede.language import translate as _
from trede.register.contracts.forms import AdviceAnswerForm
from trede.register.contracts.keeping import OfContract, contract_of
from trede.register.contracts.reading import Stage
from trede.register.facts.journal import REGISTER, Journal, Value, new_id
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_code, show_day
from trede.register.providers.tasks import About, Answers, locked, one
from trede.register.steps.refusing import RefusedError
from trede.register.yields.advices import open_advice
from trede.register.yields.advising import advice_on


class AskAdvice(OfContract):
    """The advice of the register on extending, with its grounds, put on file."""

    name = "advice"

    def title(self) -> str:
        """Say what the task does."""
        return _("Ask for advice on extension")

    def explanation(self, about: About) -> str:
        """Say what it rests on."""
        del about
        return _(
            "The register weighs what the contract yielded, beside other contracts of its category "
            "with the like clients, and how punctual its reports were. It binds nobody; before the "
            "contract is extended you say why you follow it or not."
        )

    def obstacle(self, about: About) -> str:
        """Only what was signed is advised on, and one advice at a time."""
        if contract_of(about).stage is Stage.DRAFT:
            return _("This contract is not signed yet: nothing can be said of it.")
        if open_advice(about.key) is not None:
            return _("There is an advice that was not answered yet.")
        return ""

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Record the advice."""
        del answers
        contract_of(about, lock=True)
        if why := self.obstacle(about):
            raise RefusedError(why)
        advice = advice_on(about.key, about.today)
        said: dict[str, Value] = {
            "advice_id": new_id(),
            "contract_id": about.key,
            "given_on": about.today,
        }
        given = {"given_by": REGISTER, "advice": advice.code, "grounds": advice.text}
        journal.record("extension_advices", {**said, **given})
        return _("Advice: {advice}.").format(advice=show_code(advice.code, "extension_advice"))


class AnswerAdvice(OfContract):
    """Whether an advice is followed, and why."""

    name = "advice-answer"
    form = AdviceAnswerForm
    needs_part = True

    def title(self) -> str:
        """Say what the task does."""
        return _("Answer the advice on extension")

    def subject(self, about: About) -> Fact | None:
        """Return the advice."""
        return one("extension_advices", advice_id=about.part, contract_id=about.key)

    def explanation(self, about: About) -> str:
        """Repeat the advice and its grounds."""
        advice = self.subject(about)
        if advice is None:
            return ""
        said = _("Advice of {day}: {advice}. {grounds}")
        return said.format(
            day=show_day(advice.cell("given_on")),  # type: ignore[arg-type]
            advice=show_code(str(advice.cell("advice")), "extension_advice"),
            grounds=advice.cell("grounds"),
        )

    def initial(self, about: About) -> Mapping[str, object]:
        """Nothing: an answer is given once."""
        del about
        return {}

    def obstacle(self, about: About) -> str:
        """Refuse a second answer."""
        advice = self.subject(about)
        if advice is None:
            return _("There is no such advice.")
        return _("This advice was answered already.") if advice.cell("answered_on") else ""

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Correct the advice."""
        advice = locked("extension_advices", advice_id=about.part, contract_id=about.key)
        if why := self.obstacle(about):
            raise RefusedError(why)
        own: dict[str, Value] = {"answered_on": about.today, "answered_by": about.author.username}
        given = {"answer": answers["answer"], "reason": answers["reason"]}
        journal.correct(advice, {**own, **given})
        return _("The advice was answered.")


ADVICE_TASKS = (AskAdvice(), AnswerAdvice())
