"""Names the app to Django."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """What purchaser and controller watch over."""

    name = "trede.register.oversight"
    label = "oversight"
