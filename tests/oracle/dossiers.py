"""Random dossiers: few clients, and days at which one day more or less decides."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from trede.dossier.building import DossierBuilder
from trede.dossier.codes import write_codes
from trede.dossier.columns import ColumnType
from trede.dossier.storage import SINCE_ALWAYS, Dossier, write_dossier
from trede.dossier.tables import TABLES

Rows = dict[str, list[dict[str, object]]]

PERSONS = ("anna", "bram", "chris", "dirk", "emma", "fatma", "gerrit", "hanan")
STARTS = [
    date(2003, 2, 28), date(2003, 3, 1), date(2003, 8, 31), date(2004, 1, 31), date(2004, 2, 28),
    date(2004, 2, 29), date(2004, 3, 1), date(2004, 8, 30),
]  # fmt: skip
"""First days of benefit; whatever else happens, happens a number of days from there."""

OFFSETS = (-400, 0, 0, 30, 89, 92, 184, 364, 365, 365, 366, 366, 367, 550)
LENGTHS = (1, 1, 90, 93, 183, 366, 366, 367, 367, 500)
MOMENTS = [datetime(year, 6, 30, 12) for year in (2003, 2004, 2005)]

offsets = st.sampled_from(OFFSETS)
perhaps = st.sampled_from([None, None, None, *OFFSETS])
lengths = st.sampled_from([None, *LENGTHS])
yes_no_empty = st.sampled_from([None, True, False])
versions = st.sampled_from(
    [
        *[[(SINCE_ALWAYS, None)]] * 6,
        *[[(moment, None)] for moment in MOMENTS],
        [(SINCE_ALWAYS, MOMENTS[0])],
        *[[(SINCE_ALWAYS, moment), (moment, None)] for moment in MOMENTS],
    ]
)
"""When the versions of a fact are recorded and withdrawn: one, or one that replaces another."""


def _cells(**cells: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    source = st.sampled_from(["local", "local", "local", "cbs"])
    return st.fixed_dictionaries({"source": source, **cells})


CELLS = {
    "benefit_spells": _cells(
        scheme=st.sampled_from(["ABW", "ABW", "IOAW"]),
        starts_on=st.sampled_from([0, 0, 0, 0, -366, 184, 366, 367]),
        ends_on=lengths,
        undated_end=st.sampled_from([None, None, "within_12_months", "after_12_months"]),
        exit_reason=st.sampled_from([None, "work", "work", "state_pension", "fraud", "no code"]),
        contract_kind=st.sampled_from([None, "temporary", "subsidised"]),
    ),
    "classifications": _cells(
        scale=st.sampled_from(["phase", "work_obligation"]),
        value=st.sampled_from(["1", "4", "unknown", "undetermined", "fully_exempt", "obliged"]),
        starts_on=perhaps,
    ),
    "exemptions": _cells(
        extent=st.sampled_from(["full", "full", "full", "partial"]),
        reason=st.sampled_from([None, "medical", "social"]),
        starts_on=perhaps,
        ends_on=lengths,
    ),
    "trajectories": _cells(
        type=st.sampled_from([None, "work_first", "training"]),
        offered_on=perhaps,
        decided_on=perhaps,
        decision=st.sampled_from(["positive", "negative", None]),
        started_on=perhaps,
        processed=yes_no_empty,
    ),
    "plans": _cells(
        status=st.sampled_from(["definitive", "definitive", "draft"]),
        offered_on=perhaps,
        drawn_up_on=perhaps,
        client_signed_on=perhaps,
        municipality_signed_on=perhaps,
    ),
    "activities": _cells(starts_on=offsets),
    "pickups": _cells(picked_up_on=offsets),
    "placements": _cells(
        financed_by=st.sampled_from(["employer", "municipality"]),
        starts_on=st.sampled_from([0, 0, 30, 366]),
        ends_on=lengths,
    ),
}
MOST = {"benefit_spells": 3, "classifications": 3, "exemptions": 3, "trajectories": 2}


@st.composite
def random_facts(draw: st.DrawFn) -> Rows:
    """Draw the rows of a dossier, corrections included: one version withdrawn, another put in."""
    facts: Rows = {name: [] for name in CELLS}
    for person in PERSONS:
        anchor = draw(st.sampled_from(STARTS))
        for name, cells in CELLS.items():
            least = 1 if name == "benefit_spells" else 0
            drawn = st.lists(
                st.tuples(versions, cells, cells), min_size=least, max_size=MOST.get(name, 1)
            )
            for times, *contents in draw(drawn):
                key = f"{name}-{len(facts[name])}"
                facts[name] += [
                    _row(name, key, person, anchor, cells_of_version, *pair)
                    for cells_of_version, pair in zip(contents, times, strict=False)
                ]
    facts["code_groups"] = list(_code_groups())
    return facts


def facts_on_the_boundary(anchor: date) -> Rows:
    """Return facts of which the day decides: at the end of a spell, of a job, of half a year."""
    after, back, until = "after an earlier spell", "back after half a year", "work until the exit"
    spell = {"source": "local", "scheme": "ABW", "exit_reason": "work"}
    facts: Rows = {name: [] for name in CELLS}
    for name, person, cells in (
        ("benefit_spells", after, {**spell, "starts_on": -366, "ends_on": 366}),
        ("benefit_spells", after, {**spell, "starts_on": 0}),
        ("activities", after, {"source": "local", "starts_on": 0}),
        ("benefit_spells", back, {**spell, "starts_on": 0, "ends_on": 1}),
        ("benefit_spells", back, {**spell, "starts_on": 184}),
        ("benefit_spells", until, {**spell, "starts_on": 0, "ends_on": 30}),
        (
            "placements",
            until,
            {"source": "local", "financed_by": "employer", "starts_on": 0, "ends_on": 30},
        ),
    ):
        key = f"{name}-{len(facts[name])}"
        facts[name].append(_row(name, key, person, anchor, cells, SINCE_ALWAYS, None))
    facts["code_groups"] = list(_code_groups())
    return facts


def _row(
    name: str,
    key: str,
    person: str,
    anchor: date,
    cells: Mapping[str, object],
    recorded_at: datetime,
    withdrawn_at: datetime | None,
) -> dict[str, object]:
    """Return a whole row of a table; days are counted from the anchor, an end from its start."""
    row = {column.name: None for column in TABLES[name].columns} | cells
    for column in TABLES[name].columns:
        offset = cells.get(column.name)
        if column.type is ColumnType.DATE and isinstance(offset, int):
            row[column.name] = anchor + timedelta(days=offset)
    if isinstance(cells.get("ends_on"), int):
        starts_on = row["starts_on"]
        row["ends_on"] = starts_on and starts_on + timedelta(days=cells["ends_on"])
    row |= {TABLES[name].key[0]: key, "person_id": person}
    return row | {"recorded_at": recorded_at, "withdrawn_at": withdrawn_at}


@cache
def _code_groups() -> tuple[dict[str, object], ...]:
    facts = DossierBuilder()
    write_codes(facts)
    return tuple(facts.build()["code_groups"].to_pylist())


@contextmanager
def dossier_of(facts: Mapping[str, list[dict[str, object]]]) -> Iterator[Dossier]:
    """Write the rows as a dossier that exists for as long as the block lasts."""
    builder = DossierBuilder()
    for name, rows in facts.items():
        for row in rows:
            builder.add(name, row)
    with TemporaryDirectory() as folder:
        with write_dossier(Path(folder, "dossier")) as writer:
            builder.write(writer)
            writer.finish("random", {})
        yield Dossier(Path(folder, "dossier"))
