"""What is compared for speed gives the same figures: Trede and pandas agree cell by cell."""

from pathlib import Path

import pytest
from benchmarks.answering import SIDES, Answer

from trede.synthesis import synthesise

CLIENTS = 3_000


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("benchmarks") / "dossier"
    synthesise(folder, CLIENTS, from_year=2004, to_year=2007, seed=1)
    return folder


def cells(answer: Answer) -> dict[str, list[object]]:
    return {repr(cell[:3]): cell[3:] for cell in answer}


@pytest.mark.parametrize("side", [side for side in SIDES if side != "trede"])
@pytest.mark.parametrize("task", ["closed_approach", "exits", "city"])
def test_pandas_gives_the_same_cells_as_trede(task: str, side: str, made_up: Path):
    found = cells(SIDES[side](task, made_up))
    assert found == cells(SIDES["trede"](task, made_up))
    assert sum(1 for numerator, *_ in found.values() if numerator) > len(found) // 2
