"""The pages on which a client is registered and a hand-over is received."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from trede.errors import TredeError
from trede.language import translate as _
from trede.register.access.looking import page, signed_in
from trede.register.access.rules import ground_to_look
from trede.register.clients.models import Client
from trede.register.facts.versions import Change
from trede.register.project.clock import today
from trede.register.steps.handover import Handover, HandoverError, read_handover
from trede.register.steps.handover_receiving import Received, receive
from trede.register.steps.handover_requirements import missing_of
from trede.register.steps.registering import find_known, register
from trede.register.steps.registering_form import RegisterForm, UploadForm
from trede.register.steps.views import report


@never_cache
@require_http_methods(["GET", "POST"])
@page("register-client")
def register_client(request: HttpRequest) -> HttpResponse:
    """Register a client, or go to the dossier of one who is known already."""
    author = signed_in(request)
    form = RegisterForm(request.POST if request.method == "POST" else None, author=author)
    if form.is_bound and form.is_valid():
        try:
            done = register(form.cleaned_data, author, form.manager)
        except TredeError as error:
            form.tell(error)
        else:
            sentence = _("{name} is registered under number {number}.")
            said = sentence.format(name=done.client.name, number=done.client.number)
            return _to_file(request, done.client, done.change, said)
    elif form.is_bound:
        form.drop_confirmations()
    status = 422 if form.is_bound else 200
    return render(request, "steps/register.html", {"form": form}, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
@page("receive-handover")
def receive_handover(request: HttpRequest) -> HttpResponse:
    """Show what a hand-over holds, with everything filled in, and receive it."""
    if request.method == "POST" and "content" in request.POST:
        return _receive(request)
    form = UploadForm(*([request.POST, request.FILES] if request.method == "POST" else []))
    if form.is_valid():
        try:
            content = form.cleaned_data["file"].read()
            return _show(request, read_handover(content), content.decode("utf-8"))
        except (TredeError, UnicodeDecodeError) as error:
            form.add_error("file", str(error))
    status = 422 if form.is_bound else 200
    context = {"form": form, "problem": ""}
    return render(request, "steps/upload.html", context, status=status)


def _show(request: HttpRequest, handover: Handover, content: str) -> HttpResponse:
    """Show a hand-over that was just read, ready to be received."""
    form = RegisterForm(initial=handover.person.model_dump(), author=signed_in(request))
    return _render(request, form, handover, content)


def _receive(request: HttpRequest) -> HttpResponse:
    """Receive the hand-over that was shown, with what was filled in beside it."""
    content = request.POST["content"]
    try:
        handover = read_handover(content)
    except HandoverError as error:
        upload = UploadForm()
        return render(
            request, "steps/upload.html", {"form": upload, "problem": str(error)}, status=422
        )
    form = RegisterForm(request.POST, author=signed_in(request))
    if form.is_valid():
        given = handover.person.model_copy(update=_filled_in(form.cleaned_data))
        whole = handover.model_copy(update={"person": given})
        try:
            done = receive(whole, signed_in(request), form.manager, form.cleaned_data)
        except TredeError as error:
            form.tell(error)
        else:
            return _to_file(request, done.client, done.change, _told(done))
    else:
        form.drop_confirmations()
    return _render(request, form, handover, content)


def _filled_in(answers: Mapping[str, object]) -> dict[str, object]:
    fields = type(Handover.model_fields["person"].default).model_fields
    return {name: value for name, value in answers.items() if name in fields and value}


def _told(done: Received) -> str:
    if done.missing.agreed:
        missing = ", ".join(done.missing.agreed)
        return _("Hand-over received. Still missing: {missing}.").format(missing=missing)
    return _("Hand-over received: it is complete.")


def _render(
    request: HttpRequest, form: RegisterForm, handover: Handover, content: str
) -> HttpResponse:
    number = handover.person.citizen_number
    context = {
        "form": form,
        "handover": handover,
        "content": content,
        "missing": missing_of(handover, today()),
        "known": find_known(number) if number else None,
    }
    return render(request, "steps/handover.html", context, status=422 if form.is_bound else 200)


def _to_file(
    request: HttpRequest, client: Client, change: Change | None, sentence: str
) -> HttpResponse:
    """Go to the dossier; to the list of clients for whoever may not look without a reason."""
    if change is None:
        known = _("This client is known already, under number {number}. Nothing was recorded.")
        messages.info(request, known.format(number=client.number))
        return redirect("dossier", client.number)
    report(request, sentence, change, client.number)
    if ground_to_look(signed_in(request), client) is None:
        return redirect("clients")
    return redirect("dossier", client.number)
