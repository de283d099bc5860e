"""Names the app to Django."""

from django.apps import AppConfig


class OperationConfig(AppConfig):
    """How the register is kept running."""

    name = "trede.register.operation"
    label = "operation"
