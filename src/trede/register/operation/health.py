"""Whether the register works: its database, its migrations, its nightly run."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, connection, transaction

from trede.language import translate as _
from trede.register.operation.migrating import open_migrations
from trede.register.operation.nightly import last_nightly
from trede.register.project.clock import now

LATE_AFTER = timedelta(hours=36)
"""A nightly run that ended longer ago has been missed."""

OK, FAILS, OPEN, NEVER, LATE = "ok", "fails", "open", "never", "late"


@dataclass(frozen=True)
class Health:
    """How the register is: each part ``ok``, or in one word what is wrong with it.

    ``database`` is ok or fails; ``migrations`` ok, open or fails; ``nightly`` ok, late, never, or
    fails where the database cannot tell.
    """

    database: str
    migrations: str
    nightly: str
    nightly_ended_at: datetime | None

    @property
    def can_serve(self) -> bool:
        """Whether pages can be served; a late nightly run does not hinder that."""
        return (self.database, self.migrations) == (OK, OK)

    @property
    def is_well(self) -> bool:
        """Whether everything is as it should be."""
        return self.can_serve and self.nightly == OK


def examine() -> Health:
    """Look at the register's health; never raises for a database that is away."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
        migrations = OPEN if open_migrations() else OK
    except DatabaseError:
        return Health(FAILS, FAILS, FAILS, None)
    try:
        with transaction.atomic():
            report = last_nightly()
    except DatabaseError:  # a database of an older version keeps no runs
        return Health(OK, migrations, FAILS, None)
    ended_at = report.ended_at if report else None
    return Health(OK, migrations, _nightly(ended_at, now()), ended_at)


def remedies(health: Health) -> list[str]:
    """Return what to do about what is wrong."""
    found = []
    if health.database == FAILS:
        found.append(
            _("The database does not answer: look at the server that TREDE_DATABASE names.")
        )
    if health.migrations == OPEN:
        found.append(_("The database is of an older version: run `trede register migrate`."))
    if health.nightly in {NEVER, LATE}:
        found.append(_("The nightly run was missed: run `trede register nightly`, see its timer."))
    return found


def _nightly(ended_at: datetime | None, moment: datetime) -> str:
    if ended_at is None:
        return NEVER
    return LATE if moment - ended_at > LATE_AFTER else OK
