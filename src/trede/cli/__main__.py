"""Lets ``python -m trede.cli`` start the command line."""

from trede.cli.main import run

run()
