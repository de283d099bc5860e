"""Per municipality: who counts differently, why, and what each reason does to the ratio."""

from collections import Counter
from collections.abc import Mapping

from trede.language import translate as _
from trede.publishers.cells import count, share, words
from trede.publishers.charts.bars import Length, bars
from trede.publishers.charts.flow import Node, Stage, flow
from trede.publishers.charts.palette import DEEP, PALE
from trede.publishers.documents import Block, Chart, Column, Paragraph, Row, Section, Table
from trede.publishers.numbers import number_text
from trede.publishers.reports.phrases import of, percent, with_counts
from trede.publishers.reports.rwi_2004.reasons import (
    COLOURS,
    REASONS,
    STATES,
    reason_label,
    state_label,
    step_label,
)
from trede.publishers.reports.source_figures import Share, SourceFigures

_ALL = 100
Flows = Mapping[tuple[str, str, str], int]
"""Number of clients per state in the national register, reason and state in the own files."""


def municipality_sections(towns: Mapping[str, SourceFigures]) -> tuple[Section, ...]:
    """Return a section per municipality."""
    return tuple(
        Section(
            f"municipality-{number}",
            _("{municipality}: who counts differently, and why?").format(municipality=name),
            _blocks(town, f"municipality-{number}", name),
        )
        for number, (name, town) in enumerate(towns.items(), start=1)
    )


def _blocks(town: SourceFigures, anchor: str, name: str) -> tuple[Block, ...]:
    flows = _flows(town)
    if not flows:
        return (Paragraph(_("Both sources say the same of every client.")),)
    return (_flow_chart(town, flows, anchor, name), _steps_chart(town, anchor, name))


def _flows(town: SourceFigures) -> Flows:
    return Counter(
        (
            str(person.content["central"]),
            str(person.content["reason"]),
            str(person.content["local"]),
        )
        for person in town.entries("reconciliation/persons")
    )


def _flow_chart(town: SourceFigures, flows: Flows, anchor: str, name: str) -> Chart:
    into, out_of = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for (central, reason, local), people in flows.items():
        into[central, reason] += people
        out_of[reason, local] += people
    states = tuple(Node(state, state_label(state), COLOURS[state]) for state in STATES)
    reasons = tuple(Node(reason, reason_label(reason)) for reason in REASONS)
    sentence = _flow_sentence(town)
    drawing = flow(
        _("From the national register to the own files: clients who count differently"),
        sentence,
        (
            Stage(_("National register"), states),
            Stage(_("Why it differs"), reasons),
            Stage(_("Own files"), states),
        ),
        (into, out_of),
    )
    table = Table(
        f"{anchor}-flow",
        _("Clients who count differently, by reason"),
        (
            Column(_("National register"), numeric=False),
            Column(_("Why it differs"), numeric=False),
            Column(_("Own files"), numeric=False),
            Column(_("Clients")),
        ),
        tuple(
            Row(
                (
                    words(state_label(central)),
                    words(reason_label(reason)),
                    words(state_label(local)),
                    count(flows[central, reason, local]),
                )
            )
            for reason in REASONS
            for central in STATES
            for local in STATES
            if flows.get((central, reason, local))
        ),
        definition=_(
            "With or without a trajectory: obliged clients who are still on benefit after a year."
        ),
        sheet=_("Reasons, {municipality}").format(municipality=name),
    )
    return Chart(f"{anchor}-flow-chart", drawing, sentence, table)


def _flow_sentence(town: SourceFigures) -> str:
    reasons = Counter({r: int(town.number(f"reconciliation/by_reason/{r}") or 0) for r in REASONS})
    first, most = reasons.most_common(1)[0]
    return _(
        "{differ} clients count differently and {agree} the same; the most common cause: {reason} "
        "({most})."
    ).format(
        differ=number_text(town.count("reconciliation/differ")),
        agree=number_text(town.count("reconciliation/agree")),
        reason=reason_label(first),
        most=number_text(most),
    )


def _steps_chart(town: SourceFigures, anchor: str, name: str) -> Chart:
    steps = [
        (str(entry.content["after"]), entry.share("closing_ratio"))
        for entry in town.entries("reconciliation/steps")
    ]
    begin, end = steps[0][1], steps[-1][1]
    sentence = _(
        "Mending one reason after another moves the closing ratio from {begin} to {end}."
    ).format(begin=with_counts(begin), end=with_counts(end))
    drawing = bars(
        _("The closing ratio, reason by reason"),
        sentence,
        [
            Length(
                step_label(after),
                found.percentage,
                percent(found),
                of(found),
                DEEP if index == len(steps) - 1 else PALE,
            )
            for index, (after, found) in enumerate(steps)
        ],
        _ALL,
    )
    table = Table(
        f"{anchor}-steps",
        _("Closing ratio, reason by reason"),
        (
            Column(_("Step"), numeric=False),
            Column(_("with a trajectory")),
            Column(_("obliged")),
            Column("%"),
        ),
        tuple(
            Row(
                (
                    words(step_label(after)),
                    count(found.numerator),
                    count(found.denominator),
                    share(found.numerator, found.denominator, 1),
                )
            )
            for after, found in steps
        ),
        definition=_(
            "Each step gives the clients with that reason the state of the own files; the order of "
            "the steps is fixed."
        ),
        notes=_who_is_compared(town, end),
        sheet=_("Steps, {municipality}").format(municipality=name),
    )
    return Chart(f"{anchor}-steps-chart", drawing, sentence, table)


def _who_is_compared(town: SourceFigures, end: Share) -> tuple[str, ...]:
    """Return the note that the steps leave out clients whom only the own files know, if so."""
    local = town.share("local/total/closing_ratio")
    if local == end:
        return ()
    note = _("Only clients whom both sources know; of all in the own files it is {local}.")
    return (note.format(local=with_counts(local)),)
