"""The pages about the money chain of a client: to find one, to look at it, to take it along."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from trede.language import in_language
from trede.language import translate as _
from trede.register.access.looking import ReasonNeededError, open_client, page, signed_in
from trede.register.access.rules import may_open
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.figures.views import CSV, as_file
from trede.register.oversight.chain import Chain, chain_of, has_chain
from trede.register.oversight.chain_drawing import picture_of
from trede.register.oversight.chain_finding import SHORTEST, clients_with_chain
from trede.register.oversight.chain_warnings import warnings_of
from trede.register.oversight.files import amount, written
from trede.register.pages.templating import show_source
from trede.register.project.clock import today
from trede.settlement.sentences import line_sentence

AT_ONCE = 50
REASONS = {
    "line": lambda: _("I check an invoice line for this client."),
    "contract": lambda: _("I check what was paid under a contract."),
    "warning": lambda: _("I check a warning about money paid for this client."),
}
"""What is proposed as the reason to look, by where one came from."""


@require_GET
@page("money-chains")
def find_chain(request: HttpRequest) -> HttpResponse:
    """Find a client with a money chain by number; go there at once if there is one only."""
    text = request.GET.get("number", "").strip()
    shown = Paginator(clients_with_chain(text), AT_ONCE).get_page(request.GET.get("page"))
    if shown.paginator.count == 1:
        return redirect("money-chain", shown.object_list[0].number)
    context = {"text": text, "page": shown, "shortest": SHORTEST}
    return render(request, "oversight/chains.html", context)


@require_GET
@page("money-chain")
def show_chain(request: HttpRequest, number: str) -> HttpResponse:
    """Show what was asked, done, reached, invoiced, approved, paid and taken back for a client."""
    try:
        client = _opened(request, number)
    except ReasonNeededError:
        return _ask_reason(request, number)
    found = chain_of(client, today())
    context = {
        "client": client,
        "chain": found,
        "picture": picture_of(found),
        "warnings": warnings_of(found),
        "line_sentence": line_sentence,
        "users": _users(found),
        "anchors": _anchors(found),
        "opens_payments": may_open(signed_in(request), "payments"),
        "opens_terms": may_open(signed_in(request), "contract-terms"),
        "in_language": in_language,
        "opens_file": may_open(signed_in(request), "dossier"),
        "opens_contract": may_open(signed_in(request), "contracts"),
    }
    return render(request, "oversight/chain.html", context)


@require_GET
@page("money-chain")
def download_chain(request: HttpRequest, number: str) -> HttpResponse:
    """Download the facts of a client's money chain, each with its source."""
    try:
        client = _opened(request, number)
    except ReasonNeededError:
        return _ask_reason(request, number)
    return as_file(_as_csv(client, chain_of(client, today())), f"{number}.csv", CSV)


def _users(found: Chain) -> Mapping[str, str]:
    """Return the names of those who did something, by how the register names them."""
    return dict(User.objects.filter(username__in=found.people).values_list("username", "name"))


def _anchors(found: Chain) -> Mapping[int, str]:
    """Return by the place of a fact in the list under which name one can go there: its first."""
    anchors: dict[str, int] = {}
    for place, each in enumerate(found.happenings, start=1):
        declared = each.fact.declared
        key = "-".join(str(each.fact.cell(name)) for name in declared.key)
        anchors.setdefault(f"{declared.name}-{key}", place)
    return {place: name for name, place in anchors.items()}


def _opened(request: HttpRequest, number: str) -> Client:
    client = open_client(request, number)
    if not has_chain(client):
        raise Http404(number)
    return client


def _ask_reason(request: HttpRequest, number: str) -> HttpResponse:
    """Ask why one looks; where one came from proposes a reason."""
    asked: dict[str, str] = {"next": request.get_full_path()}
    propose = REASONS.get(request.GET.get("from", ""))
    if propose is not None:
        asked["reason"] = propose()
    return redirect(f"{reverse('look-reason', args=[number])}?{urlencode(asked)}")


def _as_csv(client: Client, found: Chain) -> str:
    users = _users(found)
    titles = (
        _("client"), _("day"), _("link of the chain"), _("what"), _("detail"), _("company"),
        _("contract"), _("participation"), _("amount"), _("who"), _("source"), _("recorded on"),
        _("fact"),
    )  # fmt: skip
    rows = (
        (
            client.number, each.on, each.stage.title, each.title, each.detail, each.company.name,
            each.contract, each.participation, amount(each.cents),
            users.get(each.who, each.who),
            show_source(each.fact.source), each.fact.recorded_at.date(), str(each.fact),
        )
        for each in found.happenings
    )  # fmt: skip
    return written(titles, rows)
