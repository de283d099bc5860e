"""Reads a tender with its lots, criteria, offers and scores, and tells how far it has come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any

from trede.errors import UsageError
from trede.language import translate as _
from trede.register.facts.models import Fact, believed
from trede.register.providers.reading import all_providers, name_of
from trede.register.tendering.ranking import PRICE, Bid, Criterion, Ranked, rank
from trede.register.tendering.splitting import Assignment


class Stage(Enum):
    """How far a tender has come."""

    PREPARED = "prepared"
    ANNOUNCED = "announced"
    OPENED = "opened"
    AWARDED = "awarded"
    WITHDRAWN = "withdrawn"

    @property
    def title(self) -> str:
        """Return what it is called in the language in use."""
        return _TITLES[self]()


_TITLES = {
    Stage.PREPARED: lambda: _("in preparation"),
    Stage.ANNOUNCED: lambda: _("announced"),
    Stage.OPENED: lambda: _("offers opened"),
    Stage.AWARDED: lambda: _("awarded"),
    Stage.WITHDRAWN: lambda: _("given up"),
}


class NotRankedError(UsageError):
    """The offers upon a lot cannot be ranked yet."""


@dataclass(frozen=True)
class Offer:
    """An offer with the name of its provider and the points it got, by criterion."""

    fact: Fact
    provider: str
    scores: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The offer's key."""
        return str(self.fact.cell("offer_id"))

    @property
    def received_on(self) -> date:
        """The day it came in."""
        received_on = self.fact.cell("received_on")
        return received_on if isinstance(received_on, date) else date.min

    @property
    def is_decided(self) -> bool:
        """Whether it was decided if the offer may be judged."""
        return self.fact.cell("selected_on") is not None

    @property
    def is_selected(self) -> bool:
        """Whether the offer may be judged."""
        return self.is_decided and self.fact.cell("exclusion") is None


@dataclass(frozen=True)
class Lot:
    """A lot with the offers upon it."""

    fact: Fact
    offers: Sequence[Offer]

    @property
    def key(self) -> str:
        """The lot's key."""
        return str(self.fact.cell("lot_id"))

    @property
    def is_awarded(self) -> bool:
        """Whether it was awarded."""
        return self.fact.cell("offer_id") is not None

    @property
    def is_scored(self) -> bool:
        """Whether judging has begun."""
        return any(offer.scores for offer in self.offers)

    @property
    def selected(self) -> Sequence[Offer]:
        """The offers that may be judged."""
        return [offer for offer in self.offers if offer.is_selected]


@dataclass(frozen=True)
class Tender:
    """A tender with all that belongs to it."""

    fact: Fact
    lots: Sequence[Lot]
    criteria: Sequence[Fact]

    @property
    def key(self) -> str:
        """The tender's key."""
        return str(self.fact.cell("tender_id"))

    @property
    def name(self) -> str:
        """The assignment."""
        return str(self.fact.cell("name"))

    @property
    def value_cents(self) -> int:
        """The estimated value of all lots together, without value added tax."""
        return self.assignment.value_cents

    @property
    def opened_on(self) -> date | None:
        """The day the offers were opened."""
        opened_on = self.fact.cell("opened_on")
        return opened_on if isinstance(opened_on, date) else None

    @property
    def offers_due_on(self) -> date:
        """The last day for offers; as late as can be while none was set."""
        due_on = self.fact.cell("offers_due_on")
        return due_on if isinstance(due_on, date) else date.max

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        if self.fact.cell("withdrawn_on") is not None:
            return Stage.WITHDRAWN
        if self.lots and all(lot.is_awarded for lot in self.lots):
            return Stage.AWARDED
        if self.opened_on is not None:
            return Stage.OPENED
        announced = self.fact.cell("announced_on") is not None
        return Stage.ANNOUNCED if announced else Stage.PREPARED

    @property
    def weights(self) -> int:
        """The sum of the weights of the criteria."""
        return sum(_whole(each, "weight") for each in self.criteria)

    @property
    def quality(self) -> Sequence[Fact]:
        """The criteria on which people judge."""
        return [each for each in self.criteria if each.cell("kind") != PRICE]

    @property
    def assignment(self) -> Assignment:
        """What counts when assignments are compared."""
        fact = self.fact
        prepared_on, category = fact.cell("prepared_on"), fact.cell("category")
        procedure = fact.cell("procedure")
        return Assignment(
            key=self.key,
            name=self.name,
            category=None if category is None else str(category),
            prepared_on=prepared_on if isinstance(prepared_on, date) else date.min,
            lots_cents=tuple(_whole(lot.fact, "estimated_value_cents") for lot in self.lots),
            procedure=None if procedure is None else str(procedure),
        )

    def lot(self, key: str) -> Lot | None:
        """Return the lot of a key."""
        return next((lot for lot in self.lots if lot.key == key), None)

    def offer(self, key: str) -> tuple[Lot, Offer] | None:
        """Return the offer of a key, with its lot."""
        found = ((lot, each) for lot in self.lots for each in lot.offers if each.key == key)
        return next(found, None)

    def ranking(self, lot: Lot) -> list[Ranked]:
        """Rank the offers upon a lot; raises NotRankedError, saying what lacks."""
        basis = str(self.fact.cell("award_basis") or "")
        if not all(offer.is_decided for offer in lot.offers):
            raise NotRankedError(_("It is not decided yet of each offer whether it may be judged."))
        lacking = [offer.provider for offer in lot.selected if not self._is_judged(offer, basis)]
        if lacking:
            names = ", ".join(lacking)
            raise NotRankedError(_("Not judged on everything yet: {names}.").format(names=names))
        criteria = [_criterion(each) for each in self.criteria]
        bids = [
            Bid(
                offer.key,
                offer.provider,
                _whole(offer.fact, "price_cents"),
                {key: _whole(score, "points") for key, score in offer.scores.items()},
            )
            for offer in lot.selected
        ]
        return rank(criteria, bids, basis)

    def _is_judged(self, offer: Offer, basis: str) -> bool:
        if offer.fact.cell("price_cents") is None:
            return False
        asked = () if basis == "lowest_price" else self.quality
        return all(str(each.cell("criterion_id")) in offer.scores for each in asked)


def _whole(fact: Fact, column: str) -> int:
    value = fact.cell(column)
    return value if isinstance(value, int) else 0


def _criterion(fact: Fact) -> Criterion:
    return Criterion(
        str(fact.cell("criterion_id")),
        str(fact.cell("name")),
        str(fact.cell("kind")),
        _whole(fact, "weight"),
    )


def find_tender(key: str, known_at: datetime | None = None) -> Tender | None:
    """Return a tender as it is known, now or at a moment; none if there is no such tender."""
    fact = believed("tenders", known_at).filter(tender_id=key).first()
    return None if fact is None else _read([fact], known_at)[0]


def all_tenders() -> list[Tender]:
    """Return all tenders, the newest first."""
    return _read(list(believed("tenders").order_by("-prepared_on", "name")), None)


def _read(facts: Sequence[Fact], known_at: datetime | None) -> list[Tender]:
    keys = [each.cell("tender_id") for each in facts]
    lots = list(_rows("tender_lots", known_at, "name", tender_id__in=keys))
    criteria = list(_rows("tender_criteria", known_at, "pk", tender_id__in=keys))
    offers = _offers([each.cell("lot_id") for each in lots], known_at)
    return [
        Tender(
            fact,
            [
                Lot(lot, offers.get(str(lot.cell("lot_id")), ()))
                for lot in lots
                if lot.cell("tender_id") == fact.cell("tender_id")
            ],
            sorted(
                (c for c in criteria if c.cell("tender_id") == fact.cell("tender_id")),
                key=lambda each: (-_whole(each, "weight"), str(each.cell("name"))),
            ),
        )
        for fact in facts
    ]


def _rows(table: str, known_at: datetime | None, order: str, **picked: Any) -> Sequence[Fact]:
    return list(believed(table, known_at).filter(**picked).order_by(order, "pk"))


def _offers(lots: Sequence[object], known_at: datetime | None) -> Mapping[str, list[Offer]]:
    facts = _rows("tender_offers", known_at, "received_on", lot_id__in=lots)
    keys = [each.cell("offer_id") for each in facts]
    scores: dict[str, dict[str, Fact]] = {}
    for each in _rows("tender_scores", known_at, "pk", offer_id__in=keys):
        own = scores.setdefault(str(each.cell("offer_id")), {})
        own[str(each.cell("criterion_id"))] = each
    providers, found = all_providers(known_at), dict[str, list[Offer]]()
    for fact in facts:
        name = name_of(providers, fact.cell("provider_id"))
        offer = Offer(fact, name, scores.get(str(fact.cell("offer_id")), {}))
        found.setdefault(str(fact.cell("lot_id")), []).append(offer)
    return found
