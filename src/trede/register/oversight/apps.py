"""Names the app to Django, and lets the projections follow the journal."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """What purchaser and controller watch over."""

    name = "trede.register.oversight"
    label = "oversight"

    def ready(self) -> None:
        """Note at the end of every change which contracts it is about."""
        from trede.register.facts.journal import follow  # noqa: PLC0415 - models are ready now
        from trede.register.oversight.catching_up import note_behind  # noqa: PLC0415 - likewise

        follow(note_behind)
