"""A small register, filled with made-up lives."""

from datetime import datetime

from tests.measures.made_up_lives import Fact
from trede.register.facts.models import model_of


def fill_register(facts: list[Fact]) -> None:
    """Put facts into the database, as an earlier load did."""
    known = {"recorded_at": datetime(2020, 1, 1), "source": "register"}
    for table in dict.fromkeys(table for table, _row in facts):
        model = model_of(table)
        rows = (row for name, row in facts if name == table)
        model.objects.bulk_create([model(**row, **known) for row in rows])
