"""An engine is chosen by name."""

import pytest

from trede.dossier.storage import Dossier
from trede.measures.engines import UnknownEngineError, open_engine


def test_an_engine_that_does_not_exist_is_named_with_those_that_do(empty: Dossier) -> None:
    message = 'There is no engine "hadoop". Choose from: duckdb, spark.'
    with pytest.raises(UnknownEngineError, match=message), open_engine("hadoop", empty):
        pass
