"""What is done about contracts: draw up, check the clauses, sign, evaluate, extend, stop."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from trede.dossier.codes import lists_in_force
from trede.language import translate as _
from trede.register.contracts.forms import (
    ClausesForm,
    ContractForm,
    EvaluationForm,
    HeldForm,
    NewContractForm,
    SignatureForm,
    VolumesForm,
)
from trede.register.contracts.numbering import next_number
from trede.register.contracts.reading import (
    MAXIMUM,
    MINIMUM,
    OPEN,
    Contract,
    Stage,
    find_contract,
    lacking,
    mandatory_clauses,
)
from trede.register.facts.journal import Journal, Value, new_id
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_code
from trede.register.providers.tasks import (
    About,
    Answers,
    GoneError,
    Task,
    TaskForm,
    locked,
    one,
    only,
)
from trede.register.steps.fields import LineField
from trede.register.steps.refusing import RefusedError, refuse

CONTRACT = (
    "name", "category", "rung", "form", "starts_on", "ends_on", "extensions_allowed",
    "extension_months", "data_agreement_on", "personal_data",
)  # fmt: skip
CLAUSE_LIST = "contract_clause"


def contract_of(about: About, *, lock: bool = False) -> Contract:
    """Return the contract of a task, locked against others if asked for; raises GoneError."""
    if lock:
        locked("contracts", contract_id=about.key)
    found = find_contract(about.key, about.today)
    if found is None:
        raise GoneError
    return found


class DrawUp(Task):
    """A contract without a tender that is on file."""

    name = "contract-add"
    form = NewContractForm

    def title(self) -> str:
        """Say what the task does."""
        return _("Draw up a contract")

    def explanation(self, about: About) -> str:
        """Say that a tender has its own way."""
        del about
        return _("A contract that follows a tender is made from the award, on the tender's page.")

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Record the draft."""
        agreed = only(answers, ("provider_id", "name", "category", "rung"))
        journal.record("contracts", {"contract_id": next_number(about.today), **agreed})
        return _("{name} is a draft.").format(name=answers["name"])


class OfContract(Task):
    """A task about one contract."""

    def subject(self, about: About) -> Fact | None:
        """Return the contract."""
        return one("contracts", contract_id=about.key)


class ChangeContract(OfContract):
    """What was agreed besides the money."""

    name = "contract-change"
    form = ContractForm
    asks_why = True

    def title(self) -> str:
        """Say what the task does."""
        return _("Fill in what was agreed")

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Correct the contract; what was signed gets another last day by an extension only."""
        contract = contract_of(about, lock=True)
        refuse(list(_refusals(contract, answers)))
        journal.correct(contract.fact, only(answers, CONTRACT))
        return _("The contract was changed.")


def _refusals(contract: Contract, answers: Answers) -> list[RefusedError]:
    refusals, known = [], contract.fact.cell("ends_on")
    if answers["ends_on"] <= answers["starts_on"]:
        message = _("The last day lies before the first.")
        refusals.append(RefusedError(message, "ends_on"))
    if contract.stage is not Stage.DRAFT and known not in {None, answers["ends_on"]}:
        message = _("This contract was signed: extend it instead, with the reason.")
        refusals.append(RefusedError(message, "ends_on"))
    return refusals


class CheckClauses(Task):
    """Where each clause stands in the contract."""

    name = "clauses"
    form = ClausesForm

    def title(self) -> str:
        """Say what the task does."""
        return _("Check the clauses")

    def explanation(self, about: About) -> str:
        """Say how to fill it in."""
        del about
        return _("Write for each clause in which article it stands; empty: it is not there.")

    def make_form(self, about: About, data: Any = None) -> TaskForm:
        """Ask for an article of each clause, the mandatory ones first."""
        form = super().make_form(about, data)
        contract, mandatory = contract_of(about), mandatory_clauses(about.today)
        for name in _clauses(about.today):
            known = contract.clauses.get(name)
            form.fields[name] = LineField(
                required=False,
                label=show_code(name, CLAUSE_LIST),
                help_text=_("mandatory") if name in mandatory else "",
                initial=known.cell("article") if known is not None else "",
            )
        return form

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Record what was found, correct what stands elsewhere, withdraw what is not there."""
        contract = contract_of(about, lock=True)
        for name in _clauses(about.today):
            article, known = answers[name].strip(), contract.clauses.get(name)
            if known is None and article:
                said: dict[str, Value] = {"contract_id": about.key, "clause": name}
                checked: dict[str, Value] = {
                    "checked_on": about.today,
                    "checked_by": about.author.username,
                }
                journal.record("contract_clauses", {**said, "article": article, **checked})
            elif known is not None and article:
                journal.correct(known, {"article": article})
            elif known is not None:
                journal.withdraw(known)
        left = [show_code(name, CLAUSE_LIST) for name in mandatory_clauses(about.today)
                if not answers[name].strip()]  # fmt: skip
        if left:
            return _("Checked. Lacking: {names}.").format(names="; ".join(left))
        return _("Checked: all mandatory clauses are there.")


def _clauses(day: date) -> list[str]:
    mandatory = mandatory_clauses(day)
    codes = [code.code for code in lists_in_force()[CLAUSE_LIST].codes]
    return [*mandatory, *(code for code in codes if code not in mandatory)]


class SetVolumes(Task):
    """How many clients, from a day on."""

    name = "volumes"
    form = VolumesForm

    def title(self) -> str:
        """Say what the task does."""
        return _("Agree on numbers of clients")

    def initial(self, about: About) -> Mapping[str, object]:
        """Return what holds; from the first day of a draft, from today otherwise."""
        contract = contract_of(about)
        first = contract.fact.cell("starts_on") if contract.stage is Stage.DRAFT else None
        return {
            MINIMUM: contract.volume(MINIMUM),
            MAXIMUM: contract.volume(MAXIMUM),
            "starts_on": first or about.today,
        }

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Record the numbers beside those from before, which end where these begin."""
        contract = contract_of(about, lock=True)
        least, most = answers[MINIMUM], answers[MAXIMUM]
        if least is not None and most is not None and most < least:
            raise RefusedError(_("The maximum is below the minimum."), MAXIMUM)
        for term in (MINIMUM, MAXIMUM):
            if answers[term] != contract.volume(term):
                _set_volume(journal, contract, term, answers[term], answers["starts_on"])
        return _("The numbers were agreed.")


def _set_volume(
    journal: Journal, contract: Contract, term: str, number: int | None, first: date
) -> None:
    known = [each for each in contract.volumes if each.cell("term") == term]
    newest = known[-1] if known else None
    begun = newest.cell("starts_on") if newest is not None else None
    if newest is not None and isinstance(begun, date):
        if first < begun:
            message = _("Other numbers were agreed from a later day on. Choose that day or later.")
            raise RefusedError(message, "starts_on")
        if first == begun:
            journal.withdraw(newest)
        else:
            journal.correct(newest, {"ends_on": first})
    if number is not None:
        said: dict[str, Value] = {"contract_id": contract.key, "term": term}
        journal.record("contract_terms", {**said, "starts_on": first, "number": number})


EVALUATION = "evaluation"


class PlanEvaluation(Task):
    """A day by which the contract is to be discussed or evaluated."""

    name = "evaluation-add"
    form = EvaluationForm

    def title(self) -> str:
        """Say what the task does."""
        return _("Plan a meeting or an evaluation")

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Record the meeting or the evaluation."""
        own = {"evaluation_id": new_id(), "contract_id": about.key}
        kind = answers["kind"] or EVALUATION
        journal.record("contract_evaluations", {**own, "kind": kind, "due_on": answers["due_on"]})
        return _("Planned: {what}.").format(what=show_code(kind, "contract_meeting"))


class HoldEvaluation(Task):
    """An evaluation that was held."""

    name = "evaluation"
    form = HeldForm
    needs_part = True

    def title(self) -> str:
        """Say what the task does."""
        return _("Record a meeting or an evaluation")

    def subject(self, about: About) -> Fact | None:
        """Return the evaluation."""
        return one("contract_evaluations", evaluation_id=about.part, contract_id=about.key)

    def initial(self, about: About) -> Mapping[str, object]:
        """Return what is known; held today."""
        known = super().initial(about)
        return {**known, "held_on": known.get("held_on") or about.today}

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Correct the evaluation."""
        if answers["held_on"] > about.today:
            raise RefusedError(_("This day has not come yet."), "held_on")
        evaluation = locked("contract_evaluations", evaluation_id=about.part, contract_id=about.key)
        journal.correct(evaluation, only(answers, ("held_on", "finding")))
        return _("It is recorded.")


class Sign(OfContract):
    """Signing: refused while anything mandatory lacks."""

    name = "sign"
    form = SignatureForm

    def title(self) -> str:
        """Say what the task does."""
        return _("Sign the contract")

    def initial(self, about: About) -> Mapping[str, object]:
        """Today."""
        return {"signed_on": about.today}

    def obstacle(self, about: About) -> str:
        """List all that lacks."""
        contract = contract_of(about)
        if contract.stage is not Stage.DRAFT:
            return _("This contract was signed already.")
        missing = lacking(contract)
        if not missing:
            return ""
        said = _("This contract cannot take effect yet. Lacking: {names}.")
        return said.format(names="; ".join(missing))

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Correct the contract: signed, open for inflow."""
        contract = contract_of(about, lock=True)
        if why := self.obstacle(about):
            raise RefusedError(why)
        if answers["signed_on"] > about.today:
            raise RefusedError(_("This day has not come yet."), "signed_on")
        signed = only(answers, ("signed_on", "signed_by"))
        journal.correct(contract.fact, {**signed, "inflow": OPEN})
        return _("{name} is signed and open for clients.").format(name=contract.name)
