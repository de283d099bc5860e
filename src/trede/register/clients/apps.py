"""Names the app to Django."""

from django.apps import AppConfig


class ClientsConfig(AppConfig):
    """Who the clients are: names, numbers, addresses."""

    name = "trede.register.clients"
    label = "clients"
