"""The facts of the register are the tables of the dossier, column by column."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from tests.register.conftest import SINCE
from trede.dossier.tables import TABLES
from trede.register.facts.models import MODELS, Fact, believed, model_of


def test_every_table_of_the_dossier_has_a_model_with_its_columns() -> None:
    found = {
        name: {field.column for field in model._meta.get_fields()} for name, model in MODELS.items()
    }
    own = {"id", "recorded_in_id", "withdrawn_in_id"}
    assert found == {
        name: own | {column.name for column in table.columns} for name, table in TABLES.items()
    }


@pytest.mark.django_db
def test_the_tables_in_the_database_are_those_of_the_models() -> None:
    said = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=said)
    assert said.getvalue().strip() == "No changes detected"


def test_facts_cannot_be_deleted() -> None:
    with pytest.raises(NotImplementedError, match="withdrawn, not deleted"):
        believed("contacts").delete()


@pytest.mark.django_db
def test_the_database_believes_one_row_a_key_even_where_part_of_the_key_is_empty() -> None:
    known = {"recorded_at": SINCE, "source": "register"}
    row = {"person_id": "P1", "barrier": "health", "starts_on": None, **known}
    barriers = model_of("barriers").objects
    barriers.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        barriers.create(**row)
    barriers.create(**row, withdrawn_at=SINCE)
    assert barriers.current().count() == 1


def test_no_column_hides_what_a_fact_can_do() -> None:
    own = {name for name in dir(Fact) if not name.startswith("_")} - {"recorded_at", "withdrawn_at"}
    hidden = {
        (table.name, column.name)
        for table in TABLES.values()
        for column in table.own_columns
        if column.name in own
    }
    assert hidden == set()
