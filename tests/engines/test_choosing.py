"""An engine is chosen by name."""

import pytest

from trede.dossier.storage import Dossier
from trede.measures.engines import UnknownEngineError, open_engine
from trede.measures.engines.base import Engine


def test_an_engine_that_does_not_exist_is_named_with_those_that_do(empty: Dossier) -> None:
    message = 'There is no engine "hadoop". Choose from: duckdb, spark.'
    with pytest.raises(UnknownEngineError, match=message), open_engine("hadoop", empty):
        pass


@pytest.mark.spark
@pytest.mark.xdist_group("spark")
def test_spark_counts_by_the_clock_of_utc_and_refuses_what_does_not_fit(cluster: Engine) -> None:
    (row,) = cluster.run("select cast('2004-03-28 02:30:00' as timestamp) as moment").to_pylist()
    assert row["moment"].isoformat(" ") == "2004-03-28 02:30:00"
    with pytest.raises(Exception, match="CAST_INVALID_INPUT"):
        cluster.run("select cast('thirty' as integer) as n")
