"""The page that says whether the register works, for whoever watches over it."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from trede.register.operation.health import examine


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
