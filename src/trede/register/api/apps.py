"""Names the app to Django."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What other systems do in the register."""

    name = "trede.register.api"
    label = "api"
