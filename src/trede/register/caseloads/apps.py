"""Names the app to Django."""

from django.apps import AppConfig


class CaseloadsConfig(AppConfig):
    """Caseloads and their norms."""

    name = "trede.register.caseloads"
    label = "caseloads"
