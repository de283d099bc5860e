"""Every figure of the inspectorate's file study comes out as its reference set expects."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from trede.dossier.storage import Dossier
from trede.importers.importing import import_extracts
from trede.importers.profiles.iwi_2007 import PROFILE
from trede.measures.engines.embedded import embedded_engine
from trede.measures.library import read_library
from trede.publishers.reproduction import iwi_2007
from trede.publishers.reproduction.calculator import Calculator
from trede.publishers.reproduction.comparison import compare

NOT_OF_THE_FILES = ("set", "random_seed", "deviations")
"""What the expected file says of itself and of the print."""


@pytest.mark.reference
def test_every_figure_of_the_file_study_is_equal(
    reference: Callable[[str], Path], tmp_path: Path
) -> None:
    extracts = reference("iwi-2007")
    expected = json.loads((extracts / "expected.json").read_text(encoding="utf-8"))
    figures = {name: value for name, value in expected.items() if name not in NOT_OF_THE_FILES}
    import_extracts(PROFILE, extracts, tmp_path / "dossier", key=b"k" * 32)
    dossier = Dossier(tmp_path / "dossier")
    with embedded_engine(dossier) as engine:
        calculator = Calculator(read_library(), engine, dossier.manifest.settings)
        computed = iwi_2007.figures(calculator, {})
    compared = list(compare(figures, computed))
    assert [figure for figure in compared if figure.outcome != "equal"] == []
    assert len(compared) == 19_645
    assert computed.keys() == figures.keys()
