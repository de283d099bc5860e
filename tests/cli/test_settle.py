"""``trede settle``: what is due under contracts, from a dossier, on a day."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.cli.conftest import EXAMPLES, Trede

CONTRACTS = EXAMPLES / "contracts"
DAY = "2006-03-01"


@pytest.fixture(scope="session")
def contracts(trede: Trede, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dossier made from the example of contracts."""
    dossier = tmp_path_factory.mktemp("settle") / "contracts"
    ended = trede("import", CONTRACTS / "contracts.py", CONTRACTS, dossier)
    assert ended.code == 0, ended.err
    return dossier


def test_the_terms_in_the_dossier_say_what_is_due_and_why(trede: Trede, contracts: Path):
    ended = trede("settle", "--dossier", contracts, "--as-of", DAY)
    assert ended.code == 0, ended.err
    assert ended.out.splitlines()[-1] == "due € 28,300; held € 10,900; refused € 13,400."
    assert "held     internship fee                         like activity" in ended.out


def test_each_line_is_explained_in_dutch_too(trede: Trede, contracts: Path):
    ended = trede(
        "settle", "--dossier", contracts, "--as-of", DAY, "--lines",
        CONTRACTS / "terms" / "workstar-2004.toml", language="nl",
    )  # fmt: skip
    assert (
        "Het contract vraagt 6 maanden werk; die zijn nog niet om. "
        "Op zijn vroegst betaalbaar op 1 jul 2006." in ended.out
    )


def test_one_contract_is_settled_with_an_eye_on_the_others(trede: Trede, contracts: Path):
    terms = CONTRACTS / "terms" / "workstar-2004.toml"
    ended = trede("settle", terms, "--dossier", contracts, "--as-of", DAY, "--lines")
    assert ended.out.splitlines()[-1] == "due € 11,500; held € 1,500; refused € 5,000."
    assert "is paid to FourstaR under FS 2004." in ended.out


def test_what_is_paid_in_the_file_is_not_due_again(trede: Trede, contracts: Path, tmp_path: Path):
    lines = tmp_path / "lines.csv"
    asked = ("settle", "--dossier", contracts, "--as-of", DAY)
    ended = trede(*asked, "--output", lines, language="nl")
    assert ended.code == 0, ended.err
    heading, *rows = lines.read_text(encoding="utf-8-sig").splitlines()
    paid = [row + "01-03-2006" if ";due;" in row else row for row in rows]
    ledger = tmp_path / "ledger.csv"
    ledger.write_text("\n".join([heading, *paid]) + "\n", encoding="utf-8")
    again = trede(*asked, "--paid", ledger)
    assert again.out.splitlines()[-1] == "due € 0; held € 10,900; refused € 13,400."


def test_policy_2_takes_back_a_premium_for_work_that_the_municipality_paid(
    trede: Trede, contracts: Path, tmp_path: Path
):
    ledger = tmp_path / "ledger.csv"
    ledger.write_text(
        "contract_id;participation_id;term;period;amount;paid_on\n"
        "FS 2004;D06;placement;;1200,00;2006-02-01\n"
        "FS 2004;D06;qualification;;800,00;\n",
        encoding="utf-8",
    )
    terms = CONTRACTS / "terms" / "fourstar-2004.toml"
    ended = trede(
        "settle", terms, "--dossier", contracts, "--as-of", DAY, "--paid", ledger, "--policy", "2"
    )
    assert ended.out.splitlines()[-1] == "due -€ 400; held € 0; refused € 0."


def test_the_workbook_holds_totals_lines_and_alerts(trede: Trede, contracts: Path, tmp_path: Path):
    book = tmp_path / "settlement.xlsx"
    assert trede("settle", "--dossier", contracts, "--as-of", DAY, "--output", book).code == 0
    found = load_workbook(book)
    assert found.sheetnames[-3:] == ["Totals", "Lines", "Alerts"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("GS 2004;D03;regular_job;;2.700,00;2006-02-01", 'line 2, column amount: "2.700,00"'),
        ("GS 2004;D03;regular_job;;2700;1 februari", 'line 2, column paid_on: "1 februari"'),
        (";D03;regular_job;;2700;2006-02-01", "line 2, column contract_id"),
    ],
)
def test_a_row_of_the_ledger_that_cannot_be_read_stops_the_settlement(
    trede: Trede, contracts: Path, tmp_path: Path, row: str, message: str
):
    ledger = tmp_path / "ledger.csv"
    heading = "contract_id;participation_id;term;period;amount;paid_on"
    ledger.write_text(f"{heading}\n{row}\n", encoding="utf-8")
    ended = trede("settle", "--dossier", contracts, "--as-of", DAY, "--paid", ledger)
    assert (ended.code, ended.out) == (3, "")
    assert message in ended.err
    assert "Nothing was settled." in ended.err


def test_a_dossier_without_terms_says_how_to_name_them(trede: Trede, file_study: Path):
    ended = trede("settle", "--dossier", file_study, "--as-of", DAY)
    assert ended.code == 2
    assert "holds no contract terms: name the documents" in ended.err
