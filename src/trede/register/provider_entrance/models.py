"""The evidence that companies send, as it is kept: encrypted, each file whole and unchanged."""

from django.db import models


class EvidenceFile(models.Model):
    """A file with evidence; ``number`` is what the fact about it names.

    ``encrypted`` is the file itself, ``hash`` of what it was (SHA-256). ``placement_id`` is the
    work it proves.
    """

    number = models.TextField(unique=True)
    name = models.TextField()
    media_type = models.TextField()
    size = models.IntegerField()
    hash = models.TextField()
    encrypted = models.BinaryField()
    participation_id = models.TextField()
    placement_id = models.TextField(blank=True)
    kind = models.TextField()
    at = models.DateTimeField()
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT)

    class Meta:
        """Newest first."""

        app_label = "provider_entrance"
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=["participation_id"], name="evidence_participation"),)

    def __str__(self) -> str:
        """Return what it is and when it came."""
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
