"""Names the app to Django."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """What every page shares: layout, components, language."""

    name = "trede.register.pages"
    label = "pages"
