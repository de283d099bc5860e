"""The pages about the terms of a contract: how they changed, and one version to read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from trede.register.access.looking import page, signed_in
from trede.register.access.rules import may_open
from trede.register.contracts.corrections import corrections_of, why_not_corrected
from trede.register.contracts.reading import Contract, find_contract
from trede.register.contracts.versions import Version, versions_of
from trede.register.project.clock import today
from trede.settlement.describing import texts, validity

EXAMPLE = """contract = "K0001"
version = 1
title = { nl = "Trajecten naar werk", en = "Trajectories to work" }
company = "Voorbeeld Re-integratie"
valid_from = 2026-01-01
scheme = "input"
premium_policy = 2
vat_percent = 21
source = "contract, art. 4-9"

[[fees]]
name = "intake"
title = { nl = "intake", en = "intake" }
part = "intake"
report = "intake"
amount = 400

[[premiums]]
name = "durable_work"
title = { nl = "premie duurzaam werk", en = "premium for durable work" }
amount = 1500
evidence = ["employment_contract", "payslip"]
evidence_demanded = "all"

[premiums.work]
weekly_hours = 24
months = 6

[[reports]]
name = "intake"
title = { nl = "intakeverslag", en = "intake report" }
due = "after_start"
months = 1
within_days = 14
holds_payment = true
"""


@require_GET
@page("contract-terms")
def show_terms(request: HttpRequest, key: str) -> HttpResponse:
    """Show the versions of a contract's terms, the newest first: what changed, from when, why."""
    contract = _contract(key)
    versions = versions_of(key)
    last = contract.fact.cell("ends_on")
    context = {
        "contract": contract,
        "versions": list(reversed(versions)),
        "corrections": corrections_of(key),
        "ends_before": bool(versions) and _ends_before(versions[-1], last),
        "why_not_corrected": {each.number: why_not_corrected(each, versions) for each in versions},
        "may_change": may_open(signed_in(request), "contract-task"),
    }
    return render(request, "contracts/terms.html", context)


def _ends_before(version: Version, last: object) -> bool:
    """Tell whether nothing was agreed for who begins at the end of the contract."""
    ends_on = version.ends_on
    return ends_on is not None and (last is None or ends_on < last)  # type: ignore[operator]


@require_GET
@page("contract-terms")
def explain_terms(request: HttpRequest) -> HttpResponse:
    """Explain how a document of terms is written: all entries, with an example."""
    return render(request, "contracts/guide.html", {"text": EXAMPLE})


@require_GET
@page("contract-terms")
def show_version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Show what one version of the terms says, in sentences."""
    contract, version = _contract(key), _version(key, number)
    context = {
        "contract": contract,
        "version": version,
        "validity": validity(version.terms) if version.terms else "",
        "texts": texts,
        "corrections": corrections_of(key).get(number, ()),
        "why_not_corrected": why_not_corrected(version, versions_of(key)),
        "may_change": may_open(signed_in(request), "contract-task"),
    }
    return render(request, "contracts/version.html", context)


@require_GET
@page("contract-terms")
def download_version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Download the document of a version as it was agreed."""
    del request
    _contract(key)
    version = _version(key, number)
    response = HttpResponse(str(version.fact.cell("terms")), content_type="application/toml")
    response["Content-Disposition"] = f'attachment; filename="terms-{key}-{number}.toml"'
    return response


def _contract(key: str) -> Contract:
    contract = find_contract(key, today())
    if contract is None:
        raise Http404(key)
    return contract


def _version(key: str, number: int) -> Version:
    for version in versions_of(key):
        if version.number == number:
            return version
    raise Http404(key)
