"""Names the app to Django."""

from django.apps import AppConfig


class ProviderEntranceConfig(AppConfig):
    """The provider's own entrance."""

    name = "trede.register.provider_entrance"
    label = "provider_entrance"
