"""A figure as a file for a spreadsheet."""

import csv
from io import StringIO

from trede.language import in_language
from trede.publishers.answers import Answer
from trede.register.figures.topics import Topic

MARK = "\ufeff"
"""Tells a spreadsheet that the text is UTF-8."""


def as_csv(topic: Topic, grouped: Answer) -> str:
    """Return a figure by group, its definition above it; semicolons between, as in Dutch Excel."""
    written = StringIO()
    writer = csv.writer(written, delimiter=";")
    writer.writerow(["# " + in_language(grouped.measure.definitions)])
    writer.writerow([topic.by, "numerator", "denominator"])
    writer.writerows(
        [row.group[topic.by] or "", row.numerator, row.denominator] for row in grouped.rows
    )
    return MARK + written.getvalue()
