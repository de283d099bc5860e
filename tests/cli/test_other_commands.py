"""The commands that list, check, make up and report."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Trede


@pytest.fixture(scope="module")
def made_up(trede: Trede, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small made-up municipality."""
    dossier = tmp_path_factory.mktemp("made-up") / "dossier"
    ended = trede("synth", "--clients", 500, "--from", 2004, "--to", 2007, "--seed", 3, dossier)
    assert ended.code == 0, ended.err
    assert "Closed within a year" in ended.out
    return dossier


def test_a_made_up_municipality_is_sound(trede: Trede, made_up: Path) -> None:
    ended = trede("check", made_up)
    assert (ended.code, ended.err) == (0, "")
    assert "nothing found" in ended.out


def test_findings_end_with_1_and_are_named(trede: Trede, made_up: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    for file in made_up.iterdir():
        (broken / file.name).write_bytes(file.read_bytes())
    (broken / "persons.parquet").write_bytes((made_up / "signals.parquet").read_bytes())
    ended = trede("check", broken, "--all")
    assert ended.code == 1
    assert "file_changed" in ended.out
    assert "persons.parquet" in ended.out


def test_the_report_on_a_dossier_is_written_in_both_languages(
    trede: Trede, made_up: Path, tmp_path: Path
) -> None:
    ended = trede("report", made_up, "--output", tmp_path / "report")
    assert ended.code == 0, ended.err
    assert len(list((tmp_path / "report").iterdir())) == 6


def test_all_measures_are_listed_and_one_is_told_in_full(trede: Trede) -> None:
    listed = trede("measures").out
    assert "closing_ratio" in listed
    assert "cost_per_success" in listed
    told = trede("measures", "closing_ratio").out
    assert "Share of the obliged clients still on benefit after a year" in told
    assert "closing_event" in told
    assert "offered, decided, started" in told


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("measures", "--family", "weather"), "Choose from closed_approach"),
        (("measures", "--family", "exit"), "Did you mean exits?"),
        (("measures", "closing_rate"), "Did you mean closing_ratio"),
        (("codes", "schemes"), "Did you mean scheme?"),
        (("codes", "regeling"), "Did you mean scheme"),
        (("mesure",), "'measure'"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(
    trede: Trede, words: tuple[str, ...], hint: str
) -> None:
    ended = trede(*words)
    assert ended.code == 2
    assert hint in ended.err


def test_code_lists_can_be_read_and_laid_over(trede: Trede, tmp_path: Path) -> None:
    assert "exit_reason" in trede("codes").out
    (tmp_path / "own.toml").write_text(
        '[exit_reason]\nnl = "r"\nen = "r"\norigin = "own"\n'
        '[exit_reason.codes]\nmoon = { nl = "naar de maan", en = "to the moon" }\n'
    )
    told = trede("codes", "exit_reason", "--codes", tmp_path).out
    assert "to the moon" in told
    assert "work" in told


def test_a_faulty_code_list_is_named(trede: Trede, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text("[exit_reason]\nnl = 'r'\n")
    ended = trede("codes", "--codes", tmp_path)
    assert ended.code == 3
    assert "own.toml" in ended.err


def test_a_misspelled_command_or_option_ends_with_2(trede: Trede) -> None:
    assert trede("mesure").code == 2
    assert trede("measures", "--famly", "exits").code == 2


def test_help_loads_nothing_that_is_slow_to_load() -> None:
    script = (
        "import sys; from trede.cli.main import trede; "
        "trede.main(['--help'], prog_name='trede', standalone_mode=False); "
        "print(sorted({'duckdb', 'pyarrow', 'sqlglot', 'typst', 'babel'} & sys.modules.keys()))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={"TREDE_LANGUAGE": "en", "PATH": ""},
    )
    assert ended.stdout.splitlines()[-1] == "[]"
