"""Steering a running contract: stop or close the inflow, extend it (rekenkamer-utrecht-2010 C6)."""

from collections.abc import Mapping
from datetime import date

from trede.language import translate as _
from trede.register.contracts.amending import TERMS_TASKS
from trede.register.contracts.forms import ExtensionForm, InflowForm
from trede.register.contracts.keeping import (
    ChangeContract,
    CheckClauses,
    HoldEvaluation,
    OfContract,
    PlanEvaluation,
    SetVolumes,
    Sign,
    contract_of,
)
from trede.register.contracts.reading import CLOSED, OPEN, Contract, Stage
from trede.register.facts.journal import Journal, Value
from trede.register.pages.templating import show_code, show_day
from trede.register.providers.tasks import About, Answers, by_name
from trede.register.steps.fields import A_DAY
from trede.register.steps.refusing import RefusedError
from trede.register.steps.terms import months_later
from trede.register.yields.advice_tasks import ADVICE_TASKS
from trede.register.yields.advices import stands_in_the_way


class SetInflow(OfContract):
    """Open, stop or close the inflow; who takes part goes on."""

    name = "inflow"
    form = InflowForm
    asks_why = True

    def title(self) -> str:
        """Say what the task does."""
        return _("Open, stop or close the inflow")

    def explanation(self, about: About) -> str:
        """Say how many go on."""
        running = contract_of(about).running
        said = _("{clients} clients take part now. They go on whatever you choose.")
        return said.format(clients=running)

    def initial(self, about: About) -> Mapping[str, object]:
        """Return what holds; the day is asked anew."""
        return {"inflow": contract_of(about).fact.cell("inflow")}

    def obstacle(self, about: About) -> str:
        """Only a signed contract has inflow, and what was closed stays closed."""
        contract = contract_of(about)
        if contract.stage is Stage.DRAFT:
            return _("This contract is not signed yet: nobody can enter.")
        if contract.fact.cell("inflow") == CLOSED:
            return _("The inflow was closed for good. Clients who take part go on.")
        return ""

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Correct the contract."""
        contract = contract_of(about, lock=True)
        if why := self.obstacle(about):
            raise RefusedError(why)
        chosen = answers["inflow"]
        last = None if chosen == OPEN else answers["inflow_closed_on"] or about.today
        if last is not None and last > about.today:
            raise RefusedError(_("This day has not come yet."), "inflow_closed_on")
        journal.correct(contract.fact, {"inflow": chosen, "inflow_closed_on": last})
        said = _("{state}. {clients} clients go on.")
        state = show_code(chosen, "contract_inflow")
        return said.format(state=state[:1].upper() + state[1:], clients=contract.running)


class Extend(OfContract):
    """A later last day, within what was agreed."""

    name = "extension"
    form = ExtensionForm

    def title(self) -> str:
        """Say what the task does."""
        return _("Extend the contract")

    def explanation(self, about: About) -> str:
        """Say what was agreed."""
        contract = contract_of(about)
        left, months = contract.extensions_left, contract.fact.cell("extension_months")
        if left is None or months is None:
            return ""
        if left == 0:
            return _("No further extension was agreed.")
        said = _("Agreed: {left} times more, {months} months each.")
        return said.format(left=left, months=months)

    def initial(self, about: About) -> Mapping[str, object]:
        """As far as was agreed."""
        return {"ends_on": _furthest(contract_of(about))}

    def obstacle(self, about: About) -> str:
        """Only what runs and may be extended is extended."""
        contract = contract_of(about)
        if contract.stage not in {Stage.HOLDS, Stage.COMING}:
            return _("Only a contract that was signed and is not over can be extended.")
        if contract.fact.cell("ends_on") is None:
            return _("This contract has no last day.")
        if contract.extensions_left == 0 or _furthest(contract) is None:
            return _("No further extension was agreed: prepare a tender.")
        return stands_in_the_way(contract.key)

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Record the decision and correct the contract."""
        contract = contract_of(about, lock=True)
        if why := self.obstacle(about):
            raise RefusedError(why)
        former, furthest = contract.fact.cell("ends_on"), _furthest(contract)
        ends_on = answers["ends_on"]
        if furthest is None or not isinstance(former, date) or not former < ends_on <= furthest:
            message = _("Choose a day after the present last day, and not beyond what was agreed.")
            raise RefusedError(message, "ends_on")
        said: dict[str, Value] = {"contract_id": contract.key, "decided_on": about.today}
        said |= {"decided_by": about.author.username, "former_ends_on": former}
        said |= {"ends_on": ends_on, "motive": answers["motive"]}
        journal.record("contract_extensions", said)
        journal.correct(contract.fact, {"ends_on": ends_on})
        return _("Extended until {day}.").format(day=show_day(ends_on - A_DAY))


def _furthest(contract: Contract) -> date | None:
    ends_on, months = contract.fact.cell("ends_on"), contract.fact.cell("extension_months")
    if isinstance(ends_on, date) and isinstance(months, int):
        return months_later(ends_on, months)
    return None


TASKS = by_name(
    (
        ChangeContract(), CheckClauses(), SetVolumes(), PlanEvaluation(), HoldEvaluation(),
        Sign(), SetInflow(), Extend(), *TERMS_TASKS, *ADVICE_TASKS,
    )
)  # fmt: skip
