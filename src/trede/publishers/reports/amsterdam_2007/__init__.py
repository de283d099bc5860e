"""The story of the court of audit: what trajectories brought, and what they cost."""

from trede.language import current_language
from trede.language import translate as _
from trede.publishers.documents import Document
from trede.publishers.numbers import number_text
from trede.publishers.reports.about import About, Span, facts_of
from trede.publishers.reports.amsterdam_2007.contracts import contracts_section
from trede.publishers.reports.amsterdam_2007.cost import cost_section
from trede.publishers.reports.amsterdam_2007.exits import exits_section, verification_section
from trede.publishers.reports.amsterdam_2007.first_page import (
    caveats,
    completers_to_work,
    cost_of_success,
    headlines,
    standing_out,
)
from trede.publishers.reports.phrases import with_counts
from trede.publishers.reports.source_figures import SourceFigures


def story(figures: SourceFigures, about: About) -> Document:
    """Return the report without the comparison with the print."""
    tables = figures.at("tables")
    return Document(
        "amsterdam-2007",
        current_language(),
        _("What did trajectories bring, and what did they cost?"),
        _("{clients} clients with a benefit in the period, recomputed from five systems").format(
            clients=number_text(tables.count("4.6/total/begin"))
        ),
        _(
            "Of those who completed a trajectory {share} left benefit for work. One such success "
            "cost {cost} in trajectories."
        ).format(
            share=with_counts(completers_to_work(tables)),
            cost=cost_of_success(tables).full_text,
        ),
        headlines(tables),
        (standing_out(tables), caveats(tables)),
        (
            exits_section(tables),
            contracts_section(tables),
            cost_section(tables),
            verification_section(tables),
        ),
        facts=facts_of(
            about,
            period=Span(figures.text("meta/period/0"), figures.text("meta/period/1")),
            as_of=figures.text("meta/status_date"),
        ),
    )
