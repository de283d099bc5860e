"""Looks: who opened whose dossier, when, and for what reason."""

from django.db import models


class Basis(models.TextChoices):
    """On what ground someone may look at a client."""

    OWN_CASELOAD = "own_caseload", "own caseload"
    OWN_TEAM = "own_team", "own team"
    TASK = "task", "task"
    REFERRAL = "referral", "referral"
    STATED_REASON = "stated_reason", "stated reason"


class Look(models.Model):
    """Someone looked at a client."""

    at = models.DateTimeField()
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT)
    client = models.ForeignKey("clients.Client", on_delete=models.PROTECT, related_name="looks")
    basis = models.TextField(choices=Basis.choices)
    reason = models.TextField(blank=True)
    page = models.TextField()

    class Meta:
        """Newest first."""

        app_label = "access"
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=["client", "-at"], name="look_at_client"),)

    def __str__(self) -> str:
        """Return who looked and when."""
        return f"{self.user} {self.at:%Y-%m-%d %H:%M}"
