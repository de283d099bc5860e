"""Shows which step of long work is being done."""

import sys
import time

import click


class Steps:
    """Prints each step on the error stream: rewritten on a terminal, a line each elsewhere."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._terminal = sys.stderr.isatty()

    def __call__(self, step: str) -> None:
        """Announce a step."""
        elapsed = time.monotonic() - self._started
        text = f"{elapsed:6.1f} s  {step}"
        if self._terminal:
            click.echo(f"\r\x1b[2K{text}", nl=False, err=True)
        else:
            click.echo(text, err=True)

    def done(self) -> None:
        """Leave the terminal on a clean line."""
        if self._terminal:
            click.echo("\r\x1b[2K", nl=False, err=True)
