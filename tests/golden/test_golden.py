"""The Spark SQL that is generated is the Spark SQL that was looked at and kept."""

import pytest

pytest.importorskip("pyspark", reason="the optional extra spark is not installed")

from tests.golden import FOLDER, generate

REMEDY = "look at the difference; if it is right, run `python -m tests.golden` and keep the files"


def test_the_generated_spark_sql_is_as_it_was_kept() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.sql")}
    generated = generate()
    assert sorted(kept) == sorted(generated), REMEDY
    for name, text in generated.items():
        assert text == kept[name], f"{name}: {REMEDY}"
