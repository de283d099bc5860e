"""Clients: the anchor of a dossier, and who the client is, version by version."""

from datetime import date

from django.db import models

from trede.register.facts.versions import Version


class Client(models.Model):
    """Someone with a dossier.

    ``person_id`` is the pseudonym under which the facts stand; ``number`` the municipality's own
    number of the client, the only one that appears in addresses of pages. ``merged_into`` names
    the client that this one turned out to be.
    """

    person_id = models.TextField(unique=True)
    number = models.TextField(unique=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT)

    class Meta:
        """In order of number."""

        app_label = "clients"
        ordering = ("number",)

    def __str__(self) -> str:
        """Return the number."""
        return self.number

    @property
    def kept(self) -> "Client":
        """The client that this one turned out to be; itself if it was not merged."""
        client = self
        while client.merged_into is not None:
            client = client.merged_into
        return client

    @property
    def identity(self) -> "Identity | None":
        """Who the client is, as believed now; none if only the number is known."""
        return next((each for each in self.identities.all() if each.withdrawn_at is None), None)

    @property
    def name(self) -> str:
        """The name as one is addressed; the number if no name is known."""
        return self.identity.full_name if self.identity else self.number

    @property
    def listed_name(self) -> str:
        """The name as in a list, family name first; the number if no name is known."""
        return self.identity.listed_name if self.identity else self.number


class Identity(Version):
    """Who a client is: name, birth, address. The citizen service number is stored encrypted."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="identities")
    family_name = models.TextField()
    infix = models.TextField(blank=True)
    first_names = models.TextField()
    birth_on = models.DateField(null=True)
    encrypted_number = models.BinaryField(null=True)
    address = models.TextField(blank=True)
    postcode = models.TextField(blank=True)
    place = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    email = models.TextField(blank=True)
    language = models.TextField(blank=True)

    class Meta:
        """One identity of a client is believed at a time."""

        app_label = "clients"
        constraints = (
            models.UniqueConstraint(
                fields=["client"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="identity_one",
            ),
        )
        indexes = (models.Index(fields=["family_name"], name="identity_family_name"),)

    def __str__(self) -> str:
        """Return the name."""
        return self.full_name

    @property
    def full_name(self) -> str:
        """First names, infix and family name, as one is addressed."""
        return " ".join(filter(None, (self.first_names, self.infix, self.family_name)))

    @property
    def listed_name(self) -> str:
        """Family name first, as in a list: "Groot, H. de"."""
        initials = "".join(f"{name[0]}." for name in self.first_names.split())
        return f"{self.family_name}, {' '.join(filter(None, (initials, self.infix)))}"

    def age_on(self, day: date) -> int | None:
        """Full years on a day; none before the day of birth, or if that is not known."""
        if self.birth_on is None or day < self.birth_on:
            return None
        before = (day.month, day.day) < (self.birth_on.month, self.birth_on.day)
        return day.year - self.birth_on.year - before
