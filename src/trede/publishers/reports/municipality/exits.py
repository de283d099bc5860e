"""Exits of a dossier: how many were for work, and what became of each cohort."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from trede.language import translate as _
from trede.measures.figures import FigureRow
from trede.publishers.cells import WITHHELD, count, count_or_withheld, share, words
from trede.publishers.charts.palette import DEEP, GREY, MIST, PALE
from trede.publishers.charts.stacked_bars import Bar, Part, stacked_bars
from trede.publishers.documents import Chart, Column, Headline, Row, Section, Table
from trede.publishers.reports.municipality.margins import Totals, inflow_of
from trede.publishers.reports.phrases import of, percent, with_counts, withheld_note
from trede.publishers.reports.source_figures import Share
from trede.publishers.reproduction.calculator import Calculator
from trede.publishers.suppression import suppress

STOCK = "stock"
"""The cohort of those who were on benefit at the start of the period."""
_STATES = ("ended_work", "ended_other", "not_ended")


def work_share(calculator: Calculator, threshold: int) -> Share | None:
    """Return who left for work, of those who left; none if nobody left or it is too few."""
    (safe,) = suppress([calculator.total("work_exits_of_exits")], threshold)
    if safe.numerator is None or not safe.denominator:
        return None
    return Share(safe.numerator, safe.denominator)


def work_headline(work: Share, *, within_a_year: bool) -> Headline:
    """Return the share of exits that were for work, of those within a year or of all."""
    return Headline(
        percent(work),
        _("of those who left within a year went to work")
        if within_a_year
        else _("of those who left went to work"),
        _("{counts} exits").format(counts=of(work)),
        _("Any work counts, also work that the municipality pays for."),
    )


def cohorts_of(calculator: Calculator, threshold: int) -> "Cohorts | None":
    """Return what became of each cohort that is large enough to be told; none without any."""
    name = "clients_by_status"
    rows = calculator.counts([name], by=("cohort", "status"))[name].values()
    counts = [
        FigureRow(row.group, row.numerator, None)
        for row in rows
        if row.group[0] and row.group[1] in _STATES
    ]
    clients: Counter[str] = Counter()
    for row in counts:
        clients[str(row.group[0])] += row.numerator
    names = sorted(
        (name for name, number in clients.items() if number >= threshold),
        key=lambda name: (name != STOCK, name),
    )
    if not names:
        return None
    told = [row for row in counts if row.group[0] in names]
    shown = {safe.group: safe.numerator for safe in suppress(told, threshold)}
    cells = {name: [shown.get((name, state), 0) for state in _STATES] for name in names}
    totals = {name: clients[name] for name in names}
    same = [name for name in names if name != STOCK and _in_window(name, calculator.settings)]
    return Cohorts(cells, totals, same, whole=len(names) == len(clients))


def _in_window(cohort: str, settings: Mapping[str, str]) -> bool:
    """Say whether the inflow of a year lies, for a part at least, in the window of the study."""
    year = cohort.rpartition("_")[2]
    begins, ends = settings.get("inflow_from", ""), settings.get("inflow_to", "")
    return begins[:4] <= year and (not ends or year <= ends[:4])


@dataclass(frozen=True)
class Cohorts:
    """The clients of each cohort: left for work, left for another reason, still on benefit.

    A withheld count is none. ``same_inflow`` are the cohorts of the years that the closed approach
    looks at too; ``whole`` says that no cohort is left out.
    """

    cells: Mapping[str, Sequence[int | None]]
    clients: Mapping[str, int]
    same_inflow: Collection[str] = ()
    whole: bool = True

    def alternatives(self) -> Iterator["Cohorts"]:
        """Yield all cohorts, then all but the inflow of one year, to choose what may be told."""
        yield self
        for left_out in self.same_inflow:
            clients = {name: n for name, n in self.clients.items() if name != left_out}
            if clients:
                yield replace(self, clients=clients, whole=False)

    @property
    def totals(self) -> Totals:
        """The totals a reader of the table knows: inflow, and exits to work if all are told."""
        work = [self.cells[name][0] for name in self.clients]
        known = self.whole and None not in work
        to_work = {"work in the period": sum(each or 0 for each in work)} if known else {}
        inflow = {
            inflow_of(name): n for name, n in self.clients.items() if name in self.same_inflow
        }
        return {**to_work, **inflow}

    def section(self) -> Section:
        """Return the section with the chart and its table."""
        chart = _cohorts_chart({name: self.cells[name] for name in self.clients}, self.clients)
        return Section("cohorts", _("Who left benefit, and who left for work?"), (chart,))


def _cohorts_chart(cells: Mapping[str, Sequence[int | None]], totals: Mapping[str, int]) -> Chart:
    labels = (_("left for work"), _("left for another reason"), _("still on benefit"))
    work = {c: Share(found[0], totals[c]) for c, found in cells.items() if found[0] is not None}
    hidden = any(None in found for found in cells.values())
    parts = [Part(label, c) for label, c in zip(labels, (DEEP, PALE, GREY), strict=True)]
    if hidden:
        parts.append(Part(_("withheld: small numbers"), MIST, numbered=False))
    bars = []
    for cohort, found in cells.items():
        counts = tuple(each or 0 for each in found)
        rest = (totals[cohort] - sum(counts),) if hidden else ()
        figure = (percent(work[cohort], 1), of(work[cohort])) if cohort in work else ("", "")
        bars.append(Bar(cohort_label(cohort), (*counts, *rest), *figure))
    sentence = _cohorts_sentence(work)
    title = _("Exits by cohort; behind the bar those who left for work")
    drawing = stacked_bars(title, sentence, parts, bars)
    table = _cohorts_table(labels, cells, totals, work)
    return Chart("exits-by-cohort-chart", drawing, sentence, table)


def _cohorts_sentence(work: Mapping[str, Share]) -> str:
    if not work:
        return _("Too few clients left for work to tell how many.")
    high = max(work, key=lambda cohort: work[cohort].percentage)
    return _("The highest share to work: {cohort}, {share}.").format(
        cohort=cohort_label(high), share=with_counts(work[high], 1)
    )


def _cohorts_table(
    labels: Sequence[str],
    cells: Mapping[str, Sequence[int | None]],
    totals: Mapping[str, int],
    work: Mapping[str, Share],
) -> Table:
    rows = []
    for cohort, (to_work, *others) in cells.items():
        found = work.get(cohort)
        percentage = share(found.numerator, found.denominator, 1) if found else WITHHELD
        counts = (count(totals[cohort]), count_or_withheld(to_work), percentage)
        rest = (count_or_withheld(each) for each in others)
        rows.append(Row((words(cohort_label(cohort)), *counts, *rest)))
    left, *other_labels = labels
    return Table(
        "exits-by-cohort",
        _("Exits by cohort"),
        (
            Column(_("Cohort"), numeric=False),
            *(Column(title) for title in (_("clients"), left, "%", *other_labels)),
        ),
        tuple(rows),
        definition=_(
            "The latest benefit of each client, and how it stood on the day of the status."
        ),
        notes=(
            _("Those who entered later were followed for a shorter time: compare with care."),
            *withheld_note(any(None in found for found in cells.values())),
        ),
    )


def cohort_label(name: str) -> str:
    """Return the name of a cohort: the stock at the start, or the inflow of a year."""
    if name == STOCK:
        return _("on benefit at the start")
    return _("entered in {year}").format(year=name.rpartition("_")[2])
