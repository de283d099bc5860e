"""The story of the inspectorate's file study: who is closed within a year, and who is not."""

from trede.language import current_language
from trede.language import translate as _
from trede.publishers.documents import Document
from trede.publishers.numbers import number_text
from trede.publishers.reports.about import About, Municipalities, Span, facts_of
from trede.publishers.reports.iwi_2007.closed import (
    closed_section,
    readings_section,
    year_end_section,
)
from trede.publishers.reports.iwi_2007.exits import exits_section
from trede.publishers.reports.iwi_2007.first_page import caveats, headlines, standing_out
from trede.publishers.reports.phrases import with_counts
from trede.publishers.reports.source_figures import SourceFigures


def story(figures: SourceFigures, about: About) -> Document:
    """Return the report without the comparison with the print."""
    table = figures.at("table2/total")
    closed = table.share("closed_rate")
    return Document(
        "iwi-2007",
        current_language(),
        _("Does everyone get a trajectory or work within a year?"),
        _("File study of {complete} clients who entered social assistance, recomputed").format(
            complete=number_text(figures.count("rows/complete"))
        ),
        _(
            "{closed} of the clients who are not fully exempt got a trajectory or left benefit "
            "within a year. For {open} neither happened in time."
        ).format(
            closed=with_counts(closed),
            open=number_text(table.count("open")),
        ),
        headlines(figures),
        (standing_out(figures), caveats(figures)),
        (
            closed_section(figures),
            exits_section(figures),
            year_end_section(figures),
            readings_section(figures),
        ),
        facts=facts_of(
            about,
            Municipalities(number=figures.count("table1/total/municipalities")),
            inflow=Span(
                figures.text("study/instroom_van"), figures.text("study/instroom_tot_en_met")
            ),
            as_of=figures.text("study/einde_waarneming"),
        ),
    )
