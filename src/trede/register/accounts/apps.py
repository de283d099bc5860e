"""Names the app to Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who works with the register, in which role and team."""

    name = "trede.register.accounts"
    label = "accounts"
