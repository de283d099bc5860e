"""What the commands of the register share: help with an example, days, days as options."""

from datetime import date

import click

from trede.language import translate as _


def help_with(text: str, example: str) -> str:
    """Return the help of a command with an example of its use."""
    return text + "\n\n" + _("Example: {example}").format(example=example)


class Day(click.ParamType[date]):
    """A day, written as 2026-03-31."""

    name = "day"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Read a day; complains in the language in use."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(
                _("'{value}' is no day; write it as 2026-03-31.").format(value=value), param, ctx
            )
