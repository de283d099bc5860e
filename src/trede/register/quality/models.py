"""What people decided about the file: what they left as it is, whom they merged, renumbered."""

from django.db import models

from trede.register.facts.versions import MomentField


class LeftAsIs(models.Model):
    """Something was looked into and left as it is, for a reason; it leaves its list.

    ``matter`` names what was looked into: a kind of contradiction, or ``duplicate``; ``about`` the
    very rows it is about, so that it comes back once one of them is corrected. Whoever puts it
    back on the list ends it.
    """

    matter = models.TextField()
    about = models.TextField()
    client = models.ForeignKey("clients.Client", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = MomentField()
    ended_at = MomentField(null=True)
    ended_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        """Newest first; one in force for the same rows."""

        app_label = "quality"
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["matter", "about"],
                condition=models.Q(ended_at__isnull=True),
                name="left_once",
            ),
        )

    def __str__(self) -> str:
        """Return what was left, and when."""
        return f"{self.matter} {self.at:%Y-%m-%d}"


class Merge(models.Model):
    """Two clients turned out to be one: the facts of one went over to the other.

    ``left_in`` is the change in which they were withdrawn from ``merged``, ``joined_in`` the one in
    which they were recorded under ``kept``. ``undone_in`` is the change of the way back.
    """

    kept = models.ForeignKey("clients.Client", on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey("clients.Client", on_delete=models.PROTECT, related_name="merges_of")
    left_in = models.ForeignKey("facts.Change", on_delete=models.PROTECT, related_name="+")
    joined_in = models.ForeignKey("facts.Change", on_delete=models.PROTECT, related_name="+")
    undone_in = models.ForeignKey(
        "facts.Change", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        """Newest first; a client is merged into one other at a time."""

        app_label = "quality"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["merged"], condition=models.Q(undone_in__isnull=True), name="merged_once"
            ),
        )

    def __str__(self) -> str:
        """Return the two numbers."""
        return f"{self.merged} → {self.kept}"


class Renumbering(models.Model):
    """The citizen service number of a client was corrected, and so the pseudonym of the facts.

    The facts went from ``former_person_id`` in the change ``left_in`` to ``person_id`` in
    ``joined_in``.
    """

    client = models.ForeignKey(
        "clients.Client", on_delete=models.PROTECT, related_name="renumberings"
    )
    former_person_id = models.TextField(db_index=True)
    person_id = models.TextField()
    left_in = models.ForeignKey("facts.Change", on_delete=models.PROTECT, related_name="+")
    joined_in = models.ForeignKey("facts.Change", on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Newest first."""

        app_label = "quality"
        ordering = ("-pk",)

    def __str__(self) -> str:
        """Return whose number was corrected."""
        return str(self.client)
