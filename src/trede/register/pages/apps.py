"""Names the app to Django."""

from django.apps import AppConfig

from trede.register.pages.addresses import register_keys


class PagesConfig(AppConfig):
    """What every page shares: layout, components, language, how addresses name things."""

    name = "trede.register.pages"
    label = "pages"

    def ready(self) -> None:
        """Register the keys before any address is read."""
        register_keys()
