"""A figure, or the people behind it, as a file for a spreadsheet.

A csv has its titles on the first line and nothing but rows below; each row says of when, over whom
and of which inflow it is. What the figure means stands in the workbook, on a sheet of its own.
"""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from trede.language import current_language, in_language
from trede.language import translate as _
from trede.publishers.answers import Answer, AnswerRow
from trede.publishers.column_titles import column_title
from trede.publishers.documents import Cell, Column, Document, Fact, Points, Row, Section, Table
from trede.publishers.numbers import share_text
from trede.publishers.workbook import workbook_bytes
from trede.register.figures.asking import Asker
from trede.register.figures.groups import group_title
from trede.register.figures.people import Person
from trede.register.figures.topics import Topic
from trede.register.pages.templating import upper_first

MARK = "\ufeff"
"""Tells a spreadsheet that the text is UTF-8."""


def as_csv(topic: Topic, grouped: Answer, asker: Asker) -> str:
    """Return a figure by group; semicolons between, as in Dutch Excel."""
    said = _said(asker)
    titles = [*(title for title, _value in said), *_titles(topic)]
    values = [value for _title, value in said]
    return _written(titles, ([*values, *_values(topic, row)] for row in grouped.rows))


def people_as_csv(people: Sequence[Person], asker: Asker, *, counted: bool) -> str:
    """Return the people behind a figure with all that the rule found of each."""
    said = [*_said(asker), (_("counts in the numerator"), _("yes") if counted else _("no"))]
    found = [title for title, _value in people[0].all_found] if people else []
    titles = [*(title for title, _value in said), _("client"), *found]
    values = [value for _title, value in said]
    rows = ([*values, each.called, *(text for _t, text in each.all_found)] for each in people)
    return _written(titles, rows)


def as_workbook(topic: Topic, grouped: Answer, asker: Asker) -> bytes:
    """Return a figure by group as a workbook: what it means on the first sheet, then the figure."""
    measure = grouped.measure
    notes = (*grouped.notes, _("Source: {source}").format(source=measure.source))
    columns = [Column(title, numeric=place > 0) for place, title in enumerate(_titles(topic))]
    rows = tuple(Row(tuple(_cells(topic, row))) for row in grouped.rows)
    table = Table(topic.name, in_language(measure.titles), tuple(columns), rows)
    document = Document(
        name=topic.name,
        language=current_language(),
        title=topic.question,
        subtitle=in_language(measure.definitions),
        answer="",
        headlines=(),
        remarks=(Points(_("Mind"), notes),),
        sections=(Section(topic.name, topic.question, (table,)),),
        facts=tuple(Fact(upper_first(title), value) for title, value in _said(asker)),
    )
    return workbook_bytes(document)


def _said(asker: Asker) -> list[tuple[str, str]]:
    """Return what each row says of the whole figure, by title; days as 2026-12-31."""
    known = asker.known_at.date().isoformat() if asker.known_at else ""
    return [
        (_("as on"), asker.as_of.isoformat()),
        (_("as known on"), known),
        (_("over whom"), asker.whom),
        (_("inflow from"), asker.period.first.isoformat()),
        (_("inflow to"), asker.period.last.isoformat()),
    ]


def _titles(topic: Topic) -> list[str]:
    return [column_title(topic.by), _("numerator"), _("denominator"), _("percentage")]


def _values(topic: Topic, row: AnswerRow) -> list[object]:
    percentage = _percentage(row)
    group = group_title(topic.by, row.group[topic.by])
    return [group, row.numerator, row.denominator, percentage.removesuffix("%")]


def _cells(topic: Topic, row: AnswerRow) -> Iterable[Cell]:
    yield Cell(group_title(topic.by, row.group[topic.by]))
    for amount in (row.numerator, row.denominator):
        yield Cell("" if amount is None else str(amount), amount, "count")
    yield Cell(_percentage(row), row.ratio, "percent1")


def _percentage(row: AnswerRow) -> str:
    if not row.denominator:
        return ""
    return share_text(int(row.numerator or 0), int(row.denominator), 1)


def _written(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    written = StringIO()
    writer = csv.writer(written, delimiter=";")
    writer.writerow(titles)
    writer.writerows(rows)
    return MARK + written.getvalue()
