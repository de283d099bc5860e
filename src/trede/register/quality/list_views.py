"""The pages with code lists, and with what came in and went out."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from trede.register.access.looking import page
from trede.register.quality.code_lists import code_lists
from trede.register.quality.exchanges import brought_in, exported, imported_files, nightly
from trede.register.steps.registry import label_of

AT_ONCE = 25


@require_GET
@page("code-lists")
def show_code_lists(request: HttpRequest) -> HttpResponse:
    """Show every code list with its codes, or those in which a text occurs."""
    text = request.GET.get("search", "").strip()
    lists = [(each, each.finding(text) if text else each.codes) for each in code_lists()]
    context = {"lists": [(each, codes) for each, codes in lists if codes], "text": text}
    return render(request, "quality/code_lists.html", context)


@require_GET
@page("exchanges")
def show_exchanges(request: HttpRequest) -> HttpResponse:
    """Show what was brought in, what became of its rows, and what was exported last."""
    context = {
        "page": Paginator(brought_in(), AT_ONCE).get_page(request.GET.get("page")),
        "label_of": label_of,
        "exported": exported(),
        "nightly": nightly(),
        "files": imported_files(),
    }
    return render(request, "quality/exchanges.html", context)
