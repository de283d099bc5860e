"""The papers that the register can make, and which facts each is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from trede.language import translate as _


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
