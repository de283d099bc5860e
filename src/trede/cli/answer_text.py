"""The answer to a question as text on a screen, and the text that goes with a file of numbers."""

import pyarrow as pa

from trede.cli.tables import Cell, text_table
from trede.language import in_language
from trede.language import translate as _
from trede.measures.library import Library
from trede.measures.parameters import ALL, show_value
from trede.publishers.answers import Answer, AnswerRow
from trede.publishers.column_titles import column_title
from trede.publishers.numbers import number_text, share_text

MOST_PEOPLE_ON_SCREEN = 200
DATED = ("date", "moment")
"""Types of parameters that tell the window of a figure; the others are choices of definition."""


def answer_text(found: Answer, library: Library, people: pa.Table | None = None) -> str:
    """Return an answer as text, with the people behind it if there are any."""
    rows = [_cells(found, row) for row in found.rows]
    withheld = _("* withheld: small, or would give away a small number.")
    parts = [
        in_language(found.measure.titles),
        in_language(found.measure.definitions),
        "",
        *([text_table(_heading(found), rows), ""] if rows else []),
        *([withheld] if any(row.suppressed for row in found.rows) else []),
        *(f"- {note}" for note in found.notes),
        _window(found),
        *_choices(found, library),
        _("Source: {source}").format(source=found.measure.source),
        *([] if people is None else ["", _people_text(people)]),
    ]
    return "\n".join(parts)


def definition_text(found: Answer, library: Library) -> str:
    """Return what must be known to read the numbers of an answer, for beside a file of them."""
    measure = found.measure
    heading = (_("parameter"), _("value"), _("meaning"))
    parameters = [
        (name, show_value(value), in_language(library.parameters[name].titles))
        for name, value in found.parameters.items()
    ]
    parts = [
        f"{measure.name}: {in_language(measure.titles)}",
        in_language(measure.definitions),
        "",
        *(f"- {note}" for note in found.notes),
        _window(found),
        _("Unit: {unit}").format(unit=_(measure.unit)),
        _("Source: {source}").format(source=measure.source),
        "",
        text_table(heading, parameters),
    ]
    return "\n".join(parts)


def _heading(found: Answer) -> list[str]:
    by = [column_title(name) for name in found.rows[0].group]
    return [*by, _("numerator"), _("denominator"), _("ratio")]


def _window(found: Answer) -> str:
    said = {
        "from": _("from {day}"),
        "to": _("up to and including {day}"),
        "observed_until": _("observed until {day}"),
        "as_of": _("as of {day}"),
        "known_at": _("as known at {day}"),
    }
    window = [said[name].format(day=day) for name, day in found.window().items() if day]
    return _("Window: {window}.").format(window=", ".join(window) or _("everything"))


def _choices(found: Answer, library: Library) -> list[str]:
    """Return the choices that the figure rests on, if it rests on any: the window apart."""
    chosen = []
    for name, value in found.parameters.items():
        parameter = library.parameters[name]
        if parameter.type not in DATED and value != (ALL,):
            default, shown = found.measure.defaults.get(name, parameter.default), show_value(value)
            usual = "" if shown == default else _(" (by default {value})").format(value=default)
            chosen.append(f"{name} {shown}{usual}")
    return [_("Choices: {choices}.").format(choices=", ".join(chosen))] if chosen else []


def _cells(found: Answer, row: AnswerRow) -> list[str]:
    group = ["–" if value is None else value for value in row.group.values()]
    shown = [_amount(row.numerator), _amount(row.denominator), _ratio(found, row)]
    return [*group, *((cell or "*") for cell in shown)] if row.suppressed else [*group, *shown]


def _amount(value: float | None) -> str:
    if value is None:
        return ""
    return number_text(value, 0 if float(value).is_integer() else 2)


def _ratio(found: Answer, row: AnswerRow) -> str:
    measure = found.measure
    if row.ratio is None:
        return ""
    if measure.numerator_sum is None and measure.denominator_sum is None:
        return share_text(int(row.numerator or 0), int(row.denominator or 0), 1)
    return number_text(round(row.ratio, 6), 2)


def _people_text(people: pa.Table) -> str:
    shown = people.slice(0, MOST_PEOPLE_ON_SCREEN)
    rows = [[_plainly(value) for value in row.values()] for row in shown.to_pylist()]
    text = text_table(shown.column_names, rows)
    if people.num_rows > shown.num_rows:
        text += "\n" + _(
            "{shown} of {all} rows; all of them with --output and --format csv."
        ).format(shown=shown.num_rows, all=people.num_rows)
    return text


def _plainly(value: Cell | bool) -> Cell:
    """Return a value as people read it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return value
