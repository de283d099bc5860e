"""A figure as it may leave the house: small cells and what would tell them withheld.

Which cells those are is decided in :mod:`trede.publishers.suppression`; here it is said what a
measure counts, so that the right rule is used.
"""

from dataclasses import replace

from trede.errors import UsageError
from trede.language import translate as _
from trede.measures.figures import Figure
from trede.publishers.answers import Answer, AnswerRow, answer
from trede.publishers.suppression import (
    THRESHOLD,
    DisclosedRow,
    suppress,
    suppress_amounts,
    suppress_spread,
)


class UncountedPeopleError(UsageError):
    """A figure adds up amounts and does not say how many people are behind them."""

    def __init__(self, measure: str) -> None:
        super().__init__(
            _(
                'The measure "{measure}" adds up amounts without counting people, so it cannot be '
                "said which of its cells are small. Publish a measure with people in its "
                "denominator, or publish it without grouping."
            ).format(measure=measure)
        )


def disclose(figure: Figure, threshold: int = THRESHOLD) -> tuple[DisclosedRow, ...]:
    """Return the rows of a figure as they may be published.

    Raises :class:`UncountedPeopleError` for a grouped sum of amounts over no count of people.
    """
    measure = figure.question.measure
    if measure.spread in figure.question.by:
        return suppress_spread(figure.rows, threshold)
    if measure.numerator_sum is None and not measure.independent:
        return suppress(figure.rows, threshold)
    if measure.denominator is None or measure.denominator_sum is not None:
        raise UncountedPeopleError(measure.name)
    return suppress_amounts(figure.rows, threshold)


def publishable(figure: Figure, threshold: int = THRESHOLD) -> Answer:
    """Return a figure as an answer with small cells withheld, and those that would tell them.

    Raises :class:`UncountedPeopleError`.
    """
    whole = answer(figure)
    columns = figure.question.by
    known = {tuple(row.group.values()): row for row in whole.rows}
    disclosed = disclose(figure, threshold)
    rows = []
    for safe in disclosed:
        group = dict(zip(columns, safe.group, strict=True))
        row = known.get(safe.group, AnswerRow(group, None, None, None))
        rows.append(
            AnswerRow(
                group,
                None if safe.numerator is None else row.numerator,
                None if safe.denominator is None else row.denominator,
                None if safe.hidden else row.ratio,
                suppressed=safe.hidden is not None,
            )
        )
    notes = (*whole.notes, *_warnings(disclosed))
    return replace(whole, rows=tuple(rows), notes=notes)


def _warnings(rows: tuple[DisclosedRow, ...]) -> tuple[str, ...]:
    if not any(row.exposed for row in rows):
        return ()
    return (_("Do not publish totals of this table: with them a withheld count can be told."),)
