"""The award: to whom ranks first, the publication of the result, and the contract that follows."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from trede.errors import TredeError
from trede.language import translate as _
from trede.register.contracts.numbering import next_number
from trede.register.facts.journal import Journal, Value
from trede.register.facts.models import Fact
from trede.register.providers.tasks import (
    About,
    Answers,
    Task,
    TaskForm,
    locked,
    one,
    only,
)
from trede.register.steps.refusing import RefusedError
from trede.register.tendering.forms import AwardForm, PublicationForm, WithdrawalForm
from trede.register.tendering.preparing import tender_of
from trede.register.tendering.reading import Lot, NotRankedError, Stage, Tender


class Award(Task):
    """Awarding a lot to the offer that ranks first."""

    name = "award"
    form = AwardForm
    needs_part = True

    def title(self) -> str:
        """Say what the task does."""
        return _("Award the lot")

    def subject(self, about: About) -> Fact | None:
        """Return the lot."""
        return one("tender_lots", lot_id=about.part, tender_id=about.key)

    def obstacle(self, about: About) -> str:
        """Say what must be done before."""
        tender = tender_of(about)
        lot = tender.lot(about.part)
        if lot is None:
            return _("This lot is not of this tender.")
        if lot.is_awarded:
            return _("This lot was awarded already.")
        if tender.stage is not Stage.OPENED:
            return _("The offers are still closed. Open them first.")
        try:
            ranking = tender.ranking(lot)
        except NotRankedError as error:
            return str(error)
        return "" if ranking else _("No offer upon this lot may be judged: give the tender up.")

    def initial(self, about: About) -> Mapping[str, object]:
        """Return the offer that ranks first, today."""
        first = _first(tender_of(about), about.part)
        return {"offer_id": next(iter(first), None), "awarded_on": about.today}

    def make_form(self, about: About, data: Any = None) -> TaskForm:
        """Offer those who rank first: one, or several that are equal."""
        form = super().make_form(about, data)
        first = _first(tender_of(about), about.part)
        form.fields["offer_id"].offer(list(first.items()), or_nothing=False)  # type: ignore[attr-defined]
        return form

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Correct the lot; equal offers ask for a reason."""
        tender = tender_of(about, lock=True)
        if why := self.obstacle(about):
            raise RefusedError(why)
        first = _first(tender, about.part)
        if answers["awarded_on"] > about.today:
            raise RefusedError(_("This day has not come yet."), "awarded_on")
        if len(first) > 1 and not answers["award_motive"]:
            message = _("Several offers share the first rank. Say why this one.")
            raise RefusedError(message, "award_motive")
        lot = locked("tender_lots", lot_id=about.part)
        said = only(answers, ("offer_id", "awarded_on", "award_motive"))
        journal.correct(lot, {**said, "awarded_by": about.author.username})
        return _("Awarded to {name}.").format(name=first[answers["offer_id"]])


def _first(tender: Tender, lot_id: str) -> Mapping[str, str]:
    """Return the offers that rank first, with the names of their providers."""
    lot = tender.lot(lot_id)
    try:
        ranking = tender.ranking(lot) if lot is not None and tender.opened_on is not None else []
    except NotRankedError:
        return {}
    return {each.bid.key: each.bid.provider for each in ranking if each.rank == 1}


class Publish(Task):
    """The publication of the result."""

    name = "publish"
    form = PublicationForm

    def title(self) -> str:
        """Say what the task does."""
        return _("Record that the result was published")

    def subject(self, about: About) -> Fact | None:
        """Return the tender."""
        return one("tenders", tender_id=about.key)

    def initial(self, about: About) -> Mapping[str, object]:
        """Today."""
        return {"published_on": about.today}

    def obstacle(self, about: About) -> str:
        """There must be a result."""
        done = tender_of(about).stage is Stage.AWARDED
        return "" if done else _("Not all lots were awarded yet.")

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Correct the tender."""
        if answers["published_on"] > about.today:
            raise RefusedError(_("This day has not come yet."), "published_on")
        journal.correct(tender_of(about, lock=True).fact, only(answers, ("published_on",)))
        return _("The publication is recorded.")


class GiveUp(Task):
    """Giving a tender up."""

    name = "give-up"
    form = WithdrawalForm

    def title(self) -> str:
        """Say what the task does."""
        return _("Give the tender up")

    def subject(self, about: About) -> Fact | None:
        """Return the tender."""
        return one("tenders", tender_id=about.key)

    def initial(self, about: About) -> Mapping[str, object]:
        """Today."""
        return {"withdrawn_on": about.today}

    def obstacle(self, about: About) -> str:
        """Say that what was awarded is not given up."""
        tender = tender_of(about)
        if tender.stage is Stage.WITHDRAWN or any(lot.is_awarded for lot in tender.lots):
            return _("This tender was given up or awarded already.")
        return ""

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Correct the tender."""
        tender = tender_of(about, lock=True)
        names = ("withdrawn_on", "withdrawal_motive")
        journal.correct(tender.fact, only(answers, names))
        return _("The tender was given up.")


class MakeContract(Task):
    """The contract to come of a lot that was awarded."""

    name = "contract"
    needs_part = True

    def title(self) -> str:
        """Say what the task does."""
        return _("Make a contract of the award")

    def explanation(self, about: About) -> str:
        """Say what follows."""
        del about
        return _("It is a draft until its mandatory clauses are found and it is signed.")

    def obstacle(self, about: About) -> str:
        """Say why there is no contract to make."""
        lot = tender_of(about).lot(about.part)
        if lot is None or not lot.is_awarded:
            return _("This lot was not awarded.")
        made = one("contracts", lot_id=about.part) is not None
        return _("There is a contract of this lot already.") if made else ""

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Record the draft."""
        del answers
        tender = tender_of(about, lock=True)
        if why := self.obstacle(about):
            raise RefusedError(why)
        lot = tender.lot(about.part)
        if lot is None:
            raise TredeError(_("This lot is not of this tender."))
        journal.record("contracts", _draft(tender, lot, about.today))
        return _("The contract is a draft. Complete it on its page.")


def _draft(tender: Tender, lot: Lot, day: date) -> dict[str, Value]:
    offer = next(each for each in lot.offers if each.key == lot.fact.cell("offer_id"))
    return {
        "contract_id": next_number(day),
        "name": f"{tender.name}: {lot.fact.cell('name')}",
        "provider_id": str(offer.fact.cell("provider_id")),
        "category": tender.assignment.category,
        "rung": lot.fact.cell("rung"),  # type: ignore[dict-item]
        "form": lot.fact.cell("form"),  # type: ignore[dict-item]
        "lot_id": lot.key,
        "offer_id": offer.key,
    }
