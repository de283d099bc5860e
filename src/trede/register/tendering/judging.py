"""Receiving, opening, selecting and judging offers.

Who may be judged is decided first, on grounds that have nothing to do with the offer's quality
(regioplan-2003 E3, L8); judging begins when that is decided of every offer upon the lot.
"""

from collections.abc import Mapping

from django import forms

from trede.language import translate as _
from trede.register.facts.journal import Journal, Value, new_id
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_day
from trede.register.providers.reading import all_providers, is_bankrupt
from trede.register.providers.tasks import (
    About,
    Answers,
    Task,
    TaskForm,
    locked,
    one,
    only,
)
from trede.register.steps.fields import WordsField
from trede.register.steps.refusing import RefusedError
from trede.register.tendering.forms import (
    ContentsForm,
    OpeningForm,
    ReceiptForm,
    ScoresForm,
    SelectionForm,
)
from trede.register.tendering.preparing import lacking, tender_of
from trede.register.tendering.ranking import FULL
from trede.register.tendering.reading import Lot, Offer, Stage, Tender

BANKRUPTCY, LATE, INCOMPLETE = "bankruptcy", "late", "incomplete"


class ReceiveOffer(Task):
    """An offer that came in upon a lot."""

    name = "offer-add"
    form = ReceiptForm
    needs_part = True

    def title(self) -> str:
        """Say what the task does."""
        return _("Record an offer that came in")

    def initial(self, about: About) -> Mapping[str, object]:
        """Today."""
        return {"received_on": about.today}

    def obstacle(self, about: About) -> str:
        """Offers come in between the announcement and the opening."""
        tender = tender_of(about)
        if tender.lot(about.part) is None:
            return _("This lot is not of this tender.")
        if tender.stage is Stage.PREPARED:
            return _("Record the announcement first: nobody can offer on what is not known.")
        if tender.stage is not Stage.ANNOUNCED:
            return _("The offers were opened: none can be added any more.")
        return ""

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Record the offer; a provider offers once upon a lot, and on time."""
        tender = tender_of(about, lock=True)
        if why := self.obstacle(about):
            raise RefusedError(why)
        lot = tender.lot(about.part)
        offers = lot.offers if lot is not None else ()
        if any(each.fact.cell("provider_id") == answers["provider_id"] for each in offers):
            raise RefusedError(_("This provider has offered on this lot already."), "provider_id")
        if answers["received_on"] > about.today:
            raise RefusedError(_("This day has not come yet."), "received_on")
        own = {"offer_id": new_id(), "lot_id": about.part}
        journal.record("tender_offers", {**own, **only(answers, ("provider_id", "received_on"))})
        return _("The offer is recorded; it stays closed until the opening.")


class OpenOffers(Task):
    """Opening the offers: from then on the criteria and weights hold."""

    name = "open"
    form = OpeningForm

    def title(self) -> str:
        """Say what the task does."""
        return _("Open the offers")

    def explanation(self, about: About) -> str:
        """Say what follows."""
        del about
        return _(
            "From now on criteria, weights and lots cannot be changed any more. Offers that came "
            "in late and those of bankrupt providers are excluded at once."
        )

    def subject(self, about: About) -> Fact | None:
        """Return the tender."""
        return one("tenders", tender_id=about.key)

    def initial(self, about: About) -> Mapping[str, object]:
        """Today."""
        return {"opened_on": about.today}

    def obstacle(self, about: About) -> str:
        """Say what must be there before."""
        tender = tender_of(about)
        if tender.stage is not Stage.ANNOUNCED:
            return _("Only a tender that was announced, and not opened yet, can be opened.")
        if not any(lot.offers for lot in tender.lots):
            return _("No offer has come in yet.")
        return lacking(tender)

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Correct the tender, and exclude what cannot take part whatever stands in it."""
        tender = tender_of(about, lock=True)
        due_on, opened_on = tender.offers_due_on, answers["opened_on"]
        if opened_on > about.today:
            raise RefusedError(_("This day has not come yet."), "opened_on")
        if opened_on <= due_on:
            message = _("Offers may come in up to {day}: open them after it.")
            raise RefusedError(message.format(day=show_day(due_on)), "opened_on")
        opened = {"opened_on": opened_on, "opened_by": about.author.username}
        journal.correct(tender.fact, opened)
        excluded = 0
        for lot in tender.lots:
            for offer in lot.offers:
                if found := _excluded_at_once(offer, tender, about):
                    journal.correct(offer.fact, found)
                    excluded += 1
        return _("The offers are open; excluded at once: {number}.").format(number=excluded)


def _excluded_at_once(offer: Offer, tender: Tender, about: About) -> dict[str, Value]:
    provider = all_providers().get(str(offer.fact.cell("provider_id")))
    received_on, due_on = offer.received_on, tender.offers_due_on
    if provider is not None and is_bankrupt(provider, about.today):
        ground, motive = BANKRUPTCY, _("The provider is bankrupt according to the register.")
    elif received_on > due_on:
        message = _("Received on {received}, after the last day {due}.")
        shown = {"received": show_day(received_on), "due": show_day(due_on)}
        ground, motive = LATE, message.format(**shown)
    else:
        return {}
    return {
        "exclusion": ground,
        "selection_motive": motive,
        "selected_on": about.today,
        "selected_by": about.author.username,
    }


class OfferTask(Task):
    """A task about one offer of an opened tender, until its lot is awarded."""

    needs_part = True

    def subject(self, about: About) -> Fact | None:
        """Return the offer."""
        return one("tender_offers", offer_id=about.part)

    def obstacle(self, about: About) -> str:
        """Say why the offer cannot be looked at."""
        tender = tender_of(about)
        found = tender.offer(about.part)
        if found is None:
            return _("This offer is not of this tender.")
        if tender.stage is Stage.WITHDRAWN:
            return _("This tender was given up.")
        if tender.opened_on is None:
            return _("The offers are still closed. Open them first.")
        if found[0].is_awarded:
            return _("This lot was awarded: what was decided about its offers holds.")
        return self.hindrance(tender, *found)

    def hindrance(self, tender: Tender, lot: Lot, offer: Offer) -> str:
        """Say what more stands in the way; empty if nothing does."""
        del tender, lot, offer
        return ""


class EnterContents(OfferTask):
    """What stands in an offer: its price and whether all parts are there."""

    name = "contents"
    form = ContentsForm

    def title(self) -> str:
        """Say what the task does."""
        return _("Enter what stands in the offer")

    def hindrance(self, tender: Tender, lot: Lot, offer: Offer) -> str:
        """Say that an offer no longer changes once it is judged."""
        del tender, offer
        return _("Judging has begun: offers stay as they are.") if lot.is_scored else ""

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Correct the offer."""
        tender_of(about, lock=True)
        offer = locked("tender_offers", offer_id=about.part)
        journal.correct(offer, only(answers, ("price_cents", "vat_cents", "is_complete")))
        return _("What stands in the offer is recorded. Next: may it be judged?")


class Select(OfferTask):
    """Whether an offer may be judged, on grounds apart from its quality."""

    name = "select"
    form = SelectionForm

    def title(self) -> str:
        """Say what the task does."""
        return _("Decide whether the offer may be judged")

    def hindrance(self, tender: Tender, lot: Lot, offer: Offer) -> str:
        """Nobody is let in again after judging began."""
        del tender
        if lot.is_scored and offer.is_decided and not offer.is_selected:
            return _("Judging has begun: an excluded offer stays excluded.")
        return ""

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Correct the offer; refuses to let in who is bankrupt or left something out."""
        tender = tender_of(about, lock=True)
        found = tender.offer(about.part)
        why = self.obstacle(about)
        if found is None or why:
            raise RefusedError(why)
        offer = found[1].fact
        if answers["exclusion"] is None:
            _check_may_be_judged(offer, about)
        decided: dict[str, Value] = {
            "selected_on": about.today,
            "selected_by": about.author.username,
        }
        journal.correct(offer, {**decided, **only(answers, ("exclusion", "selection_motive"))})
        if answers["exclusion"] is None:
            return _("The offer of {name} may be judged.").format(name=found[1].provider)
        return _("The offer of {name} is excluded.").format(name=found[1].provider)


def _check_may_be_judged(offer: Fact, about: About) -> None:
    provider = all_providers().get(str(offer.cell("provider_id")))
    if provider is not None and is_bankrupt(provider, about.today):
        raise RefusedError(_("This provider is bankrupt: exclude the offer."), "exclusion")
    if offer.cell("price_cents") is None:
        raise RefusedError(_("Enter first what stands in the offer."), "exclusion")
    if offer.cell("is_complete") is False:
        message = _("A mandatory part is lacking in this offer: exclude it as incomplete.")
        raise RefusedError(message, "exclusion")


class Score(OfferTask):
    """Points with their reasons, on each criterion of quality."""

    name = "score"
    form = ScoresForm

    def title(self) -> str:
        """Say what the task does."""
        return _("Judge the offer")

    def explanation(self, about: About) -> str:
        """Say what the points mean."""
        del about
        return _("0 to 100 points on each criterion, with the reason. The price is reckoned.")

    def hindrance(self, tender: Tender, lot: Lot, offer: Offer) -> str:
        """Say that selection comes first, of all offers upon the lot."""
        if not all(each.is_decided for each in lot.offers):
            return _("Decide first of each offer upon this lot whether it may be judged.")
        if not offer.is_selected:
            return _("This offer is excluded and is not judged.")
        return "" if tender.quality else _("There is nothing to judge: the price alone decides.")

    def make_form(self, about: About, data: object = None) -> TaskForm:
        """Ask for points and a reason on each criterion."""
        form = super().make_form(about, data)
        tender = tender_of(about)
        found = tender.offer(about.part)
        scores = found[1].scores if found else {}
        for each in tender.quality:
            key, label = str(each.cell("criterion_id")), str(each.cell("name"))
            weight = _("weight {weight}").format(weight=each.cell("weight"))
            known = scores[key].values if key in scores else {}
            form.fields[f"points-{key}"] = forms.IntegerField(
                min_value=0, max_value=FULL, label=f"{label} ({weight})",
                help_text=str(each.cell("explanation") or ""), initial=known.get("points"),
            )  # fmt: skip
            form.fields[f"motive-{key}"] = WordsField(
                rows=2, label=_("Why, for {name}").format(name=label), initial=known.get("motive")
            )
        form.complete()
        return form

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Record or correct the points."""
        tender = tender_of(about, lock=True)
        found = tender.offer(about.part)
        why = self.obstacle(about)
        if found is None or why:
            raise RefusedError(why)
        for each in tender.quality:
            _record_score(journal, about, found[1], str(each.cell("criterion_id")), answers)
        return _("The offer of {name} is judged.").format(name=found[1].provider)


def _record_score(
    journal: Journal, about: About, offer: Offer, criterion: str, answers: Answers
) -> None:
    said: dict[str, Value] = {
        "points": answers[f"points-{criterion}"],
        "motive": answers[f"motive-{criterion}"],
    }
    known = offer.scores.get(criterion)
    if known is None:
        own: dict[str, Value] = {"offer_id": offer.key, "criterion_id": criterion}
        judged: dict[str, Value] = {
            "scored_on": about.today,
            "scored_by": about.author.username,
        }
        journal.record("tender_scores", {**own, **said, **judged})
    else:
        journal.correct(known, said)
