"""Preparing a tender: the assignment, its lots, criteria and procedure, until it is announced.

Criteria, weights, lots and the basis of the award hold from the moment the offers are opened.
"""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from trede.language import translate as _
from trede.register.facts.journal import Journal, new_id
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_day
from trede.register.providers.tasks import (
    About,
    Answers,
    GoneError,
    Task,
    locked,
    one,
    only,
)
from trede.register.steps.refusing import RefusedError, confirm
from trede.register.tendering.forms import (
    AnnouncementForm,
    CriterionForm,
    LotForm,
    ProcedureForm,
    TenderForm,
)
from trede.register.tendering.procedures import advise
from trede.register.tendering.ranking import FULL, LOWEST_PRICE, PRICE
from trede.register.tendering.reading import Stage, Tender, all_tenders, find_tender
from trede.register.tendering.splitting import warnings_of

TENDER = ("name", "category", "description", "prepared_on", "award_basis")
LOT = ("name", "target_group", "rung", "estimated_value_cents", "form")
CRITERION = ("name", "kind", "weight", "explanation")


def tender_of(about: About, *, lock: bool = False) -> Tender:
    """Return the tender of a task, locked against others if asked for; raises GoneError."""
    if lock:
        locked("tenders", tender_id=about.key)
    found = find_tender(about.key)
    if found is None:
        raise GoneError
    return found


def frozen(tender: Tender) -> str:
    """Say why the terms of a tender can no longer be changed; empty if they can."""
    if tender.stage is Stage.WITHDRAWN:
        return _("This tender was given up.")
    if tender.opened_on is not None:
        return _(
            "The offers were opened on {day}. Since then criteria, weights and lots hold as they "
            "are: whoever knows the offers could steer the result. Give the tender up and begin "
            "anew if they are wrong."
        ).format(day=show_day(tender.opened_on))
    return ""


class PrepareTender(Task):
    """A new tender."""

    name = "tender-add"
    form = TenderForm

    def title(self) -> str:
        """Say what the task does."""
        return _("Prepare a tender")

    def initial(self, about: About) -> Mapping[str, object]:
        """From today, on the best offer."""
        return {"prepared_on": about.today, "award_basis": "best_offer"}

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Record the tender."""
        _check_preparation(about, answers)
        journal.record("tenders", {"tender_id": new_id(), **only(answers, TENDER)})
        return _("{name} is in preparation. Add its lots.").format(name=answers["name"])


def _check_preparation(about: About, answers: Answers) -> None:
    if answers["prepared_on"] > about.today:
        raise RefusedError(_("This day has not come yet."), "prepared_on")


class TermsTask(Task):
    """A task that changes the terms of a tender: refused once the offers are opened."""

    def obstacle(self, about: About) -> str:
        """Say that the terms are frozen."""
        return frozen(tender_of(about))

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Write with the tender locked, so that nobody opens the offers meanwhile."""
        tender = tender_of(about, lock=True)
        if why := frozen(tender):
            raise RefusedError(why)
        return self.write(journal, about, tender, answers)

    @abstractmethod
    def write(self, journal: Journal, about: About, tender: Tender, answers: Answers) -> str:
        """Record the facts; return a sentence that says what was done."""


class ChangeTender(TermsTask):
    """Another description, kind or basis."""

    name = "tender-change"
    form = TenderForm
    asks_why = True

    def title(self) -> str:
        """Say what the task does."""
        return _("Change the assignment")

    def subject(self, about: About) -> Fact | None:
        """Return the tender."""
        return one("tenders", tender_id=about.key)

    def write(self, journal: Journal, about: About, tender: Tender, answers: Answers) -> str:
        """Correct the tender."""
        _check_preparation(about, answers)
        journal.correct(tender.fact, only(answers, TENDER))
        return _("The assignment was changed.")


class AddLot(TermsTask):
    """Another lot."""

    name = "lot-add"
    form = LotForm

    def title(self) -> str:
        """Say what the task does."""
        return _("Add a lot")

    def write(self, journal: Journal, about: About, tender: Tender, answers: Answers) -> str:
        """Record the lot."""
        del about
        own = {"lot_id": new_id(), "tender_id": tender.key}
        journal.record("tender_lots", {**own, **only(answers, LOT)})
        return _("Lot {name} was added.").format(name=answers["name"])


class ChangePart(TermsTask):
    """Another content of a lot or a criterion."""

    needs_part = True
    asks_why = True
    table: ClassVar[str]
    key: ClassVar[str]
    columns: ClassVar[tuple[str, ...]]

    def subject(self, about: About) -> Fact | None:
        """Return the part."""
        return one(self.table, **{self.key: about.part, "tender_id": about.key})

    def write(self, journal: Journal, about: About, tender: Tender, answers: Answers) -> str:
        """Correct the part."""
        del tender
        part = locked(self.table, **{self.key: about.part, "tender_id": about.key})
        journal.correct(part, only(answers, self.columns))
        return _("Changed: {name}.").format(name=answers["name"])


class ChangeLot(ChangePart):
    """Another value or content of a lot."""

    name = "lot-change"
    form = LotForm
    table, key, columns = "tender_lots", "lot_id", LOT

    def title(self) -> str:
        """Say what the task does."""
        return _("Change a lot")


class AddCriterion(TermsTask):
    """Another criterion."""

    name = "criterion-add"
    form = CriterionForm

    def title(self) -> str:
        """Say what the task does."""
        return _("Add a criterion")

    def explanation(self, about: About) -> str:
        """Say how much weight is left."""
        left = FULL - tender_of(about).weights
        return _("{left} of 100 is still to be divided.").format(left=left)

    def write(self, journal: Journal, about: About, tender: Tender, answers: Answers) -> str:
        """Record the criterion; price is reckoned once."""
        del about
        priced = any(each.cell("kind") == PRICE for each in tender.criteria)
        if answers["kind"] == PRICE and priced:
            raise RefusedError(_("Price is a criterion already."), "kind")
        own = {"criterion_id": new_id(), "tender_id": tender.key}
        journal.record("tender_criteria", {**own, **only(answers, CRITERION)})
        return _("Criterion {name} was added.").format(name=answers["name"])


class ChangeCriterion(ChangePart):
    """Another weight or content of a criterion."""

    name = "criterion-change"
    form = CriterionForm
    table, key, columns = "tender_criteria", "criterion_id", CRITERION

    def title(self) -> str:
        """Say what the task does."""
        return _("Change a criterion")


class RemoveCriterion(TermsTask):
    """A criterion that is not used after all."""

    name = "criterion-remove"
    needs_part = True
    asks_why = True

    def title(self) -> str:
        """Say what the task does."""
        return _("Remove a criterion")

    def subject(self, about: About) -> Fact | None:
        """Return the criterion."""
        return one("tender_criteria", criterion_id=about.part, tender_id=about.key)

    def write(self, journal: Journal, about: About, tender: Tender, answers: Answers) -> str:
        """Withdraw it."""
        del tender, answers
        criterion = locked("tender_criteria", criterion_id=about.part, tender_id=about.key)
        journal.withdraw(criterion)
        return _("Removed: {name}.").format(name=criterion.cell("name"))


class ChooseProcedure(TermsTask):
    """The procedure, weighed against the limits and against splitting."""

    name = "procedure"
    form = ProcedureForm

    def title(self) -> str:
        """Say what the task does."""
        return _("Choose the procedure")

    def explanation(self, about: About) -> str:
        """Say how the value stands to the limit."""
        tender = tender_of(about)
        return advise(tender.value_cents, tender.assignment.prepared_on).says()

    def subject(self, about: About) -> Fact | None:
        """Return the tender."""
        return one("tenders", tender_id=about.key)

    def obstacle(self, about: About) -> str:
        """Without lots there is no value to weigh."""
        tender = tender_of(about)
        return frozen(tender) or ("" if tender.lots else _("Add the lots first, with their value."))

    def write(self, journal: Journal, about: About, tender: Tender, answers: Answers) -> str:
        """Correct the tender; what looks split is confirmed, with the reason why not."""
        del about
        chosen = only(answers, ("procedure", "procedure_motive"))
        others = [each.assignment for each in all_tenders() if each.stage is not Stage.WITHDRAWN]
        warnings = warnings_of(replace(tender.assignment, procedure=answers["procedure"]), others)
        if warnings and not chosen["procedure_motive"]:
            message = " ".join((*warnings.values(), _("Say why you choose it all the same.")))
            raise RefusedError(message, "procedure_motive")
        confirm(answers, warnings)
        journal.correct(tender.fact, chosen)
        return _("The procedure was chosen.")


class Announce(TermsTask):
    """Making the tender known; criteria and weights must be complete by then."""

    name = "announce"
    form = AnnouncementForm

    def title(self) -> str:
        """Say what the task does."""
        return _("Record the announcement or invitation")

    def subject(self, about: About) -> Fact | None:
        """Return the tender."""
        return one("tenders", tender_id=about.key)

    def obstacle(self, about: About) -> str:
        """Say what is not complete yet."""
        tender = tender_of(about)
        return frozen(tender) or lacking(tender)

    def write(self, journal: Journal, about: About, tender: Tender, answers: Answers) -> str:
        """Correct the tender."""
        if answers["announced_on"] > about.today:
            raise RefusedError(_("This day has not come yet."), "announced_on")
        if answers["offers_due_on"] <= answers["announced_on"]:
            message = _("Offers need time: choose a day after the announcement.")
            raise RefusedError(message, "offers_due_on")
        journal.correct(tender.fact, only(answers, ("announced_on", "offers_due_on")))
        return _("The announcement is recorded.")


def lacking(tender: Tender) -> str:
    """Say what must be there before companies can offer; empty if all is."""
    if not tender.lots:
        return _("Add the lots first, with their value.")
    if tender.fact.cell("procedure") is None:
        return _("Choose the procedure first.")
    allowed = advise(tender.value_cents, tender.assignment.prepared_on).procedures
    if tender.assignment.procedure not in allowed and not tender.fact.cell("procedure_motive"):
        return _("The value has become too high for the procedure. Choose the procedure again.")
    if tender.fact.cell("award_basis") == LOWEST_PRICE:
        return ""
    if tender.weights != FULL:
        return _("The weights are {sum} together; they must be 100 before anyone offers.").format(
            sum=tender.weights
        )
    return ""
