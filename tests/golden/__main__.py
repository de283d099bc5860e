"""Writes the golden files anew: ``python -m tests.golden``."""

import sys

from tests.golden import FOLDER, update

changed = update()
sys.stdout.write("".join(f"{FOLDER / name}\n" for name in changed) or "nothing changed\n")
