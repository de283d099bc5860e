"""The pages about contracts."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from trede.language import translate as _
from trede.register.access.looking import page, signed_in
from trede.register.access.rules import may_open
from trede.register.contracts.keeping import DrawUp
from trede.register.contracts.reading import (
    MAXIMUM,
    MINIMUM,
    Contract,
    Stage,
    all_contracts,
    find_contract,
    lacking,
    mandatory_clauses,
    warnings_of,
)
from trede.register.contracts.steering import TASKS
from trede.register.contracts.versions import versions_of
from trede.register.facts.models import Fact, believed
from trede.register.project.clock import today
from trede.register.providers.history import history
from trede.register.providers.pages import take
from trede.register.providers.results import results_by_contract
from trede.register.referrals.volumes import volume_of
from trede.register.steps.fields import A_DAY
from trede.register.tendering.awarding import MakeContract
from trede.register.tendering.reading import find_tender
from trede.register.yields.advices import advices_of
from trede.settlement.describing import texts

ADD = DrawUp()
WITH_PREVIEW = frozenset({"terms", "terms-correct"})
"""The tasks that show in words what would be stored before they store it."""


@require_GET
@page("contracts")
def list_contracts(request: HttpRequest) -> HttpResponse:
    """List contracts; those that are over only if asked for."""
    day, shows_all = today(), "all" in request.GET
    text = request.GET.get("search", "").strip()
    found = all_contracts(day)
    shown = [
        each
        for each in found
        if (shows_all or each.stage is not Stage.OVER) and text.casefold() in _told(each)
    ]
    context = {
        "contracts": [(each, warnings_of(each)) for each in shown],
        "shows_all": shows_all,
        "over": sum(each.stage is Stage.OVER for each in found),
        "text": text,
        "results": results_by_contract(day),
        "minimum": MINIMUM,
        "maximum": MAXIMUM,
        "may_change": may_open(signed_in(request), "contract-task"),
    }
    return render(request, "contracts/contracts.html", context)


def _told(contract: Contract) -> str:
    category = str(contract.fact.cell("category") or "")
    return f"{contract.name} {contract.provider} {category}".casefold()


@require_GET
@page("contracts")
def show_contract(request: HttpRequest, key: str) -> HttpResponse:
    """Show one contract: what was agreed, what lacks, who takes part, what was changed."""
    contract = _contract(key)
    clauses = dict.fromkeys((*mandatory_clauses(today()), *contract.clauses))
    context = {
        "contract": contract,
        "lacking": lacking(contract) if contract.stage is Stage.DRAFT else [],
        "warnings": warnings_of(contract),
        "mandatory": mandatory_clauses(today()),
        "clauses": [(name, contract.clauses.get(name)) for name in clauses],
        "result": results_by_contract(today()).get(key),
        "opens_yield": may_open(signed_in(request), "yields"),
        "numbers": volume_of(contract.fact, today()),
        "versions": versions_of(key) if may_open(signed_in(request), "contract-terms") else None,
        "tender": _tender_of(contract.fact),
        "advices": advices_of(key),
        "minimum": MINIMUM,
        "maximum": MAXIMUM,
        "day_before": lambda day: day - A_DAY,
        "may_change": may_open(signed_in(request), "contract-task"),
        "history": history(_facts_of(key), _labels()),
        "names": {task.name: task.title() for task in (ADD, MakeContract(), *TASKS.values())},
    }
    return render(request, "contracts/contract.html", context)


def _contract(key: str) -> Contract:
    contract = find_contract(key, today())
    if contract is None:
        raise Http404(key)
    return contract


def _tender_of(contract: Fact) -> object:
    lot = believed("tender_lots").filter(lot_id=contract.cell("lot_id") or "").first()
    return find_tender(str(lot.cell("tender_id"))) if lot is not None else None


def _facts_of(key: str) -> Mapping[str, Mapping[str, object]]:
    tables = (
        "contracts", "contract_clauses", "contract_evaluations", "contract_extensions",
        "contract_versions", "extension_advices",
    )  # fmt: skip
    volumes = {"contract_id": key, "term__in": (MINIMUM, MAXIMUM)}
    return {**{table: {"contract_id": key} for table in tables}, "contract_terms": volumes}


def _labels() -> Mapping[str, str]:
    return {
        "name": _("Name"),
        "category": _("Category"),
        "rung": _("Rung"),
        "form": _("Form of the contract"),
        "starts_on": _("From"),
        "ends_on": _("No longer from"),
        "signed_on": _("Signed on"),
        "inflow": _("Inflow"),
        "inflow_closed_on": _("Last day on which clients could enter"),
        "extensions_allowed": _("How many times it may be extended"),
        "extension_months": _("By how many months each time"),
        "data_agreement_on": _("Data-protection agreement signed on"),
        "personal_data": _("Personal data it names"),
        "clause": _("Clause"),
        "article": _("Article"),
        "due_on": _("To be held by"),
        "held_on": _("Held on"),
        "finding": _("What it showed"),
        "motive": _("Why"),
        "version": _("Version of the terms"),
        "agreed_on": _("Agreed on"),
        "advice": _("Advice on extension"),
        "answer": _("Answer"),
        "reason": _("Why"),
        "term": _("What was agreed"),
        "number": _("Number"),
    }


@require_http_methods(["GET", "POST"])
@page("contract-task")
def add_contract(request: HttpRequest) -> HttpResponse:
    """Draw up a contract."""
    trail = [(_("Contracts"), reverse("contracts"))]
    return take(request, ADD, "", "", lambda _key: reverse("contracts"), {"trail": trail})


@require_http_methods(["GET", "POST"])
@page("contract-task")
def take_task(request: HttpRequest, key: str, task: str, part: str = "") -> HttpResponse:
    """Do one task about a contract."""
    contract = _contract(key)
    address = reverse("contract", args=[key])
    trail = [(_("Contracts"), reverse("contracts")), (contract.name, address)]
    if task not in WITH_PREVIEW:
        return take(request, TASKS.get(task), key, part, lambda _key: address, {"trail": trail})
    terms = (_("Contract terms"), reverse("contract-terms", args=[key]))
    context = {"trail": [*trail, terms], "contract": contract, "texts": texts}
    template = "contracts/terms_task.html"
    return take(request, TASKS[task], key, part, lambda _key: terms[1], context, template)
