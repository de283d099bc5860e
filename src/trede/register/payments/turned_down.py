"""Claims that were turned down: for whom, by whom and why, and the way back.

A claim that is let to stand again is recorded anew as it was, with its evidence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import Q

from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.facts.journal import Value, open_journal
from trede.register.facts.models import Fact, believed, model_of
from trede.register.facts.versions import Change
from trede.register.payments.claims import CLAIMS, EVIDENCE, TURN_DOWN
from trede.register.payments.locking import hold_contract
from trede.register.providers.tasks import GoneError, one
from trede.register.steps.refusing import RefusedError

LET_STAND = "let-claim-stand"


@dataclass(frozen=True)
class TurnedDown:
    """A claim that was turned down; ``person_id`` is who takes part now.

    ``cents`` is what the company asked for it, without VAT; none if it asked no amount yet.
    ``is_anew`` if the company claimed the same premium since.
    """

    claim: Fact
    change: Change
    person_id: str
    cents: int | None
    is_anew: bool

    @property
    def key(self) -> str:
        """The claim."""
        return str(self.claim.cell("claim_id"))

    @property
    def by(self) -> str:
        """The name of who turned it down."""
        return self.change.author.name if self.change.author else "–"

    @property
    def on(self) -> date:
        """The day on which it was turned down."""
        return cast("date", self.change.at.date())

    @property
    def reason(self) -> str:
        """Why, as the company reads it."""
        return self.change.reason


def turned_down(**picked: Any) -> list[TurnedDown]:
    """Return the claims that were turned down and do not stand again, the newest first."""
    rows = _every(CLAIMS).filter(withdrawn_in__step=TURN_DOWN, **picked)
    newest: dict[str, Fact] = {}
    for each in rows.select_related("withdrawn_in__author").order_by("-withdrawn_at", "-pk"):
        newest.setdefault(str(each.cell("claim_id")), each)
    if not newest:
        return []
    keys = {str(each.cell("participation_id")) for each in newest.values()}
    standing = list(believed(CLAIMS).filter(participation_id__in=keys))
    again = {str(each.cell("claim_id")) for each in standing}
    claimed = {_what(each) for each in standing}
    people = believed("participations").filter(participation_id__in=keys)
    persons = dict(people.values_list("participation_id", "person_id"))
    asked = _asked(keys)
    return [
        TurnedDown(
            each,
            change,
            persons.get(str(each.cell("participation_id")), str(each.cell("person_id"))),
            asked.get(_what(each)),
            _what(each) in claimed,
        )
        for key, each in newest.items()
        if key not in again and (change := each.withdrawn_in) is not None
    ]


def decided_on(participations: Sequence[str]) -> list[Fact]:
    """Return the claims in participations as they were turned down, or recorded anew since."""
    rows = _every(CLAIMS).filter(participation_id__in=participations)
    decided = rows.filter(Q(withdrawn_in__step=TURN_DOWN) | Q(recorded_in__step=LET_STAND))
    related = decided.select_related("withdrawn_in__author", "recorded_in__author")
    return list(related.order_by("pk"))


def _what(claim: Fact) -> tuple[str, str]:
    return str(claim.cell("participation_id")), str(claim.cell("premium"))


def _asked(participations: set[str]) -> Mapping[tuple[str, str], int]:
    """Return what was last invoiced in participations, by participation and term."""
    lines = believed("invoice_lines").filter(participation_id__in=participations).order_by("pk")
    rows = lines.values_list("participation_id", "term", "amount_cents")
    return {(key, term): cents for key, term, cents in rows}


def turned_down_under(lines: Sequence[Fact]) -> Mapping[tuple[str, str], TurnedDown]:
    """Return the claims that invoice lines rested on and that were turned down.

    By participation and term; what was claimed anew is not among them.
    """
    keys = {str(each.cell("participation_id")) for each in lines if each.cell("participation_id")}
    found = turned_down(participation_id__in=keys) if keys else []
    return {_what(each.claim): each for each in reversed(found) if not each.is_anew}


def find_turned_down(claim_id: str) -> TurnedDown | None:
    """Return a claim that was turned down; none if it stands or never was."""
    return next(iter(turned_down(claim_id=claim_id)), None)


def let_stand(author: User, claim_id: str, reason: str) -> Fact:
    """Record a claim that was turned down anew, with its evidence, both as they were.

    Raises GoneError if it stands again already or its participation is no longer on file,
    RefusedError for who claimed it and if the premium was claimed anew meanwhile.
    """
    with open_journal(author=author, step=LET_STAND, reason=reason) as journal:
        found = find_turned_down(claim_id)
        if found is None:
            raise GoneError
        claim = found.claim
        hold_contract(str(claim.cell("contract_id")))
        participation = one("participations", participation_id=claim.cell("participation_id"))
        if participation is None:
            raise GoneError
        _check(author, claim)
        person: dict[str, Value] = {"person_id": str(participation.cell("person_id"))}
        placement = one("placements", placement_id=claim.cell("placement_id") or "")
        work: dict[str, Value] = {} if placement is not None else {"placement_id": None}
        stands = journal.record(CLAIMS, _values(claim, person | work), claim.source)
        proofs = _every(EVIDENCE).filter(withdrawn_in=claim.withdrawn_in)
        for proof in proofs.filter(claim_id=claim_id).order_by("pk"):
            journal.record(EVIDENCE, _values(proof, person), proof.source)
        return stands


def _values(fact: Fact, changed: Mapping[str, Value]) -> Mapping[str, Value]:
    return {**cast("Mapping[str, Value]", fact.values), **changed}


def _every(table: str) -> Any:
    """Return all versions of the rows of a table."""
    return model_of(table).objects


def _check(author: User, claim: Fact) -> None:
    if claim.cell("claimed_by") == author.username:
        raise RefusedError(_("You sent this claim yourself. Someone else decides on it."))
    participation_id, premium = _what(claim)
    if one(CLAIMS, participation_id=participation_id, premium=premium) is not None:
        raise RefusedError(_("The company claimed this premium anew: that claim counts."))
