"""Papers in the browser."""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from trede.dossier.tables import TABLES
from trede.language import speaking
from trede.register.access.looking import open_client, page
from trede.register.clients.models import Client
from trede.register.documents.papers import PAPERS, Paper, language_for
from trede.register.documents.writing import Sender, write_paper
from trede.register.facts.models import Fact, believed
from trede.register.project.clock import today


@require_GET
@page("paper")
def show_paper(
    request: HttpRequest, number: str, name: str, subject: str | None = None
) -> HttpResponse:
    """Show a paper about a client as a PDF."""
    if name not in PAPERS:
        raise Http404(name)
    client = open_client(request, number)
    fact = _fact(PAPERS[name], client, subject)
    sender = Sender(settings.ENVIRONMENT.municipality)
    folder = Path(settings.ENVIRONMENT.folder)
    with speaking(language_for(client)):
        content = write_paper(PAPERS[name], client, fact, today(), sender, folder)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}-{client.number}.pdf"'
    return response


def _fact(paper: Paper, client: Client, subject: str | None) -> Fact | None:
    if paper.table is None:
        return None
    (key,) = TABLES[paper.table].key
    found = believed(paper.table).filter(person_id=client.person_id, **{key: subject}).first()
    if found is None:
        raise Http404(subject)
    return found  # type: ignore[no-any-return]
