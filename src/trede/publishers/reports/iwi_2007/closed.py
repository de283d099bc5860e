"""Who is closed: by phase, after a year, and by other definitions."""

from trede.language import translate as _
from trede.publishers.charts.palette import GREY, MIDDLE, RED
from trede.publishers.charts.stacked_bars import Bar, Part, stacked_bars
from trede.publishers.documents import Chart, Paragraph, Section
from trede.publishers.numbers import number_text
from trede.publishers.reports.closed_approach import (
    CLASSES,
    StatesOfGroup,
    closed_chart,
    six_states,
)
from trede.publishers.reports.phrases import phase_label, with_counts
from trede.publishers.reports.shares_table import SharesTable, parts_of
from trede.publishers.reports.source_figures import SourceFigures


def closed_section(figures: SourceFigures) -> Section:
    """Return who is closed by phase."""
    phases = (*(key for key in figures.at("table2").names() if key != "total"), "total")
    groups = [
        StatesOfGroup(
            phase_label(phase),
            tuple(figures.count(f"table2/{phase}/{name}") for name in CLASSES),
            figures.count(f"table2/{phase}/without_full_exemption"),
            figures.count(f"table2/{phase}/full_exemption"),
        )
        for phase in phases
    ]
    chart = closed_chart(
        "closed-by-phase",
        six_states(),
        groups,
        _(
            "Closed: a trajectory started within a year after benefit started, or left within that "
            "year; the anniversary itself counts. Fully exempt: at any time."
        ),
    )
    return Section("closed", _("Who is closed and who is not?"), (chart,))


def year_end_section(figures: SourceFigures) -> Section:
    """Return where clients are after a year."""
    states = ("exited", "on_benefit_with_trajectory", "on_benefit_without_trajectory")
    labels = (
        _("left"),
        _("on benefit, with a trajectory"),
        _("on benefit, without a trajectory"),
    )
    populations = {
        "without_full_exemption": _("not fully exempt"),
        "all_clients": _("all clients"),
    }
    counts = {
        name: tuple(figures.count(f"end_situation/{name}/{state}/n") for state in states)
        for name in populations
    }
    obliged = counts["without_full_exemption"]
    text = _(
        "After a year {left} of {total} clients who are not fully exempt have left, {served} are "
        "on benefit with a trajectory and {open} without."
    ).format(
        left=number_text(obliged[0]),
        total=number_text(sum(obliged)),
        served=number_text(obliged[1]),
        open=number_text(obliged[2]),
    )
    drawing = stacked_bars(
        _("The situation a year after the start"),
        text,
        [Part(label, colour) for label, colour in zip(labels, (GREY, MIDDLE, RED), strict=True)],
        [
            Bar(
                label,
                counts[name],
                note=_("{number} clients").format(number=number_text(sum(counts[name]))),
            )
            for name, label in populations.items()
        ],
    )
    table = SharesTable(
        "end-situation", _("Situation after a year"), _("Situation"), _("clients")
    ).table(labels, {populations[name]: parts_of(found) for name, found in counts.items()})
    chart = Chart("end-situation-chart", drawing, text, table)
    return Section("end-situation-part", _("Where are clients after a year?"), (chart,))


def readings_section(figures: SourceFigures) -> Section:
    """Return the closed rate by what closes and by who counts as exempt."""
    events = {"offered": _("offered"), "decided": _("decided"), "started": _("started")}
    moments = {
        "start": _("exempt at the start"),
        "one_year": _("exempt after a year"),
        "ever": _("exempt at any time"),
    }
    found = {
        (entry.content["event"], entry.content["exemption"]): entry.share(
            "phases/total/closed_rate"
        )
        for entry in figures.entries("variants")
        if (entry.content["boundary"], entry.content["year"]) == ("inclusive", "anniversary")
    }
    low = min(found.values(), key=lambda rate: rate.percentage)
    high = max(found.values(), key=lambda rate: rate.percentage)
    table = SharesTable(
        "readings",
        _("Closed within a year, by what closes and who is exempt"),
        _("A trajectory that is"),
        _("closed"),
        definition=_(
            "The year ends on the anniversary, that day included. The report uses: started, "
            "exempt at any time."
        ),
        sheet=_("Other definitions"),
    ).table(
        tuple(events.values()),
        {label: [found[event, moment] for event in events] for moment, label in moments.items()},
    )
    text = _("Depending on the definition the same files give between {low} and {high}.").format(
        low=with_counts(low, 1), high=with_counts(high, 1)
    )
    return Section(
        "readings-part", _("How much does the definition matter?"), (Paragraph(text), table)
    )
