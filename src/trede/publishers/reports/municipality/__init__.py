"""The report on any dossier: what it can tell, for a council, with small cells withheld.

A part of the report appears if the dossier holds what it needs; nothing is filled in.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from trede.language import current_language
from trede.language import translate as _
from trede.publishers.documents import Chart, Document, Fact, Headline, Points, Section
from trede.publishers.numbers import number_text
from trede.publishers.reports.about import (
    About,
    Municipalities,
    Span,
    facts_of,
    not_for_publication,
)
from trede.publishers.reports.cost_per_success import CostPerSuccess
from trede.publishers.reports.municipality.closed import Closed, count_closed
from trede.publishers.reports.municipality.cost import (
    contracts_section,
    cost_section,
    count_cost,
)
from trede.publishers.reports.municipality.exit_curves import ExitCurves, count_exit_curves
from trede.publishers.reports.municipality.exits import (
    Cohorts,
    cohorts_of,
    work_headline,
    work_share,
)
from trede.publishers.reports.municipality.margins import Margins
from trede.publishers.reports.municipality.quality import (
    quality_section,
    rows_used,
    used_headline,
)
from trede.publishers.reports.phrases import with_counts
from trede.publishers.reports.source_figures import Share
from trede.publishers.reproduction.calculator import Calculator
from trede.publishers.suppression import THRESHOLD

_MOST_HEADLINES = 4


@dataclass(frozen=True)
class _Parts:
    """The parts of a report that may be told; none where the dossier does not hold them.

    ``work`` are exits to work of all exits, where the curves do not tell that of the first year.
    ``left_out`` says that some part would have given a small number away beside another.
    """

    closed: Closed | None
    curves: ExitCurves | None
    work: Share | None
    cohorts: Cohorts | None
    cost: CostPerSuccess | None
    used: Share
    left_out: bool


def municipality_report(
    calculator: Calculator,
    about: About | None = None,
    threshold: int = THRESHOLD,
    *,
    municipalities: Municipalities | None = None,
    notices: Iterable[str] = (),
) -> Document:
    """Return the report on the dossier of a calculator.

    Counts of people below ``threshold`` are withheld, and those that would tell them.
    ``municipalities`` are those of the files, ``notices`` what every reader must know.
    """
    parts = _count(calculator, threshold)
    sections = tuple(_sections(calculator, parts, threshold))
    document = Document(
        "report",
        current_language(),
        _("From welfare to work: who is served, who left, at what cost?"),
        "",
        _answer(parts),
        tuple(_headlines(parts))[:_MOST_HEADLINES],
        (_standing_out(sections), _caveats(calculator, parts, threshold)),
        sections,
        _("Made from a dossier; each figure has its definition with its table."),
        facts=_facts(calculator.settings, about or About(), municipalities),
    )
    return replace(document, notices=(*notices, *not_for_publication(document)))


def _count(calculator: Calculator, threshold: int) -> _Parts:
    """Count the parts in the order of their weight; each must bear being beside those before."""
    margins = Margins(threshold)
    closed = margins.first(count_closed(calculator, threshold))
    curves = margins.first(count_exit_curves(calculator, threshold))
    told = curves is not None and curves.work is not None
    work = None if told else work_share(calculator, threshold)
    if work and not margins.allow({"left": work.denominator, "left for work": work.numerator}):
        work = None
    found = cohorts_of(calculator, threshold)
    cohorts = margins.first(*(found.alternatives() if found else ()))
    cost = count_cost(calculator, threshold)
    if cost and not margins.allow({"successes": cost.exits}):
        cost = None
    return _Parts(closed, curves, work, cohorts, cost, rows_used(calculator), margins.refused)


def _sections(calculator: Calculator, parts: _Parts, threshold: int) -> Iterator[Section]:
    sections = (
        parts.closed.section() if parts.closed else None,
        parts.curves.section() if parts.curves else None,
        parts.cohorts.section() if parts.cohorts else None,
        contracts_section(calculator, threshold),
        cost_section(parts.cost) if parts.cost else None,
        quality_section(calculator),
    )
    yield from (section for section in sections if section)


def _facts(
    settings: Mapping[str, str], about: About, municipalities: Municipalities | None
) -> tuple[Fact, ...]:
    def span(begins: str, ends: str) -> Span:
        return Span(settings.get(begins, ""), settings.get(ends, ""))

    return facts_of(
        about,
        municipalities,
        inflow=span("inflow_from", "inflow_to"),
        period=span("period_from", "period_to"),
        as_of=settings.get("observed_until") or settings.get("status_on", ""),
    )


def _answer(parts: _Parts) -> str:
    rate = parts.closed.total_rate if parts.closed else None
    if rate:
        return _(
            "{closed} of the clients who are not fully exempt got a trajectory or left benefit "
            "within a year. For {open} neither happened in time."
        ).format(closed=with_counts(rate), open=number_text(rate.rest))
    if parts.work:
        return _("Of the clients who left benefit {share} left for work.").format(
            share=with_counts(parts.work)
        )
    if parts.used.denominator:
        return _("{share} of the rows that were delivered could be used.").format(
            share=with_counts(parts.used)
        )
    return _("Too few clients to tell how many are closed without telling of single persons.")


def _headlines(parts: _Parts) -> Iterable[Headline]:
    if parts.closed:
        yield from parts.closed.headlines()
    in_a_year = parts.curves.work_share if parts.curves else None
    if work := in_a_year or parts.work:
        yield work_headline(work, within_a_year=in_a_year is not None)
    if parts.cost:
        yield parts.cost.headline()
    if parts.used.denominator:
        yield used_headline(parts.used)


def _standing_out(sections: Iterable[Section]) -> Points:
    """Return what the charts say, of those that the answer and the headlines do not tell."""
    told = ("exits", "cohorts", "contracts", "quality")
    charts = [
        block
        for section in sections
        for block in section.blocks
        if section.name in told and isinstance(block, Chart)
    ]
    return Points(_("What stands out"), tuple(chart.sentence for chart in charts), "good")


def _caveats(calculator: Calculator, parts: _Parts, threshold: int) -> Points:
    points = []
    if threshold > 1:
        points += [
            _("Counts from 1 to {most} are withheld, and others that would give one away.").format(
                most=threshold - 1
            ),
            _(
                "Do not publish other tables about the same people beside this report: together "
                "they may give a small number away."
            ),
        ]
    if parts.left_out:
        points.append(_("A part is left out: beside another it would give a small number away."))
    points.append(_("Gross results: nobody knows how many would have left without a trajectory."))
    if parts.closed:
        points += parts.closed.caveats(calculator, threshold)
    return Points(_("Keep in mind"), tuple(points), "soon")
