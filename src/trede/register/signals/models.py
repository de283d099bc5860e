"""What asks for attention now, and where clients stand: projections that can be rebuilt at will.

The municipality's own terms are kept here too; they are dated and never changed in place.
"""

from datetime import date
from typing import ClassVar

from django.db import models

from trede.register.configuration.dated import DatedChoice
from trede.register.signals.declarations import Declaration, declared


class Projection(models.Model):
    """Rows that follow from the facts; ``KEY`` names a row, ``VALUES`` are what it says."""

    KEY: ClassVar[tuple[str, ...]]
    VALUES: ClassVar[tuple[str, ...]]

    class Meta:
        """Concrete tables are below."""

        abstract = True


class Signal(Projection):
    """One signal about one client that is open today.

    ``rule`` names the rule in the library, ``subject`` the fact it is about (a trajectory, an
    exemption), ``since_on`` the day from which the term runs, ``due_on`` the last day to do
    something about it.
    """

    person_id = models.TextField(db_index=True)
    rule = models.TextField()
    subject = models.TextField()
    since_on = models.DateField()
    due_on = models.DateField()
    case_manager_id = models.TextField(blank=True)
    team = models.TextField(blank=True)

    KEY = ("person_id", "rule", "subject")
    VALUES = ("since_on", "due_on", "case_manager_id", "team")

    class Meta:
        """By day; once per client, rule and subject."""

        app_label = "signals"
        ordering = ("due_on", "person_id", "rule")
        constraints = (
            models.UniqueConstraint(fields=["person_id", "rule", "subject"], name="signal_once"),
        )
        indexes = (
            models.Index(fields=["case_manager_id", "due_on"], name="signal_manager"),
            models.Index(fields=["team", "due_on"], name="signal_team"),
        )

    def __str__(self) -> str:
        """Return rule and day."""
        return f"{self.rule} {self.due_on}"

    @property
    def declaration(self) -> Declaration:
        """What the signal means and which step settles it."""
        return declared()[self.rule]

    def days_left(self, today: date) -> int:
        """Return how many days are left; negative if the last day has passed."""
        return (self.due_on - today).days

    def is_late(self, today: date) -> bool:
        """Whether the last day has passed."""
        return self.due_on < today


class Standing(Projection):
    """Where a client stands today, for lists: a projection of the rule ``standing``."""

    person_id = models.TextField(unique=True)
    case_manager_id = models.TextField(blank=True, db_index=True)
    team = models.TextField(blank=True, db_index=True)
    income_manager_id = models.TextField(blank=True, db_index=True)
    income_team = models.TextField(blank=True, db_index=True)
    scheme = models.TextField(blank=True)
    on_benefit_since = models.DateField(null=True)
    phase = models.TextField(blank=True)
    rung = models.TextField(blank=True)
    obligation = models.TextField(blank=True)
    last_contact_on = models.DateField(null=True)
    in_caseload = models.BooleanField(default=False)

    KEY = ("person_id",)
    VALUES = (
        "case_manager_id",
        "team",
        "income_manager_id",
        "income_team",
        "scheme",
        "on_benefit_since",
        "phase",
        "rung",
        "obligation",
        "last_contact_on",
        "in_caseload",
    )

    class Meta:
        """One row per client."""

        app_label = "signals"

    def __str__(self) -> str:
        """Return the person."""
        return self.person_id


class SignalSetting(DatedChoice):
    """What the municipality decided about one signal, from a day on.

    ``values`` are its own values of the signal's parameters, as a user would type them; what is
    not in it keeps the shipped default.
    """

    rule = models.TextField()
    is_on = models.BooleanField(default=True)
    values = models.JSONField(default=dict)

    class Meta:
        """Newest last; one in force per signal and first day."""

        app_label = "signals"
        ordering = ("rule", "valid_from", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["rule", "valid_from"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="setting_once",
            ),
        )

    def __str__(self) -> str:
        """Return signal and first day."""
        return f"{self.rule} {self.valid_from}"
