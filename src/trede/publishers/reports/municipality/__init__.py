"""The report on any dossier: what it can tell, for a council, with small cells withheld.

A part of the report appears if the dossier holds what it needs; nothing is filled in.
"""

from collections.abc import Iterable

from trede.language import current_language
from trede.language import translate as _
from trede.publishers.documents import Document, Headline, Points
from trede.publishers.numbers import number_text
from trede.publishers.reports.cost_per_success import CostPerSuccess
from trede.publishers.reports.municipality.closed import Closed, count_closed
from trede.publishers.reports.municipality.cost import (
    contracts_section,
    cost_section,
    count_cost,
)
from trede.publishers.reports.municipality.exits import (
    cohorts_section,
    exit_curves_section,
    work_headline,
    work_share,
)
from trede.publishers.reports.municipality.quality import (
    quality_section,
    rows_used,
    used_headline,
)
from trede.publishers.reports.phrases import date_text, with_counts
from trede.publishers.reports.source_figures import Share
from trede.publishers.reproduction.calculator import Calculator
from trede.publishers.suppression import THRESHOLD

_MOST_HEADLINES = 4


def municipality_report(calculator: Calculator, threshold: int = THRESHOLD) -> Document:
    """Return the report on the dossier of a calculator.

    Counts of people below ``threshold`` are withheld, and those that would tell them.
    """
    closed = count_closed(calculator, threshold)
    work = work_share(calculator, threshold)
    cost = count_cost(calculator, threshold)
    used = rows_used(calculator)
    sections = (
        closed.section() if closed else None,
        exit_curves_section(calculator, threshold),
        cohorts_section(calculator, threshold),
        contracts_section(calculator, threshold),
        cost_section(cost) if cost else None,
        quality_section(calculator),
    )
    return Document(
        "report",
        current_language(),
        _("From welfare to work: who is served, who left, at what cost?"),
        _subtitle(calculator),
        _answer(closed, work, used),
        tuple(_headlines(closed, work, cost, used))[:_MOST_HEADLINES],
        (_caveats(calculator, closed, threshold),),
        tuple(section for section in sections if section),
        _("Made from a dossier; each figure has its definition with its table."),
    )


def _subtitle(calculator: Calculator) -> str:
    settings = calculator.settings
    until = settings.get("observed_until") or settings.get("status_on")
    if not until:
        return _("All that the dossier holds")
    return _("Followed until {date}").format(date=date_text(until))


def _answer(closed: Closed | None, work: Share | None, used: Share) -> str:
    rate = closed.total_rate if closed else None
    if rate:
        return _(
            "{closed} of the clients who are not fully exempt got a trajectory or left benefit "
            "within a year. For {open} neither happened in time."
        ).format(closed=with_counts(rate), open=number_text(rate.rest))
    if work:
        return _("Of the clients who left benefit {share} left for work.").format(
            share=with_counts(work)
        )
    return _("{share} of the rows that were delivered could be used.").format(
        share=with_counts(used)
    )


def _headlines(
    closed: Closed | None, work: Share | None, cost: CostPerSuccess | None, used: Share
) -> Iterable[Headline]:
    if closed:
        yield from closed.headlines()
    if work:
        yield work_headline(work)
    if cost:
        yield cost.headline()
    yield used_headline(used)


def _caveats(calculator: Calculator, closed: Closed | None, threshold: int) -> Points:
    points = [
        _("Counts from 1 to {most} are withheld, and others that would give one away.").format(
            most=threshold - 1
        ),
        _("Gross results: nobody knows how many would have left without a trajectory."),
    ]
    if closed:
        points += closed.caveats(calculator, threshold)
    return Points(_("Keep in mind"), tuple(points), "soon")
