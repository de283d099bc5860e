"""Names the app to Django."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """Keeping the file clean."""

    name = "trede.register.quality"
    label = "quality"
