"""Names the app to Django."""

from django.apps import AppConfig


class FactsConfig(AppConfig):
    """The facts of the register."""

    name = "trede.register.facts"
    label = "facts"
