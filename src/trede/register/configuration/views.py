"""The pages of the municipality's own settings: to read, to change from a day on, to withdraw."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trede.errors import TredeError
from trede.language import in_language
from trede.language import translate as _
from trede.measures.library import read_library
from trede.register.access.looking import page, signed_in
from trede.register.access.rules import assignments_now, may_open
from trede.register.accounts.roles import Domain
from trede.register.caseloads.case_management import (
    CaseManagement,
    choose_model,
    model_on,
)
from trede.register.configuration.choices import (
    CASE_MANAGEMENT,
    SIGNAL,
    WITHDRAWABLE,
    State,
    all_choices,
    choices_about,
    in_state,
)
from trede.register.configuration.dated import withdraw
from trede.register.configuration.effects import Effect, effect_of
from trede.register.configuration.forms import OFF, ON, CaseManagementForm, SignalForm
from trede.register.configuration.policy import all_policies, policy_on
from trede.register.pages.templating import show_day
from trede.register.project.clock import today
from trede.register.signals.declarations import GROUPS, Declaration, declared, group_title
from trede.register.signals.settings import Settings, lay_down, settings_on
from trede.register.steps.policies import policies

PREVIEW = "preview"


@require_GET
@page("configuration")
def show_configuration(request: HttpRequest) -> HttpResponse:
    """Show everything that the municipality decided: what holds, what is to come, what was."""
    day, choices = today(), all_choices()
    context = {
        "states": [(state.title, in_state(choices, state, day)) for state in _IN_ORDER],
        "model": model_on(day),
        "signals_on": len(settings_on(day).rules),
        "signals": len(declared()),
        "policies": all_policies(day),
        "may_change": may_open(signed_in(request), "configure"),
    }
    return render(request, "configuration/configuration.html", context)


_IN_ORDER = (State.TO_COME, State.HOLDS, State.OVER, State.WITHDRAWN)


@require_GET
@page("configuration")
def list_signals(request: HttpRequest) -> HttpResponse:
    """List the signals with the terms that hold today, by group."""
    settings = settings_on(today())
    groups = [
        (
            group_title(group),
            [
                (signal, rule in settings.rules, _terms(signal, settings))
                for rule, signal in declared().items()
                if signal.group == group
            ],
        )
        for group in GROUPS
    ]
    return render(request, "configuration/signals.html", {"groups": groups})


@require_GET
@page("configuration")
def show_signal(request: HttpRequest, rule: str) -> HttpResponse:
    """Show one signal: what it is, its terms today, and what was decided about it."""
    signal, settings = _signal(rule), settings_on(today())
    context = {
        "signal": signal,
        "is_on": rule in settings.rules,
        "terms": _terms(signal, settings),
        "choices": choices_about(SIGNAL, rule),
        "may_change": may_open(signed_in(request), "configure"),
    }
    return render(request, "configuration/signal.html", context)


@require_http_methods(["GET", "POST"])
@page("configure")
def change_signal(request: HttpRequest, rule: str) -> HttpResponse:
    """Decide about a signal from a day on; the effect is shown first if asked for."""
    signal, settings = _signal(rule), settings_on(today())
    initial: dict[str, object] = {n: settings.parameters[n] for n in signal.parameters}
    initial |= {"state": ON if rule in settings.rules else OFF, "valid_from": today()}
    form = SignalForm(request.POST or None, signal=signal, initial=initial)
    effect: Effect | None = None
    is_preview = request.POST.get("action") == PREVIEW
    if is_preview:
        form.fields["reason"].required = False
    if request.method == "POST" and form.is_valid():
        if is_preview:
            effect = effect_of(rule, today(), is_on=form.is_on, values=form.values)
        elif _laid_down(request, form):
            return redirect(reverse("signal-setting", args=[rule]))
    context = {"signal": signal, "form": form, "effect": effect, "is_preview": is_preview}
    status = 422 if form.errors else 200
    return render(request, "configuration/signal_change.html", context, status=status)


def _laid_down(request: HttpRequest, form: SignalForm) -> bool:
    answers = form.cleaned_data
    try:
        lay_down(
            form.signal.rule,
            valid_from=answers["valid_from"],
            author=signed_in(request),
            values=form.values,
            is_on=form.is_on,
            reason=answers["reason"],
        )
    except TredeError as error:
        form.tell(error)
        return False
    done = _("Laid down from {day} on. The worklists follow in the night before that day.")
    if answers["valid_from"] == today():
        done = _("Laid down from {day} on. The worklists follow tonight.")
    messages.success(request, done.format(day=show_day(answers["valid_from"])))
    return True


@require_GET
@page("configuration")
def show_case_management(request: HttpRequest) -> HttpResponse:
    """Show the two models, which holds, and how many clients stand under each."""
    roles = list(assignments_now().values_list("person_id", "role"))
    integral = {person for person, role in roles if role == Domain.INTEGRAL.value}
    context = {
        "model": model_on(today()),
        "models": list(CaseManagement),
        "integral": len(integral),
        "separated": len({person for person, _role in roles} - integral),
        "choices": choices_about(CASE_MANAGEMENT),
        "may_change": may_open(signed_in(request), "configure"),
    }
    return render(request, "configuration/case_management.html", context)


@require_http_methods(["GET", "POST"])
@page("configure")
def change_case_management(request: HttpRequest) -> HttpResponse:
    """Choose the model of case management from a day on."""
    form = CaseManagementForm(request.POST or None, initial={"model": model_on(today()).value})
    if request.method == "POST" and form.is_valid() and _chosen(request, form):
        return redirect(reverse("case-management"))
    context = {"form": form}
    status = 422 if form.errors else 200
    return render(request, "configuration/case_management_change.html", context, status=status)


def _chosen(request: HttpRequest, form: CaseManagementForm) -> bool:
    answers = form.cleaned_data
    try:
        choose_model(
            CaseManagement(answers["model"]),
            valid_from=answers["valid_from"],
            author=signed_in(request),
            reason=answers["reason"],
        )
    except TredeError as error:
        form.tell(error)
        return False
    done = _("Chosen from {day} on. No client is moved by it: team leaders bring them over.")
    messages.success(request, done.format(day=show_day(answers["valid_from"])))
    return True


@require_GET
@page("configuration")
def show_policy(request: HttpRequest, policy: str) -> HttpResponse:
    """Show a local policy with its versions."""
    if policy not in policies():
        raise Http404(policy)
    return render(request, "configuration/policy.html", {"policy": policy_on(policy, today())})


@require_POST
@page("configure")
def withdraw_choice(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Withdraw a choice that has not begun."""
    if kind not in WITHDRAWABLE:
        raise Http404(kind)
    choice = get_object_or_404(WITHDRAWABLE[kind], pk=pk)
    try:
        withdraw(choice, signed_in(request))
    except TredeError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Withdrawn. It stays to be seen in the list."))
    return redirect(reverse("configuration"))


def _signal(rule: str) -> Declaration:
    if rule not in declared():
        raise Http404(rule)
    return declared()[rule]


def _terms(signal: Declaration, settings: Settings) -> list[tuple[str, str, bool]]:
    """Return the terms of a signal: title, value, and whether it is the municipality's own."""
    known = read_library().parameters
    return [
        (
            in_language(known[name].titles),
            settings.parameters[name].replace(",", ", "),
            name in settings.values,
        )
        for name in signal.parameters
    ]
