"""The story of the inspectorate's file study: who is closed within a year, and who is not."""

from trede.language import current_language
from trede.language import translate as _
from trede.publishers.cells import count, share, words
from trede.publishers.charts.bars import Length, bars
from trede.publishers.charts.curves import Curve, curves
from trede.publishers.charts.palette import DEEP, GREY, MIDDLE, PALE, RED
from trede.publishers.charts.stacked_bars import Bar, Part, stacked_bars
from trede.publishers.documents import (
    Chart,
    Column,
    Document,
    Headline,
    Paragraph,
    Points,
    Row,
    Section,
    Table,
)
from trede.publishers.numbers import number_text
from trede.publishers.reports.closed_approach import (
    CLASSES,
    ClassesOfGroup,
    closed_chart,
    meaning_of_closed,
)
from trede.publishers.reports.phrases import of, percent, phase_label, with_counts
from trede.publishers.reports.source_figures import Share, SourceFigures

PERIODS = ("0-3", "3-6", "6-12", ">12", "undated <=12", "undated >12")
_YEAR = 12


def story(figures: SourceFigures) -> Document:
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
            "Of the {total} clients who are not fully exempt, {closed} got a trajectory or left "
            "benefit within a year. For {open} neither happened in time."
        ).format(
            total=number_text(closed.denominator),
            closed=with_counts(closed),
            open=number_text(table.count("open")),
        ),
        _headlines(figures),
        (_standing_out(figures), _caveats(figures)),
        (_closed(figures), _exits(figures), _year_end(figures), _readings(figures)),
    )


def _headlines(figures: SourceFigures) -> tuple[Headline, ...]:
    total = figures.at("table2/total")
    closed, closing = total.share("closed_rate"), total.share("closing_ratio")
    work = figures.share("exits/work_of_exits")
    return (
        Headline(
            percent(closed),
            _("closed within a year"),
            _("{counts} clients").format(counts=of(closed)),
            meaning_of_closed(),
            "good",
        ),
        Headline(
            number_text(total.count("open")),
            _("clients not closed"),
            _("{neither} without trajectory and without exit").format(
                neither=number_text(total.count("N3"))
            ),
            _("{late} got a trajectory only after a year, {left} left only after a year.").format(
                late=number_text(total.count("N1")), left=number_text(total.count("N2"))
            ),
            "late",
        ),
        Headline(
            percent(closing),
            _("had a trajectory, of those still on benefit"),
            _("{counts} clients").format(counts=of(closing)),
            _("Only those who are obliged and still on benefit after a year; exits do not help."),
        ),
        Headline(
            percent(work),
            _("of those who left went to work"),
            _("{counts} exits").format(counts=of(work)),
            _("That is {share} of all clients who entered.").format(
                share=percent(figures.share("exits/work_of_clients"))
            ),
        ),
    )


def _standing_out(figures: SourceFigures) -> Points:
    phases = [key for key in figures.at("table2").keys() if key != "total"]
    rates = {phase: figures.share(f"table2/{phase}/closed_rate") for phase in phases}
    low = min(phases, key=lambda phase: rates[phase].percentage)
    high = max(phases, key=lambda phase: rates[phase].percentage)
    total = figures.at("table2/total")
    return Points(
        _("What stands out"),
        (
            _("{low} is closed least, {low_rate}; {high} most, {high_rate}.").format(
                low=phase_label(low),
                low_rate=with_counts(rates[low]),
                high=phase_label(high),
                high_rate=with_counts(rates[high]),
            ),
            _(
                "Nearly half of closed is leaving: {left} clients left without a trajectory, "
                "{served} got one within a year."
            ).format(
                left=number_text(total.count("V3")),
                served=number_text(total.count("V1") + total.count("V2")),
            )
            if _about_half(total)
            else _(
                "Of the closed clients {left} left without a trajectory and {served} got one "
                "within a year."
            ).format(
                left=number_text(total.count("V3")),
                served=number_text(total.count("V1") + total.count("V2")),
            ),
            _(
                "The same clients are closed for {iwi}, {compliance} or {closing}, depending on "
                "who is counted."
            ).format(
                iwi=percent(total.share("closed_rate")),
                compliance=percent(total.share("compliance_ratio")),
                closing=percent(total.share("closing_ratio")),
            ),
        ),
        "good",
    )


def _about_half(total: SourceFigures) -> bool:
    left = Share(total.count("V3"), total.count("closed")).percentage
    return 44 < left < 50  # noqa: PLR2004 - what people call nearly half


def _caveats(figures: SourceFigures) -> Points:
    aware = figures.at("table2/total/censoring_aware")
    return Points(
        _("Mind"),
        (
            _("Every exit counts as closed, also moving away and ending for lack of information."),
            _(
                "{short} open clients were observed for less than a year and cannot be judged "
                "yet; of those observed for a whole year {rate} are closed."
            ).format(
                short=number_text(aware.count("not_assessable")),
                rate=percent(aware.share("closed_rate_fully_observed")),
            ),
            _(
                "Those with and without a trajectory may not be compared as if the trajectory "
                "made the difference: who left early could not get one."
            ),
        ),
        "soon",
    )


def _closed(figures: SourceFigures) -> Section:
    phases = (*(key for key in figures.at("table2").keys() if key != "total"), "total")
    groups = [
        ClassesOfGroup(
            phase_label(phase),
            tuple(figures.count(f"table2/{phase}/{name}") for name in CLASSES),
            figures.count(f"table2/{phase}/full_exemption"),
        )
        for phase in phases
    ]
    chart = closed_chart("closed-by-phase", groups)
    text = _(
        "A client is closed who started a trajectory within a year after benefit started, or left "
        "within that year. Event: trajectory started. Exemption: full, at any time. The day of the "
        "anniversary counts."
    )
    return Section("closed", _("Who is closed and who is not?"), (Paragraph(text), chart))


def _exits(figures: SourceFigures) -> Section:
    return Section(
        "exits",
        _("When and why do clients leave?"),
        (_exit_curves(figures), _exit_periods(figures), _exit_reasons(figures)),
    )


def _exit_curves(figures: SourceFigures) -> Chart:
    clients = figures.count("rows/complete")
    all_exits, work = [(0.0, 0.0)], [(0.0, 0.0)]
    rows, left, worked = [], 0, 0
    for period in PERIODS[:3]:
        left += figures.count(f"exits/by_period/{period}/exits")
        worked += figures.count(f"exits/by_period/{period}/work/n")
        month = int(period.partition("-")[2])
        all_exits.append((month, 100 * left / clients))
        work.append((month, 100 * worked / clients))
        rows.append(
            Row(
                (
                    words(_("{months} months").format(months=month)),
                    count(left),
                    share(left, clients, 1),
                    count(worked),
                    share(worked, clients, 1),
                )
            )
        )
    sentence = _(
        "Within a year {left} of {clients} clients had left on a known day ({share}), {worked} of "
        "them to work."
    ).format(
        left=number_text(left),
        clients=number_text(clients),
        share=percent(Share(left, clients), 1),
        worked=number_text(worked),
    )
    drawing = curves(
        _("Left within the first year"),
        sentence,
        (
            Curve(_("all reasons"), DEEP, tuple(all_exits)),
            Curve(_("to work"), RED, tuple(work)),
        ),
        x_title=_("months after the start of benefit"),
        y_title=_("left, of all clients who entered"),
        ticks=(0, 3, 6, _YEAR),
    )
    table = Table(
        "exit-curve",
        _("Clients who left, added up"),
        (
            Column(_("After"), numeric=False),
            Column(_("Left")),
            Column("%"),
            Column(_("To work")),
            Column("%"),
        ),
        tuple(rows),
        definition=_("Exits whose day is known; months are calendar months, the last day included."),
    )
    return Chart("exit-curve-chart", drawing, sentence, table)


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
    shown = [p for p in figures.at("exits/by_period").keys() if figures.count(f"exits/by_period/{p}/exits")]
    work = {period: figures.share(f"exits/by_period/{period}/work") for period in shown}
    sentence = _("In the first three months {first} of those who leave go to work, in the second half-year {last}.").format(
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
    table = Table(
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
    return Chart("exits-by-period-chart", drawing, sentence, table)


def _exit_reasons(figures: SourceFigures) -> Chart:
    reasons = {
        name: figures.share(f"exits/by_fine_reason/{name}")
        for name in figures.at("exits/by_fine_reason").keys()
    }
    ordered = sorted(reasons.items(), key=lambda item: -item[1].numerator)
    first, second = ordered[0], ordered[1]
    sentence = _("Most leave for {first}, {first_share}; next comes {second}, {second_share}.").format(
        first=first[0],
        first_share=with_counts(first[1]),
        second=second[0],
        second_share=with_counts(second[1]),
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
    )
    return Chart("exits-by-reason-chart", drawing, sentence, table)


def _year_end(figures: SourceFigures) -> Section:
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
        "After a year {left} of {total} clients who are not fully exempt have left, {served} are on "
        "benefit with a trajectory and {open} without."
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
            Bar(label, counts[name], note=_("{number} clients").format(number=number_text(sum(counts[name]))))
            for name, label in populations.items()
        ],
    )
    table = Table(
        "end-situation",
        _("Situation after a year"),
        (
            Column(_("Situation"), numeric=False),
            *(Column(title, group=label) for label in populations.values() for title in (_("clients"), "%")),
        ),
        tuple(
            Row(
                (
                    words(label),
                    *(
                        cell
                        for name in populations
                        for cell in (
                            count(counts[name][index]),
                            share(counts[name][index], sum(counts[name]), 1),
                        )
                    ),
                )
            )
            for index, label in enumerate(labels)
        ),
    )
    chart = Chart("end-situation-chart", drawing, text, table)
    return Section("end-situation-part", _("Where are clients after a year?"), (chart,))


def _readings(figures: SourceFigures) -> Section:
    events = {"offered": _("offered"), "decided": _("decided"), "started": _("started")}
    moments = {
        "start": _("exempt at the start"),
        "one_year": _("exempt after a year"),
        "ever": _("exempt at any time"),
    }
    found = {
        (entry.content["event"], entry.content["exemption"]): entry.share("phases/total/closed_rate")
        for entry in figures.entries("variants")
        if (entry.content["boundary"], entry.content["year"]) == ("inclusive", "anniversary")
    }
    rows = tuple(
        Row(
            (
                words(label),
                *(
                    cell
                    for moment in moments
                    for cell in (
                        count(found[event, moment].numerator),
                        share(found[event, moment].numerator, found[event, moment].denominator, 1),
                    )
                ),
            )
        )
        for event, label in events.items()
    )
    low = min(found.values(), key=lambda rate: rate.percentage)
    high = max(found.values(), key=lambda rate: rate.percentage)
    table = Table(
        "readings",
        _("Closed within a year, by what closes and who is exempt"),
        (
            Column(_("A trajectory that is"), numeric=False),
            *(Column(title, group=label) for label in moments.values() for title in (_("closed"), "%")),
        ),
        rows,
        definition=_("The year ends on the anniversary, that day included. The report uses: started, exempt at any time."),
    )
    text = _("Depending on the definition the same files give between {low} and {high}.").format(
        low=with_counts(low, 1), high=with_counts(high, 1)
    )
    return Section("readings-part", _("How much does the definition matter?"), (Paragraph(text), table))
