"""What is still to come under all contracts: projections that the nightly run makes anew.

They follow from facts and terms, as signals do, and can be rebuilt at will. Amounts are in cents
without VAT.
"""

from django.db import models

from trede.register.project.clock import now
from trede.register.signals.models import Projection


class OpenReport(Projection):
    """A report that a company owes on a participation and that has not come, with its last day."""

    participation_id = models.TextField()
    name = models.TextField()
    due_on = models.DateField(db_index=True)
    contract_id = models.TextField(db_index=True)
    person_id = models.TextField()
    title_nl = models.TextField()
    title_en = models.TextField()

    KEY = ("participation_id", "name", "due_on")
    VALUES = ("contract_id", "person_id", "title_nl", "title_en")

    class Meta:
        """Once for each participation, report and day."""

        app_label = "oversight"
        ordering = ("due_on", "participation_id")
        constraints = (
            models.UniqueConstraint(
                fields=["participation_id", "name", "due_on"], name="open_report_once"
            ),
        )

    def __str__(self) -> str:
        """Return report and day."""
        return f"{self.name} {self.due_on}"


class OpenAmount(Projection):
    """An amount that is due or held, or refused until a day: a line of the settlement.

    ``participation_id`` and ``person_id`` are empty for an amount about a year cohort.
    """

    contract_id = models.TextField(db_index=True)
    participation_id = models.TextField()
    term = models.TextField()
    period = models.TextField()
    reason = models.TextField()
    person_id = models.TextField()
    verdict = models.TextField()
    cents = models.BigIntegerField()
    since = models.DateField()
    payable_on = models.DateField(null=True)
    title_nl = models.TextField()
    title_en = models.TextField()

    KEY = ("contract_id", "participation_id", "term", "period", "reason")
    VALUES = ("person_id", "verdict", "cents", "since", "payable_on", "title_nl", "title_en")

    class Meta:
        """Once for what is paid once, and a reason."""

        app_label = "oversight"
        constraints = (
            models.UniqueConstraint(
                fields=["contract_id", "participation_id", "term", "period", "reason"],
                name="open_amount_once",
            ),
        )

    def __str__(self) -> str:
        """Return contract, term and verdict."""
        return f"{self.contract_id} {self.term} {self.verdict}"


class Prospect(Projection):
    """The fees that a running participation still brings if it is completed to the norm."""

    participation_id = models.TextField(unique=True)
    contract_id = models.TextField(db_index=True)
    cents = models.BigIntegerField()

    KEY = ("participation_id",)
    VALUES = ("contract_id", "cents")

    class Meta:
        """One row per participation."""

        app_label = "oversight"

    def __str__(self) -> str:
        """Return the participation."""
        return self.participation_id


class Behind(models.Model):
    """A contract under which something changed that is not in the projections yet.

    Each change writes rows of its own, and catching up removes only the rows it has seen: so no
    change is lost that came in between.
    """

    contract_id = models.TextField(db_index=True)

    class Meta:
        """In any order."""

        app_label = "oversight"

    def __str__(self) -> str:
        """Return the contract."""
        return self.contract_id


class Computed(models.Model):
    """When the projections were made, as of which day, and what could not be read."""

    at = models.DateTimeField(default=now)
    day = models.DateField()
    seconds = models.FloatField()
    fault = models.TextField(blank=True)

    class Meta:
        """The newest first."""

        app_label = "oversight"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        """Return the moment."""
        return f"{self.at:%Y-%m-%d %H:%M}"
