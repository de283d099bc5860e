"""A municipality's own rules and measures: each mistake is named, with file, line and remedy."""

from pathlib import Path

import pytest

from trede.language import use_language
from trede.measures.declaration import FaultyDeclarationError
from trede.measures.library import read_library

HEAD = """\
/*
nl = "eigen"
en = "own"
source = "ours"

[columns]
weeks = "weeks on benefit"
*/
"""
QUERY = "select person_id, date_diff('day', starts_on, exit_on) // 7 as weeks\nfrom cohort"
MEASURE = """\
[own]
title = { nl = "eigen", en = "own" }
definition = { nl = "eigen", en = "own" }
unit = "person"
rows = "own_rule"
source = "ours"
"""
PARAMETER = '[own_weeks]\ntype = "whole"\ndefault = "8"\nnl = "weken"\nen = "weeks"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one rule, one measure and one parameter, all sound."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "own_rule.sql").write_text(HEAD + QUERY, encoding="utf-8")
    (own / "measures.toml").write_text(MEASURE, encoding="utf-8")
    (own / "parameters.toml").write_text(PARAMETER, encoding="utf-8")
    return own


def complaint(folder: Path) -> str:
    """Return what is said of a folder, without the folder itself."""
    with pytest.raises(FaultyDeclarationError) as refused:
        read_library(folder)
    assert refused.value.exit_code == 3
    return str(refused.value).replace(f"{folder}/", "")


def test_a_sound_folder_is_laid_over_the_library(folder: Path) -> None:
    library = read_library(folder)
    assert library.measure("own").rows == "own_rule"
    assert library.rules["own_rule"].columns == {
        "person_id": "the client",
        "weeks": "weeks on benefit",
    }


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (
            HEAD + QUERY.replace("cohort", "cohrot"),
            "own_rule.sql, line 10: there is no rule or table cohrot. Did you mean cohort?",
        ),
        (
            HEAD + QUERY + "\nwhere has_laft",
            "own_rule.sql, line 11: there is no column has_laft in what is read there. Choose from",
        ),
        (HEAD + QUERY + "\nwhere has_laft", "Did you mean has_left?"),
        (
            HEAD + QUERY + "\nwhere starts_on = has_left",
            "own_rule.sql, line 11: `starts_on = has_left` compares a day with yes or no",
        ),
        (
            HEAD + QUERY + "\nwhere exit_reason in (1, 2)",
            "own_rule.sql, line 11: `exit_reason IN (1, 2)` compares a text with a number",
        ),
        (
            HEAD + QUERY.replace("starts_on, exit_on", "starts_on, has_left"),
            "own_rule.sql, line 9: date_diff(",
        ),
        (
            HEAD + QUERY + "\nwhere where",
            "own_rule.sql, line 11: the query cannot be read from `where` on: something is missing",
        ),
        (HEAD + QUERY + " where (has_left", "own_rule.sql, line 10: the query cannot be read from"),
        (HEAD + QUERY + " where 'a", "own_rule.sql: the query cannot be read; a quotation mark"),
        (HEAD, "own_rule.sql: a rule holds one query, and there is none"),
        (HEAD + QUERY + ";\n" + QUERY, "a rule is one query and changes nothing"),
        (
            HEAD + QUERY + "\nlimit 3",
            "own_rule.sql, line 11: `LIMIT 3` is outside the SQL of rules",
        ),
        (QUERY, "own_rule.sql, line 1: the head is missing: a rule begins with a comment"),
        (HEAD.replace('source = "ours"\n', "") + QUERY, "own_rule.sql: source is missing"),
        (
            HEAD.replace("source", "suorce") + QUERY,
            (
                "own_rule.sql, line 4: suorce is not known here; known are nl, en, source, "
                "columns, views. Did you mean source?"
            ),
        ),
        (
            HEAD.replace('"own"', "own") + QUERY,
            "own_rule.sql, line 3: this is not TOML as it should be: Invalid value",
        ),
        (
            HEAD.replace("weeks =", "weken =") + QUERY,
            (
                "own_rule.sql: the head describes the column weken, which the query does not give. "
                "Did you mean weeks?"
            ),
        ),
        (
            HEAD.replace("weeks =", "person_id =") + QUERY,
            "own_rule.sql: say in the head, under [columns], what the column weeks means",
        ),
        (
            HEAD + QUERY + "\nwhere starts_on > $inflow_form",
            (
                "own_rule.sql, line 11: there is no parameter inflow_form; declare it in a file "
                "parameters.toml. Did you mean inflow_from"
            ),
        ),
        (
            HEAD + QUERY + "\nwhere exit_reason = $schemes",
            "own_rule.sql, line 11: $schemes stands for several texts; write `x in ($schemes)`",
        ),
        (HEAD + "select * from own_rule", "the rule is built on itself: own_rule > own_rule"),
    ],
)
def test_a_mistake_in_a_rule_is_named(folder: Path, sql: str, said: str) -> None:
    (folder / "own_rule.sql").write_text(sql, encoding="utf-8")
    assert said in complaint(folder)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            MEASURE.replace("own_rule", "own_rul"),
            "measures.toml, own, rows, line 5: there is no rule own_rul. Did you mean own_rule?",
        ),
        (
            MEASURE + 'numerator = "week > 3"',
            (
                "measures.toml, own, numerator, line 7: the rows have no column week. Choose from: "
                "person_id, weeks. Did you mean weeks?"
            ),
        ),
        (
            MEASURE + 'numerator = "weeks"',
            "measures.toml, own, numerator, line 7: `weeks` is no condition",
        ),
        (
            MEASURE + "numerator = \"weeks > '3'\"",
            "measures.toml, own, numerator, line 7: `weeks > '3'` compares a number with a text",
        ),
        (
            MEASURE + 'numerator = "weeks >"',
            "measures.toml, own, numerator, line 7: the query cannot be read from `>` on",
        ),
        (
            MEASURE + 'numerater = "weeks > 3"',
            "measures.toml, own, line 7: numerater is not known here; known are title",
        ),
        (MEASURE + 'by = "weeks"', 'measures.toml, own, line 7: by is a list of texts, like ["ph'),
        (
            MEASURE + 'by = ["week"]',
            "measures.toml, own, by, line 7: the rows have no column week",
        ),
        (
            MEASURE + 'numerator_sum = "person_id"',
            "measures.toml, own, numerator_sum, line 7: the column person_id cannot be added up",
        ),
        (
            MEASURE + 'defaults = { year = "leap" }',
            (
                'measures.toml, own, defaults, line 7: Parameter year: "leap" cannot be used. '
                "Allowed: anniversary, 365_days."
            ),
        ),
        (
            MEASURE + "defaults = { yaer = 1 }",
            "measures.toml, own, defaults, line 7: there is no parameter yaer",
        ),
        (
            MEASURE.replace('{ nl = "eigen", en = "own" }', '"own"', 1),
            "measures.toml, own, line 2: title is given in both languages: title = { nl",
        ),
        (MEASURE.replace('unit = "person"', ""), "measures.toml, own, line 1: unit is missing"),
        (MEASURE + MEASURE, "measures.toml, line 7: this is not TOML as it should be"),
        (
            MEASURE + '[own.notes]\nnl = ["a", "b"]\nen = ["a"]',
            "give as many notes in Dutch (nl) as in English (en)",
        ),
        ('loose = "text"', "measures.toml, line 1: loose stands outside an entry"),
    ],
)
def test_a_mistake_in_a_measure_is_named(folder: Path, text: str, said: str) -> None:
    (folder / "measures.toml").write_text(text, encoding="utf-8")
    assert said in complaint(folder)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            PARAMETER.replace("whole", "number"),
            'parameters.toml, own_weeks, line 2: type is "number"; choose from choice, date,',
        ),
        (
            PARAMETER.replace("8", "many"),
            'parameters.toml, own_weeks, line 3: Parameter own_weeks: "many" cannot be used',
        ),
        (
            PARAMETER.replace('en = "weeks"\n', ""),
            "parameters.toml, own_weeks, line 1: en is missing",
        ),
        (PARAMETER + 'not_before = "then"', "own_weeks: there is no parameter then"),
    ],
)
def test_a_mistake_in_a_parameter_is_named(folder: Path, text: str, said: str) -> None:
    (folder / "parameters.toml").write_text(text, encoding="utf-8")
    assert said in complaint(folder)


def test_a_name_may_be_used_once_in_a_folder(folder: Path) -> None:
    again = folder / "again"
    again.mkdir()
    (again / "own_rule.sql").write_text(HEAD + QUERY, encoding="utf-8")
    assert complaint(folder) == (
        "own_rule.sql: there is a rule of that name already, in again/own_rule.sql; rename one of "
        "the two"
    )
    (again / "own_rule.sql").unlink()
    (again / "measures.toml").write_text(MEASURE, encoding="utf-8")
    assert "own is declared in two files; rename one of the two" in complaint(folder)


def test_a_rule_cannot_have_the_name_of_a_table(folder: Path) -> None:
    (folder / "persons.sql").write_text(HEAD + QUERY, encoding="utf-8")
    assert complaint(folder).startswith("persons.sql: there is a table persons already")


def test_a_file_that_is_not_in_utf_8_is_named(folder: Path) -> None:
    (folder / "measures.toml").write_text(MEASURE + "# één", encoding="latin-1")
    assert complaint(folder).startswith("measures.toml: the file is not written in UTF-8")


def test_a_folder_in_which_there_is_nothing_of_the_kind_is_named(tmp_path: Path) -> None:
    assert "there are no rules or measures in this folder" in complaint(tmp_path)


def test_mistakes_are_told_in_dutch_too(folder: Path) -> None:
    (folder / "own_rule.sql").write_text(HEAD + QUERY.replace("cohort", "cohrot"), encoding="utf-8")
    use_language("nl")
    assert complaint(folder) == (
        "own_rule.sql, regel 10: er is geen regel of tabel cohrot. Misschien bedoeld: cohort."
    )


def test_a_column_that_is_handed_on_means_what_it_means_where_it_comes_from(folder: Path) -> None:
    (folder / "own_rule.sql").write_text(
        HEAD.replace("weeks", "older")
        + "with old as (select *, starts_on < date '2000-01-01' as older from benefit_spells)\n"
        "select cohort.limit_on, old.*, phase_at_inflow.phase as phase\n"
        "from cohort\ninner join old on old.spell_id = cohort.spell_id\n"
        "inner join phase_at_inflow on phase_at_inflow.person_id = cohort.person_id",
        encoding="utf-8",
    )
    columns = read_library(folder).rules["own_rule"].columns
    shipped = read_library().rules
    assert columns["limit_on"] == shipped["cohort"].columns["limit_on"]
    assert columns["phase"] == shipped["phase_at_inflow"].columns["phase"]
    assert columns["scheme"] == "under which scheme"
    assert columns["older"] == "older on benefit"
