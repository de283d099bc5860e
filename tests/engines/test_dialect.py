"""Rules are written in a closed subset of SQL; what is outside it is refused with a remedy."""

import tomllib
from pathlib import Path

import pytest

from trede.measures.declaration import FaultyDeclarationError
from trede.measures.dialect import check_measure, check_rule
from trede.measures.library import SHIPPED, read_library
from trede.measures.reading import parse_rule

REFUSED = {
    "select date_diff('month', starts_on, ends_on) as n from benefit_spells": (
        "`DATE_DIFF('MONTH', starts_on, ends_on)`",
        "only `date_diff('day', a, b)`",
    ),
    "select ends_on - starts_on as n from benefit_spells": (
        "`ends_on - starts_on`",
        "`date_diff('day', from, to)`",
    ),
    "select starts_on + interval 6 month as d from benefit_spells": (
        "`INTERVAL '6' MONTH`",
        "`cast(d + n * interval 1 month as date)`",
    ),
    "select cast(starts_on + interval 7 day as date) as d from benefit_spells": (
        "`INTERVAL '7' DAY`",
        "`d + n`",
    ),
    "select date_add(starts_on, interval 1 month) as d from benefit_spells": (
        "`starts_on + INTERVAL '1' MONTH`",
        "`cast(d + n * interval 1 month as date)`",
    ),
    "select isodow(starts_on) as n from benefit_spells": ("`ISODOW(starts_on)`", "known Monday"),
    "select extract(week from starts_on) as n from benefit_spells": (
        "`EXTRACT(WEEK FROM starts_on)`",
        "only year, month and day",
    ),
    "select date_trunc('month', starts_on) as d from benefit_spells": (
        "`DATE_TRUNC('MONTH', starts_on)`",
        "`make_date(year(d), month(d), 1)`",
    ),
    "select current_date as d": ("`CURRENT_DATE`", "take the day as a parameter"),
    "select now() as d": ("`NOW()`", "this function may differ between engines"),
    "select amount_cents / 100 as euros from costs": ("`amount_cents / 100`", "with `//`"),
    "select amount_cents // n as each from costs": ("`amount_cents // n`", "`nullif(n, 0)`"),
    "select amount_cents % 0 as rest from costs": ("`amount_cents % 0`", "`nullif(n, 0)`"),
    "select round(amount_cents) as r from costs": ("`ROUND(amount_cents)`", "with `//`"),
    "select avg(amount_cents) as r from costs": ("`AVG(amount_cents)`", "give the two counts"),
    "select amount_cents * 1.5 as r from costs": ("`1.5`", "whole numbers, money in cents"),
    "select amount_cents::double as r from costs": (
        "`CAST(amount_cents AS DOUBLE)`",
        "cast to date, bigint",
    ),
    "select sum(amount_cents) as r from costs": (
        "`SUM(amount_cents)`",
        "`cast(sum(...) as bigint)`",
    ),
    "select median(amount_cents) as r from costs": (
        "`MEDIAN(amount_cents)`",
        "take the middle one",
    ),
    "select first(kind) as r from costs": ("`FIRST(kind)`", "an order up to a key"),
    "select any_value(kind) as r from costs": ("`ANY_VALUE(kind)`", "an order up to a key"),
    "select arg_max(kind, booked_on) as r from costs": (
        "`ARG_MAX(kind, booked_on)`",
        "an order up to a key",
    ),
    "select row_number() over (partition by person_id) as nth from costs": (
        "`ROW_NUMBER() OVER (PARTITION BY person_id)`",
        "order the window, up to a key",
    ),
    "select lag(kind) over (partition by person_id order by booked_on) as k from costs": (
        "`LAG(kind) OVER (PARTITION BY person_id ORDER BY booked_on)`",
        "so that ties have one outcome",
    ),
    "select count(*) over w as n from costs window w as (partition by kind)": (
        "`COUNT(*) OVER w`",
        "write the window out",
    ),
    "select kind from costs qualify row_number() over (order by cost_id) = 1": (
        "`QUALIFY ROW_NUMBER() OVER (ORDER BY cost_id) = 1`",
        "`where nth = 1`",
    ),
    "select * from costs asof join budgets on costs.kind = budgets.kind "
    "and costs.booked_on >= budgets.starts_on": ("ASOF JOIN budgets", "keep the first"),
    "select * from costs natural join budgets": ("`NATURAL JOIN budgets`", "on equal columns"),
    "select list(kind) as k from costs": ("`ARRAY_AGG(kind)`", "a cell holds one value"),
    "select {'kind': kind} as k from costs": ("`{'kind': kind}`", "a cell holds one value"),
    "select kind from costs order by kind": ("`ORDER BY kind`", "have no order"),
    "select kind from costs limit 1": ("`LIMIT 1`", "have no order"),
    "select distinct on (kind) kind, cost_id from costs": ("`DISTINCT ON (kind)`", "on"),
    "select * exclude (kind) from costs": ("`* EXCLUDE (kind)`", "leave out"),
    "select kind, count(*) as n from costs group by all": ("`GROUP BY ALL`", "leave out"),
    "select concat(kind, description) as k from costs": (
        "`CONCAT(kind, description)`",
        "with `||` and `coalesce`",
    ),
    "select kind ilike 'a%' as k from costs": ("`kind ILIKE 'a%'`", "`lower(...)` with `like`"),
    "select try_cast(kind as date) as k from costs": ("`TRY_CAST(kind AS DATE)`", "use `cast`"),
    "select k from (values ('a')) as t(k)": ("`(VALUES ('a')) AS t(k)`", "join `code_groups`"),
    "select kind from read_csv('costs.csv')": ("`READ_CSV('costs.csv')`", "may differ"),
    "select kind from other.costs": ("`other.costs`", "leave out"),
    "with recursive k as (select 1 as n) select n from k": ("RECURSIVE", "leave out"),
    "select kind from costs; drop table costs": ("DROP TABLE", "changes nothing"),
    "copy costs to 'costs.csv'": ("COPY", "changes nothing"),
}


@pytest.mark.parametrize("sql", REFUSED)
def test_a_construct_outside_the_subset_is_refused_with_what_to_write_instead(sql: str) -> None:
    with pytest.raises(FaultyDeclarationError) as refused:
        check_rule("own.sql", parse_rule("own.sql", sql))
    written, instead = REFUSED[sql]
    message = str(refused.value)
    assert message.startswith("own.sql, line 1: ")
    assert written in message
    assert instead in message


def test_every_fault_of_a_rule_is_named_at_once() -> None:
    sql = "select median(amount_cents) as m, now() as d from costs limit 3"
    with pytest.raises(FaultyDeclarationError) as refused:
        check_rule("own.sql", parse_rule("own.sql", sql))
    lines = str(refused.value).splitlines()
    assert [line.split("`")[1] for line in lines] == ["MEDIAN(amount_cents)", "NOW()", "LIMIT 3"]


def test_casts_may_be_written_with_colons_as_long_as_the_type_is_allowed() -> None:
    check_rule("own.sql", parse_rule("own.sql", "select '2004-02-29'::date as d"))


def test_the_shipped_rules_keep_to_the_subset() -> None:
    for file in sorted(SHIPPED.rglob("*.sql")):
        _head, _end, sql = file.read_text(encoding="utf-8").partition("*/")
        check_rule(file.name, parse_rule(file.name, sql))


def test_the_shipped_measures_keep_to_the_subset_and_to_the_columns_of_their_rows() -> None:
    library = read_library()
    for measure in library.measures.values():
        columns = library.rules[measure.rows].columns
        check_measure(measure, columns)


HEAD = '/*\nnl = "eigen"\nen = "own"\nsource = "ours"\n\n[columns]\nperson_id = "the client"\n*/\n'


def test_a_municipalitys_own_rule_outside_the_subset_is_refused_with_its_file(
    own_library: Path,
) -> None:
    file = own_library / "own_rule.sql"
    file.write_text(HEAD + "select person_id from persons limit 10", encoding="utf-8")
    with pytest.raises(FaultyDeclarationError) as refused:
        read_library(own_library)
    expected = (
        f"{file}, line 9: `LIMIT 10` is outside the SQL of rules: "
        "the rows of a rule have no order; leave it out"
    )
    assert str(refused.value) == expected


@pytest.mark.parametrize(
    ("condition", "complaint"),
    [
        ("count(*) > 1", "`COUNT(*)` is outside the SQL of rules: put it in the rule, as a column"),
        (
            "person_id in (select person_id from plans)",
            "`(SELECT person_id FROM plans)` is outside the SQL of rules: put it in the rule",
        ),
        ("person_id = $schemes", "`$schemes` is outside the SQL of rules: conditions of a measure"),
        ("age > 65", "the rows have no column age. Choose from: person_id."),
        ("person_id = ", "the query cannot be read from `=` on: something is missing there"),
    ],
)
def test_a_condition_of_an_own_measure_is_checked_too(
    own_library: Path, condition: str, complaint: str
) -> None:
    rule = HEAD + "select person_id from persons"
    (own_library / "own_rule.sql").write_text(rule, encoding="utf-8")
    entry = {
        "unit": "person",
        "rows": "own_rule",
        "numerator": condition,
        "source": "ours",
    }
    lines = ["[own]", *(f"{name} = {text!r}" for name, text in entry.items())]
    lines += [f'{part} = {{ nl = "eigen", en = "own" }}' for part in ("title", "definition")]
    text = "\n".join(lines)
    assert tomllib.loads(text)["own"]["numerator"] == condition
    (own_library / "measures.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FaultyDeclarationError) as refused:
        read_library(own_library)
    message = str(refused.value)
    assert message.startswith(f"{own_library / 'measures.toml'}, own, numerator, line 4: ")
    assert complaint in message
