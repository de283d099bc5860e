"""The same seed gives the same files, whatever was held in memory at once."""

from pathlib import Path

import duckdb
import pytest

from trede.dossier.storage import Dossier, DossierExistsError
from trede.dossier.tables import TABLES
from trede.synthesis import synthesise
from trede.synthesis.blocks import CLIENTS_PER_BLOCK
from trede.synthesis.synthesising import UnusableRequestError

MORE_THAN_A_BLOCK = CLIENTS_PER_BLOCK + 1_000


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path):
    for name in ("one", "other"):
        synthesise(tmp_path / name, 400, 2004, 2006, 5)
    assert files(tmp_path / "one") == files(tmp_path / "other")


def test_another_seed_gives_other_clients(tmp_path: Path):
    for seed in (5, 6):
        synthesise(tmp_path / str(seed), 400, 2004, 2006, seed)
    mine, other = (Dossier(tmp_path / str(seed)).read("persons") for seed in (5, 6))
    assert set(mine["person_id"].to_pylist()).isdisjoint(other["person_id"].to_pylist())


def test_writing_in_parts_gives_the_same_rows(tmp_path: Path):
    steps: list[str] = []
    synthesise(tmp_path / "whole", MORE_THAN_A_BLOCK, 2004, 2005, 5)
    synthesise(
        tmp_path / "parts",
        MORE_THAN_A_BLOCK,
        2004,
        2005,
        5,
        progress=steps.append,
        blocks_per_part=1,
    )
    whole, parts = Dossier(tmp_path / "whole"), Dossier(tmp_path / "parts")
    assert len(parts.parts("persons")) == len(steps) == 2
    assert whole.manifest.rows == parts.manifest.rows
    assert [name for name in TABLES if not same_rows(whole, parts, name)] == []


def same_rows(one: Dossier, other: Dossier, table: str) -> bool:
    with duckdb.connect() as connection:
        for name, dossier in (("one", one), ("other", other)):
            paths = [str(part) for part in dossier.parts(table)]
            connection.read_parquet(paths).create_view(name)
        query = "select count(*) from (select * from one except all select * from other)"
        return connection.sql(query).fetchall() == [(0,)]


def test_a_dossier_that_stands_there_is_left_alone_unless_it_may_be_replaced(tmp_path: Path):
    synthesise(tmp_path / "made-up", 100, 2004, 2004, 1)
    before = files(tmp_path / "made-up")
    with pytest.raises(DossierExistsError):
        synthesise(tmp_path / "made-up", 100, 2004, 2004, 2)
    assert files(tmp_path / "made-up") == before
    synthesise(tmp_path / "made-up", 100, 2004, 2004, 2, replace=True)
    assert files(tmp_path / "made-up") != before


@pytest.mark.parametrize(
    ("clients", "from_year", "to_year", "seed", "said"),
    [
        (0, 2004, 2005, 1, "0"),
        (100, 2006, 2005, 1, "2006"),
        (100, 1800, 1801, 1, "1800"),
        (100, 2004, 2005, -1, "-1"),
    ],
)
def test_what_cannot_be_made_is_refused_with_the_reason(
    tmp_path: Path, clients: int, from_year: int, to_year: int, seed: int, said: str
):
    with pytest.raises(UnusableRequestError, match=said):
        synthesise(tmp_path / "made-up", clients, from_year, to_year, seed)
    assert list(tmp_path.iterdir()) == []
