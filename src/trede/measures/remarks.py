"""What must be said with one answer: remarks that follow from the dossier and the question.

The notes of a measure hold always. These hold now: the population is empty, part of it was not
observed long enough, a column does not follow the moment that was asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from trede.dossier.columns import Kind
from trede.dossier.storage import SINCE_ALWAYS
from trede.language import in_language
from trede.language import translate as _
from trede.measures.composition import compose
from trede.measures.declaration import ALL_VERSIONS
from trede.measures.emptiness import why_empty
from trede.measures.engines.base import Engine
from trede.measures.figures import Question
from trede.measures.library import Library
from trede.measures.parameters import show_value
from trede.measures.possible import FACTS

LAST_DAYS = ("observed_until", "status_on")
"""Parameters that say until which day is observed."""


@dataclass(frozen=True)
class _Observed:
    """How many rows are counted, and how many of those were observed for too short a time."""

    population: int
    denominator: int
    too_short: int
    too_short_in_denominator: int
    too_short_in_numerator: int


def remarks(
    library: Library, engine: Engine, question: Question, *, published: bool = False
) -> tuple[str, ...]:
    """Return the remarks on the answer to a question, in the language in use.

    What is to be ``published`` gets remarks without numbers: a number of people not yet assessable
    may be small.
    """
    seen = _as_far_as_known(library, engine, question)
    counted = _count(library, engine, seen)
    said = [*_not_spread(question)]
    if not counted.population:
        why = why_empty(library, engine, question)
        said.append(_("The population is empty: {why}.").format(why=why))
    elif not counted.denominator:
        nobody = _("Of the {number} in the population none is in the denominator.")
        said.append(nobody.format(number=counted.population))
    if counted.too_short:
        said.append(_not_assessable(seen, counted, published=published))
    if question.parameters["known_at"] is not None:
        said += _not_as_known_then(library, engine, question)
    return tuple(said)


def _not_spread(question: Question) -> Iterator[str]:
    """Yield that a distribution was asked for without what it is spread over."""
    column = question.measure.spread
    if column is not None and column not in question.by:
        yield _("This measure is a distribution; group it with --by {column}.").format(
            column=column
        )


def _count(library: Library, engine: Engine, question: Question) -> _Observed:
    measure = question.measure
    held = engine.hold(compose(library, measure.rows, question.parameters))
    population, denominator = f"({measure.population})", f"({measure.denominator or 'true'})"
    within = f"{population} and {denominator}"
    counted_in = population if measure.independent else within
    too_short = f"not ({measure.observed or 'true'})"
    conditions = (
        population,
        within,
        f"{population} and {too_short}",
        f"{within} and {too_short}",
        f"{counted_in} and ({measure.numerator}) and {too_short}",
    )
    sums = (
        f"cast(coalesce(sum(case when {condition} then 1 else 0 end), 0) as bigint) as n{number}"
        for number, condition in enumerate(conditions)
    )
    (row,) = engine.run(f"select {', '.join(sums)} from {held}").to_pylist()
    return _Observed(*row.values())


def _not_assessable(question: Question, counted: _Observed, *, published: bool) -> str:
    until = _observed_until(question)
    if published:
        return _(
            "Not everyone was observed for the whole term (until {until}); who was not may still "
            "come into the numerator or leave it."
        ).format(until=until)
    return _(
        "Not yet assessable: {too_short} of {population} in the population were observed for less "
        "than the whole term (until {until}). Of these {in_numerator} count in the numerator, "
        "{in_denominator} in the denominator only, and {left_out} in neither."
    ).format(
        too_short=counted.too_short,
        population=counted.population,
        until=until,
        in_numerator=counted.too_short_in_numerator,
        in_denominator=counted.too_short_in_denominator - counted.too_short_in_numerator,
        left_out=counted.too_short - counted.too_short_in_denominator,
    )


def _observed_until(question: Question) -> str:
    """Return the day until which is observed, by whichever parameter says so."""
    days = (question.parameters.get(name) for name in LAST_DAYS)
    return next((show_value(day) for day in days if day is not None), "")


def _as_far_as_known(library: Library, engine: Engine, question: Question) -> Question:
    """Let observation end at the moment as known at which is asked, if facts tell when known."""
    moment = question.parameters["known_at"]
    tables = _tables_beneath(library, question)
    if not isinstance(moment, datetime) or not any(_is_dated(engine, name) for name in tables):
        return question
    lowered = {
        name: min(moment.date(), value) if isinstance(value, date) else moment.date()
        for name, value in question.parameters.items()
        if name in LAST_DAYS
    }
    return replace(question, parameters={**question.parameters, **lowered})


def _tables_beneath(library: Library, question: Question) -> list[str]:
    """Return the tables of spells and events that the rows of a question rest on."""
    rules = (library.rules[name] for name in library.beneath(question.measure.rows))
    used = {name for rule in rules for name in rule.uses}
    return sorted(name for name in used & FACTS.keys() if FACTS[name].kind is not Kind.THING)


def _is_dated(engine: Engine, table: str) -> bool:
    """Tell whether some row of a table says when it was recorded."""
    query = f"select max(recorded_at) as it from {table}{ALL_VERSIONS}"
    (row,) = engine.run(query).to_pylist()
    return row["it"] is not None and row["it"] > SINCE_ALWAYS


def _not_as_known_then(library: Library, engine: Engine, question: Question) -> Iterator[str]:
    """Yield what is not as known at the moment that was asked for."""
    rules = (library.rules[name] for name in library.beneath(question.measure.rows))
    now = {
        in_language(rule.titles)
        for rule in rules
        if any(name.endswith(ALL_VERSIONS) for name in rule.uses)
    }
    if now:
        yield _("Not as known at {moment} but as it stands now: {what}.").format(
            moment=show_value(question.parameters["known_at"]), what=", ".join(sorted(now))
        )
    undated = [
        table
        for table in _tables_beneath(library, question)
        if _holds_rows(engine, table) and not _is_dated(engine, table)
    ]
    if undated:
        yield _(
            "The dossier does not say when these facts were recorded, so they count as known since "
            "always: {tables}."
        ).format(tables=", ".join(undated))


def _holds_rows(engine: Engine, table: str) -> bool:
    (row,) = engine.run(f"select count(*) as it from {table}{ALL_VERSIONS}").to_pylist()
    return bool(row["it"])
