"""Norms for the size of a caseload: only with the grounds on which they rest."""

from django.db import models


class CaseloadNorm(models.Model):
    """How many clients one case manager can answer for, from a day on, and why.

    A norm without grounds is worth nothing (rwi-2004 F5): ``grounds`` says on what it rests.
    """

    team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT)
    case_manager = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT)
    clients = models.PositiveIntegerField()
    grounds = models.TextField()
    valid_from = models.DateField()
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        """Newest first."""

        app_label = "caseloads"
        ordering = ("-valid_from", "-pk")

    def __str__(self) -> str:
        """Return the norm."""
        return f"{self.clients} ({self.valid_from})"
