"""A dossier exists whole or not at all, and the same facts give the same bytes."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import pytest

from trede.dossier.building import (
    Cell,
    DossierBuilder,
    EmptyCellError,
    UnknownColumnError,
    UnknownTableError,
    WrongTypeError,
)
from trede.dossier.manifest import MANIFEST_FILE, NotADossierError
from trede.dossier.storage import (
    Dossier,
    DossierExistsError,
    NotReplaceableError,
    UnwritableDossierError,
    write_dossier,
)
from trede.dossier.tables import TABLES


def write_municipalities(folder: Path, *names: str, replace: bool = False) -> None:
    facts = DossierBuilder()
    for name in names:
        facts.add("municipalities", {"municipality_id": name, "source": "test"})
    with write_dossier(folder, replace=replace) as writer:
        facts.write(writer)
        writer.finish("test", {"inflow_from": "2005-01-01"})


def write_until_the_power_fails(folder: Path) -> None:
    with write_dossier(folder, replace=True) as writer:
        writer.complete()
        raise RuntimeError("power cut")


def names_in(folder: Path) -> list[str]:
    return Dossier(folder).read("municipalities").column("municipality_id").to_pylist()


def test_a_dossier_reads_back_what_was_written(tmp_path: Path) -> None:
    write_municipalities(tmp_path / "d", "Noord", "Zuid")
    dossier = Dossier(tmp_path / "d")
    assert names_in(tmp_path / "d") == ["Noord", "Zuid"]
    assert dossier.manifest.settings == {"inflow_from": "2005-01-01"}
    assert dossier.manifest.rows.keys() == TABLES.keys()
    assert dossier.manifest.rows["municipalities"] == 2


def test_the_order_in_which_facts_arrive_does_not_change_the_files(tmp_path: Path) -> None:
    write_municipalities(tmp_path / "one", "Noord", "Zuid")
    write_municipalities(tmp_path / "two", "Zuid", "Noord")
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        for name in ("one", "two")
    )
    assert one == two


def test_an_existing_dossier_is_left_alone_unless_replacing_is_asked_for(tmp_path: Path) -> None:
    write_municipalities(tmp_path / "d", "Noord")
    with pytest.raises(DossierExistsError, match="--replace"):
        write_municipalities(tmp_path / "d", "Zuid")
    assert names_in(tmp_path / "d") == ["Noord"]
    write_municipalities(tmp_path / "d", "Zuid", replace=True)
    assert names_in(tmp_path / "d") == ["Zuid"]


def test_a_folder_that_is_no_dossier_is_never_replaced(tmp_path: Path) -> None:
    holiday = tmp_path / "holiday"
    holiday.mkdir()
    (holiday / "photo.txt").write_text("dear")
    for replace in (False, True):
        with pytest.raises(NotReplaceableError, match="holiday holds something else"):
            write_municipalities(holiday, "Noord", replace=replace)
    assert (holiday / "photo.txt").read_text() == "dear"


def test_a_project_with_a_manifest_of_its_own_is_no_dossier(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / MANIFEST_FILE).write_text('{"name": "site"}')
    with pytest.raises(NotReplaceableError, match="something else"):
        write_municipalities(tmp_path / "d", "Noord", replace=True)


def test_a_dossier_of_an_earlier_version_can_be_replaced(tmp_path: Path) -> None:
    write_municipalities(tmp_path / "d", "Noord")
    manifest = tmp_path / "d" / MANIFEST_FILE
    manifest.write_text(manifest.read_text().replace('"schema_version": 1', '"schema_version": 0'))
    write_municipalities(tmp_path / "d", "Zuid", replace=True)
    assert names_in(tmp_path / "d") == ["Zuid"]


def test_an_empty_folder_is_a_place_for_a_dossier(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    write_municipalities(tmp_path / "d", "Noord")
    assert names_in(tmp_path / "d") == ["Noord"]
    assert [path.name for path in tmp_path.iterdir()] == ["d"]


def test_a_dossier_behind_a_link_is_replaced_where_it_stands(tmp_path: Path) -> None:
    write_municipalities(tmp_path / "disk" / "d", "Noord")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "disk" / "d")
    write_municipalities(link, "Zuid", replace=True)
    assert link.is_symlink()
    assert names_in(link) == ["Zuid"]
    assert [path.name for path in (tmp_path / "disk").iterdir()] == ["d"]


def test_what_a_killed_run_left_is_cleared_away(tmp_path: Path) -> None:
    aside = tmp_path / ".d.being-written"
    aside.mkdir()
    (aside / "persons.parquet").write_bytes(b"half")
    write_municipalities(tmp_path / "d", "Noord")
    assert [path.name for path in tmp_path.iterdir()] == ["d"]


def test_a_dossier_moved_away_by_a_killed_run_is_put_back(tmp_path: Path) -> None:
    """A run can be killed between moving the former dossier away and putting in its own."""
    write_municipalities(tmp_path / "d", "Noord")
    (tmp_path / "d").rename(tmp_path / ".d.former")
    with pytest.raises(DossierExistsError):
        write_municipalities(tmp_path / "d", "Zuid")
    assert names_in(tmp_path / "d") == ["Noord"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "report").write_text("a file, no folder")
    with pytest.raises(UnwritableDossierError, match=r"report/d cannot be written"):
        write_municipalities(tmp_path / "report" / "d", "Noord")


def test_a_failure_halfway_leaves_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    write_municipalities(tmp_path / "d", "Noord")
    with pytest.raises(RuntimeError, match="power cut"):
        write_until_the_power_fails(tmp_path / "d")
    assert names_in(tmp_path / "d") == ["Noord"]
    assert [path.name for path in tmp_path.iterdir()] == ["d"]


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotADossierError, match=MANIFEST_FILE):
        Dossier(tmp_path)


def test_a_manifest_of_another_version_is_refused(tmp_path: Path) -> None:
    write_municipalities(tmp_path / "d", "Noord")
    manifest = tmp_path / "d" / MANIFEST_FILE
    manifest.write_text(manifest.read_text().replace('"schema_version": 1', '"schema_version": 99'))
    with pytest.raises(NotADossierError, match="99"):
        Dossier(tmp_path / "d")


def test_a_row_without_a_required_value_is_refused_with_its_table_and_column() -> None:
    with pytest.raises(EmptyCellError, match=r"municipalities: column municipality_id"):
        DossierBuilder().add("municipalities", {"source": "test"})


def test_a_row_with_an_undeclared_column_is_refused_with_the_columns_meant() -> None:
    misspelt = {"municipality_id": "Noord", "sizeclass": "large", "source": "test"}
    with pytest.raises(UnknownColumnError, match=r'municipalities .* "sizeclass".* size_class\.'):
        DossierBuilder().add("municipalities", misspelt)


def test_a_row_of_an_undeclared_table_is_refused_with_the_tables_meant() -> None:
    with pytest.raises(UnknownTableError, match=r'"person".* persons'):
        DossierBuilder().add("person", {"source": "test"})


def build(table: str, row: dict[str, Cell]) -> None:
    facts = DossierBuilder()
    facts.add(table, row)
    facts.build()


@pytest.mark.parametrize(
    ("table", "column", "value", "expected"),
    [
        ("municipalities", "inflow_before", "12", "a whole number"),
        ("municipalities", "inflow_before", 10**30, "a whole number"),
        ("municipalities", "is_large_city", 1, "True or False"),
        ("municipalities", "inflow_before", True, "a whole number"),
        ("municipalities", "region", 3, "a text"),
        ("deliveries", "received_on", "2005-01-31", "a date without a time"),
        ("deliveries", "received_on", datetime(2005, 1, 31), "a date without a time"),
        ("municipalities", "recorded_at", date(2005, 1, 31), "a date with a time"),
        ("municipalities", "inflow_before", 12.5, "a whole number"),
    ],
)
def test_a_value_of_another_type_is_refused_with_table_column_and_value(
    table: str, column: str, value: Cell, expected: str
) -> None:
    key = {"municipalities": "municipality_id", "deliveries": "delivery_id"}[table]
    with pytest.raises(WrongTypeError) as caught:
        build(table, {key: "1", "source": "test", column: value})
    for part in (table, column, repr(value), expected):
        assert part in str(caught.value)


@contextmanager
def disk_with_room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond a number of bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_told_with_the_place_and_leaves_nothing(tmp_path: Path) -> None:
    with (
        disk_with_room_for(100),
        pytest.raises(UnwritableDossierError, match=r"/d cannot be written \("),
    ):
        write_municipalities(tmp_path / "d", "Noord")
    assert list(tmp_path.iterdir()) == []
