"""A mistake in a municipality's own profile is told with its file and line, and stores nothing."""

import re
from pathlib import Path

import pytest

from trede.dossier.storage import Dossier
from trede.importers.accounting import RowsNotAccountedForError
from trede.importers.importing import import_extracts
from trede.importers.own_profiles import FaultyProfileError
from trede.importers.profiles import NoProfileFileError, UnknownProfileError, find_profile

PROFILE = """\
from trede.importers.extracts import ExtractFile, Field
from trede.importers.profile import Profile
from trede.importers.values import next_day, read_date

CLIENTS = ExtractFile("clients.csv", (Field("number", required=True), Field("from", read_date)))


def read(imported):
    for row in imported.extracts.rows(CLIENTS):
        add(imported, row)
        imported.extracts.use(row)
    return {"inflow_from": "2024-01-01"}


def add(imported, row):
    number = row.text("number")
    fact = {"person_id": number, "spell_id": number, "scheme": "PW", "source": "own"}
    imported.facts.add("benefit_spells", fact | {"starts_on": row.day("from")})


PROFILE = Profile("own", "Own extracts", read)
"""


def imported(folder: Path, profile: str = PROFILE) -> Path:
    """Import two clients with a profile of one's own; return the place of the dossier."""
    (folder / "own.py").write_text(profile, encoding="utf-8")
    extracts = folder / "extracts"
    extracts.mkdir(exist_ok=True)
    (extracts / "clients.csv").write_text("number;from\n1;31-01-2024\n2;29-02-2024\n")
    found = find_profile(str(folder / "own.py"))
    import_extracts(found, extracts, folder / "dossier", key=b"k" * 32)
    return folder / "dossier"


def mistake(folder: Path, right: str, wrong: str) -> str:
    """Return what is said of the profile with a mistake in it; nothing may be left behind."""
    assert right in PROFILE
    with pytest.raises(FaultyProfileError) as caught:
        imported(folder, PROFILE.replace(right, wrong))
    assert not (folder / "dossier").exists()
    assert not list(folder.glob(".*"))
    return str(caught.value).removeprefix(str(folder / "own.py"))


def test_a_sound_profile_leaves_a_dossier_and_nothing_beside_itself(tmp_path: Path) -> None:
    dossier = Dossier(imported(tmp_path))
    assert dossier.manifest.settings == {"inflow_from": "2024-01-01"}
    assert dossier.manifest.rows["benefit_spells"] == 2
    assert {path.name for path in tmp_path.iterdir()} == {"own.py", "extracts", "dossier"}


@pytest.mark.parametrize(
    ("right", "wrong", "line", "said"),
    [
        ('"benefit_spells"', '"benefit_spell"', 18, r'no table "benefit_spell".*benefit_spells'),
        ('"scheme"', '"schema"', 18, r'benefit_spells has no column "schema".*scheme'),
        ('"scheme": "PW", ', "", 18, r"benefit_spells: column scheme .* empty"),
        ('"PW"', "3", 18, r"table benefit_spells, column scheme: 3 \(int\).*Give a text"),
        ('row.day("from")', 'row.day("from").isoformat()', 18, r"starts_on: '2024-01-31' \(str\)"),
        ('row.day("from")', 'row.text("from")', 18, r'write row\.day\("from"\)'),
        ('row.day("from")', 'row.day("form")', 18, r'clients\.csv has no column "form".*from'),
        ("def add(", "def add_client(", 10, r"NameError: name 'add' is not defined"),
        ('"from", read_date', '"from", "read_date"', 5, r"'read_date' is no reader"),
        ('"from", read_date', '"from", float', 9, r'"from".*"31-01-2024".*UnreadableValueError'),
        ('"from", read_date', '"from", str.split', 9, r'"from".*"31-01-2024" \(list\)'),
        ('Field("from", read_date)))', '), row_id="nr")', 5, r'clients\.csv has no column "nr"'),
        ('(Field("number", required=True), Field("from", read_date))', '(Field("x"))', 5, "comma"),
        ("def read(imported):", "def read(imported:", 8, r"SyntaxError: .*"),
        ("def read(imported):", "def read():", 8, r"TypeError: read\(\) takes 0 positional"),
        ("    for row", "    1 / 0\n    for row", 9, r"ZeroDivisionError: division by zero"),
        ('    return {"inflow_from": "2024-01-01"}', "", 8, r"returned NoneType"),
        ('"2024-01-01"', "20240101", 8, r'setting "inflow_from" is 20240101, and must be a text'),
        ("import next_day", "import next_dag", 3, r"ImportError: .*next_dag"),
        ("import next_day", "import  # nothing", 3, r"SyntaxError: "),
        ("PROFILE = ", "PROFIEL = ", None, r"PROFILE is missing"),
        ('extracts", read)', 'extracts", "read")', None, r"is no function"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_to_write(
    tmp_path: Path, right: str, wrong: str, line: int | None, said: str
) -> None:
    where = "" if line is None else f", line {line}"
    told = mistake(tmp_path, right, wrong)
    pattern = rf"{where}: .*{said}.*Mend the profile; nothing was imported\."
    assert re.fullmatch(pattern, told, re.DOTALL), told


def test_a_value_of_a_private_column_is_not_told(tmp_path: Path) -> None:
    told = mistake(tmp_path, '"from", read_date', '"from", float, private=True')
    assert "31-01-2024" not in told
    assert "(ValueError)" in told


def test_a_profile_that_loses_rows_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(RowsNotAccountedForError, match=r"clients\.csv: 2 rows were read"):
        imported(tmp_path, PROFILE.replace("imported.extracts.use(row)", "pass"))


def test_a_profile_may_hold_classes_of_its_own(tmp_path: Path) -> None:
    own = "from __future__ import annotations\nfrom dataclasses import dataclass\n"
    own += "@dataclass\nclass Client:\n    number: str\n"
    assert Dossier(imported(tmp_path, own + PROFILE)).manifest.producer == "own"


def test_a_profile_is_read_anew_after_it_was_mended(tmp_path: Path) -> None:
    mistake(tmp_path, '"PW"', "3")
    assert Dossier(imported(tmp_path)).manifest.rows["benefit_spells"] == 2


def test_a_profile_that_is_not_there_is_told_by_its_path() -> None:
    with pytest.raises(NoProfileFileError, match=r"no file veldwijk\.py.*iwi-2007"):
        find_profile("veldwijk.py")


def test_a_name_that_is_no_profile_is_answered_with_those_that_are() -> None:
    with pytest.raises(UnknownProfileError, match=r'"veldwijk".*iwi-2007.*Python file'):
        find_profile("veldwijk")
