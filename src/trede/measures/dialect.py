"""The closed subset of SQL in which rules are written, and what to write instead of the rest.

Within the subset the embedded engine and Spark give the same answer; ``tests/engines`` holds both
to it. Allowed is what is listed here. A construct that is absent from the list is refused, with
the reason and the remedy where one is known.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlglot import exp

from trede.language import translate as _
from trede.measures.declaration import FaultyDeclarationError, Measure
from trede.measures.dialect_checks import CHECKS
from trede.measures.library_checks import line_of, refuse_measure
from trede.measures.reading import parse_rule
from trede.measures.suggestions import did_you_mean, sentences

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
FUNCTIONS: Mapping[str, type[exp.Expr]] = {
    "case": exp.Case, "if": exp.If, "coalesce": exp.Coalesce, "nullif": exp.Nullif,
    "greatest": exp.Greatest, "least": exp.Least, "abs": exp.Abs, "lower": exp.Lower,
    "trim": exp.Trim, "left": exp.Left, "length": exp.Length, "starts_with": exp.StartsWith,
    "date_diff": exp.DateDiff, "extract": exp.Extract, "year": exp.Year, "month": exp.Month,
    "day": exp.Day, "make_date": exp.DateFromParts,
}  # fmt: skip
AGGREGATES: Mapping[str, type[exp.Expr]] = {
    "count": exp.Count, "count_if": exp.CountIf, "sum": exp.Sum, "min": exp.Min, "max": exp.Max,
    "bool_or": exp.LogicalOr, "bool_and": exp.LogicalAnd,
}  # fmt: skip
WINDOWS = {
    exp.Window, exp.WindowSpec, exp.Filter, exp.Order, exp.Ordered, exp.RowNumber, exp.Rank,
    exp.DenseRank, exp.Lag, exp.Lead, exp.FirstValue, exp.LastValue,
}  # fmt: skip
CONDITION = VALUES - {exp.Placeholder} | OPERATORS - {exp.Exists} | set(FUNCTIONS.values())
"""What the conditions of a measure may be made of: one row at a time, no parameters."""

RULE = STRUCTURE | CONDITION | {exp.Placeholder, exp.Exists} | set(AGGREGATES.values()) | WINDOWS


@dataclass(frozen=True)
class Departure:
    """A construct outside the subset as it is written, what to write instead, and its line."""

    written: str
    instead: str
    line: int | None = None


def check_rule(file: object, tree: exp.Expr) -> None:
    """Check that the query of a rule keeps to the subset.

    Raises :class:`FaultyDeclarationError`, naming the file and every construct that does not.
    """
    found = list(departures(tree, RULE))
    if not isinstance(tree, exp.Query):
        instead = _("a rule is one query and changes nothing")
        found = [Departure(_text(tree), instead, line_of(tree))]
    if found:
        lines = {departure.line for departure in found}
        line = lines.pop() if len(lines) == 1 else None
        raise FaultyDeclarationError(file, _told(found, each_with_line=line is None), line)


def check_measure(measure: Measure, columns: Iterable[str]) -> None:
    """Check that the conditions of a measure keep to the subset and to the columns of its rows.

    Raises :class:`FaultyDeclarationError`, naming the file, the measure and every fault.
    """
    known = tuple(columns)
    for key, condition in measure.conditions.items():
        try:
            tree = parse_rule(measure.name, condition)
        except FaultyDeclarationError as error:
            refuse_measure(measure, key, error.why)
        if found := list(departures(tree, CONDITION)):
            refuse_measure(measure, key, _told(found, each_with_line=False))
        for column in tree.find_all(exp.Column):
            _check_column(measure, key, column.name, known)
    for key in ("numerator_sum", "denominator_sum", "spread"):
        if (name := getattr(measure, key)) is not None:
            _check_column(measure, key, name, known)
    for name in measure.by:
        _check_column(measure, "by", name, known)


def _check_column(measure: Measure, key: str, column: str, known: tuple[str, ...]) -> None:
    if column not in known:
        said = _("the rows have no column {unknown}. Choose from: {allowed}.").format(
            unknown=column, allowed=", ".join(known)
        )
        refuse_measure(measure, key, sentences(said, did_you_mean(column, known)))


def departures(tree: exp.Expr, allowed: Iterable[type[exp.Expr]]) -> Iterator[Departure]:
    """Walk the syntax tree and yield what is outside the subset; not what stands within that."""
    kinds = frozenset(allowed)
    within: list[exp.Expr] = [tree]
    while within:
        node = within.pop()
        instead = _instead(node) if type(node) not in kinds else _check(node)
        if instead is None:
            within += reversed(list(node.iter_expressions()))
        else:
            yield Departure(_text(node), instead, line_of(node))


def _check(node: exp.Expr) -> str | None:
    check = CHECKS.get(type(node))
    return check(node) if check else None


def _told(found: Iterable[Departure], *, each_with_line: bool) -> str:
    """Return what is outside the subset, a line of text for each construct."""
    said = _("`{written}` is outside the SQL of rules: {instead}")
    with_line = _("line {line}: {what}")
    texts = []
    for each in found:
        what = said.format(written=each.written, instead=each.instead)
        texts.append(with_line.format(line=each.line, what=what) if each_with_line else what)
    return "\n  ".join(texts)


def _text(node: exp.Expr, longest: int = 80) -> str:
    written = " ".join(node.sql(dialect="duckdb").split())
    return written if len(written) <= longest else written[: longest - 1] + "…"


def _instead(node: exp.Expr) -> str:
    """Return what to write instead of a construct that is not in the list."""
    for kinds, remedy in REMEDIES:
        if isinstance(node, kinds):
            return _(remedy)
    if isinstance(node, exp.Func):
        return _("this function may differ between engines; known are {names}").format(
            names=", ".join((*FUNCTIONS, *AGGREGATES))
        )
    return _("not known to mean the same on every engine; write it with joins, case and windows")


REMEDIES: tuple[tuple[tuple[type[exp.Expr], ...], str], ...] = (
    ((exp.Qualify,), "number the rows in a `with` query and keep those `where nth = 1`"),
    (
        (exp.Div, exp.Avg, exp.Round, exp.Floor, exp.Ceil, exp.SafeDivide),
        "give the two counts, the figure divides; whole numbers divide with `//`",
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
        "count days from a known Monday, `date_diff('day', date '1900-01-01', d) % 7`",
    ),
    (
        (exp.CurrentDate, exp.CurrentTimestamp, exp.CurrentTime, exp.Rand),
        "a rule gives the same rows every time it runs; take the day as a parameter",
    ),
    (
        (exp.First, exp.Last, exp.IgnoreNulls, exp.RespectNulls, exp.ArgMin, exp.ArgMax),
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
