"""Writes what the rules say into the projections, by difference: only rows that changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trede.register.signals.models import Projection

ROWS_AT_ONCE = 1_000
Key = tuple[object, ...]
Values = tuple[object, ...]


@dataclass(frozen=True)
class Difference:
    """How many rows of a projection were added, changed and removed."""

    added: int = 0
    changed: int = 0
    removed: int = 0


def project(
    model: type[Projection],
    wanted: Mapping[Key, Values],
    person_id: str | None = None,
    among: Mapping[str, object] | None = None,
) -> Difference:
    """Make a projection say what is wanted, of one person, among some rows or of everyone."""
    stored = model._default_manager.filter(**(among or {})).order_by()  # noqa: SLF001 - all have it
    if person_id is not None:
        stored = stored.filter(**{model.KEY[0]: person_id})
    split = 1 + len(model.KEY)
    known: dict[Key, tuple[int, Values]] = {
        row[1:split]: (row[0], row[split:])
        for row in stored.values_list("pk", *model.KEY, *model.VALUES).iterator(ROWS_AT_ONCE)
    }
    gone = [pk for key, (pk, _values) in known.items() if key not in wanted]
    fresh = {key: values for key, values in wanted.items() if key not in known}
    changed = {
        key: values for key, values in wanted.items() if key in known and known[key][1] != values
    }
    _remove(model, gone)
    _write(model, [*fresh.items(), *changed.items()])
    return Difference(len(fresh), len(changed), len(gone))


def _remove(model: type[Projection], gone: list[int]) -> None:
    for start in range(0, len(gone), ROWS_AT_ONCE):
        model._default_manager.filter(pk__in=gone[start : start + ROWS_AT_ONCE]).delete()  # noqa: SLF001


def _write(model: type[Projection], rows: Iterable[tuple[Key, Values]]) -> None:
    """Insert rows, or change them where another wrote the same key in the meantime."""
    names = (*model.KEY, *model.VALUES)
    model._default_manager.bulk_create(  # noqa: SLF001
        [model(**dict(zip(names, key + values, strict=True))) for key, values in rows],
        batch_size=ROWS_AT_ONCE,
        update_conflicts=True,
        unique_fields=list(model.KEY),
        update_fields=list(model.VALUES),
    )
