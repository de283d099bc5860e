"""Charts can be read: by eyes, without colours, and by a screen reader."""

import xml.etree.ElementTree as ET
from itertools import combinations

import pytest

from trede.publishers.charts import palette
from trede.publishers.charts.bar_pairs import Pair, Side, pairs_beside, pairs_under
from trede.publishers.charts.bars import NARROW, Length, bars
from trede.publishers.charts.curves import Curve, curves
from trede.publishers.charts.drawing import Box, Drawing, Rectangle, wrap
from trede.publishers.charts.flow import Node, Stage, flow
from trede.publishers.charts.number_comparison import Amount, number_comparison
from trede.publishers.charts.stacked_bars import Bar, Part, stacked_bars
from trede.publishers.fonts import text_width

SVG = "{http://www.w3.org/2000/svg}"
LONG = "a label of a group that is much longer than anyone would ever wish for"
SIDES = (Side("number of contracts", palette.DEEP), Side("cost", palette.AMBER))
STATES = (Node("left", "has left", palette.GREY), Node("A", "with a trajectory", palette.DEEP))

DRAWINGS = {
    "stacked bars": stacked_bars(
        "Closed by phase",
        "Phase 1 most.",
        (Part("trajectory and left", palette.DEEP), Part("no trajectory", palette.RED)),
        (
            Bar("Phase 1", (40, 211), "82%", "206 of 251"),
            Bar(LONG, (0, 1), "0%", "0 of 1"),
            Bar("nobody", (0, 0)),
        ),
    ),
    "stacked bars by count": stacked_bars(
        "Exits by period",
        "Most in the first months.",
        (Part("to work", palette.DEEP), Part("other reasons", palette.PALE)),
        (Bar("0 to 3 months", (110, 80), "58%", "to work"), Bar("later", (5, 7), "42%")),
        scale="count",
    ),
    "bars": bars(
        "Exits by reason",
        "Most for work.",
        (Length("work", 274, "274", "46.1%"), Length(LONG, 3, "3", "0.5%")),
    ),
    "bars on a telephone": bars(
        "Exits by reason",
        "Most for work.",
        (Length("work", 12_274, "46.1%", "12,274 / 26,626"), Length(LONG, 3, "0.5%", "3 / 26,626")),
        width=NARROW,
    ),
    "bars below zero": bars(
        "Where the money went",
        "More came back than was spent on one of them.",
        (Length("fees", 16.4, "€ 16.4 million"), Length("credit notes", -4, "–€ 4.0 million")),
    ),
    "pairs below zero": pairs_beside(
        "Contracts",
        "One was paid back.",
        SIDES,
        (Pair("0%", (3, -1.2), ("3", "–€ 1.2 million")), Pair("10%", (5, 2), ("5", "€ 2 million"))),
    ),
    "curves that end together": curves(
        "Left within a year",
        "44% left.",
        [
            Curve(f"reason {number}", colour, ((0, 0), (6, 10), (12, 20 + number / 10)))
            for number, colour in enumerate(palette.SEQUENCE)
        ],
        x_title="months",
        y_title="left",
        ticks=(0, 6, 12),
    ),
    "steps": curves(
        "Left within a year",
        "All left.",
        [Curve("work", palette.DEEP, ((0, 0), (12, 100)))],
        x_title="months",
        y_title="left",
        ticks=(0, 12),
        steps=True,
    ),
    "pairs beside": pairs_beside(
        "Contracts",
        "Much money.",
        SIDES,
        (Pair("0%", (57, 2.7), ("57", "€ 2.8 million")), Pair(LONG, (0, 0), ("0", "€ 0"))),
    ),
    "pairs under": pairs_under(
        "Closing ratio",
        "Apart.",
        SIDES,
        (Pair("Municipality 1", (44, 68), ("44% (110 of 250)", "68% (111 of 164)")),),
        100,
    ),
    "numbers": number_comparison(
        "Two amounts",
        "Not the same.",
        (
            Amount(17150, "€ 17,150", "cost per success", "all cost", palette.DEEP),
            Amount(3485, "€ 3,485", "direct cost", "of those who succeeded", palette.AMBER),
        ),
    ),
    "flow of two stages": flow(
        "Registered and verified",
        "Often right.",
        (Stage("Registered", STATES), Stage("Found", STATES)),
        ({("left", "A"): 1, ("A", "A"): 400},),
    ),
    "flow of three stages": flow(
        "Local and central",
        "For two reasons.",
        (
            Stage("National", STATES),
            Stage("Why", (Node("late", "delivered too late to be of use"), Node("x", "other"))),
            Stage("Own", STATES),
        ),
        ({("left", "late"): 2, ("A", "x"): 90}, {("late", "A"): 2, ("x", "left"): 90}),
    ),
}


@pytest.fixture(params=DRAWINGS.values(), ids=DRAWINGS.keys())
def drawing(request) -> Drawing:
    return request.param


def test_a_chart_is_an_image_with_a_title_and_a_description(drawing):
    root = ET.fromstring(drawing.svg("chart-1"))  # noqa: S314 - our own drawing
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert (title.text, description.text) == (drawing.title, drawing.description)


def test_text_is_text_in_the_typeface_that_goes_along(drawing):
    root = ET.fromstring(drawing.svg("chart-1"))  # noqa: S314 - our own drawing
    assert root.get("font-family").startswith("Noto Sans")
    assert [text.text for text in root.iter(f"{SVG}text")] == [t.content for t in drawing.texts]


def test_no_text_sticks_out(drawing):
    canvas = Box(-0.5, -0.5, drawing.width + 0.5, drawing.height + 0.5)
    assert [text.content for text in drawing.texts if not text.box.within(canvas)] == []


def test_no_text_covers_another(drawing):
    covered = [
        (one.content, other.content)
        for one, other in combinations(drawing.texts, 2)
        if one.box.overlaps(other.box)
    ]
    assert covered == []


def test_the_same_figures_give_the_same_drawing(drawing):
    assert drawing.svg("a") == drawing.svg("a")
    assert 'id="b-title"' in drawing.svg("b")


@pytest.mark.parametrize(
    "part", [*palette.CLOSED_APPROACH.values(), *palette.SEQUENCE, palette.MIST]
)
def test_a_value_in_a_part_is_readable(part):
    assert palette.contrast(part, palette.text_on(part)) >= 4.5


def test_text_on_paper_is_readable():
    assert palette.contrast(palette.INK, palette.PAPER) >= 4.5
    assert palette.contrast(palette.QUIET, palette.PAPER) >= 4.5


def test_a_value_stands_in_its_part_or_not_at_all():
    parts = DRAWINGS["stacked bars"]
    rectangles = [e for e in parts.elements if isinstance(e, Rectangle)]
    for text in (t for t in parts.texts if t.anchor == "middle"):
        inside = [
            r
            for r in rectangles
            if text.box.within(Box(r.left, r.top, r.left + r.width, r.top + r.height))
        ]
        assert inside, text.content


def test_an_amount_below_zero_goes_to_the_left_of_the_line():
    spent, back = (e for e in DRAWINGS["bars below zero"].elements if isinstance(e, Rectangle))
    assert back.left + back.width == spent.left
    assert round(spent.width / back.width, 6) == 16.4 / 4


def test_lines_break_between_words():
    lines = wrap("uitkering anders geregistreerd", 120)
    assert " ".join(lines) == "uitkering anders geregistreerd"
    assert all(text_width(line, 13) <= 120 for line in lines)
