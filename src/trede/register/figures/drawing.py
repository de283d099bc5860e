"""Draws a figure: a bar for each group that has anyone in it."""

from trede.language import in_language
from trede.publishers.answers import Answer
from trede.publishers.charts.bars import NARROW, Length, bars
from trede.publishers.charts.drawing import WIDTH
from trede.publishers.numbers import number_text, percent_text
from trede.register.figures.groups import group_title
from trede.register.figures.topics import Topic

WHOLE = 100


def draw(topic: Topic, grouped: Answer, *, narrow: bool = False) -> str:
    """Return the bars of a figure by group, on a scale to 100%, as SVG; ``narrow`` for a phone."""
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
    drawn = bars(topic.question, described, lengths, WHOLE, NARROW if narrow else WIDTH)
    return drawn.svg("chart-narrow" if narrow else "chart")
