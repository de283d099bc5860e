"""The pages of the provider's own entrance."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from trede.language import translate as _
from trede.register.access.looking import page, signed_in
from trede.register.access.rules import may_open
from trede.register.clients.models import Client
from trede.register.facts.models import believed
from trede.register.payments.claims import title_claimed
from trede.register.project.clock import today
from trede.register.provider_entrance.answering import ANSWERS
from trede.register.provider_entrance.evidence import content_of, evidence_in
from trede.register.provider_entrance.home import due_now, due_reports, late_by_contract
from trede.register.provider_entrance.listing import ALL, ENDED, RUNNING, clients_in, rows_of
from trede.register.provider_entrance.models import EvidenceFile
from trede.register.provider_entrance.one_client import managers_of, participations_of, referrals_of
from trede.register.provider_entrance.own import (
    client_of,
    find_participation,
    find_referral,
    log_own_look,
    open_for_task,
    open_own_client,
    own_contracts,
)
from trede.register.provider_entrance.own_task import OwnTask, company_of
from trede.register.provider_entrance.own_work import taken_back
from trede.register.provider_entrance.taking_back import KEYS, part_of
from trede.register.provider_entrance.tasks import OPTIONAL_PART, TASKS
from trede.register.providers.tasks import About, Task, do

AT_ONCE = 50


@require_GET
@page("provider-home")
def show_home(request: HttpRequest) -> HttpResponse:
    """Show what is due from the provider now."""
    user = signed_in(request)
    context = {
        "company": company_of(user) if user.provider_id else "",
        "now": due_now(user, today()),
        "at_once": 10,
        "title_claimed": title_claimed,
    }
    return render(request, "provider_entrance/home.html", context)


@require_GET
@page("provider-clients")
def list_own_clients(request: HttpRequest) -> HttpResponse:
    """List the own clients: running, ended or all, with a search."""
    user, text = signed_in(request), request.GET.get("search", "").strip()
    stage = request.GET.get("stage", RUNNING)
    if stage not in {RUNNING, ENDED, ALL}:
        stage = RUNNING
    found = clients_in(user, stage, text, today()).prefetch_related("identities")
    shown = Paginator(found, AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "rows": rows_of(user, list(shown.object_list), today()),
        "page": shown,
        "text": text,
        "stage": stage,
        "stages": [(RUNNING, _("now")), (ENDED, _("ended")), (ALL, _("all"))],
    }
    return render(request, "provider_entrance/clients.html", context)


@require_GET
@page("provider-client")
def show_own_client(request: HttpRequest, number: str) -> HttpResponse:
    """Show one client: what travelled, what was agreed, what the company told."""
    client, user = open_own_client(request, number), signed_in(request)
    context = {
        "client": client,
        "managers": managers_of(client),
        "referrals": referrals_of(user, client),
        "participations": participations_of(user, client, today()),
    }
    return render(request, "provider_entrance/client.html", context)


@require_GET
@page("provider-reports")
def list_due_reports(request: HttpRequest) -> HttpResponse:
    """List every report that is due, the most pressing first; of one contract or stage if asked."""
    user, day = signed_in(request), today()
    found = due_reports(user, day)
    contracts = list(own_contracts(user).order_by("name", "contract_id"))
    contract, stage = request.GET.get("contract", ""), request.GET.get("stage", ALL)
    of_contract = [each for each in found if contract in ("", each.due.contract_id)]
    stages = {
        ALL: of_contract,
        RUNNING: [each for each in of_contract if not each.due.has_ended(day)],
        ENDED: [each for each in of_contract if each.due.has_ended(day)],
    }
    shown = Paginator(stages.get(stage, of_contract), AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "late": sum(each.due.is_late(day) for each in found),
        "late_under": late_by_contract(found, contracts, day),
        "contract": contract,
        "contracts": {str(each.cell("contract_id")): each.cell("name") for each in contracts},
        "stage": stage if stage in stages else ALL,
        "stages": [
            (ALL, _("all"), len(of_contract)),
            (RUNNING, _("of who takes part"), len(stages[RUNNING])),
            (ENDED, _("of participations that ended"), len(stages[ENDED])),
        ],
        "kept": urlencode({"contract": contract, "stage": stage}) + "&",
    }
    return render(request, "provider_entrance/reports.html", context)


@require_http_methods(["GET", "POST"])
@page("provider-work")
def answer_referral(request: HttpRequest, key: str, task: str) -> HttpResponse:
    """Accept or return a referral."""
    referral = find_referral(signed_in(request), key)
    if task not in ANSWERS:
        raise Http404(task)
    client = client_of(referral)
    back = reverse("provider-client", args=[client.number])
    after = reverse("provider-home") if task == "referral-return" else back
    return _take(request, ANSWERS[task], About(signed_in(request), today(), key), client, after)


@require_http_methods(["GET", "POST"])
@page("provider-work")
def record_work(request: HttpRequest, key: str, task: str, part: str = "") -> HttpResponse:
    """Record one thing about a participation."""
    found = TASKS.get(task)
    participation = find_participation(signed_in(request), key)
    if found is None or (found.needs_part is not bool(part) and task not in OPTIONAL_PART):
        raise Http404(task)
    client = client_of(participation)
    about = About(signed_in(request), today(), key, part)
    if part and task != "provider-proof" and found.subject(about) is None:
        raise Http404(part)
    after = reverse("provider-client", args=[client.number])
    return _take(request, found, about, client, after)


def _take(
    request: HttpRequest, task: Task, about: About, client: Client, after: str
) -> HttpResponse:
    """Show the form of a task, or do it; the look at the client is logged."""
    log_own_look(request, client)
    form = task.make_form(about, request.POST if request.method == "POST" else None)
    form.files = request.FILES
    if "which" in request.GET and "which" in form.fields:
        form.initial["which"] = request.GET["which"]
    obstacle = task.obstacle(about)
    if request.method == "POST":
        done = do(task, about, form)
        if done is not None:
            messages.success(request, done, extra_tags=_way_back(task, about))
            return redirect(after)
    context = {
        "trail": _trail(client),
        "form": form,
        "title": task.title(),
        "explanation": task.explanation(about),
        "obstacle": obstacle,
        "back": reverse("provider-client", args=[client.number]),
        "client": client,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "provider_entrance/task.html", context, status=status)


def _trail(client: Client) -> list[tuple[str, str]]:
    address = reverse("provider-client", args=[client.number])
    return [(_("Our clients"), reverse("provider-clients")), (client.listed_name, address)]


def _way_back(task: Task, about: About) -> str:
    """Return the address that takes back what was just sent; empty if it cannot be."""
    if not isinstance(task, OwnTask) or task.table not in KEYS:
        return ""
    mine = believed(task.table).filter(
        participation_id=about.key, recorded_in__author=about.author, recorded_in__step=task.name
    )
    newest = mine.order_by("-pk").first()
    if newest is None or newest.cell(KEYS[task.table][1]) is not None:
        return ""
    parts = [about.key, "provider-take-back", part_of(newest)]
    return reverse("provider-work-of", args=parts)


@require_GET
@page("provider-evidence")
def send_own_evidence(request: HttpRequest, document: str) -> HttpResponse:
    """Give evidence that the own company sent back to it."""
    file = _find_file(document)
    participation = find_participation(signed_in(request), file.participation_id)
    log_own_look(request, client_of(participation))
    return answer_with(file)


@require_GET
@page("evidence")
def list_evidence(request: HttpRequest, number: str) -> HttpResponse:
    """List the evidence that companies sent about a client, newest first."""
    client = get_object_or_404(Client, number=number, merged_into__isnull=True)
    open_for_task(request, client)
    taking_part = believed("participations").filter(person_id=client.person_id)
    context = {
        "client": client,
        "files": evidence_in(taking_part),
        "opens_dossier": may_open(signed_in(request), "dossier"),
    }
    return render(request, "provider_entrance/evidence.html", context)


@require_GET
@page("evidence")
def send_evidence(request: HttpRequest, document: str) -> HttpResponse:
    """Give evidence to who guides the client, buys or pays; the look is logged."""
    file = _find_file(document)
    participation = believed("participations").filter(participation_id=file.participation_id)
    found = participation.first()
    if found is None:
        raise Http404(document)
    open_for_task(request, client_of(found))
    return answer_with(file)


def _find_file(document: str) -> EvidenceFile:
    """Return a file; raises Http404 also for proof of work that the company took back."""
    file = get_object_or_404(EvidenceFile, number=document)
    if taken_back([file.placement_id]):
        raise Http404(document)
    return file


def answer_with(file: EvidenceFile) -> HttpResponse:
    """Return a file as it was sent, to be saved and not shown within a page."""
    headers = {
        "Content-Disposition": f'attachment; filename="{_plain(file.name)}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return HttpResponse(content_of(file), content_type=file.media_type, headers=headers)


def _plain(name: str) -> str:
    return name.encode("ascii", "ignore").decode() or "bewijs"
