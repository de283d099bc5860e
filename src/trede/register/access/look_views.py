"""The pages that show who looked at whom."""

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from trede.register.access.looking import open_client, page
from trede.register.access.looks import ground_title, looks_at, looks_by, page_title
from trede.register.access.models import Basis, Look
from trede.register.accounts.models import User

if TYPE_CHECKING:
    from django.db.models import QuerySet

AT_ONCE = 100


@require_GET
@page("client-looks")
def show_looks_at_client(request: HttpRequest, number: str) -> HttpResponse:
    """Show everyone who looked at a client, newest first."""
    client = open_client(request, number)
    context = {"client": client, **_listed(request, looks_at(client))}
    return render(request, "access/client_looks.html", context)


@require_GET
@page("user-looks")
def show_looks_of_user(request: HttpRequest, pk: int) -> HttpResponse:
    """Show at whom a user looked, stated reasons first; of clients only the number."""
    user = get_object_or_404(User, pk=pk)
    looks = looks_by(user)
    stated = looks.filter(basis=Basis.STATED_REASON).count()
    context = {"account": user, "stated": stated, **_listed(request, looks)}
    return render(request, "access/user_looks.html", context)


def _listed(request: HttpRequest, looks: "QuerySet[Look]") -> dict[str, Any]:
    paginator = Paginator(looks, AT_ONCE)
    return {
        "looks": paginator.get_page(request.GET.get("page")),
        "number_of_looks": paginator.count,
        "ground_title": ground_title,
        "page_title": page_title,
    }
