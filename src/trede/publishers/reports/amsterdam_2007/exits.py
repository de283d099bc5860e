"""Exits to work: by cohort, with and without a completed activity, and as verified later."""

from collections.abc import Mapping

from trede.language import translate as _
from trede.publishers.cells import count, share, words
from trede.publishers.charts.flow import Node, Stage, flow
from trede.publishers.charts.palette import AMBER, DEEP, GREY, PALE
from trede.publishers.charts.stacked_bars import Bar, Part, stacked_bars
from trede.publishers.documents import Chart, Column, Row, Section, Table
from trede.publishers.numbers import number_text
from trede.publishers.reports.phrases import of, percent, with_counts
from trede.publishers.reports.shares_table import SharesTable, parts_of
from trede.publishers.reports.source_figures import Share, SourceFigures


def cohort_label(name: str) -> str:
    """Return the name of a cohort."""
    kind, _underscore, year = name.partition("_")
    if kind == "stock":
        return _("on benefit on 1 January {year}").format(year=year)
    if kind == "inflow":
        return _("entered in {year}").format(year=year)
    return _("all clients")


def exits_section(tables: SourceFigures) -> Section:
    """Return exits by cohort and by completed activity."""
    return Section(
        "exits",
        _("Who left benefit, and who left for work?"),
        (_cohorts(tables), _completed(tables)),
    )


def _cohorts(tables: SourceFigures) -> Chart:
    cohorts = tables.at("4.6").names()
    work = {
        name: Share(tables.count(f"4.6/{name}/exited_to_work"), tables.count(f"4.6/{name}/begin"))
        for name in cohorts
    }
    others = {name: tables.count(f"4.6/{name}/exited") - work[name].numerator for name in cohorts}
    staying = {name: tables.count(f"4.6/{name}/on_benefit") for name in cohorts}
    single = [name for name in cohorts if name != "total"]
    high = max(single, key=lambda name: work[name].percentage)
    sentence = _(
        "{total} of all clients left for work; the highest share: {cohort}, {share}."
    ).format(
        total=with_counts(work["total"], 1),
        cohort=cohort_label(high),
        share=with_counts(work[high], 1),
    )
    drawing = stacked_bars(
        _("Exits by cohort; behind the bar those who left for work"),
        sentence,
        (
            Part(_("left for work"), DEEP),
            Part(_("left for another reason"), PALE),
            Part(_("still on benefit"), GREY),
        ),
        [
            Bar(
                cohort_label(name),
                (work[name].numerator, others[name], staying[name]),
                percent(work[name], 1),
                of(work[name]),
            )
            for name in cohorts
        ],
    )
    table = _cohorts_table(work, others, staying)
    return Chart("exits-by-cohort-chart", drawing, sentence, table)


def _cohorts_table(
    work: Mapping[str, Share], others: Mapping[str, int], staying: Mapping[str, int]
) -> Table:
    return Table(
        "exits-by-cohort",
        _("Exits by cohort"),
        (
            Column(_("Cohort"), numeric=False),
            Column(_("clients")),
            Column(_("left for work")),
            Column("%"),
            Column(_("left for another reason")),
            Column(_("still on benefit")),
        ),
        tuple(
            Row(
                (
                    words(cohort_label(name)),
                    count(work[name].denominator),
                    count(work[name].numerator),
                    share(work[name].numerator, work[name].denominator, 1),
                    count(others[name]),
                    count(staying[name]),
                ),
                total=name == "total",
            )
            for name in work
        ),
        definition=_(
            "The latest benefit of each client, and how it stood on the day of the status."
        ),
    )


def _completed(tables: SourceFigures) -> Chart:
    states = {
        "ended_work": _("left for work"),
        "ended_other": _("left for another reason"),
        "not_ended": _("still on benefit"),
    }
    groups = {"completed": _("completed an activity"), "no_completed": _("completed none")}
    counts = {
        group: tuple(tables.count(f"4.16/{state}/{group}") for state in states) for group in groups
    }
    shares = {group: Share(found[0], sum(found)) for group, found in counts.items()}
    sentence = _(
        "Of those who completed an activity {completed} left for work, of the others {others}."
    ).format(
        completed=with_counts(shares["completed"], 1),
        others=with_counts(shares["no_completed"], 1),
    )
    colours = (DEEP, PALE, GREY)
    drawing = stacked_bars(
        _("Exits of clients with and without a completed activity"),
        sentence,
        [Part(label, colour) for label, colour in zip(states.values(), colours, strict=True)],
        [
            Bar(label, counts[group], percent(shares[group], 1), of(shares[group]))
            for group, label in groups.items()
        ],
    )
    table = SharesTable(
        "completed-by-exit",
        _("Completed activities and exits"),
        "",
        _("clients"),
        notes=(_("The two groups differ in more than the activity: this is no effect of it."),),
        sheet=_("Completed activities"),
    ).table(
        tuple(states.values()), {groups[group]: parts_of(found) for group, found in counts.items()}
    )
    return Chart("completed-by-exit-chart", drawing, sentence, table)


def verification_section(tables: SourceFigures) -> Section:
    """Return what was registered as cause of exit, and what was found half a year later."""
    registered = {"work": _("work"), "other": _("other cause"), "unknown": _("cause unknown")}
    found = {
        "work": _("at work"),
        "benefit_elsewhere": _("another benefit"),
        "none": _("nothing found"),
    }
    links = {
        (cause, status): tables.count(f"suwinet/{cause}/{status}")
        for cause in registered
        for status in found
    }
    confirmed = Share(links["work", "work"], sum(links["work", status] for status in found))
    others = sum(links[cause, "work"] for cause in ("other", "unknown"))
    sentence = _(
        "Of the registered exits to work {confirmed} were at work half a year later; {others} "
        "others were at work without being registered so."
    ).format(confirmed=with_counts(confirmed), others=number_text(others))
    drawing = flow(
        _("Registered cause of exit and what was found half a year later"),
        sentence,
        (
            Stage(_("Registered"), _nodes(registered, (DEEP, GREY, AMBER))),
            Stage(_("Found later"), _nodes(found, (DEEP, PALE, GREY))),
        ),
        (links,),
    )
    table = Table(
        "verified-exits",
        _("Registered cause and verified status"),
        (Column(_("Registered"), numeric=False), *(Column(label) for label in found.values())),
        tuple(
            Row((words(label), *(count(links[cause, status]) for status in found)))
            for cause, label in registered.items()
        ),
        definition=_(
            "A part of the ended benefits, looked up in SUWInet; the audit prints none of these "
            "counts."
        ),
        sheet=_("Verified exits"),
    )
    chart = Chart("verified-exits-chart", drawing, sentence, table)
    return Section("verification", _("Is the registered cause of exit right?"), (chart,))


def _nodes(labels: dict[str, str], colours: tuple[str, ...]) -> tuple[Node, ...]:
    return tuple(
        Node(name, label, colour)
        for (name, label), colour in zip(labels.items(), colours, strict=True)
    )
