"""The page with all terms; it tells nothing of a person and opens to anyone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from trede.register.glossary.terms import in_order


@require_GET
def list_terms(request: HttpRequest) -> HttpResponse:
    """List the terms of the field with what they mean."""
    return render(request, "glossary/glossary.html", {"terms": in_order()})
