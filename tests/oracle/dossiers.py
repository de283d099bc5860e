"""Random dossiers: few clients, few days, so that everything coincides with everything."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from trede.dossier.building import DossierBuilder
from trede.dossier.codes import write_codes
from trede.dossier.storage import SINCE_ALWAYS, Dossier, write_dossier
from trede.dossier.tables import TABLES

Rows = dict[str, list[dict[str, object]]]

PERSONS = ("anna", "bram", "chris")
DAYS = [
    date(2003, 2, 28), date(2003, 3, 1), date(2003, 8, 31), date(2003, 11, 30), date(2003, 12, 31),
    date(2004, 1, 31), date(2004, 2, 27), date(2004, 2, 28), date(2004, 2, 29), date(2004, 3, 1),
    date(2004, 5, 31), date(2004, 8, 29), date(2004, 8, 31), date(2005, 2, 27), date(2005, 2, 28),
    date(2005, 3, 1), date(2005, 8, 28), date(2005, 8, 31), date(2006, 2, 28),
]  # fmt: skip
MOMENTS = [datetime(year, 6, 30, 12) for year in (2003, 2004, 2005)]

days = st.sampled_from(DAYS)
perhaps_a_day = st.none() | days
persons = st.sampled_from(PERSONS)
sources = st.sampled_from(["local", "local", "cbs"])


def _row(**cells: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries({"person_id": persons, "source": sources, **cells})


spells = _row(
    scheme=st.sampled_from(["ABW", "ABW", "IOAW"]),
    starts_on=days,
    lasts=st.none() | st.sampled_from([1, 2, 90, 91, 183, 364, 365, 366, 367, 400]),
    undated_end=st.sampled_from([None, None, "within_12_months", "after_12_months"]),
    exit_reason=st.sampled_from([None, "work", "state_pension", "fraud", "no code"]),
    contract_kind=st.sampled_from([None, "temporary", "subsidised"]),
)
TABLE_ROWS = {
    "benefit_spells": spells,
    "classifications": _row(
        scale=st.sampled_from(["phase", "work_obligation"]),
        value=st.sampled_from(["1", "4", "unknown", "undetermined", "fully_exempt", "obliged"]),
        starts_on=perhaps_a_day,
    ),
    "exemptions": _row(
        extent=st.sampled_from(["full", "full", "partial"]),
        reason=st.sampled_from([None, "medical", "social"]),
        starts_on=perhaps_a_day,
        lasts=st.none() | st.sampled_from([1, 30, 365, 366]),
    ),
    "trajectories": _row(
        type=st.sampled_from([None, "work_first", "training"]),
        offered_on=perhaps_a_day,
        decided_on=perhaps_a_day,
        decision=st.sampled_from(["positive", "negative", None]),
        started_on=perhaps_a_day,
        processed=st.sampled_from([None, True, False]),
    ),
    "plans": _row(
        status=st.sampled_from(["definitive", "draft"]),
        offered_on=perhaps_a_day,
        drawn_up_on=perhaps_a_day,
        client_signed_on=perhaps_a_day,
        municipality_signed_on=perhaps_a_day,
    ),
    "activities": _row(starts_on=days),
    "pickups": _row(picked_up_on=days),
    "placements": _row(
        financed_by=st.sampled_from(["employer", "municipality"]),
        starts_on=days,
        lasts=st.none() | st.sampled_from([1, 200]),
    ),
}
MOST = {"benefit_spells": 6, "classifications": 5, "exemptions": 4, "trajectories": 4}


@st.composite
def random_facts(draw: st.DrawFn) -> Rows:
    """Draw the rows of a dossier, corrections included: one version withdrawn, another put in."""
    facts: Rows = {}
    for name, row in TABLE_ROWS.items():
        drawn = draw(st.lists(st.tuples(row, row, _versions), max_size=MOST.get(name, 2)))
        facts[name] = [
            _complete(name, number, cells, recorded_at, withdrawn_at)
            for number, (first, second, versions) in enumerate(drawn)
            for cells, (recorded_at, withdrawn_at) in zip((first, second), versions, strict=False)
        ]
    facts["code_groups"] = list(_code_groups())
    return facts


_versions = st.one_of(
    st.just([(SINCE_ALWAYS, None)]),
    st.sampled_from([[(moment, None)] for moment in MOMENTS]),
    st.just([(SINCE_ALWAYS, MOMENTS[0])]),
    st.sampled_from([[(SINCE_ALWAYS, moment), (moment, None)] for moment in MOMENTS]),
)
"""When the versions of a fact are recorded and withdrawn: one, or one that replaces another."""


def _complete(
    name: str,
    number: int,
    cells: Mapping[str, object],
    recorded_at: datetime,
    withdrawn_at: datetime | None,
) -> dict[str, object]:
    """Return a whole row of a table: its key, its end from its length, the two times."""
    row = {column.name: None for column in TABLES[name].columns}
    lasts, begun = cells.get("lasts"), cells.get("starts_on")
    if lasts is not None and begun is not None:
        row["ends_on"] = begun + timedelta(days=lasts)
    row |= {key: cell for key, cell in cells.items() if key != "lasts"}
    row |= {"recorded_at": recorded_at, "withdrawn_at": withdrawn_at}
    return row | {TABLES[name].key[0]: f"{name}-{number}"}


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
