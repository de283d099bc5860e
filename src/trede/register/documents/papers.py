"""The papers that the register can make, and which facts each is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from trede.language import Language
from trede.language import translate as _
from trede.register.clients.models import Client


@dataclass(frozen=True)
class Paper:
    """One kind of paper: the table of the fact it is about; none: it is about the whole file."""

    name: str
    table: str | None

    @property
    def title(self) -> str:
        """What the paper is called, in the language in use."""
        return {
            "plan": _("Plan towards work"),
            "exemption": _("Decision on exemption"),
            "sanction": _("Decision on a sanction"),
            "handover": _("Hand-over of a client"),
        }[self.name]


PAPERS: Mapping[str, Paper] = MappingProxyType(
    {
        paper.name: paper
        for paper in (
            Paper("plan", "plans"),
            Paper("exemption", "exemptions"),
            Paper("sanction", "sanctions"),
            Paper("handover", None),
        )
    }
)
ENGLISH = ("en", "eng", "english", "engels")
"""How the language of a client may be written that asks for papers in English."""


def language_for(client: Client) -> Language:
    """Return the language of papers about a client: Dutch, unless the client's own is English."""
    own = client.identity.language if client.identity is not None else ""
    return "en" if own.strip().lower() in ENGLISH else "nl"
