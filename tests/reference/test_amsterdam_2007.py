"""Every figure of Amsterdam's audit comes out as its reference set expects."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from trede.dossier.storage import Dossier
from trede.importers.importing import import_extracts
from trede.importers.profiles.amsterdam_2007 import PROFILE
from trede.measures.engines.embedded import embedded_engine
from trede.measures.library import read_library
from trede.publishers.reproduction import amsterdam_2007
from trede.publishers.reproduction.calculator import Calculator, Json
from trede.publishers.reproduction.comparison import compare

pytestmark = pytest.mark.reference

COMPUTED = ("tables", "exclusion_log", "defects", "rows_per_file")
OF_THE_STUDY = ("period", "status_date", "cost_status_date", "benefit_per_month", "rounding")


@pytest.fixture(scope="session")
def expected(reference: Callable[[str], Path]) -> dict[str, Json]:
    """Return the file with expected figures."""
    text = (reference("amsterdam-2007") / "expected.json").read_text(encoding="utf-8")
    content: dict[str, Json] = json.loads(text)
    return content


@pytest.fixture(scope="session")
def calculator(
    reference: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Calculator]:
    """Return a calculator on the dossier of the whole set, imported once."""
    place = tmp_path_factory.mktemp("amsterdam") / "dossier"
    import_extracts(PROFILE, reference("amsterdam-2007"), place, key=b"k" * 32)
    dossier = Dossier(place)
    with embedded_engine(dossier) as engine:
        yield Calculator(read_library(), engine, dossier.manifest.settings)


def test_every_figure_of_the_audit_is_equal(
    calculator: Calculator, expected: dict[str, Json]
) -> None:
    computed = amsterdam_2007.figures(calculator, expected)
    figures = {name: expected[name] for name in COMPUTED}
    compared = list(compare(figures, computed))
    assert [figure for figure in compared if figure.outcome != "equal"] == []
    assert len(compared) == 520
    meta = computed["meta"]
    assert isinstance(meta, dict)
    assert isinstance(expected["meta"], dict)
    assert meta == {name: expected["meta"][name] for name in OF_THE_STUDY}


def test_the_profile_proposes_the_dates_of_the_audit(
    calculator: Calculator, expected: dict[str, Json]
) -> None:
    assert amsterdam_2007.figures(calculator, {}) == amsterdam_2007.figures(calculator, expected)


def test_another_period_gives_other_cohorts_under_the_names_of_the_file(
    calculator: Calculator,
) -> None:
    meta: Json = {
        "period": ["2005-01-01", "2005-12-31"],
        "status_date": "2006-01-01",
        "cost_status_date": "2005-12-31",
        "benefit_per_month": 900,
    }
    names: Json = {"bvs_deelnames": {"started_before_2004": 0}}
    computed = amsterdam_2007.figures(calculator, {"meta": meta, "exclusion_log": names})
    tables, log = computed["tables"], computed["exclusion_log"]
    assert isinstance(tables, dict)
    assert isinstance(tables["4.6"], dict)
    assert list(tables["4.6"]) == ["stock_2005", "inflow_2005", "total"]
    assert isinstance(log, dict)
    assert isinstance(log["bvs_deelnames"], dict)
    assert isinstance(log["m2000_deelnames"], dict)
    assert "started_before_2004" in log["bvs_deelnames"]
    assert "started_before_2005" in log["m2000_deelnames"]
