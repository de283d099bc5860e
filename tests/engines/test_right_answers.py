"""What DuckDB got wrong, and what the embedded engine leaves out so that it does not."""

import duckdb

from trede.measures.engines.embedded import RIGHT_ANSWERS

QUESTION = """
with applications as materialized (select * from stored),
decided as (
    select applied.client
    from applications as applied
    left join applications as others on others.number = applied.granted_on
    where others.number is null
),
none_open as (
    select clients.client
    from clients
    left join applications
        on applications.client = clients.client and applications.decided_on is null
    where applications.client is null
)
select 'decided' as asked, client from decided
union all
select 'none open' as asked, client from none_open
order by asked
"""


def test_a_client_whose_application_was_decided_has_none_open() -> None:
    with duckdb.connect() as connection:
        connection.execute(RIGHT_ANSWERS)
        connection.execute("create table clients as select 'anna' as client")
        connection.execute(
            "create table stored as select 'anna' as client, 'n1' as number, "
            "'n2' as granted_on, date '2024-03-01' as decided_on"
        )
        answer = connection.execute(QUESTION).fetchall()
    assert answer == [("decided", "anna"), ("none open", "anna")]
