"""What contradicts itself on file: both statements as they stand now, with source and moment.

Which they are follows from the measure ``contradictions`` on the last export. A statement that was
corrected or withdrawn since has left the list; the next nightly run looks at it again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import cast

from trede.register.clients.models import Client
from trede.register.exchange.watermarks import read_watermark
from trede.register.facts.models import Fact, believed
from trede.register.figures.computing import Asked, dossier_folder
from trede.register.project.clock import today
from trede.register.quality.declared import Kind, kinds
from trede.register.quality.gaps import clients_by_person
from trede.register.quality.leaving import left_about
from trede.register.quality.rows import rows_behind
from trede.register.steps.situation import subject_of
from trede.register.steps.telling import tell

MEASURE = "contradictions"
SIDES = ("first", "second")
CORRECTED_BY: Mapping[str, str] = MappingProxyType(
    {
        "benefit_spells": "benefit",
        "placements": "placement",
        "exit_verifications": "verification",
        "classifications": "classification",
        "exemptions": "exemption",
        "contacts": "contact",
    }
)
"""The step that corrects a statement, by its table."""

REMEDIES: Mapping[tuple[str, str], str] = MappingProxyType(
    {("work_beside_benefit", "benefit_spells"): "benefit-end"}
)
"""The step that takes a contradiction away by recording what happened, by kind and table."""

Place = tuple[str, str, str]


@dataclass(frozen=True)
class Statement:
    """What a source says: in a line, since when it is on file, and the step that corrects it."""

    fact: Fact
    author: str

    @property
    def text(self) -> str:
        """What is said, in a line."""
        return tell(self.fact)

    @property
    def source(self) -> str:
        """Who says so."""
        return self.fact.source

    @property
    def recorded_at(self) -> datetime:
        """Since when it is on file."""
        moment: datetime = self.fact.recorded_at
        return moment

    @property
    def subject(self) -> str:
        """By what a step finds it."""
        return subject_of(self.fact)

    @property
    def step(self) -> str | None:
        """The step that corrects it; none if no step does."""
        return CORRECTED_BY.get(self.fact.declared.name)


@dataclass(frozen=True)
class Contradiction:
    """Two statements about a client that cannot both be true; or one that nothing confirms."""

    kind: Kind
    client: Client
    statements: tuple[Statement, ...]
    since_on: date | None
    team: str

    @property
    def about(self) -> str:
        """The very rows it is about."""
        return " ".join(f"{each.fact.declared.name}:{each.fact.pk}" for each in self.statements)


def contradictions() -> list[Contradiction]:
    """Return what contradicts itself and was not left as it is, by kind and client number."""
    left = {name: left_about(name) for name in kinds()}
    found = (each for each in _all() if each.about not in left[each.kind.name])
    order = list(kinds())
    return sorted(found, key=lambda each: (order.index(each.kind.name), each.client.number))


def find_contradiction(kind: str, about: str) -> Contradiction | None:
    """Return a contradiction that is on the list, by the rows it is about."""
    same = (each for each in contradictions() if (each.kind.name, each.about) == (kind, about))
    return next(same, None)


def _all() -> Iterable[Contradiction]:
    rows = rows_behind(Asked(MEASURE, today()))
    clients = clients_by_person([str(row["person_id"]) for row in rows])
    stated = _statements(rows)
    for row in rows:
        places = [_place(row, side) for side in SIDES if row[f"{side}_table"]]
        client = clients.get(str(row["person_id"]))
        if client is not None and all(place in stated for place in places):
            yield Contradiction(
                kinds()[str(row["kind"])],
                client,
                tuple(stated[place] for place in places),
                cast("date | None", row["since_on"]),
                str(row["team"] or ""),
            )


def _statements(rows: Iterable[Mapping[str, object]]) -> dict[Place, Statement]:
    """Return the statements that still stand as they did when the figures were computed."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for side in SIDES:
            if table := row[f"{side}_table"]:
                wanted[str(table)].add(str(row["person_id"]))
    watermark = read_watermark(dossier_folder())
    newest = watermark.newest if watermark else 0
    found = {}
    for table, persons in wanted.items():
        facts = believed(table).filter(person_id__in=persons, recorded_in_id__lte=newest)
        facts |= believed(table).filter(person_id__in=persons, recorded_in_id__isnull=True)
        for fact in facts.select_related("recorded_in__author"):
            author = fact.recorded_in.author if fact.recorded_in else None
            place = (table, str(fact.cell("person_id")), subject_of(fact))
            found[place] = Statement(fact, author.name if author else "")
    return found


def _place(row: Mapping[str, object], side: str) -> Place:
    return str(row[f"{side}_table"]), str(row["person_id"]), str(row[f"{side}_subject"])
