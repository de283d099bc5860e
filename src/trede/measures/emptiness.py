"""Says why nobody is in the population of a measure: the first step down at which nobody is left.

A rule reads from rules and tables, those from others, down to the tables of the dossier. Followed
down, the last one without rows tells why: the dossier holds none, none had happened or was known
yet, or the conditions of a rule let none through.
"""

from dataclasses import dataclass

from sqlglot import exp

from trede.dossier.tables import TABLES
from trede.language import in_language
from trede.language import translate as _
from trede.measures.composition import Parameters, chosen_rows, compose, known_rows
from trede.measures.declaration import ALL_VERSIONS, Rule
from trede.measures.engines.base import Engine
from trede.measures.figures import Question
from trede.measures.library import Library
from trede.measures.parameters import ALL, show_value
from trede.measures.reading import parse_rule


def why_empty(library: Library, engine: Engine, question: Question) -> str:
    """Return a sentence on why the population of a question is empty."""
    search = _Search(library, engine, question.parameters)
    rule = library.rules[question.measure.rows]
    number = search.count_rule(rule.name)
    if number == 0:
        return search.why_no_rows(rule)
    return _('none of the {number} rows of "{rule}" meets the condition {condition}').format(
        number=number, rule=in_language(rule.titles), condition=question.measure.population
    )


@dataclass(frozen=True)
class _Search:
    library: Library
    engine: Engine
    parameters: Parameters

    def count_rule(self, rule: str) -> int:
        """Return the number of rows of a rule."""
        held = self.engine.hold(compose(self.library, rule, self.parameters))
        return int(str(self._one(f"select count(*) as it from {held}")))

    def why_no_rows(self, rule: Rule) -> str:
        """Return why a rule has no rows, followed down as far as that can be told."""
        path = _Path.of(rule)
        for source in path.sources:
            if source in self.library.rules and not self.count_rule(source):
                return self.why_no_rows(self.library.rules[source])
            if source in TABLES and (reason := self._why_no_facts(source)):
                return reason
        reason = self._nothing_passes(path, rule)
        begins = {name: TABLES[name].begins for name in path.sources[:1] if name in TABLES}
        for table, column in begins.items():
            if column is not None:
                reason += "; " + self._where_facts_lie(table, column)
        return reason

    def _why_no_facts(self, table: str) -> str:
        """Return why a table shows no rows; empty if it does show some."""
        if self._one(f"select count(*) as it from ({self._known(table)}) as known"):
            return ""
        stored = self._one(f"select count(*) as it from {table}{ALL_VERSIONS}")
        if not stored:
            return _("the dossier holds nothing in its table {table}").format(table=table)
        return _("none of the {number} rows of the table {table} counts with {chosen}").format(
            number=stored, table=table, chosen=self._shown("as_of", "known_at", "sources")
        )

    def _where_facts_lie(self, table: str, column: str) -> str:
        first, last = (
            self._one(f'select {end}("{column}") as it from ({self._known(table)}) as known')
            for end in ("min", "max")
        )
        return _("in the table {table} {column} lies from {first} to {last}").format(
            table=table, column=column, first=first, last=last
        )

    def _known(self, table: str) -> str:
        return known_rows(table, chosen_rows(self.parameters))

    def _nothing_passes(self, path: "_Path", rule: Rule) -> str:
        shown, title = self._shown(*path.parameters), in_language(rule.titles)
        if not shown:
            return _('there are no rows of "{rule}"').format(rule=title)
        return _('there are no rows of "{rule}" with {chosen}').format(rule=title, chosen=shown)

    def _shown(self, *names: str) -> str:
        """Return the values of parameters, those that leave everything in left out."""
        values = {name: self.parameters[name] for name in names}
        return ", ".join(
            f"{name} {show_value(value)}"
            for name, value in values.items()
            if value not in (None, (ALL,))
        )

    def _one(self, query: str) -> object:
        (row,) = self.engine.run(query).to_pylist()
        found: object = row["it"]
        return found


@dataclass(frozen=True)
class _Path:
    """What a rule cannot do without: what it reads its rows from, and what it joins to those.

    ``parameters`` are those in the conditions on the way.
    """

    sources: tuple[str, ...]
    parameters: tuple[str, ...]

    @classmethod
    def of(cls, rule: Rule) -> "_Path":
        """Follow a query through the queries within it down to rules and tables."""
        tree = parse_rule(rule.file, rule.sql)
        within = {cte.alias: cte.this for cte in tree.find_all(exp.CTE)}
        query: exp.Expr | None = tree
        sources: list[str] = []
        parameters: list[str] = []
        while isinstance(query, exp.Select):
            inner = [join for join in query.args.get("joins") or () if not join.side]
            for clause in (query.args.get("where"), *inner):
                if clause is not None:
                    parameters += [each.name for each in clause.find_all(exp.Placeholder)]
            source = query.args.get("from_")
            read = source.this.name if source is not None else ""
            sources = [read, *(join.this.name for join in inner), *sources]
            query = within.pop(read, None)
        tables = (name.removesuffix(ALL_VERSIONS) for name in sources)
        return cls(tuple(dict.fromkeys(tables)), tuple(dict.fromkeys(parameters)))
