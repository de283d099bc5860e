"""The log of who looked at whom, as it is read."""

from datetime import datetime

from django.db.models import Case, Q, QuerySet, Value, When

from trede.language import translate as _
from trede.register.access.models import Basis, Look
from trede.register.accounts.models import User
from trede.register.clients.models import Client

NEWEST = 8
"""How many looks the dossier shows; the rest is a click away."""


def newest_looks(client: Client, until: datetime | None = None) -> "QuerySet[Look]":
    """Return the newest looks at a client, those until a moment if one is given."""
    looks = looks_at(client)
    return (looks if until is None else looks.filter(at__lte=until))[:NEWEST]


def looks_at(client: Client) -> "QuerySet[Look]":
    """Return all looks at a client, newest first; also at those who were merged with it."""
    about = Q(client=client) | Q(client__merged_into=client)
    return Look.objects.filter(about).select_related("user", "user__team")


def looks_by(user: User) -> "QuerySet[Look]":
    """Return all looks of a user: those with a stated reason first, newest first."""
    stated_first = Case(When(basis=Basis.STATED_REASON, then=Value(0)), default=Value(1))
    looks = Look.objects.filter(user=user).select_related("client")
    return looks.order_by(stated_first, "-at", "-pk")


def ground_title(look: Look) -> str:
    """Return on what ground someone looked: the reason itself if one was stated."""
    titles = {
        Basis.OWN_CASELOAD: _("own client"),
        Basis.OWN_TEAM: _("own team"),
        Basis.TASK: _("for a task"),
        Basis.REFERRAL: _("referred to the provider"),
        Basis.STATED_REASON: look.reason,
    }
    return titles[Basis(look.basis)]


def page_title(look: Look) -> str:
    """Return what was opened; the name of the address for what has no title here."""
    titles = {
        "dossier": _("the dossier"),
        "client-looks": _("who looked"),
        "step": _("step"),
        "step-of": _("step"),
        "undo": _("undoing a change"),
        "contradictions": _("contradictions in the file"),
        "compare-clients": _("comparing clients who may be one"),
        "merge-done": _("merged clients"),
        "citizen-number": _("citizen service number"),
        "paper": _("letter"),
        "paper-of": _("letter"),
        "provider-client": _("the provider's own part"),
        "provider-referral": _("answer of the provider"),
        "provider-work": _("what the provider recorded"),
        "provider-work-of": _("what the provider recorded"),
        "provider-evidence": _("evidence of the provider"),
        "evidence-list": _("evidence of the provider"),
        "evidence": _("evidence of the provider"),
        "own-purchase": _("own purchase"),
        "money-chain": _("the money chain"),
        "money-chain-download": _("the money chain"),
        "client-search": _("search by citizen service number (API)"),
        "client-dossier": _("the dossier (API)"),
        "benefit-changes": _("change of benefit (API)"),
    }
    return titles.get(look.page, look.page)
