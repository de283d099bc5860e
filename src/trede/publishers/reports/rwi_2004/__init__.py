"""The story of the cohort with two sources: why The Hague counts other people than the town."""

from collections.abc import Mapping

from trede.language import current_language
from trede.language import translate as _
from trede.publishers.documents import Document
from trede.publishers.numbers import number_text
from trede.publishers.reports.about import About, Municipalities, Span, facts_of
from trede.publishers.reports.rwi_2004.first_page import caveats, headlines, standing_out
from trede.publishers.reports.rwi_2004.ratios import ratios_section
from trede.publishers.reports.rwi_2004.reconciliation import municipality_sections
from trede.publishers.reports.source_figures import SourceFigures


def story(figures: SourceFigures, about: About) -> Document:
    """Return the report without the comparison with the print."""
    towns = {name: figures.at(f"municipalities/{name}") for name in names(figures)}
    clients = sum(town.count("local/total/tree/X") for town in towns.values())
    differing = sum(town.count("reconciliation/differ") for town in towns.values())
    return Document(
        "rwi-2004",
        current_language(),
        _("Why does the national register count other clients than the municipality?"),
        _subtitle(len(towns)),
        _(
            "The same {clients} clients, two sources: {differing} of them count differently in the "
            "national register than in the municipality's own files, and the cause of each can be "
            "named."
        ).format(clients=number_text(clients), differing=number_text(differing)),
        headlines(towns),
        (standing_out(towns), caveats(len(towns))),
        (ratios_section(towns), *municipality_sections(towns)),
        facts=facts_of(
            about,
            Municipalities(tuple(towns)),
            inflow=Span(_day(towns, "instroom_van"), _day(towns, "instroom_tot_en_met")),
            as_of=_day(towns, "vervolgmeting"),
        ),
    )


def _subtitle(municipalities: int) -> str:
    if municipalities == 1:
        return _("Clients who entered, followed for a year in both sources")
    return _(
        "Clients who entered in {number} municipalities, followed for a year in both sources"
    ).format(number=number_text(municipalities))


def _day(towns: Mapping[str, SourceFigures], name: str) -> str:
    """Return a day of the study if it is the same in all municipalities; else none."""
    days = {town.text(f"study/{name}") for town in towns.values()}
    return days.pop() if len(days) == 1 else ""


def names(figures: SourceFigures) -> tuple[str, ...]:
    """Return the names of the municipalities, in their order."""
    return figures.at("municipalities").names()
