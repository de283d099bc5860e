"""A dossier exists whole or not at all, and the same facts give the same bytes."""

from pathlib import Path

import pytest

from trede.dossier.building import DossierBuilder
from trede.dossier.manifest import MANIFEST_FILE, NotADossierError
from trede.dossier.storage import Dossier, DossierExistsError, write_dossier
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
    with pytest.raises(NotADossierError, match="holiday"):
        write_municipalities(holiday, "Noord", replace=True)
    assert (holiday / "photo.txt").read_text() == "dear"


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


def test_a_row_without_a_required_value_is_a_fault_in_the_importer() -> None:
    with pytest.raises(ValueError, match=r"municipalities\.municipality_id is empty"):
        DossierBuilder().add("municipalities", {"source": "test"})


def test_a_row_with_an_undeclared_column_is_a_fault_in_the_importer() -> None:
    with pytest.raises(KeyError, match="mayor"):
        DossierBuilder().add(
            "municipalities", {"municipality_id": "Noord", "mayor": "x", "source": "test"}
        )
