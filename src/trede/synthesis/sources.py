"""The municipality itself, the deliveries to the central register, and files that were lost."""

from datetime import date

import numpy as np
import pyarrow as pa

from trede.synthesis.randomness import NEVER, Period, Whole, day_number, generator
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.versions import MINUTES_A_DAY, finish, record

_RECEIVED_AFTER = 24
_DUE_AFTER = 30
_LOST_PER_CLIENT = 20 / 1285
_MOST_LOST = 500
_LARGE_CITY = 60_000


def _quarters(period: Period) -> Whole:
    """Return the first days of the quarters, and of the one after the last."""
    days = [
        day_number(date(year, month, 1))
        for year in range(period.from_year, period.to_year + 1)
        for month in (1, 4, 7, 10)
    ]
    return np.array([*days, period.last_day + 1], dtype=np.int64)


def _names(period: Period) -> list[str]:
    years = range(period.from_year, period.to_year + 1)
    return [f"D{year}-{quarter}" for year in years for quarter in (1, 2, 3, 4)]


def delivery_ids(period: Period, started: Whole) -> pa.Array:
    """Return the delivery in which a trajectory that started on a day arrived; empty if in none.

    What started before the first quarter came with its delivery; the last one is still to come.
    """
    first_days = _quarters(period)
    quarter = np.maximum(np.searchsorted(first_days, started, side="right") - 1, 0)
    arrived = (started != NEVER) & (quarter < len(first_days) - 2)
    return coded(_names(period), np.where(arrived, quarter, -1))


def source_tables(seed: int, clients: int, period: Period) -> dict[str, pa.Table]:
    """Return the tables of municipalities, deliveries and lost files."""
    lost = int(np.clip(clients * _LOST_PER_CLIENT, 2, _MOST_LOST))
    return {
        "municipalities": _municipality(clients, lost, period),
        "deliveries": _deliveries(seed, period),
        "lost_files": _lost_files(lost, period),
    }


def _municipality(clients: int, lost: int, period: Period) -> pa.Table:
    rows = {
        "municipality_id": pa.array(["M01"]),
        "size_class": "large",
        "region": "west",
        "is_large_city": np.array([clients >= _LARGE_CITY]),
        "inflow_before": np.array([clients // 8]),
        "shared_office": np.array([True]),
        "files_drawn": np.array([clients + lost]),
        "files_lost": np.array([lost]),
        "files_examined": np.array([clients]),
        "recorded_at": np.array([period.first_day * MINUTES_A_DAY]),
        "source": "municipality",
    }
    return finish("municipalities", make_table("municipalities", rows, {}))


def _deliveries(seed: int, period: Period) -> pa.Table:
    """One delivery a quarter; the first came in unreadable and was sent again."""
    random = generator(seed, 0, "deliveries")
    first_days = _quarters(period)
    start, end = first_days[:-1], first_days[1:] - 1
    received = np.where(end + _RECEIVED_AFTER <= period.last_day, end + _RECEIVED_AFTER, NEVER)
    start, end = np.append(start, start[0]), np.append(end, end[0])
    received = np.append(received, received[0] - 7)
    processed = np.append(np.where(received[:-1] == NEVER, NEVER, 1), 0)
    announced = np.where(received == NEVER, end + 1, received)
    rows = {
        "delivery_id": pa.array([*_names(period), f"{_names(period)[0]}-unreadable"]),
        "period_from": start,
        "period_to": end,
        "due_on": end + _DUE_AFTER,
        "received_on": received,
        "processed": processed,
        "recorded_at": record(random, announced, median_days=2),
        "source": "central register",
    }
    return finish("deliveries", make_table("deliveries", rows, {}))


def _lost_files(lost: int, period: Period) -> pa.Table:
    rows = {
        "file_number": numbered("F", np.arange(lost), 6),
        "municipality_id": "M01",
        "recorded_at": np.full(lost, period.last_day * MINUTES_A_DAY),
        "source": "municipality",
    }
    return finish("lost_files", make_table("lost_files", rows, {}))
