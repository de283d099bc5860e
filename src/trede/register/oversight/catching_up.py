"""Keeps what is still to come up to date between the nights: contract by contract, when looked at.

A change that a settlement rests on leaves a note of the contracts it is about. Whoever looks at
one of these gets it settled anew first, so that the page says the same as the payments do.
"""

from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import date
from time import monotonic
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from trede.register.facts.models import Change, believed, model_of
from trede.register.oversight.computing import last_computed, projections_of
from trede.register.oversight.models import Behind
from trede.settlement.entries import FaultyTermsError
from trede.settlement.rows import TABLES_READ

SECONDS = 3.0
"""So long a page of many contracts may take to catch up; the rest it shows as of last time."""
RESTS_ON = frozenset(TABLES_READ) - {"providers"}
"""The tables whose rows are about a client or a contract."""


def note_behind(change: Change) -> None:
    """Note the contracts that a change is about; the journal calls this."""
    tables = set(change.tables)
    about = Q(pk__in=())
    for table in sorted(tables & RESTS_ON):
        about |= _about(table, change)
    keys: set[str] = set()
    if tables & RESTS_ON:
        rows: QuerySet[Any] = model_of("participations").objects.all()
        rows = rows.filter(about).order_by()
        keys.update(str(key) for key in rows.values_list("contract_id", flat=True).distinct())
    for table in tables & {"payments", "contract_versions"}:
        keys.update(_named(table, change))
    if "providers" in tables:
        keys.update(_of_providers(change))
    Behind.objects.bulk_create(Behind(contract_id=key) for key in sorted(keys) if key)


def _changed(table: str, change: Change) -> "QuerySet[Any]":
    """Return the rows that a change recorded or withdrew."""
    rows = model_of(table).objects.filter(Q(recorded_in=change) | Q(withdrawn_in=change))
    return rows.order_by()


def _about(table: str, change: Change) -> Q:
    touched = _changed(table, change).filter(person_id__isnull=False)
    return Q(person_id__in=touched.values("person_id"))


def _named(table: str, change: Change) -> Iterable[str]:
    rows = _changed(table, change)
    return [str(key) for key in rows.values_list("contract_id", flat=True).distinct()]


def _of_providers(change: Change) -> Iterable[str]:
    """Return the contracts of companies that changed: what they confirm themselves counts not."""
    own = _changed("providers", change).values("provider_id")
    return [
        str(key)
        for key in believed("contracts")
        .filter(provider_id__in=own)
        .order_by()
        .values_list("contract_id", flat=True)
    ]


def behind(contracts: Collection[str] | None = None) -> set[str]:
    """Return the contracts, of some or of all, that are behind."""
    rows = Behind.objects.all()
    if contracts is not None:
        rows = rows.filter(contract_id__in=contracts)
    return set(rows.values_list("contract_id", flat=True).distinct())


def catch_up(day: date, seconds: float = SECONDS) -> None:
    """Settle anew the contracts that are behind, as many as there is time for."""
    began = monotonic()
    for key in sorted(behind()):
        if monotonic() - began > seconds:
            return
        catch_up_one(key, day)


def catch_up_one(contract_id: str, day: date) -> None:
    """Settle one contract anew, if it is behind or was last settled on another day.

    With terms that cannot be read it stays behind: the nightly run names them.
    """
    seen = list(Behind.objects.filter(contract_id=contract_id).values_list("pk", flat=True))
    computed = last_computed()
    if not seen and computed is not None and computed.day == day:
        return
    with suppress(FaultyTermsError), transaction.atomic():
        projections_of(contract_id, day)
        Behind.objects.filter(pk__in=seen).delete()
