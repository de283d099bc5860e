"""What goes along with work that a company takes back, and what stands in the way of it."""

from collections.abc import Iterable

from django.db.models import Q

from trede.register.facts.journal import Journal
from trede.register.facts.models import Fact, believed
from trede.register.payments.claims import CLAIMS, EVIDENCE
from trede.register.provider_entrance.models import EvidenceFile

RESULT = "result"
"""The term of what is paid for the result (no cure, less pay)."""


def booked_upon(work: Fact) -> bool:
    """Tell whether anything was invoiced or paid upon work that a company reported.

    A premium is claimed upon it by name; what is paid for the result names no work, so it counts
    for each work that was reported in its participation. A line that lapsed asks nothing.
    """
    files = EvidenceFile.objects.filter(placement_id=work.cell("placement_id"))
    upon = Q(participation_id__in=set(files.values_list("participation_id", flat=True)))
    upon &= Q(term=RESULT)
    for claim in _claims(work):
        named = {"participation_id": claim.cell("participation_id")}
        upon |= Q(**named, term=claim.cell("premium"))
    lines = believed("invoice_lines").filter(upon, dropped_on__isnull=True)
    return lines.exists() or believed("payments").filter(upon).exists()


def withdraw_with(journal: Journal, work: Fact) -> None:
    """Withdraw the claims upon a work, and the evidence that was sent with either."""
    claims = list(_claims(work))
    for proof in believed(EVIDENCE).filter(_sent_with(work, claims)):
        journal.withdraw(proof)
    for claim in claims:
        journal.withdraw(claim)


def _claims(work: Fact) -> Iterable[Fact]:
    found: Iterable[Fact] = believed(CLAIMS).filter(placement_id=work.cell("placement_id"))
    return found


def _sent_with(work: Fact, claims: Iterable[Fact]) -> Q:
    files = EvidenceFile.objects.filter(placement_id=work.cell("placement_id"))
    keys = {str(each.cell("claim_id")) for each in claims}
    return Q(claim_id__in=keys) | Q(document__in=set(files.values_list("number", flat=True)))
