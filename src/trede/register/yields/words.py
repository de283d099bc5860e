"""What the groups of clients of contracts are called, and what was found of each participation."""

from collections.abc import Callable, Mapping
from datetime import date

from trede.language import translate as _
from trede.register.pages.templating import show_code, show_day, show_last_day, show_stand

Row = Mapping[str, object]


def found_titles() -> list[str]:
    """Return the titles of what says best why a participation is counted or not."""
    return [title() for title, _text in _FOUND]


def found_texts(row: Row) -> list[str]:
    """Return what was found of a participation, as people read it."""
    return [text(row) for _title, text in _FOUND]


def state_text(state: str) -> str:
    """Name how a participation stands."""
    titles = {
        "running": lambda: _("still running"),
        "completed": lambda: _("completed"),
        "broken_off": lambda: _("broken off"),
    }
    return titles.get(state, lambda: _("ended, not recorded how"))()


def standing_text(standing: str) -> str:
    """Name where clients stood: the scale and the value on it."""
    scale, space, value = standing.partition(" ")
    if not space:
        return _("not known")
    shown, title = show_stand(value, scale), show_code(scale, "scale")
    return shown if shown.startswith(title) else f"{title}: {shown}"


def duration_text(duration: str) -> str:
    """Name how long clients were on benefit."""
    titles = {
        "0-11": lambda: _("less than a year"),
        "12-35": lambda: _("one to three years"),
        "36+": lambda: _("three years or more"),
        "none": lambda: _("no benefit"),
    }
    return titles[duration]()


def _day(row: Row, column: str) -> date | None:
    value = row[column]
    return value if isinstance(value, date) else None


def _yes_no(row: Row, column: str) -> str:
    return _("yes") if row[column] else _("no")


_FOUND: tuple[tuple[Callable[[], str], Callable[[Row], str]], ...] = (
    (lambda: _("Began on"), lambda row: show_day(_day(row, "starts_on"))),
    (lambda: _("Last day"), lambda row: show_last_day(_day(row, "ends_on"))),
    (lambda: _("Outcome"), lambda row: state_text(str(row["state"]))),
    (lambda: _("To the norm, approved"), lambda row: _yes_no(row, "to_norm")),
    (lambda: _("At work since"), lambda row: show_day(_day(row, "placed_on"))),
    (lambda: _("Durable, verified"), lambda row: _yes_no(row, "is_durable")),
    (lambda: _("Stood at the start"), lambda row: standing_text(str(row["standing"]))),
    (lambda: _("On benefit at the start"), lambda row: duration_text(str(row["duration"]))),
    (lambda: _("Last day of benefit"), lambda row: show_day(_day(row, "exit_on"))),
)
"""What says best why a participation is counted: its title, and its text."""
