"""The particular checks of the closed subset of SQL: constructs that are allowed in one form only.

Each check takes a node of the syntax tree and returns what to write instead, or nothing.
"""

from collections.abc import Callable, Mapping

from sqlglot import exp

from trede.dossier.tables import TABLES
from trede.language import translate as _

Check = Callable[[exp.Expr], str | None]

CAST_TO = {"DATE", "BIGINT", "INT", "BOOLEAN", "TEXT", "VARCHAR", "TIMESTAMP"}
RANKS = (exp.RowNumber, exp.Rank, exp.DenseRank, exp.Lag, exp.Lead, exp.FirstValue, exp.LastValue)
UNTOUCHED_BY_TIES = (exp.Rank, exp.DenseRank)


def _check_cast(node: exp.Expr) -> str | None:
    if node.to.this.name in CAST_TO:  # type: ignore[attr-defined]
        return None
    return _("cast to date, bigint, integer, boolean, text or timestamp only")


def _check_date_diff(node: exp.Expr) -> str | None:
    unit = node.args.get("unit")
    if unit is not None and unit.name.lower() == "day":
        return None
    return _(
        "only `date_diff('day', a, b)` means the same everywhere; compare with "
        "`cast(a + n * interval 1 month as date)` for months"
    )


def _check_extract(node: exp.Expr) -> str | None:
    if node.name.lower() in ("year", "month", "day"):
        return None
    return _("only year, month and day can be taken from a date")


def _check_interval(node: exp.Expr) -> str | None:
    unit = node.args.get("unit")
    around = node.parent
    while isinstance(around, exp.Mul | exp.Add | exp.Sub | exp.Paren):
        around = around.parent
    if not isinstance(node.this, exp.Literal):
        return _("write a number of months as `n * interval 1 month`")
    if unit is None or unit.name.lower().rstrip("s") not in ("month", "year"):
        return _("days are added as whole numbers, `d + n`; intervals are of months or years")
    if isinstance(around, exp.Cast) and around.to.this.name == "DATE":
        return None
    return _("write `cast(d + n * interval 1 month as date)`; without the cast it is a moment")


def _check_literal(node: exp.Expr) -> str | None:
    if node.is_string or node.is_int:
        return None
    return _("fractions differ between engines; use whole numbers, money in cents")


def _check_divisor(node: exp.Expr) -> str | None:
    divisor = node.expression.unnest()
    if isinstance(divisor, exp.Nullif) or (divisor.is_int and divisor.name.strip("0")):
        return None
    return _("dividing by nothing is an error on Spark; divide by `nullif(n, 0)`")


def _check_difference(node: exp.Expr) -> str | None:
    if _is_day(node.this) and _is_day(node.expression):
        return _("days between two dates are `date_diff('day', from, to)`")
    return None


def _is_day(node: exp.Expr) -> bool:
    if isinstance(node, exp.Cast):
        return bool(node.to.this.name == "DATE")
    return isinstance(node, exp.Column) and node.name.endswith("_on")


def _check_like(node: exp.Expr) -> str | None:
    pattern = node.expression
    if pattern.is_string and "\\" not in pattern.name:
        return None
    return _("compare with a text between quotes, without a backslash")


def _check_sum(node: exp.Expr) -> str | None:
    around = node.parent
    while around is not None and not isinstance(around, exp.Query | exp.Predicate):
        if isinstance(around, exp.Cast) and around.to.this.name == "BIGINT":
            return None
        around = around.parent
    if isinstance(around, exp.Predicate):
        return None
    return _("write `cast(sum(...) as bigint)`; the bare sum has another type on every engine")


def _check_window(node: exp.Expr) -> str | None:
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


def _ends_in_key(window: exp.Expr, order: exp.Expr) -> bool:
    """Whether partition and order together hold the key of a table, the order a part of it."""
    ordered = {term.this.name for term in order.expressions if isinstance(term.this, exp.Column)}
    parted = {part.name for part in window.args.get("partition_by") or ()}
    return any(
        ordered & set(table.key) and set(table.key) <= ordered | parted for table in TABLES.values()
    )


def _check_window_spec(node: exp.Expr) -> str | None:
    bounds = {str(node.args.get(name)).upper() for name in ("start", "end")}
    by_rows = str(node.args.get("kind")).upper() == "ROWS"
    if node.args.get("exclude") is None and (by_rows or bounds <= {"UNBOUNDED", "CURRENT ROW"}):
        return None
    return _("frames are `rows between ... and ...`")


def _check_order(node: exp.Expr) -> str | None:
    if isinstance(node.parent, exp.Window):
        return None
    return _("the rows of a rule have no order; leave it out")


def _check_join(node: exp.Expr) -> str | None:
    if not node.args.get("method"):
        return None
    return _("join on equal columns and a condition, number the matches and keep the first")


def _check_bare(*refused: str) -> Check:
    """Return a check that a node carries none of these optional parts."""

    def check(node: exp.Expr) -> str | None:
        if any(node.args.get(name) for name in refused):
            return _("leave out what stands there besides: {parts}").format(
                parts=", ".join(name.replace("_", " ") for name in refused if node.args.get(name))
            )
        return None

    return check


CHECKS: Mapping[type[exp.Expr], Check] = {
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
    exp.Star: _check_bare("except_", "replace", "rename", "ilike"),
    exp.Group: _check_bare("all", "totals", "cube", "rollup", "grouping_sets"),
    exp.With: _check_bare("recursive"),
    exp.Table: _check_bare("db", "catalog", "pivots", "version", "when"),
    exp.Union: _check_bare("by_name", "side", "kind"),
    exp.Trim: _check_bare("expression", "position"),
}
