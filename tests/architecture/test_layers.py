"""Facts flow one way: no part of Trede imports what lies above or beside it."""

import shutil
import subprocess

import pytest

from tests.architecture.sources import ROOT, Module, modules

OUTSIDE = ("os.environ", "getenv(", "time.time(", "datetime.now(", "date.today(")
MAY_LOOK_OUTSIDE = {
    "src/trede/measures/engines/java.py": "a Java process is started with our environment",
    "src/trede/measures/engines/session.py": "Spark is told by the environment where things are",
    "src/trede/register/operation/databases.py": "programs of the database run in our environment",
    "src/trede/register/project/clock.py": "the register's only clock",
    "src/trede/register/project/settings.py": "the environment says what a register is like",
    "src/trede/register/project/wsgi.py": "the server finds the settings by the environment",
}
"""Modules beside the command line that use clock or environment, each with the reason."""


def test_no_import_goes_upward_or_sideways():
    linter = shutil.which("lint-imports", path=str(ROOT / ".venv" / "bin")) or "lint-imports"
    ended = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert ended.returncode == 0, ended.stdout


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)
def test_only_the_edges_look_at_the_clock_or_the_environment(module: Module):
    if not module.path.startswith("src/trede/cli/") and module.path not in MAY_LOOK_OUTSIDE:
        assert [name for name in OUTSIDE if name in module.text] == []
