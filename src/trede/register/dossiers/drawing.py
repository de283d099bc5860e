"""Turns a timeline into the shapes of a drawing: positions in an SVG of fixed width."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from trede.register.dossiers.timeline import Bar, Timeline
from trede.register.pages.templating import show_day

WIDTH, LEFT, LANE, TOP = 1100, 150, 38, 34
_LETTER = 6.6
_TICKS = 7


@dataclass(frozen=True)
class Box:
    """A bar with its place; the label stands inside, or after it where it does not fit."""

    x: float
    width: float
    bar: Bar
    label: str
    full: str


@dataclass(frozen=True)
class Row:
    """A lane with its place and shapes; dots are (x, title, missed)."""

    title: str
    y: float
    boxes: tuple[Box, ...]
    dots: tuple[tuple[float, str, bool], ...]


@dataclass(frozen=True)
class Drawing:
    """A whole timeline, drawn."""

    width: int
    height: float
    rows: tuple[Row, ...]
    ticks: tuple[tuple[float, str], ...]
    today_x: float
    deadline_x: float | None

    @property
    def bottom(self) -> float:
        """Where the lanes end, and the words beneath them begin."""
        return TOP + len(self.rows) * LANE

    @property
    def ends_with_deadline(self) -> bool:
        """Whether the words of the deadline stand before its line, for want of room after it."""
        return self.deadline_x is not None and self.deadline_x > self.width / 2


def draw(timeline: Timeline) -> Drawing:
    """Return the shapes of a timeline."""
    rows = []
    for index, lane in enumerate(timeline.lanes):
        boxes = tuple(_boxes(timeline, lane.bars))
        dots = tuple(
            (x_of(timeline, dot.on), f"{show_day(dot.on)}: {dot.label}", dot.is_missed)
            for dot in lane.dots
            if timeline.first <= dot.on <= timeline.last
        )
        rows.append(Row(lane.title, TOP + index * LANE, boxes, dots))
    deadline = timeline.deadline
    return Drawing(
        WIDTH,
        TOP + len(rows) * LANE + (26 if deadline is None else 44),
        tuple(rows),
        tuple(_ticks(timeline)),
        x_of(timeline, timeline.today),
        x_of(timeline, deadline) if deadline else None,
    )


def x_of(timeline: Timeline, day: date) -> float:
    """Return where a day stands on the axis of a timeline."""
    share = (day - timeline.first).days / max((timeline.last - timeline.first).days, 1)
    return round(LEFT + min(max(share, 0), 1) * (WIDTH - LEFT - 10), 1)


def _boxes(timeline: Timeline, bars: tuple[Bar, ...]) -> Iterator[Box]:
    for bar in bars:
        ends_on = bar.ends_on or timeline.today
        if ends_on <= timeline.first or bar.starts_on > timeline.last:
            continue
        x, until = x_of(timeline, bar.starts_on), x_of(timeline, ends_on)
        width = max(until - x, 3)
        last = show_day(ends_on - timedelta(days=1)) if bar.ends_on else "…"
        full = f"{bar.label}: {show_day(bar.starts_on)} – {last}"
        room = int((width - 12) / _LETTER)
        label = bar.label if len(bar.label) <= room else f"{bar.label[: room - 1]}…"
        yield Box(x, width, bar, label if room > 3 else "", full)  # noqa: PLR2004 - letters


def _ticks(timeline: Timeline) -> Iterator[tuple[float, str]]:
    """Yield the first days of months (or years) along the axis, at most about seven."""
    months = max((timeline.last - timeline.first).days // 30, 1)
    step = next(each for each in (1, 2, 3, 6, 12, 24, 60, 120) if months / each <= _TICKS)
    year, month = timeline.first.year, timeline.first.month
    while (day := date(year, month, 1)) <= timeline.last:
        whole_step = (month - 1) % min(step, 12) == 0 and year % max(step // 12, 1) == 0
        if day >= timeline.first and whole_step:
            yield x_of(timeline, day), show_day(day).split(" ", 1)[1]
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)  # noqa: PLR2004
