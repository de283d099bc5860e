"""Names the app to Django."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who may see and do what, and who looked at whom."""

    name = "trede.register.access"
    label = "access"
