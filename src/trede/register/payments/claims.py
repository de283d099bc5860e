"""Turning down the claim of a premium: people decide what terms and facts leave open.

Of work that two contracts would pay for, one is held until someone decides. A claim that is turned
down is withdrawn with its evidence; the company reads why, and what was paid upon it is to be taken
back.
"""

from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.facts.journal import open_journal
from trede.register.facts.models import Fact, believed
from trede.register.payments.facts import terms_of
from trede.register.payments.locking import hold_contract
from trede.register.payments.words import title_of, titles_in
from trede.register.providers.tasks import GoneError, one
from trede.register.steps.refusing import RefusedError
from trede.settlement.lines import Line

TURN_DOWN = "turn-claim-down"
CLAIMS, EVIDENCE = "premium_claims", "premium_evidence"


def claim_under(line: Line) -> str:
    """Return the key of the claim that an amount rests on; empty if it rests on none."""
    named = (fact.partition("/") for fact in line.facts)
    return next((key for table, _slash, key in named if table == CLAIMS), "")


def title_claimed(claim: Fact) -> str:
    """Return the premium that is claimed, in the words of the last version that has it."""
    premium = str(claim.cell("premium"))
    versions = terms_of([str(claim.cell("contract_id"))])
    having = [each for each in versions if premium in titles_in(each)]
    return title_of(having[-1] if having else None, premium)


def turn_down(author: User, claim_id: str, reason: str) -> Fact:
    """Withdraw a claim and its evidence, with the reason that the company reads.

    Raises GoneError for a claim that is no longer on file, RefusedError for one that the turner
    sent.
    """
    with open_journal(author=author, step=TURN_DOWN, reason=reason) as journal:
        claim = one(CLAIMS, claim_id=claim_id)
        if claim is None:
            raise GoneError
        hold_contract(str(claim.cell("contract_id")))
        if claim.cell("claimed_by") == author.username:
            raise RefusedError(_("You sent this claim yourself. Someone else decides on it."))
        for proof in believed(EVIDENCE).filter(claim_id=claim_id):
            journal.withdraw(proof)
        journal.withdraw(claim)
        return claim
