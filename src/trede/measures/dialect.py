"""The closed subset of SQL in which rules are written, and what to write instead of the rest.

Within the subset the embedded engine and Spark give the same answer; ``tests/engines`` holds both
to it. Allowed is what is listed here. A construct that is absent from the list is refused, with
the reason and the remedy where one is known.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from trede.dossier.tables import TABLES
from trede.language import translate as _
from trede.measures.declaration import FaultyDeclarationError, Measure

STRUCTURE = {
    exp.Select, exp.From, exp.Join, exp.Where, exp.Group, exp.Having, exp.Distinct, exp.With,
    exp.CTE, exp.Subquery, exp.Table, exp.TableAlias, exp.Alias, exp.Union, exp.Intersect,
    exp.Except, exp.Star,
}  # fmt: skip
VALUES = {
    exp.Column, exp.Identifier, exp.Literal, exp.Boolean, exp.Null, exp.Placeholder, exp.Var,
    exp.Paren, exp.Cast, exp.DataType, exp.Interval,
}  # fmt: skip
OPERATORS = {
    exp.And, exp.Or, exp.Not, exp.Is, exp.In, exp.Exists, exp.Between, exp.Like, exp.EQ, exp.NEQ,
    exp.GT, exp.GTE, exp.LT, exp.LTE, exp.NullSafeEQ, exp.NullSafeNEQ, exp.Add, exp.Sub, exp.Mul,
    exp.IntDiv, exp.Mod, exp.Neg, exp.DPipe,
}  # fmt: skip
FUNCTIONS = {
    exp.Case, exp.If, exp.Coalesce, exp.Nullif, exp.Greatest, exp.Least, exp.Abs, exp.Lower,
    exp.Trim, exp.Left, exp.Length, exp.StartsWith, exp.DateDiff, exp.Extract, exp.Year, exp.Month,
    exp.Day, exp.DateFromParts,
}  # fmt: skip
AGGREGATES = {
    exp.Count, exp.CountIf, exp.Sum, exp.Min, exp.Max, exp.LogicalOr, exp.LogicalAnd, exp.Filter,
}  # fmt: skip
WINDOWS = {
    exp.Window, exp.WindowSpec, exp.Order, exp.Ordered, exp.RowNumber, exp.Rank, exp.DenseRank,
    exp.Lag, exp.Lead, exp.FirstValue, exp.LastValue,
}  # fmt: skip
CONDITION = VALUES - {exp.Placeholder} | OPERATORS - {exp.Exists} | FUNCTIONS
"""What the conditions of a measure may be made of: one row at a time, no parameters."""

RULE = STRUCTURE | CONDITION | {exp.Placeholder, exp.Exists} | AGGREGATES | WINDOWS

CAST_TO = {"DATE", "BIGINT", "INT", "BOOLEAN", "TEXT", "VARCHAR", "TIMESTAMP"}
RANKS = (exp.RowNumber, exp.Rank, exp.DenseRank, exp.Lag, exp.Lead, exp.FirstValue, exp.LastValue)
UNTOUCHED_BY_TIES = (exp.Rank, exp.DenseRank)


@dataclass(frozen=True)
class Departure:
    """A construct outside the subset, as it is written, and what to write instead."""

    written: str
    instead: str


def check_rule(file: str, tree: exp.Expression) -> None:
    """Check that the query of a rule keeps to the subset.

    Raises :class:`FaultyDeclarationError`, naming the file and every construct that does not.
    """
    _refuse(file, departures(tree, RULE))


def check_measure(file: str, measure: Measure, columns: Iterable[str]) -> None:
    """Check that the conditions of a measure keep to the subset and to the columns of its rows.

    Raises :class:`FaultyDeclarationError`, naming the file, the measure and every fault.
    """
    conditions = {
        "population": measure.population,
        "denominator": measure.denominator or "true",
        "numerator": measure.numerator,
    }
    for name, condition in conditions.items():
        where = f"{file}, {measure.name}, {name}"
        try:
            tree = sqlglot.parse_one(condition, dialect="duckdb")
        except SqlglotError as error:
            raise FaultyDeclarationError(where, str(error)) from error
        _refuse(where, departures(tree, CONDITION))
        unknown = {column.name for column in tree.find_all(exp.Column)} - set(columns)
        if unknown:
            said = _("the rows have no column {unknown}. Choose from: {allowed}.")
            raise FaultyDeclarationError(
                where,
                said.format(unknown=", ".join(sorted(unknown)), allowed=", ".join(columns)),
            )


def departures(
    tree: exp.Expression, allowed: Iterable[type[exp.Expression]]
) -> Iterator[Departure]:
    """Walk the syntax tree and yield what is outside the subset, outermost first."""
    kinds = frozenset(allowed)
    outside = [node for node in tree.walk(bfs=False) if type(node) not in kinds]
    refused = {id(node) for node in outside}
    for node in tree.walk(bfs=False):
        if id(node) in refused:
            if node.parent is None or id(node.parent) not in refused:
                yield Departure(_text(node), _instead(node))
        elif type(node) in CHECKS:
            instead = CHECKS[type(node)](node)
            if instead is not None:
                yield Departure(_text(node), instead)


def _refuse(file: str, found: Iterable[Departure]) -> None:
    lines = [
        _("`{written}` is outside the SQL of rules: {instead}").format(
            written=departure.written, instead=departure.instead
        )
        for departure in found
    ]
    if lines:
        raise FaultyDeclarationError(file, "\n  ".join(lines))


def _text(node: exp.Expression, longest: int = 80) -> str:
    written = " ".join(node.sql(dialect="duckdb").split())
    return written if len(written) <= longest else written[: longest - 1] + "…"


def _instead(node: exp.Expression) -> str:
    """Return what to write instead of a construct that is not in the list."""
    for kinds, remedy in REMEDIES:
        if isinstance(node, kinds):
            return _(remedy)
    if isinstance(node, exp.Func):
        names = sorted(kind.sql_names()[0].lower() for kind in FUNCTIONS | AGGREGATES)
        return _("this function may differ between engines; known are {names}").format(
            names=", ".join(names)
        )
    return _("not known to mean the same on every engine; write it with joins, case and windows")


REMEDIES: tuple[tuple[tuple[type[exp.Expression], ...], str], ...] = (
    ((exp.Qualify,), "number the rows in a `with` query and keep those `where nth = 1`"),
    (
        (exp.Div, exp.Avg, exp.Round, exp.Floor, exp.Ceil, exp.SafeDivide),
        "fractions and rounding differ between engines; give the two counts, the figure divides; "
        "whole numbers divide with `//`",
    ),
    (
        (exp.Median, exp.Quantile, exp.PercentileCont, exp.PercentileDisc, exp.ApproxQuantile),
        "number the ordered rows and take the middle one",
    ),
    (
        (exp.DateAdd, exp.DateSub, exp.AddMonths, exp.TimestampAdd),
        "add days as `d + n` and months as `cast(d + n * interval 1 month as date)`",
    ),
    (
        (exp.TimestampTrunc, exp.DateTrunc, exp.LastDay),
        "write `make_date(year(d), month(d), 1)` for the first day of a month",
    ),
    (
        (exp.DayOfWeek, exp.DayOfWeekIso, exp.Week, exp.WeekOfYear),
        "week days are numbered differently by every engine; count days from a known Monday with "
        "`date_diff('day', date '1900-01-01', d) % 7`",
    ),
    (
        (exp.CurrentDate, exp.CurrentTimestamp, exp.CurrentTime, exp.Rand),
        "a rule gives the same rows every time it runs; take the day as a parameter",
    ),
    (
        (exp.First, exp.Last, exp.AnyValue, exp.ArgMin, exp.ArgMax),
        "which row it takes is not certain; number the rows by an order up to a key",
    ),
    ((exp.TryCast,), "check the value with `case` and use `cast`"),
    ((exp.Concat, exp.ConcatWs), "join texts with `||` and `coalesce`"),
    ((exp.Order, exp.Limit, exp.Offset), "the rows of a rule have no order; leave it out"),
    (
        (exp.Array, exp.List, exp.ArrayAgg, exp.GroupConcat, exp.Struct, exp.Map, exp.Bracket,
         exp.Unnest, exp.Lateral, exp.Dot),
        "a cell holds one value; make it a row of its own and join",
    ),
    ((exp.ILike, exp.RegexpLike, exp.SimilarTo), "compare `lower(...)` with `like`"),
    ((exp.Values,), "put fixed values in a code list and join `code_groups`"),
    ((exp.Placeholder,), "conditions of a measure have no parameters; put it in the rule"),
    ((exp.Query, exp.Subquery, exp.AggFunc, exp.Window), "put it in the rule, as a column"),
)  # fmt: skip
"""What to write instead, most particular first."""


def _check_cast(node: exp.Expression) -> str | None:
    if node.to.this.name in CAST_TO:  # type: ignore[attr-defined]
        return None
    return _("cast to date, bigint, integer, boolean, text or timestamp only")


def _check_date_diff(node: exp.Expression) -> str | None:
    unit = node.args.get("unit")
    if unit is not None and unit.name.lower() == "day":
        return None
    return _(
        "only `date_diff('day', a, b)` means the same everywhere; compare with "
        "`cast(a + n * interval 1 month as date)` for months"
    )


def _check_extract(node: exp.Expression) -> str | None:
    if node.name.lower() in ("year", "month", "day"):
        return None
    return _("only year, month and day can be taken from a date")


def _check_interval(node: exp.Expression) -> str | None:
    unit = node.args.get("unit")
    around = node.parent
    while isinstance(around, exp.Mul | exp.Add | exp.Sub | exp.Paren):
        around = around.parent
    if unit is None or unit.name.lower().rstrip("s") not in ("month", "year"):
        return _("days are added as whole numbers, `d + n`; intervals are of months or years")
    if isinstance(around, exp.Cast) and around.to.this.name == "DATE":
        return None
    return _("write `cast(d + n * interval 1 month as date)`; without the cast it is a moment")


def _check_literal(node: exp.Expression) -> str | None:
    if node.is_string or node.is_int:
        return None
    return _("fractions differ between engines; use whole numbers, money in cents")


def _check_divisor(node: exp.Expression) -> str | None:
    divisor = node.expression.unnest()
    if isinstance(divisor, exp.Nullif) or (divisor.is_int and divisor.name.strip("0")):
        return None
    return _("dividing by nothing is an error on Spark; divide by `nullif(n, 0)`")


def _check_difference(node: exp.Expression) -> str | None:
    if _is_day(node.this) and _is_day(node.expression):
        return _("days between two dates are `date_diff('day', from, to)`")
    return None


def _is_day(node: exp.Expression) -> bool:
    if isinstance(node, exp.Cast):
        return bool(node.to.this.name == "DATE")
    return isinstance(node, exp.Column) and node.name.endswith("_on")


def _check_like(node: exp.Expression) -> str | None:
    pattern = node.expression
    if pattern.is_string and "\\" not in pattern.name:
        return None
    return _("compare with a text between quotes, without a backslash")


def _check_sum(node: exp.Expression) -> str | None:
    around = node.parent
    while around is not None and not isinstance(around, exp.Query | exp.Predicate):
        if isinstance(around, exp.Cast) and around.to.this.name == "BIGINT":
            return None
        around = around.parent
    if isinstance(around, exp.Predicate):
        return None
    return _("write `cast(sum(...) as bigint)`; the bare sum has another type on every engine")


def _check_window(node: exp.Expression) -> str | None:
    order = node.args.get("order")
    function = node.this
    if node.args.get("alias") is not None:
        return _("write the window out where it is used")
    if order is None:
        if isinstance(function, RANKS):
            return _("order the window, up to a key, so that the row it takes is certain")
        return None
    if isinstance(function, UNTOUCHED_BY_TIES) or _ends_in_key(node, order):
        return None
    return _("order the window up to a key (such as spell_id), so that ties have one outcome")


def _ends_in_key(window: exp.Expression, order: exp.Expression) -> bool:
    """Whether partition and order together hold the key of a table, the order a part of it."""
    ordered = {term.this.name for term in order.expressions if isinstance(term.this, exp.Column)}
    parted = {part.name for part in window.args.get("partition_by") or ()}
    return any(
        ordered & set(table.key) and set(table.key) <= ordered | parted
        for table in TABLES.values()
    )


def _check_window_spec(node: exp.Expression) -> str | None:
    bounds = {str(node.args.get(name)).upper() for name in ("start", "end")}
    by_rows = str(node.args.get("kind")).upper() == "ROWS"
    if node.args.get("exclude") is None and (by_rows or bounds <= {"UNBOUNDED", "CURRENT ROW"}):
        return None
    return _("frames are `rows between ... and ...`")


def _check_order(node: exp.Expression) -> str | None:
    return None if isinstance(node.parent, exp.Window) else _instead(node)


def _check_join(node: exp.Expression) -> str | None:
    if not node.args.get("method"):
        return None
    return _("join on equal columns and a condition, number the matches and keep the first")


def _check_bare(*refused: str) -> Callable[[exp.Expression], str | None]:
    """Return a check that a node carries none of these optional parts."""

    def check(node: exp.Expression) -> str | None:
        if any(node.args.get(name) for name in refused):
            return _("leave out what stands there besides: {parts}").format(
                parts=", ".join(name.replace("_", " ") for name in refused if node.args.get(name))
            )
        return None

    return check


CHECKS: Mapping[type[exp.Expression], Callable[[exp.Expression], str | None]] = {
    exp.Cast: _check_cast,
    exp.DateDiff: _check_date_diff,
    exp.Extract: _check_extract,
    exp.Interval: _check_interval,
    exp.Literal: _check_literal,
    exp.IntDiv: _check_divisor,
    exp.Mod: _check_divisor,
    exp.Sub: _check_difference,
    exp.Like: _check_like,
    exp.Sum: _check_sum,
    exp.Window: _check_window,
    exp.WindowSpec: _check_window_spec,
    exp.Order: _check_order,
    exp.Join: _check_join,
    exp.Distinct: _check_bare("on"),
    exp.Star: _check_bare("except_", "replace", "rename"),
    exp.Group: _check_bare("all", "totals", "cube", "rollup", "grouping_sets"),
    exp.With: _check_bare("recursive"),
    exp.Table: _check_bare("db", "catalog", "pivots", "version", "when"),
    exp.Union: _check_bare("by_name", "side", "kind"),
    exp.Trim: _check_bare("expression", "position"),
}
