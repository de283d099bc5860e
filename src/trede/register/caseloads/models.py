"""How clients are divided: the model of case management, and norms with their grounds."""

from django.db import models

from trede.register.accounts.roles import Domain
from trede.register.configuration.dated import DatedChoice


class CaseManagementChoice(DatedChoice):
    """The model of case management from a day on; ``model`` is one of ``CaseManagement``."""

    model = models.TextField()

    class Meta:
        """In order of day; one per day."""

        app_label = "caseloads"
        ordering = ("valid_from", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["valid_from"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="case_management_once",
            ),
        )

    def __str__(self) -> str:
        """Return model and first day."""
        return f"{self.model} {self.valid_from}"


class CaseloadNorm(models.Model):
    """How many clients one case manager can answer for, from a day on, and why.

    A norm without grounds is worth nothing (rwi-2004 F5): ``grounds`` says on what it rests. A norm
    of a whole team holds for those who answer for the same: income, work or both (``domain``).
    """

    team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT)
    case_manager = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT)
    domain = models.TextField(
        default=Domain.INTEGRAL.value, choices=[(each.value, each.name) for each in Domain]
    )
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
