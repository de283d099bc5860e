"""A dossier is checked; each finding names rule, table, row, column and value."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from trede.dossier.building import Cell, DossierBuilder
from trede.dossier.checks import check_dossier
from trede.dossier.codes import write_codes
from trede.dossier.storage import Dossier, write_dossier

Facts = list[tuple[str, Mapping[str, Cell]]]

SOMEONE = ("persons", {"person_id": "P1", "sex": "female"})


def spell(spell_id: str, **columns: Cell) -> tuple[str, Mapping[str, Cell]]:
    return (
        "benefit_spells",
        {
            "spell_id": spell_id,
            "person_id": "P1",
            "scheme": "WWB",
            "starts_on": date(2005, 1, 1),
            **columns,
        },
    )


def findings(folder: Path, *facts: tuple[str, Mapping[str, Cell]]) -> list[tuple[str, ...]]:
    builder = DossierBuilder()
    for table, row in facts:
        builder.add(table, {"source": "test", **row})
    write_codes(builder)
    with write_dossier(folder) as writer:
        builder.write(writer)
        writer.finish("test", {})
    found = check_dossier(folder, Dossier(folder).manifest).to_pylist()
    return [(f["rule"], f["table"], f["row"], f["column"], f["value"]) for f in found]


def test_a_sound_dossier_has_no_findings(tmp_path: Path) -> None:
    assert findings(tmp_path / "d", SOMEONE, spell("S1", ends_on=date(2006, 1, 1))) == []


def test_someone_who_is_not_in_the_dossier(tmp_path: Path) -> None:
    assert findings(tmp_path / "d", spell("S1")) == [
        ("unknown_reference", "benefit_spells", "S1", "person_id", "P1")
    ]


def test_a_code_that_is_in_no_list(tmp_path: Path) -> None:
    assert findings(tmp_path / "d", SOMEONE, spell("S1", scheme="XYZ")) == [
        ("unknown_code", "benefit_spells", "S1", "scheme", "XYZ")
    ]


def test_an_end_before_the_start(tmp_path: Path) -> None:
    assert findings(tmp_path / "d", SOMEONE, spell("S1", ends_on=date(2004, 12, 31))) == [
        ("dates_out_of_order", "benefit_spells", "S1", "ends_on", "2004-12-31")
    ]


def test_two_benefits_under_one_scheme_at_the_same_time(tmp_path: Path) -> None:
    first = spell("S1", ends_on=date(2005, 6, 1))
    assert findings(tmp_path / "d", SOMEONE, first, spell("S2", starts_on=date(2005, 5, 31))) == [
        ("overlap", "benefit_spells", "S2", "starts_on", "2005-05-31")
    ]


def test_a_benefit_that_starts_the_day_after_the_last_does_not_overlap(tmp_path: Path) -> None:
    first = spell("S1", ends_on=date(2005, 6, 1))
    assert findings(tmp_path / "d", SOMEONE, first, spell("S2", starts_on=date(2005, 6, 1))) == []


def test_a_correction_is_no_contradiction(tmp_path: Path) -> None:
    noon = datetime(2005, 7, 1, 12)
    before = spell("S1", withdrawn_at=noon)
    after = spell("S1", ends_on=date(2005, 6, 1), recorded_at=noon)
    assert findings(tmp_path / "d", SOMEONE, before, after) == []


def test_two_versions_believed_at_once(tmp_path: Path) -> None:
    after = spell("S1", ends_on=date(2005, 6, 1), recorded_at=datetime(2005, 7, 1))
    found = findings(tmp_path / "d", SOMEONE, spell("S1"), after)
    assert ("believed_twice", "benefit_spells", "S1", "recorded_at", "1900-01-01 00:00:00") in found


def test_a_row_withdrawn_before_it_was_recorded(tmp_path: Path) -> None:
    odd = spell("S1", recorded_at=datetime(2005, 7, 1), withdrawn_at=datetime(2005, 6, 1))
    assert findings(tmp_path / "d", SOMEONE, odd) == [
        ("withdrawn_before_recorded", "benefit_spells", "S1", "withdrawn_at", "2005-06-01 00:00:00")
    ]


def test_a_file_that_was_changed_afterwards(tmp_path: Path) -> None:
    assert findings(tmp_path / "d", SOMEONE) == []
    file = tmp_path / "d" / "persons.parquet"
    file.write_bytes((tmp_path / "d" / "signals.parquet").read_bytes())
    dossier = Dossier(tmp_path / "d")
    found = check_dossier(dossier.folder, dossier.manifest).to_pylist()
    assert ("file_changed", "persons", "persons.parquet") in {
        (f["rule"], f["table"], f["row"]) for f in found
    }
    assert {"column_missing"} == {f["rule"] for f in found if f["column"] == "birth_on"}


def test_a_damaged_file_is_a_finding(tmp_path: Path) -> None:
    assert findings(tmp_path / "d", SOMEONE) == []
    (tmp_path / "d" / "signals.parquet").write_bytes(b"damaged")
    found = check_dossier(tmp_path / "d").to_pylist()
    assert [(f["rule"], f["table"]) for f in found] == [("unreadable_file", "signals")]


def test_two_unemployment_benefits_at_the_same_time(tmp_path: Path) -> None:
    first, second = (
        (
            "unemployment_benefits",
            {"unemployment_id": name, "person_id": "P1", "starts_on": date(2005, month, 1)},
        )
        for name, month in (("W1", 1), ("W2", 4))
    )
    assert findings(tmp_path / "d", SOMEONE, first, second) == [
        ("overlap", "unemployment_benefits", "W2", "starts_on", "2005-04-01")
    ]


def test_a_talk_planned_before_it_was_agreed(tmp_path: Path) -> None:
    talk = {
        "appointment_id": "A1",
        "person_id": "P1",
        "kind": "three_way_talk",
        "agreed_on": date(2005, 3, 2),
        "planned_on": date(2005, 3, 1),
    }
    assert findings(tmp_path / "d", SOMEONE, ("appointments", talk)) == [
        ("dates_out_of_order", "appointments", "A1", "planned_on", "2005-03-01")
    ]
