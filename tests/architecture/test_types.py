"""Every program of the project is under strict types; tests are read as examples."""

import tomllib

from tests.architecture.sources import ROOT

NOT_TYPED = {"tests"}
NOT_OURS = {"build", "site", "demo", "dist"}


def test_every_folder_with_programs_is_checked_for_types():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    checked = {name.partition("/")[0] for name in project["tool"]["mypy"]["files"]}
    folders = {path for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    programs = {
        folder.name
        for folder in folders
        if any("node_modules" not in file.parts for file in folder.rglob("*.py"))
    }
    assert project["tool"]["mypy"]["strict"] is True
    assert checked == programs - NOT_TYPED - NOT_OURS
