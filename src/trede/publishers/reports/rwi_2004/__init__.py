"""The story of the cohort with two sources: why The Hague counts other people than the town."""

from trede.language import current_language
from trede.language import translate as _
from trede.publishers.documents import Document
from trede.publishers.numbers import number_text
from trede.publishers.reports.rwi_2004.first_page import caveats, headlines, standing_out
from trede.publishers.reports.rwi_2004.ratios import ratios_section
from trede.publishers.reports.rwi_2004.reconciliation import municipality_sections
from trede.publishers.reports.source_figures import SourceFigures


def story(figures: SourceFigures) -> Document:
    """Return the report without the comparison with the print."""
    towns = {name: figures.at(f"municipalities/{name}") for name in names(figures)}
    clients = sum(town.count("local/total/tree/X") for town in towns.values())
    differing = sum(town.count("reconciliation/differ") for town in towns.values())
    return Document(
        "rwi-2004",
        current_language(),
        _("Why does the national register count other clients than the municipality?"),
        _(
            "Clients who entered in {number} municipalities, followed for a year in both sources"
        ).format(number=number_text(len(towns))),
        _(
            "The same {clients} clients, two sources: {differing} of them count differently in the "
            "national register than in the municipality's own files, and the cause of each can be "
            "named."
        ).format(clients=number_text(clients), differing=number_text(differing)),
        headlines(towns),
        (standing_out(towns), caveats()),
        (ratios_section(towns), *municipality_sections(towns)),
    )


def names(figures: SourceFigures) -> tuple[str, ...]:
    """Return the names of the municipalities, in their order."""
    return figures.at("municipalities").names()
