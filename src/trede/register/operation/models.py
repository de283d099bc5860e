"""The nightly runs: when each began and ended, and what went wrong."""

from django.db import models


class NightlyRun(models.Model):
    """One nightly run. One without an end runs still, or was broken off."""

    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    seconds = models.FloatField(null=True)
    problem = models.TextField(blank=True)

    class Meta:
        """Newest first."""

        app_label = "operation"
        ordering = ("-pk",)

    def __str__(self) -> str:
        """Return when it began."""
        return f"{self.started_at:%Y-%m-%d %H:%M}"
