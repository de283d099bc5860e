"""What is installed is whole: the marker of types, and the data that the code reads."""

import tomllib

from tests.architecture.sources import PACKAGE, ROOT


def test_the_package_says_that_it_is_typed():
    assert (PACKAGE / "py.typed").is_file()


def test_everything_in_the_package_is_installed():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = settings["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel == {"packages": ["src/trede"]}, "an exclusion would leave out data files"
