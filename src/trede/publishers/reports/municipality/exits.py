"""Exits of a dossier: curves by reason over the first year, and by cohort."""

from collections.abc import Mapping
from itertools import accumulate, cycle

from trede.language import translate as _
from trede.measures.figures import FigureRow, Group
from trede.publishers.cells import count, count_or_withheld, share, words
from trede.publishers.charts.curves import Curve, curves
from trede.publishers.charts.palette import DEEP, GREY, MIST, PALE, SEQUENCE
from trede.publishers.charts.stacked_bars import Bar, Part, stacked_bars
from trede.publishers.documents import Chart, Column, Headline, Row, Section, Table
from trede.publishers.reports.phrases import of, percent, with_counts, withheld_note
from trede.publishers.reports.source_figures import Share
from trede.publishers.reproduction.calculator import Calculator
from trede.publishers.suppression import suppress

_PERIODS = ("0-3", "3-6", "6-12")
_YEAR = 12
_STATES = ("ended_work", "ended_other", "not_ended")
Shown = Mapping[Group, int | None]


def work_share(calculator: Calculator, threshold: int) -> Share | None:
    """Return who left for work, of those who left; none if nobody left or it is too few."""
    (safe,) = suppress([calculator.total("work_exits_of_exits")], threshold)
    if safe.numerator is None or not safe.denominator:
        return None
    return Share(safe.numerator, safe.denominator)


def work_headline(work: Share) -> Headline:
    """Return the share of exits that were for work."""
    return Headline(
        percent(work),
        _("of those who left went to work"),
        _("{counts} exits").format(counts=of(work)),
        _("Any work counts, also work that the municipality pays for."),
    )


def reason_group_label(name: str | None) -> str:
    """Return the name of a group of exit reasons; groups of a municipality's own are kept."""
    labels = {
        "work": _("work"),
        "other_benefit": _("another benefit"),
        "moved": _("moved away"),
        "personal": _("personal reasons"),
        "culpable": _("culpable"),
        "other": _("other reasons"),
        "unknown": _("reason unknown"),
    }
    return _("reason unknown") if name is None else labels.get(name, name)


def exit_curves_section(calculator: Calculator, threshold: int) -> Section | None:
    """Return who left in the first year by group of reasons; none if too few did.

    If some group is too small to tell, work and all other reasons take the place of the groups.
    """
    name = "exits_by_reason_group"
    counted = calculator.counts([name], by=("exit_period", "reason_group"))[name].values()
    fine = [
        FigureRow(row.group, row.numerator, None) for row in counted if row.group[0] in _PERIODS
    ]
    for rows in (fine, _work_or_not(calculator)):
        safe = suppress(rows, threshold)
        if rows and not any(row.hidden for row in safe):
            shown = {row.group: row.numerator or 0 for row in safe}
            clients = calculator.total("closed_approach_classes").denominator or 0
            title = _("When and why do clients leave?")
            return Section("exits", title, (_exit_curves(shown, clients),))
    return None


def _work_or_not(calculator: Calculator) -> list[FigureRow]:
    name = "work_exits_of_exits"
    counted = calculator.counts([name], by=("exit_period",))[name].values()
    rows = []
    for row in counted:
        if row.group[0] in _PERIODS:
            rows.append(FigureRow((*row.group, "work"), row.numerator, None))
            others = (row.denominator or 0) - row.numerator
            rows.append(FigureRow((*row.group, "other"), others, None))
    return rows


def _exit_curves(shown: Mapping[Group, int], clients: int) -> Chart:
    groups = dict.fromkeys(group for _period, group in shown)
    added = {group: _added(shown, group) for group in groups}
    ordered = sorted(added, key=lambda group: -added[group][-1])
    lines = [
        Curve(reason_group_label(group), colour, _points(added[group], clients))
        for group, colour in zip(ordered, cycle(SEQUENCE), strict=False)
    ]
    sentence = _("Within a year clients left for: {list}.").format(
        list=", ".join(
            f"{reason_group_label(group)} {percent(Share(added[group][-1], clients), 1)}"
            for group in ordered
        )
    )
    drawing = curves(
        _("Left within the first year, by reason"),
        sentence,
        lines,
        x_title=_("months after the start of benefit"),
        y_title=_("left, of all clients who entered"),
        ticks=(0, 3, 6, _YEAR),
    )
    table = Table(
        "exit-curve",
        _("Clients who left, by period after the start"),
        (
            Column(_("Reason"), numeric=False),
            Column(_("0 to 3 months")),
            Column(_("3 to 6 months")),
            Column(_("6 to 12 months")),
            Column(_("within a year, of all who entered")),
        ),
        tuple(
            Row(
                (
                    words(reason_group_label(group)),
                    *(count(shown.get((period, group), 0)) for period in _PERIODS),
                    share(added[group][-1], clients, 1),
                )
            )
            for group in ordered
        ),
        definition=_(
            "Exits whose day is known; months are calendar months, the last day included."
        ),
    )
    return Chart("exit-curve-chart", drawing, sentence, table)


def _added(shown: Mapping[Group, int], group: str | None) -> list[int]:
    return list(accumulate(shown.get((period, group), 0) for period in _PERIODS))


def _points(added: list[int], clients: int) -> tuple[tuple[float, float], ...]:
    months = (int(period.partition("-")[2]) for period in _PERIODS)
    return (
        (0, 0),
        *((m, Share(n, clients).percentage) for m, n in zip(months, added, strict=True)),
    )


def cohorts_section(calculator: Calculator, threshold: int) -> Section | None:
    """Return what became of each cohort; none if the dossier has no period to look at."""
    name = "clients_by_status"
    rows = calculator.counts([name], by=("cohort", "status"))[name].values()
    counts = [
        FigureRow(row.group, row.numerator, None)
        for row in rows
        if row.group[0] and row.group[1] in _STATES
    ]
    cohorts = sorted({str(row.group[0]) for row in counts}, key=lambda c: (c != "stock", c))
    if not cohorts:
        return None
    shown: Shown = {safe.group: safe.numerator for safe in suppress(counts, threshold)}
    totals = {
        cohort: sum(row.numerator for row in counts if row.group[0] == cohort) for cohort in cohorts
    }
    chart = _cohorts_chart(shown, totals)
    return Section("cohorts", _("Who left benefit, and who left for work?"), (chart,))


def _cohorts_chart(shown: Shown, totals: dict[str, int]) -> Chart:
    labels = (_("left for work"), _("left for another reason"), _("still on benefit"))
    cells = {c: [shown.get((c, state), 0) for state in _STATES] for c in totals}
    work = {c: Share(found[0], totals[c]) for c, found in cells.items() if found[0] is not None}
    hidden = any(None in found for found in cells.values())
    parts = [Part(label, c) for label, c in zip(labels, (DEEP, PALE, GREY), strict=True)]
    if hidden:
        parts.append(Part(_("withheld: small numbers"), MIST))
    sentence = _("Left for work: {list}.").format(
        list=", ".join(f"{cohort_label(c)} {with_counts(found, 1)}" for c, found in work.items())
        or _("too few to tell")
    )
    bars = []
    for cohort, found in cells.items():
        counts = tuple(each or 0 for each in found)
        rest = (totals[cohort] - sum(counts),) if hidden else ()
        figure = (percent(work[cohort], 1), of(work[cohort])) if cohort in work else ("", "")
        bars.append(Bar(cohort_label(cohort), (*counts, *rest), *figure))
    drawing = stacked_bars(
        _("Exits by cohort; behind the bar those who left for work"), sentence, parts, bars
    )
    table = Table(
        "exits-by-cohort",
        _("Exits by cohort"),
        (Column(_("Cohort"), numeric=False), *(Column(label) for label in labels)),
        tuple(
            Row((words(cohort_label(c)), *(count_or_withheld(each) for each in found)))
            for c, found in cells.items()
        ),
        definition=_(
            "The latest benefit of each client, and how it stood on the day of the status."
        ),
        notes=withheld_note(hidden),
    )
    return Chart("exits-by-cohort-chart", drawing, sentence, table)


def cohort_label(name: str) -> str:
    """Return the name of a cohort: the stock at the start, or the inflow of a year."""
    if name == "stock":
        return _("on benefit at the start")
    return _("entered in {year}").format(year=name.rpartition("_")[2])
