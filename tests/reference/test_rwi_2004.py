"""Every figure of the RWI cohort comes out as its reference set expects."""

import json
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from trede.dossier.storage import Dossier
from trede.importers.importing import import_extracts
from trede.importers.profiles.rwi_2004 import PROFILE
from trede.measures.engines.embedded import embedded_engine
from trede.measures.library import read_library
from trede.publishers.reproduction import rwi_2004
from trede.publishers.reproduction.calculator import Calculator
from trede.publishers.reproduction.comparison import compare

NOT_OF_THE_FILES = ("set", "random_seed", "deviations")
"""What the expected file says of itself and of the print."""


@pytest.mark.reference
def test_every_figure_of_the_cohort_is_equal(
    reference: Callable[[str], Path], tmp_path: Path
) -> None:
    extracts = reference("rwi-2004")
    expected = json.loads((extracts / "expected.json").read_text(encoding="utf-8"))
    figures = {name: value for name, value in expected.items() if name not in NOT_OF_THE_FILES}
    calculators = {}
    with ExitStack() as stack:
        for name, folder in rwi_2004.folders(extracts).items():
            import_extracts(PROFILE, folder, tmp_path / name, key=b"k" * 32)
            dossier = Dossier(tmp_path / name)
            engine = stack.enter_context(embedded_engine(dossier))
            calculators[name] = Calculator(read_library(), engine, dossier.manifest.settings)
        computed = rwi_2004.figures(calculators, {})
    compared = list(compare(figures, computed))
    assert [figure for figure in compared if figure.outcome != "equal"] == []
    assert len(compared) == 32_975
    assert computed.keys() == figures.keys()
