"""The papers of the house are there and agree with each other."""

import re
import subprocess
import tomllib
from urllib.parse import urlsplit

import yaml

from tests.docs.pages import ROOT, page
from trede import __version__


def test_one_version_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__


def test_catalogues_are_told_the_version_that_was_released_last():
    public = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    released = re.findall(r"^## \[(\d[\d.]*)\] - (\S+)", page("CHANGELOG.md").text, re.MULTILINE)
    told = (public.get("softwareVersion"), str(public.get("releaseDate")))
    assert [told] == released[:1] or (released == [] and told == (None, "None"))


def test_the_readme_offers_two_commands_that_set_everything_up():
    readme = page("README.md").text
    assert sorted(set(re.findall(r"\bmake (?:\w+)$", readme, re.MULTILINE))) == [
        "make demo",
        "make test",
    ]
    assert set(re.findall(r"`make (\w+)`", readme)) <= {"demo", "test"}
    for command in ("demo", "test"):
        planned = subprocess.run(
            ["make", "--dry-run", "--what-if=uv.lock", command],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        assert "uv sync" in planned.stdout, f"make {command} does not set up what it needs"


def test_one_licence_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    public = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert project["license"] == public["legal"]["license"] == "EUPL-1.2"
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in licence
    assert "## 15. Applicable Law" in licence


def test_catalogues_find_every_key_that_the_standard_makes_mandatory():
    public = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    required = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus"}
    required |= {"softwareType", "description", "legal", "maintenance", "localisation"}
    assert {key for key in required if not public.get(key)} == set()
    assert public["localisation"].keys() == {"localisationReady", "availableLanguages"}
    assert public["description"].keys() == set(public["localisation"]["availableLanguages"])
    for texts in public["description"].values():
        assert len(texts["shortDescription"]) <= 150
        assert 150 <= len(texts["longDescription"]) <= 10_000
        assert all(len(feature) <= 100 for feature in texts["features"])
        assert "genericName" not in texts, "deprecated by the standard"


def test_catalogues_are_told_only_of_an_address_and_of_people_that_exist():
    public = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    address = urlsplit(public["url"])
    assert address.scheme == "https"
    assert not re.search(r"(^|\.)(example\.\w+|example|localhost)$", str(address.hostname))
    has_address = not str(address.hostname).endswith(".invalid")
    kind, people = public["maintenance"]["type"], public["maintenance"].get("contacts", [])
    assert kind in ("internal", "contract", "community", "none")
    assert has_address or kind == "none", "nobody can be reached at a place that is not there"
    assert bool(people) == (kind in ("internal", "community"))


def test_every_library_that_is_installed_has_a_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["spark"]]
    names = [wish.partition(">")[0].partition("=")[0] for wish in wanted]
    reasons = page("docs/decisions/0007-libraries.md").text
    assert [name for name in names if f"| {name}" not in reasons] == []
