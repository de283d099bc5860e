"""The papers of the house are there and agree with each other."""

import tomllib

import yaml

from tests.docs.pages import ROOT, page
from trede import __version__


def test_one_version_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    public = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert project["version"] == __version__
    assert public["softwareVersion"] == __version__


def test_one_licence_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    public = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert project["license"] == public["legal"]["license"] == "EUPL-1.2"
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in licence
    assert "## 15. Applicable Law" in licence


def test_publiccode_says_what_catalogues_need():
    public = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    required = ("publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus")
    assert all(public[key] for key in (*required, "softwareType", "maintenance", "localisation"))
    for texts in public["description"].values():
        assert len(texts["shortDescription"]) <= 150
        assert 150 <= len(texts["longDescription"]) <= 10_000
        assert all(len(feature) <= 100 for feature in texts["features"])


def test_every_library_that_is_installed_has_a_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["spark"]]
    names = [wish.partition(">")[0].partition("=")[0] for wish in wanted]
    reasons = page("docs/decisions/0007-libraries.md").text
    assert [name for name in names if f"| {name}" not in reasons] == []
