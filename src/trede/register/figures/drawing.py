"""Draws a figure: a bar for each group that has anyone in it."""

from trede.language import in_language
from trede.publishers.answers import Answer
from trede.publishers.charts.bars import Length, bars
from trede.publishers.numbers import number_text, percent_text
from trede.register.figures.groups import group_title
from trede.register.figures.topics import Topic

WHOLE = 100


def draw(topic: Topic, grouped: Answer) -> str:
    """Return the bars of a figure by group, on a scale to 100%, as SVG."""
    lengths = [
        Length(
            group_title(topic.by, row.group[topic.by]),
            (row.ratio or 0) * WHOLE,
            percent_text((row.ratio or 0) * WHOLE),
            f"{number_text(row.numerator or 0)} / {number_text(row.denominator)}",
        )
        for row in grouped.rows
        if row.denominator
    ]
    described = in_language(grouped.measure.titles)
    return bars(topic.question, described, lengths, WHOLE).svg("chart")
