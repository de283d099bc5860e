"""When and why clients leave."""

from collections.abc import Mapping

from trede.language import translate as _
from trede.publishers.cells import count, share, words
from trede.publishers.charts.bars import Length, bars
from trede.publishers.charts.palette import DEEP, PALE, SEQUENCE
from trede.publishers.charts.stacked_bars import Bar, Part, stacked_bars
from trede.publishers.documents import Chart, Column, Row, Section, Table
from trede.publishers.numbers import number_text
from trede.publishers.reports.exit_curves import (
    MONTHS,
    ReasonOverTime,
    added_up,
    exit_curve_chart,
    in_order,
)
from trede.publishers.reports.phrases import percent, phase_label, with_counts
from trede.publishers.reports.source_figures import Share, SourceFigures

PERIODS = ("0-3", "3-6", "6-12", ">12", "undated <=12", "undated >12")
_MOST_NAMED = 3

WORK = "werk"
"""The group of reasons that is told first, regardless of case."""


def exits_section(figures: SourceFigures) -> Section:
    """Return exits over the first year, by period and by reason."""
    return Section(
        "exits",
        _("When and why do clients leave?"),
        (
            _exit_curves(figures),
            _exit_periods(figures),
            _exit_reasons(figures),
            _exit_groups(figures),
        ),
    )


def _exit_curves(figures: SourceFigures) -> Chart:
    by_month = figures.at("exits/by_month_and_group")
    reasons = (
        ReasonOverTime(
            _group_label(group),
            added_up({month: by_month.count(f"{group}/{month}") for month in MONTHS}),
        )
        for group in by_month.names()
    )
    notes = (_("Groups of reasons are those of the source."),)
    return exit_curve_chart(in_order(reasons), figures.count("rows/complete"), notes)


def _group_label(group: str) -> str:
    return group.lower() or _("reason in no group")


def _exit_periods(figures: SourceFigures) -> Chart:
    labels = dict(
        zip(
            PERIODS,
            (
                _("0 to 3 months"),
                _("3 to 6 months"),
                _("6 to 12 months"),
                _("after 12 months"),
                _("within 12 months, day unknown"),
                _("after 12 months, day unknown"),
            ),
            strict=True,
        )
    )
    shown = [
        p
        for p in figures.at("exits/by_period").names()
        if figures.count(f"exits/by_period/{p}/exits")
    ]
    work = {period: figures.share(f"exits/by_period/{period}/work") for period in shown}
    sentence = _(
        "In the first three months {first} of those who leave go to work, in the second "
        "half-year {last}."
    ).format(
        first=with_counts(figures.share("exits/by_period/0-3/work")),
        last=with_counts(figures.share("exits/by_period/6-12/work")),
    )
    drawing = stacked_bars(
        _("Exits by period after the start"),
        sentence,
        (Part(_("to work"), DEEP), Part(_("other reasons"), PALE)),
        [
            Bar(
                labels.get(period, period),
                (found.numerator, found.denominator - found.numerator),
                percent(found),
                _("to work"),
            )
            for period, found in work.items()
        ],
        scale="count",
    )
    table = _periods_table(work, labels)
    return Chart("exits-by-period-chart", drawing, sentence, table)


def _periods_table(work: Mapping[str, Share], labels: Mapping[str, str]) -> Table:
    return Table(
        "exits-by-period",
        _("Exits by period"),
        (
            Column(_("Period"), numeric=False),
            Column(_("Exits")),
            Column(_("To work")),
            Column(_("To work, %")),
        ),
        tuple(
            Row(
                (
                    words(labels.get(period, period)),
                    count(found.denominator),
                    count(found.numerator),
                    share(found.numerator, found.denominator),
                )
            )
            for period, found in work.items()
        ),
    )


def _exit_reasons(figures: SourceFigures) -> Chart:
    reasons = {
        name: figures.share(f"exits/by_fine_reason/{name}")
        for name in figures.at("exits/by_fine_reason").names()
    }
    ordered = sorted(reasons.items(), key=lambda item: -item[1].numerator)
    sentence = _("Reasons that are given most: {list}.").format(
        list=", ".join(f"{name} {with_counts(found)}" for name, found in ordered[:_MOST_NAMED])
    )
    drawing = bars(
        _("Exits by reason"),
        sentence,
        [
            Length(name, found.numerator, number_text(found.numerator), percent(found, 1))
            for name, found in ordered
        ],
    )
    table = Table(
        "exits-by-reason",
        _("Exits by registered reason"),
        (Column(_("Reason"), numeric=False), Column(_("Exits")), Column("%")),
        tuple(
            Row((words(name), count(found.numerator), share(found.numerator, found.denominator, 1)))
            for name, found in ordered
        ),
        definition=_("Reasons are named as in the source."),
        sheet=_("Exits by reason"),
    )
    return Chart("exits-by-reason-chart", drawing, sentence, table)


def _exit_groups(figures: SourceFigures) -> Chart:
    part = figures.at("exits/within_one_year_by_phase_and_group")
    phases = part.names()
    found_groups = dict.fromkeys(group for phase in phases for group in part.at(phase).names())
    groups = tuple(sorted(found_groups, key=lambda group: group.casefold() != WORK))
    counts = {phase: tuple(part.count(f"{phase}/{group}") for group in groups) for phase in phases}
    work = {phase: Share(found[0], sum(found)) for phase, found in counts.items()}
    high = max(phases, key=lambda phase: work[phase].percentage)
    low = min(phases, key=lambda phase: work[phase].percentage)
    sentence = _(
        "In {high} the reason of {high_rate} of the exits within a year is {group}, in {low} of "
        "{low_rate}."
    ).format(
        group=groups[0].lower(),
        high=phase_label(high).lower(),
        high_rate=with_counts(work[high]),
        low=phase_label(low).lower(),
        low_rate=with_counts(work[low]),
    )
    drawing = stacked_bars(
        _("Exits within a year by phase and reason"),
        sentence,
        [Part(group, colour) for group, colour in zip(groups, SEQUENCE, strict=False)],
        [
            Bar(phase_label(phase), counts[phase], percent(work[phase]), groups[0].lower())
            for phase in phases
        ],
    )
    table = Table(
        "exits-by-phase-and-reason",
        _("Exits within a year by phase and group of reasons"),
        (Column(_("Group"), numeric=False), *(Column(phase_label(phase)) for phase in phases)),
        tuple(
            Row((words(group), *(count(counts[phase][index]) for phase in phases)))
            for index, group in enumerate(groups)
        ),
        definition=_("Groups of reasons are those of the source."),
        sheet=_("Exits by phase and reason"),
    )
    return Chart("exits-by-phase-and-reason-chart", drawing, sentence, table)
