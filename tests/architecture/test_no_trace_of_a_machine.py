"""The project works on every machine: no path of one machine is in it."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import ROOT

FOLDERS = ("src", "docs", "tests", "examples", "benchmarks", ".ci")
TEXTS = {".py", ".md", ".toml", ".sql", ".yml", ".jinja", ".csv", ".po", ".html", ".css", ".typ"}
ABSOLUTE = re.compile(r"(?<![\w./:>}-])/(?:home|root|tmp|work|mnt|opt|Users)\b/?(?!\w*\.md)")


def files() -> Iterator[Path]:
    """Yield the text files of the project."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and (path.suffix in TEXTS or folder == ".ci"):
                yield path
    yield from sorted(ROOT.glob("*.md"))
    yield from (ROOT / name for name in ("pyproject.toml", "mkdocs.yml", "Makefile"))


def test_no_file_names_a_folder_of_one_machine():
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in files()
        if path != Path(__file__)
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1
        )
        if ABSOLUTE.search(line)
    ]
    assert found == []
