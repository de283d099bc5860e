"""Names the app to Django, and lets the signals follow the journal."""

from django.apps import AppConfig


class SignalsConfig(AppConfig):
    """What asks for attention, for whom, by when and why."""

    name = "trede.register.signals"
    label = "signals"

    def ready(self) -> None:
        """Compute a client's signals at the end of every change."""
        from trede.register.facts.journal import follow  # noqa: PLC0415 - models are ready now
        from trede.register.signals.computing import refresh_after  # noqa: PLC0415 - likewise

        follow(refresh_after)
