"""The rows behind a measure, kept until the next export."""

from collections.abc import Mapping

from django.core.cache import cache

from trede.register.figures.computing import KEEP_SECONDS, Asked, exported_at, people_behind

Rows = list[Mapping[str, object]]


def rows_behind(asked: Asked, *, uncounted: bool = False) -> Rows:
    """Return the rows behind a figure; with ``uncounted`` those outside the numerator only.

    There are none before the first export.
    """
    moment = exported_at()
    if moment is None:
        return []
    key = f"rows:{hash((asked, moment, uncounted))}"
    found: Rows | None = cache.get(key)
    if found is None:
        rows = people_behind(asked)
        found = [row for row in rows if not (uncounted and row["in_numerator"])]
        cache.set(key, found, KEEP_SECONDS)
    return found
