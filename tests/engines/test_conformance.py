"""What the SQL of rules means: the same on both engines, and as written here.

The tables are small and typed: leap days, month ends, ties, empty cells, and no rows at all.
"""

from datetime import date

import pytest

from trede.measures.engines.base import Engine

DAYS = """
    with days as (
        select 1 as id, 'a' as person, date '2004-02-29' as d, 12 as months
        union all select 2, 'a', date '2003-01-31', 1
        union all select 3, 'a', date '2003-12-31', 2
        union all select 4, 'b', cast(null as date), 3
        union all select 5, 'b', date '2004-02-29', cast(null as integer)
        union all select 6, 'b', date '2004-02-28', 48
    )
"""
WORDS = """
    with words as (
        select 1 as id, 'Zwolle ' as word
        union all select 2, 'zwolle'
        union all select 3, 'Súdwest-Fryslân'
        union all select 4, ''
        union all select 5, cast(null as text)
    )
"""
NUMBERS = """
    with numbers as (
        select 1 as id, 7 as n, 2 as divisor
        union all select 2, -7, 2
        union all select 3, 7, -2
        union all select 4, 7, 0
        union all select 5, cast(null as integer), 3
    )
"""
YES, NO = True, False

CASES = {
    "months are added to the last day of a shorter month": (
        (
            f"{DAYS} select id, cast(d + interval 1 month as date) as r, "
            "cast(d - interval 1 year as date) as y from days"
        ),
        [
            (1, date(2004, 3, 29), date(2003, 2, 28)),
            (2, date(2003, 2, 28), date(2002, 1, 31)),
            (3, date(2004, 1, 31), date(2002, 12, 31)),
            (4, None, None),
            (5, date(2004, 3, 29), date(2003, 2, 28)),
            (6, date(2004, 3, 28), date(2003, 2, 28)),
        ],
    ),
    "the number of months may stand in a column": (
        f"{DAYS} select id, cast(d + months * interval 1 month as date) as r from days",
        [
            (1, date(2005, 2, 28)),
            (2, date(2003, 2, 28)),
            (3, date(2004, 2, 29)),
            (4, None),
            (5, None),
            (6, date(2008, 2, 28)),
        ],
    ),
    "days are added and counted as whole numbers": (
        (
            f"{DAYS} select id, d + 1 as r, d - 1 as s, d + months as t, "
            "date_diff('day', date '2003-12-31', d) as n from days where id in (1, 2, 4)"
        ),
        [
            (1, date(2004, 3, 1), date(2004, 2, 28), date(2004, 3, 12), 60),
            (2, date(2003, 2, 1), date(2003, 1, 30), date(2003, 2, 1), -334),
            (4, None, None, None, None),
        ],
    ),
    "a day has a year, a month and a day, and is made of them": (
        (
            f"{DAYS} select id, year(d) as y, extract(month from d) as m, day(d) as n, "
            "make_date(year(d), month(d), 1) as f from days where id in (1, 4)"
        ),
        [(1, 2004, 2, 29, date(2004, 2, 1)), (4, None, None, None, None)],
    ),
    "the greatest and the least pass over what is empty": (
        (
            f"{DAYS} select id, greatest(d, date '2004-01-01') as g, "
            "least(d, cast(null as date)) as l, greatest(0, date_diff('day', d, d)) as z from days "
            "where id in (1, 2, 4)"
        ),
        [
            (1, date(2004, 2, 29), date(2004, 2, 29), 0),
            (2, date(2004, 1, 1), date(2003, 1, 31), 0),
            (4, date(2004, 1, 1), None, 0),
        ],
    ),
    "what is empty comes last, also counting down": (
        (
            f"{DAYS} select id, row_number() over (partition by person order by d, id) as up, "
            "row_number() over (partition by person order by d desc, id) as down from days"
        ),
        [(1, 3, 1), (2, 1, 3), (3, 2, 2), (4, 3, 3), (5, 2, 1), (6, 1, 2)],
    ),
    "ties share a rank and are split by a key": (
        (
            f"{DAYS} select id, rank() over (order by d) as r, "
            "dense_rank() over (order by d) as s, "
            "row_number() over (order by d, id desc) as n from days"
        ),
        [(1, 4, 4, 5), (2, 1, 1, 1), (3, 2, 2, 2), (4, 6, 5, 6), (5, 4, 4, 4), (6, 3, 3, 3)],
    ),
    "a window looks at the rows before": (
        (
            f"{DAYS} select id, lag(d) over (partition by person order by id) as l, "
            "max(d) over (partition by person order by id "
            "rows between unbounded preceding and 1 preceding) as m, "
            "cast(sum(months) over (partition by person order by id) as bigint) as s from days"
        ),
        [
            (1, None, None, 12),
            (2, date(2004, 2, 29), date(2004, 2, 29), 13),
            (3, date(2003, 1, 31), date(2004, 2, 29), 15),
            (4, None, None, 3),
            (5, None, None, 3),
            (6, date(2004, 2, 29), date(2004, 2, 29), 51),
        ],
    ),
    "counting passes over what is empty, a sum of nothing is empty": (
        (
            f"{DAYS} select person, count(*) as a, count(d) as b, count(distinct d) as c, "
            "count(*) filter (where months > 2) as e, count_if(months is null) as f, "
            "cast(sum(months) filter (where d < date '2000-01-01') as bigint) as g, "
            "min(d) as h, bool_or(months > 12) as i, bool_and(months > 0) as j "
            "from days group by person"
        ),
        [
            ("a", 3, 3, 3, 1, 0, None, date(2003, 1, 31), NO, YES),
            ("b", 3, 2, 2, 2, 1, None, date(2004, 2, 28), YES, YES),
        ],
    ),
    "a table without rows counts nobody": (
        (
            f"{DAYS} select count(*) as n, cast(sum(months) as bigint) as s, max(d) as m "
            "from days where id > 6"
        ),
        [(0, None, None)],
    ),
    "a group may be made of what is empty": (
        (
            f"{DAYS} select d, count(*) as n from days group by d having count(*) > 1 "
            "union all select d, 0 from days where d is null"
        ),
        [(date(2004, 2, 29), 2), (None, 0)],
    ),
    "conditions know yes, no and neither": (
        (
            f"{DAYS} select id, d > date '2004-02-28' as a, not (d > date '2004-02-28') as b, "
            "d is distinct from date '2004-02-29' as c, months in (12, 1) as e, "
            "coalesce(months <> 12, false) as f, case when months > 12 then 'y' else 'n' end as g "
            "from days where id in (1, 4, 5)"
        ),
        [
            (1, YES, NO, NO, YES, NO, "n"),
            (4, None, None, YES, NO, YES, "n"),
            (5, YES, NO, NO, None, NO, "n"),
        ],
    ),
    "a case on a fixed value takes one branch": (
        (
            f"{DAYS} select id, case 'b' when 'a' then d when 'b' then d + 1 else d - 1 end as r "
            "from days where id = 1"
        ),
        [(1, date(2004, 3, 1))],
    ),
    "whole division goes towards nought": (
        (
            f"{NUMBERS} select id, n // nullif(divisor, 0) as q, n % nullif(divisor, 0) as r, "
            "n // 3 as t, abs(n) as a, -n as m from numbers"
        ),
        [
            (1, 3, 1, 2, 7, -7),
            (2, -3, -1, -2, 7, 7),
            (3, -3, 1, 2, 7, -7),
            (4, None, None, 2, 7, -7),
            (5, None, None, None, None, None),
        ],
    ),
    "texts are compared letter by letter, capitals apart": (
        (
            f"{WORDS} select id, lower(word) as l, trim(word) as t, left(word, 2) as f, "
            "length(word) as n, word || '!' as x, starts_with(word, 'zw') as s, "
            "word like '%w%e%' as k from words"
        ),
        [
            (1, "zwolle ", "Zwolle", "Zw", 7, "Zwolle !", NO, YES),
            (2, "zwolle", "zwolle", "zw", 6, "zwolle!", YES, YES),
            (3, "súdwest-fryslân", "Súdwest-Fryslân", "Sú", 15, "Súdwest-Fryslân!", NO, YES),
            (4, "", "", "", 0, "!", NO, NO),
            (5, None, None, None, None, None, None, None),
        ],
    ),
    "texts are ordered by their letters' numbers": (
        f"{WORDS} select row_number() over (order by word, id) as nth, id from words",
        [(1, 4), (2, 3), (3, 1), (4, 2), (5, 5)],
    ),
    "values are cast to other types": (
        (
            f"{DAYS} select id, cast(d as text) as a, cast(months as text) as b, "
            "cast(months > 1 as integer) as c, cast(months as bigint) as e, "
            "cast('7' as integer) as f, cast('2004-02-29' as date) as g "
            "from days where id in (1, 4)"
        ),
        [
            (1, "2004-02-29", "12", 1, 12, 7, date(2004, 2, 29)),
            (4, None, "3", 1, 3, 7, date(2004, 2, 29)),
        ],
    ),
    "moments are compared to the last fraction of a second": (
        (
            "select cast('2004-02-29 23:59:59.999999' as timestamp) < "
            "cast('2004-03-01 00:00:00' as timestamp) as a, "
            "cast(cast('2004-02-29 23:59:59.999999' as timestamp) as date) as b"
        ),
        [(YES, date(2004, 2, 29))],
    ),
    "what is empty joins with nothing": (
        (
            f"{DAYS} select a.id as one, b.id as other from days as a "
            "left join days as b on b.d = a.d and b.id <> a.id"
        ),
        [(1, 5), (2, None), (3, None), (4, None), (5, 1), (6, None)],
    ),
    "intervals that overlap are joined by their days": (
        (
            f"{DAYS} select a.id as one, b.id as other from days as a inner join days as b "
            "on b.d > a.d and b.d <= a.d + 30"
        ),
        [(6, 1), (6, 5)],
    ),
    "absence is asked with exists": (
        (
            f"{DAYS} select id from days as a where not exists "
            "(select 1 from days as b where b.d = a.d and b.id < a.id) "
            "and id in (select id from days)"
        ),
        [(1,), (2,), (3,), (4,), (6,)],
    ),
    "rows are put together, taken out and kept in common": (
        f"{DAYS} select d from days where person = 'a' union select d from days where person = 'b'",
        [
            (date(2003, 1, 31),),
            (date(2003, 12, 31),),
            (date(2004, 2, 28),),
            (date(2004, 2, 29),),
            (None,),
        ],
    ),
    "what is empty is taken out as a value": (
        f"{DAYS} select d from days except select d from days where person = 'b'",
        [(date(2003, 1, 31),), (date(2003, 12, 31),)],
    ),
}


def _rows(engine: Engine, sql: str) -> list[tuple[object, ...]]:
    return sorted((tuple(row.values()) for row in engine.run(sql).to_pylist()), key=repr)


@pytest.mark.parametrize("case", CASES)
def test_the_embedded_engine_answers_as_written(case: str, embedded: Engine) -> None:
    sql, expected = CASES[case]
    assert _rows(embedded, sql) == sorted(expected, key=repr)


@pytest.mark.spark
@pytest.mark.parametrize("case", CASES)
def test_spark_answers_as_written(case: str, cluster: Engine) -> None:
    sql, expected = CASES[case]
    assert _rows(cluster, sql) == sorted(expected, key=repr)
