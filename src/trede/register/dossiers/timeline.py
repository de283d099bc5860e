"""The timeline of a dossier: spells as bars and events as dots, on one axis of time."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trede.language import translate as _
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_code, show_stand

File = Mapping[str, Sequence[Fact]]


@dataclass(frozen=True)
class Bar:
    """Something that holds from a day to a day (``ends_on`` excluded; none: it lasts)."""

    starts_on: date
    ends_on: date | None
    label: str
    tone: str
    is_proposed: bool = False


@dataclass(frozen=True)
class Dot:
    """Something that happened on a day."""

    on: date
    label: str
    is_missed: bool = False


@dataclass(frozen=True)
class Lane:
    """One row of the timeline."""

    title: str
    bars: tuple[Bar, ...] = ()
    dots: tuple[Dot, ...] = ()


@dataclass(frozen=True)
class Timeline:
    """Lanes on an axis from a day to a day, with today and the next legal day as lines."""

    lanes: tuple[Lane, ...]
    first: date
    last: date
    today: date
    deadline: date | None = None


SPANS: Mapping[str, int | None] = {"quarter": 92, "year": 365, "all": None}
"""How much of the past is shown, in days; none: all."""
_ROOM_AHEAD = 0.2


def draw_up(file: File, today: date, span: str, deadline: date | None = None) -> Timeline:
    """Return the timeline of a file as seen today over a span (a key of SPANS)."""
    lanes = tuple(_lanes(file, today))
    begins = [bar.starts_on for lane in lanes for bar in lane.bars]
    begins += [dot.on for lane in lanes for dot in lane.dots]
    days = SPANS[span]
    earliest = min(begins, default=today - timedelta(days=365))
    first = earliest if days is None else today - timedelta(days=days)
    first = min(first, today - timedelta(days=30))
    ahead = max(int((today - first).days * _ROOM_AHEAD), 30)
    last = max([today + timedelta(days=ahead)] + ([deadline] if deadline else []))
    return Timeline(lanes, first, last, today, deadline)


def _lanes(file: File, today: date) -> Iterator[Lane]:
    yield Lane(_("Benefit"), tuple(_bars(file["benefit_spells"], _benefit)))
    yield Lane(_("Phase"), tuple(_bars(_on_scale(file, is_phase=True), _phase)))
    yield Lane(_("Rung"), tuple(_bars(_on_scale(file, is_phase=False), _rung)))
    yield Lane(_("Work obligation"), tuple(_obligation(file, today)))
    trajectories = tuple(_trajectory(fact, today) for fact in file["trajectories"])
    yield Lane(_("Trajectory"), tuple(bar for bar in trajectories if bar is not None))
    if file["referrals"] or file["participations"]:
        taking_part = tuple(_bars(file["participations"], _participation))
        yield Lane(_("With providers"), taking_part, tuple(_referrals(file["referrals"])))
    yield Lane(_("Work"), tuple(_bars(file["placements"], _placement)))
    yield Lane(_("Contact"), dots=tuple(_contacts(file["contacts"])))


def _bars(facts: Iterable[Fact], bar: Callable[[Fact], Bar | None]) -> Iterator[Bar]:
    for fact in facts:
        found = bar(fact) if isinstance(fact.cell("starts_on"), date) else None
        if found is not None:
            yield found


def _day(fact: Fact, column: str) -> date | None:
    value = fact.cell(column)
    return value if isinstance(value, date) else None


def _spell(fact: Fact, label: str, tone: str) -> Bar:
    starts_on = _day(fact, "starts_on")
    assert starts_on is not None  # noqa: S101 - only facts that have begun are drawn
    return Bar(starts_on, _day(fact, "ends_on"), label, tone)


def _benefit(fact: Fact) -> Bar:
    return _spell(fact, show_code(_text(fact, "scheme"), "scheme"), "strong")


def _on_scale(file: File, *, is_phase: bool) -> list[Fact]:
    """Return the phases of a file, or where it stands on ladders."""
    return [
        fact
        for fact in file["classifications"]
        if (fact.cell("scale") == "phase") is is_phase
        and fact.cell("scale") not in ("work_obligation", "target_group")
    ]


def _phase(fact: Fact) -> Bar:
    return _spell(fact, show_code(_text(fact, "value"), "phase"), "pale")


def _rung(fact: Fact) -> Bar:
    return _spell(fact, show_stand(_text(fact, "value"), _text(fact, "scale") or ""), "soft")


def _obligation(file: File, today: date) -> Iterator[Bar]:
    """Yield the exemptions, and between them the days of benefit on which all duties apply."""
    exempt = sorted(_bars(file["exemptions"], _exemption), key=lambda bar: bar.starts_on)
    yield from exempt
    for benefit in _bars(file["benefit_spells"], _benefit):
        free_from, until = benefit.starts_on, benefit.ends_on or today
        for bar in exempt:
            if bar.starts_on > free_from:
                yield from _applies(free_from, min(bar.starts_on, until))
            free_from = max(free_from, bar.ends_on or until)
        yield from _applies(free_from, until)


def _applies(starts_on: date, ends_on: date) -> Iterator[Bar]:
    if starts_on < ends_on:
        yield Bar(starts_on, ends_on, _("applies"), "good")


def _exemption(fact: Fact) -> Bar:
    full = _text(fact, "extent") == "full"
    label = _("fully exempt") if full else _("partly exempt")
    return _spell(fact, label, "amber" if full else "sand")


def _placement(fact: Fact) -> Bar:
    regular = _text(fact, "financed_by") == "employer"
    label = _text(fact, "employer") or (_("regular work") if regular else _("subsidised work"))
    return _spell(fact, label, "good" if regular else "soft")


def _participation(fact: Fact) -> Bar:
    return _spell(fact, _text(fact, "name") or _("participation"), "soft")


def _referrals(facts: Iterable[Fact]) -> Iterator[Dot]:
    """Yield the referrals, and the answers that returned one."""
    for fact in facts:
        on, answered_on = _day(fact, "referred_on"), _day(fact, "answered_on")
        if on is not None:
            yield Dot(on, _("referred"), _day(fact, "recalled_on") is not None)
        if answered_on is not None and _text(fact, "answer") == "returned":
            yield Dot(answered_on, _("returned"), is_missed=True)


def _trajectory(fact: Fact, today: date) -> Bar | None:
    started, ended = _day(fact, "started_on"), _day(fact, "ended_on")
    label = show_code(_text(fact, "type"), "trajectory_type", _("trajectory"))
    if started is not None:
        until = ended + timedelta(days=1) if ended else None
        return Bar(started, until, label, "strong")
    offered = _day(fact, "offered_on")
    if offered is None or _text(fact, "decision") == "negative":
        return None
    proposed = _("{trajectory} (proposed)").format(trajectory=label)
    return Bar(
        offered, max(today, offered) + timedelta(days=60), proposed, "none", is_proposed=True
    )


def _contacts(facts: Iterable[Fact]) -> Iterator[Dot]:
    for fact in facts:
        on = _day(fact, "contact_on")
        if on is not None:
            label = show_code(_text(fact, "kind"), "contact_kind", _("contact"))
            yield Dot(on, label, fact.cell("held") is False)


def _text(fact: Fact, column: str) -> str | None:
    value = fact.cell(column)
    return value if isinstance(value, str) else None
