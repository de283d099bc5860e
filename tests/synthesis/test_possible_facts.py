"""A made-up municipality is whole, and nothing in it is impossible."""

from collections.abc import Callable

import pytest

from trede.dossier.checks import check_dossier
from trede.dossier.columns import Column, ColumnType, Kind, Table
from trede.dossier.storage import Dossier
from trede.dossier.tables import TABLES

Ask = Callable[[str], list[tuple[object, ...]]]

BY_WORKING = {
    "export_lines",
    "invoice_lines",
    "invoices",
    "ledger_entries",
    "line_approvals",
    "payment_exports",
    "payments",
    "reconciliation_differences",
    "reconciliations",
}
"""What comes to be by working in the register: made up, an invoice, its two approvals and its
booking would be no outcome of the rules that make them."""

EMPTY = {"findings", "import_files", "import_quality", "import_rows"} | BY_WORKING
LAST_DAY = "date '2007-12-31'"
EXTRACTED = "timestamp '2008-07-01'"
DATED = [
    (table, column)
    for table in TABLES.values()
    if table.kind is not Kind.THING
    for column in table.columns
    if column.type is ColumnType.DATE and not column.planned
]
PUBLISHED_ONLY_AFTERWARDS = {("deliveries", "period_to")}
"""A delivery that is still to come is announced when its period is over."""


def test_every_table_has_rows_but_those_of_an_import_and_of_paying(made_up: Dossier):
    assert {name for name, rows in made_up.manifest.rows.items() if not rows} == EMPTY


def test_a_check_of_the_dossier_finds_nothing(made_up: Dossier):
    assert check_dossier(made_up.folder, made_up.manifest).to_pylist() == []


def test_every_column_is_filled_somewhere(ask: Ask):
    never = {
        f"{table.name}.{column.name}"
        for table in TABLES.values()
        if table.name not in EMPTY
        for column in table.columns
        if ask(f'select count("{column.name}") from {table.name}') == [(0,)]
    }
    assert never == {
        "barriers.ends_on",
        "household_members.ends_on",
        "municipalities.cluster",
        "persons.identity_doubt",
        *(f"{name}.withdrawn_at" for name in never_withdrawn(ask)),
    }


def never_withdrawn(ask: Ask) -> set[str]:
    return {
        name
        for name in TABLES.keys() - EMPTY
        if ask(f"select count(withdrawn_at) from {name}") == [(0,)]
    }


def test_clients_and_their_pseudonyms(ask: Ask):
    query = (
        "select count(distinct person_id), count(*) filter (regexp_matches(person_id, "
        "'^P[0-9a-f]{20}$')) from persons where withdrawn_at is null"
    )
    assert ask(query) == [(20_000, 20_000)]


@pytest.mark.parametrize(
    ("table", "column"), DATED, ids=lambda part: getattr(part, "name", str(part))
)
def test_a_fact_is_recorded_after_it_happened_and_within_the_years(
    ask: Ask, table: Table, column: Column
):
    if (table.name, column.name) in PUBLISHED_ONLY_AFTERWARDS:
        return
    day = f'"{column.name}"' + (" - 1" if column.name == "ends_on" else "")
    query = (
        f"select count(*) filter ({day} > {LAST_DAY}), "
        f"count(*) filter (cast(recorded_at as date) < {day}) from {table.name}"
    )
    assert ask(query) == [(0, 0)]


@pytest.mark.parametrize("table", sorted(TABLES.keys() - EMPTY))
def test_everything_was_recorded_when_the_dossier_was_made(ask: Ask, table: str):
    query = f"select count(*) from {table} where greatest(recorded_at, withdrawn_at) > {EXTRACTED}"
    assert ask(query) == [(0,)]


@pytest.mark.parametrize("table", sorted(TABLES.keys() - EMPTY))
def test_a_withdrawn_version_is_replaced_at_that_moment(ask: Ask, table: str):
    same = " and ".join(f'later."{name}" = earlier."{name}"' for name in TABLES[table].key)
    query = (
        f"select count(*) from {table} as earlier where withdrawn_at is not null and not exists "
        f"(select 1 from {table} as later where {same} "
        f"and later.recorded_at = earlier.withdrawn_at)"
    )
    assert ask(query) == [(0,)]


def test_ends_of_benefit_are_entered_weeks_to_months_late(ask: Ask):
    query = (
        "select median(delay) between 14 and 35, max(delay) > 150 from (select "
        "date_diff('day', ends_on, cast(max(recorded_at) as date)) as delay from benefit_spells "
        "where ends_on is not null group by spell_id, ends_on having count(*) = 1)"
    )
    assert ask(query) == [(True, True)]


@pytest.mark.parametrize(
    ("table", "day"),
    [("trajectories", "started_on"), ("trajectories", "offered_on"), ("activities", "starts_on")],
)
def test_what_is_done_with_a_client_happens_on_benefit(ask: Ask, table: str, day: str):
    query = (
        f"select count(*) from {table} as done where {day} is not null and not exists (select 1 "
        f"from benefit_spells as spell where spell.person_id = done.person_id "
        f"and spell.withdrawn_at is null and spell.starts_on <= done.{day} "
        f"and (spell.ends_on is null or done.{day} < spell.ends_on))"
    )
    assert ask(query) == [(0,)]


def test_spells_of_one_client_do_not_overlap_under_any_scheme(ask: Ask):
    query = (
        "select count(*) from benefit_spells as one join benefit_spells as other "
        "on one.person_id = other.person_id and one.spell_id < other.spell_id "
        "where one.withdrawn_at is null and other.withdrawn_at is null "
        "and (one.ends_on is null or one.ends_on > other.starts_on)"
    )
    assert ask(query) == [(0,)]


def test_partners_share_their_benefit(ask: Ask):
    query = (
        "select count(distinct household_id) < count(distinct person_id), "
        "count(*) filter (party = 'passive') > 0 from benefit_spells"
    )
    assert ask(query) == [(True, True)]
    query = (
        "select count(*) from benefit_spells as passive where party = 'passive' and "
        "withdrawn_at is null and not exists (select 1 from benefit_spells as active "
        "where active.household_id = passive.household_id and active.party = 'active' "
        "and active.withdrawn_at is null and active.starts_on = passive.starts_on "
        "and active.ends_on is not distinct from passive.ends_on "
        "and active.scheme = passive.scheme)"
    )
    assert ask(query) == [(0,)]


def test_benefit_is_under_a_scheme_in_force_when_it_began_or_the_dossier_did(ask: Ask):
    query = (
        "select count(*) from (select *, greatest(starts_on, date '2004-01-01') as day "
        "from benefit_spells) as spell join codes on codes.list = 'scheme' "
        "and codes.code = spell.scheme where spell.day < coalesce(codes.valid_from, spell.day) "
        "or spell.day >= coalesce(codes.valid_until, spell.day + 1)"
    )
    assert ask(query) == [(0,)]


def test_a_job_ends_before_its_holder_is_back_on_benefit(ask: Ask):
    query = (
        "select count(*) from placements as job join benefit_spells as spell "
        "on spell.person_id = job.person_id and spell.starts_on > job.starts_on "
        "where job.withdrawn_at is null and spell.withdrawn_at is null "
        "and (job.ends_on is null or job.ends_on > spell.starts_on)"
    )
    assert ask(query) == [(0,)]


def test_verified_and_registered_reasons_sometimes_differ(ask: Ask):
    query = (
        "select count(*) filter (registered_reason = 'work' and verified_status <> 'work') > 0, "
        "count(*) filter (registered_reason <> 'work' and verified_status = 'work') > 0, "
        "min(verified_on - benefit_ended_on) >= 150 from exit_verifications"
    )
    assert ask(query) == [(True, True, True)]


def test_some_plans_are_not_signed(ask: Ask):
    query = (
        "select count(*) filter (client_signed_on is null) * 100 // count(*) from plans "
        "where withdrawn_at is null and status = 'definitive'"
    )
    ((unsigned,),) = ask(query)
    assert unsigned in range(10, 30)
