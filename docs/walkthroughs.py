"""Runs the walk-throughs of the documentation, and can write their outputs into the pages.

A page that begins with ``<!-- runs -->`` is run in an empty folder: its blocks with a title are
written as files, and after each line ``$ trede ...`` the output must follow. A page with
``<!-- runs after: PAGE -->`` begins where the other one ended. ``examples`` is at hand.

``.venv/bin/python docs/walkthroughs.py`` puts the present outputs into the pages.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
MARK = re.compile(r"<!-- runs(?: after: (?P<before>[\w./-]+))? -->")
BLOCK = re.compile(
    r'^```(?P<kind>\w+)(?: title="(?P<file>[^"]+)")?\n(?P<text>.*?)^```$', re.DOTALL | re.MULTILINE
)
PROMPT = "$ trede "


@dataclass(frozen=True)
class Walkthrough:
    """A page whose commands can be run, and the page that must be run before it."""

    page: Path
    before: Path | None


def walkthroughs() -> list[Walkthrough]:
    """Return all pages that can be run."""
    found = []
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        mark = MARK.search(page.read_text(encoding="utf-8"))
        if mark is not None:
            before = mark["before"]
            found.append(Walkthrough(page, page.parent / before if before else None))
    return found


def run(walkthrough: Walkthrough) -> str:
    """Run a page in a new folder and return its text with the outputs of today."""
    return _walked(walkthrough.page, walkthrough.before)[0]


@cache
def _walked(page: Path, before: Path | None) -> tuple[str, TemporaryDirectory[str]]:
    """Return the text of a page with its outputs, and the folder as the page leaves it."""
    folder = TemporaryDirectory()
    work = Path(folder.name)
    if before is None:
        (work / "examples").symlink_to(ROOT / "examples")
    else:
        begun = _walked(before, None)[1]
        shutil.copytree(begun.name, work, symlinks=True, dirs_exist_ok=True)
    return _run_page(page, work), folder


def _run_page(page: Path, work: Path) -> str:
    text = page.read_text(encoding="utf-8")
    for block in BLOCK.finditer(text):
        if block["file"]:
            path = work / block["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block["text"], encoding="utf-8")
    return BLOCK.sub(lambda block: _with_outputs(block, work), text)


def _with_outputs(block: re.Match[str], work: Path) -> str:
    if block["kind"] != "console" or PROMPT not in block["text"]:
        return block[0]
    commands = [line for line in block["text"].splitlines() if line.startswith(PROMPT)]
    lines = [line for command in commands for line in (command, *_output(command, work))]
    return "\n".join(["```console", *lines, "```"])


def _output(command: str, work: Path) -> list[str]:
    """Run a command and return the lines it prints, without what tells of progress."""
    arguments = shlex.split(command.removeprefix(PROMPT))
    settings = {"TREDE_LANGUAGE": "en", "TREDE_KEY": str(work / "secret.key"), "COLUMNS": "100"}
    ended = subprocess.run(  # noqa: S603 - the commands of our own pages
        [sys.executable, "-m", "trede.cli", *arguments],
        cwd=work,
        env=os.environ | settings,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if ended.returncode not in (0, 1) or "Traceback" in ended.stderr:
        raise RuntimeError(f"{command}\n{ended.stdout}{ended.stderr}")
    return [line.rstrip() for line in ended.stdout.rstrip().splitlines()]


if __name__ == "__main__":
    for walkthrough in walkthroughs():
        walkthrough.page.write_text(run(walkthrough), encoding="utf-8")
        print(walkthrough.page.relative_to(ROOT))  # noqa: T201 - the script's own output
