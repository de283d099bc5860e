"""Draws a client's money chain: who did what when, and the money beneath, on one axis of time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trede.language import translate as _
from trede.register.dossiers.drawing import Drawing, draw, x_of
from trede.register.dossiers.timeline import Bar, Dot, Lane, Timeline
from trede.register.oversight.chain import Chain
from trede.register.oversight.happenings import MONEY, Happening, Mark, Stage
from trede.register.oversight.telling_money import counts
from trede.register.pages.templating import show_day, show_euro, upper_first
from trede.settlement.sentences import euro_text

_LETTER = 7.0
_TITLE = 21
"""So many letters of a title stand before a lane."""
_GAP = 10
LONG_AGO = timedelta(days=365)
"""A chain in which nothing happened for so long is drawn until its last fact."""
WORTH = 34
"""How high a lane of money is."""


@dataclass(frozen=True)
class Amount:
    """A dot of money: its place, the amount beside it if there is room, and what it says."""

    x: float
    label: str
    full: str


@dataclass(frozen=True)
class MoneyRow:
    """A lane of money: what it is, its amounts, and their sum."""

    title: str
    y: float
    amounts: tuple[Amount, ...]
    total: str
    is_back: bool


@dataclass(frozen=True)
class Picture:
    """The whole drawing: work above, money beneath."""

    timeline: Timeline
    drawing: Drawing
    money: tuple[MoneyRow, ...]
    height: float

    @property
    def shows_today(self) -> bool:
        """Whether today is on the axis."""
        return self.timeline.today <= self.timeline.last

    @property
    def bottom(self) -> float:
        """Where the lanes of money end."""
        return self.drawing.bottom + len(self.money) * WORTH


def picture_of(found: Chain) -> Picture:
    """Return the drawing of a chain."""
    lanes = tuple(_lanes(found))
    days = [each.on for each in found.happenings]
    first = min(days, default=found.day - timedelta(days=120)) - timedelta(days=20)
    timeline = Timeline(lanes, first, _last(found, first), found.day)
    drawing = draw(timeline)
    money = tuple(_money(found, timeline, drawing))
    return Picture(timeline, drawing, money, drawing.bottom + len(money) * WORTH + 30)


def _last(found: Chain, first: date) -> date:
    """Return where the axis ends: after today, or after the last fact if that is long ago."""
    ends = [each.until for each in found.happenings if each.until is not None]
    newest = max([each.on for each in found.happenings] + ends, default=found.day)
    end = found.day if newest + LONG_AGO > found.day else newest
    return end + timedelta(days=max((end - first).days // 12, 20))


def _lanes(found: Chain) -> Iterator[Lane]:
    asked = [each for each in found.happenings if each.stage is Stage.ASKED]
    yield Lane(_("Asked"), dots=tuple(map(_dot, asked)))
    done = [each for each in found.happenings if each.stage is Stage.DONE]
    companies = list(dict.fromkeys(each.company.name for each in done))
    for name in companies:
        own = [each for each in done if each.company.name == name]
        yield from _company(name, own)
    reached = [each for each in found.happenings if each.stage is Stage.REACHED]
    yield Lane(_("Work"), tuple(_bar(each) for each in reached if each.lasts))
    yield Lane(_("Claim and proof"), dots=tuple(_dot(each) for each in reached if not each.lasts))


def _company(name: str, own: Sequence[Happening]) -> Iterator[Lane]:
    """Yield the lanes with what a company carried out, then one with what it told."""
    parts = [each for each in own if each.lasts and each.mark is not Mark.ABSENT]
    title = name if len(name) <= _TITLE else f"{name[: _TITLE - 1]}…"
    for together in _beside(parts):
        yield Lane(title, tuple(map(_bar, together)))
    absent = tuple(_bar(each) for each in own if each.mark is Mark.ABSENT)
    told = tuple(_dot(each) for each in own if not each.lasts)
    if absent or told:
        yield Lane(_("… reports, absence"), absent, told)


def _beside(parts: Sequence[Happening]) -> list[list[Happening]]:
    """Put what follows each other in one lane, and what runs at the same time beneath it."""
    lanes: list[list[Happening]] = []
    for each in sorted(parts, key=lambda one: one.on):
        free = (lane for lane in lanes if (lane[-1].until or date.max) <= each.on)
        found = next(free, None)
        if found is None:
            lanes.append([each])
        else:
            found.append(each)
    return lanes


def _bar(each: Happening) -> Bar:
    tones = {Mark.ABSENT: "sand", Mark.BY_MUNICIPALITY: "amber"}
    tone = tones.get(each.mark, "good" if each.stage is Stage.REACHED else "strong")
    label = each.contract_name if each.stage is Stage.DONE and not each.mark.value else each.title
    return Bar(each.on, each.until, label, tone)


def _dot(each: Happening) -> Dot:
    said = ", ".join(filter(None, (each.title, each.company.name.strip("–"), each.detail)))
    return Dot(each.on, said, each.mark is Mark.MISSED)


def _money(found: Chain, timeline: Timeline, drawing: Drawing) -> Iterator[MoneyRow]:
    y = drawing.bottom
    for stage in MONEY:
        own = [each for each in found.happenings if each.stage is stage and counts(each)]
        if stage is Stage.TAKEN_BACK and not own:
            continue
        total = sum(each.cents or 0 for each in own)
        yield MoneyRow(
            upper_first(stage.title), y, tuple(_amounts(own, timeline, drawing)),
            euro_text(total), stage is Stage.TAKEN_BACK,
        )  # fmt: skip
        y += WORTH


def _amounts(own: Sequence[Happening], timeline: Timeline, drawing: Drawing) -> Iterator[Amount]:
    """Yield a dot for each day, with its amount where that stands free of the next one."""
    by_day: dict[date, list[Happening]] = defaultdict(list)
    for each in own:
        by_day[each.on].append(each)
    days = sorted(by_day)
    places = [x_of(timeline, day) for day in days]
    free_until = [*places, float(drawing.width)][1:]
    for day, x, following in zip(days, places, free_until, strict=True):
        text = euro_text(sum(each.cents or 0 for each in by_day[day]))
        fits = x + _GAP + len(text) * _LETTER < following - _GAP
        said = "; ".join(f"{each.title} {show_euro(each.cents)}" for each in by_day[day])
        yield Amount(x, text if fits else "", f"{show_day(day)}: {said}")
