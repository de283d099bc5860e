"""The pages that say whether the register works, for whoever watches over it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from trede.register.access.looking import page
from trede.register.operation.health import OK, examine, remedies
from trede.register.operation.nightly import newest_runs

RUNS = 30
"""How many nightly runs the page shows."""


@require_safe
@never_cache
def show_health(request: HttpRequest) -> JsonResponse:
    """Answer without signing in: 200 if pages can be served, 503 if not. Says nothing of people."""
    del request
    health = examine()
    ended_at = health.nightly_ended_at
    content = {
        "database": health.database,
        "migrations": health.migrations,
        "nightly": health.nightly,
        "nightly_ended_at": ended_at.isoformat(timespec="seconds") if ended_at else None,
    }
    return JsonResponse(content, status=200 if health.can_serve else 503)


@require_GET
@page("operation")
def show_operation(request: HttpRequest) -> HttpResponse:
    """Show an administrator how the register is, what to do about it, and its nightly runs."""
    health = examine()
    context = {
        "health": health,
        "ok": OK,
        "remedies": remedies(health),
        "runs": newest_runs(RUNS) if health.can_serve else [],
    }
    return render(request, "operation/operation.html", context)
