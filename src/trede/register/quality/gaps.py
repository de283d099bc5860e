"""The people behind a gap: who lacks a field, and whether the file was touched since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trede.register.clients.models import Client
from trede.register.exchange.watermarks import read_watermark
from trede.register.facts.versions import Change
from trede.register.figures.computing import Asked, dossier_folder
from trede.register.project.clock import today
from trede.register.quality.declared import Field
from trede.register.quality.measuring import FILLED
from trede.register.quality.rows import rows_behind


@dataclass(frozen=True)
class Gap:
    """Someone who lacks a field, or has a fact that lacks it (``subject``)."""

    client: Client
    subject: str
    source: str
    team: str
    case_manager: str


@dataclass(frozen=True)
class Chosen:
    """Of which team and which source gaps are shown; none: of all."""

    team: str | None = None
    source: str | None = None

    def fits(self, row: Mapping[str, object]) -> bool:
        """Tell whether a row behind the figure is among them."""
        wanted = (("team", self.team), ("source", self.source))
        return all(chosen is None or (row[name] or "") == chosen for name, chosen in wanted)


def gaps_in(field: Field, chosen: Chosen) -> list[Gap]:
    """Return who lacked a field at the last nightly run, in order of client number."""
    rows = [row for row in _rows(field) if chosen.fits(row)]
    clients = clients_by_person([str(row["person_id"]) for row in rows])
    gaps = [
        _gap(clients[str(row["person_id"])], row) for row in rows if row["person_id"] in clients
    ]
    return sorted(gaps, key=lambda gap: (gap.client.number, gap.subject))


def lacks(client: Client, field: Field, subject: str) -> bool:
    """Tell whether a client was among those who lack a field."""
    wanted = (client.person_id, subject)
    return any((row["person_id"], row["subject"]) == wanted for row in _rows(field))


def touched_since(clients: Sequence[Client]) -> set[int]:
    """Return whose files were changed since the figures were computed."""
    watermark = read_watermark(dossier_folder())
    persons = {client.person_id: client.pk for client in clients}
    since = Change.objects.filter(pk__gt=watermark.newest if watermark else 0)
    found = since.filter(person_id__in=persons).values_list("person_id", flat=True)
    return {persons[person] for person in found if person is not None}


def clients_by_person(persons: Sequence[str]) -> dict[str, Client]:
    """Return clients with their names, by pseudonym; who was merged since is left out."""
    found = Client.objects.filter(person_id__in=set(persons), merged_into__isnull=True)
    return {client.person_id: client for client in found.prefetch_related("identities")}


def _rows(field: Field) -> list[Mapping[str, object]]:
    asked = Asked(FILLED, today(), values=(("only_field", field.name),))
    return rows_behind(asked, uncounted=True)


def _gap(client: Client, row: Mapping[str, object]) -> Gap:
    said = (str(row[name] or "") for name in ("subject", "source", "team", "case_manager_id"))
    return Gap(client, *said)
