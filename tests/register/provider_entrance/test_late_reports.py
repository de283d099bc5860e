"""What a provider still owes: reports are asked until they come, and all count the same."""

from datetime import date

import pytest

from tests.register.buying import put
from tests.register.provider_entrance.conftest import BEGAN, TODAY, Company
from trede.register.clients.models import Client
from trede.register.oversight.computing import refresh_oversight
from trede.register.oversight.depth import late_reports

pytestmark = pytest.mark.django_db


@pytest.fixture
def ended_long_ago(two_companies: Client) -> None:
    """Pieter Jansen took part with Atlas in 2022, of which two reports never came."""
    put("participations", participation_id="D9", person_id=two_companies.person_id,
        contract_id="K1", provider_id="R1", name="Traject van toen", starts_on=date(2022, 1, 3),
        ends_on=date(2022, 5, 1), status="completed")  # fmt: skip


def test_reports_of_participations_that_ended_long_ago_stay_asked(atlas: Company, ended_long_ago):
    page = atlas.reads("/aanbieder/vandaag")
    assert "3 reports are late." in page
    table = page.split('id="late"')[1].split("</table>")[0]
    assert "Naar werk K1" in table
    assert "10 Feb 2022" in table
    ended = atlas.reads("/aanbieder/rapportages?contract=K1&stage=ended")
    assert (ended.count("days late"), ended.count("holds payment")) == (2, 1)
    assert atlas.does("provider-report", REPORT_OF_THEN | {"which": "intake@2022-02-10"}) != []


def test_a_report_of_a_participation_that_ended_is_sent_as_any_other(atlas, ended_long_ago):
    address = "/aanbieder/deelname/D9/provider-report"
    assert atlas.sends(address, REPORT_OF_THEN | {"which": "intake@2022-02-10"}) == []
    assert "2 reports are late." in atlas.reads("/aanbieder/vandaag")


def test_provider_and_purchaser_count_the_same_late_reports(atlas, baken, ended_long_ago):
    refresh_oversight(TODAY)
    for company, contract, number in ((atlas, "K1", 3), (baken, "K2", 1)):
        assert late_reports(contract, TODAY)[0] == number
        told = "1 report is late." if number == 1 else f"{number} reports are late."
        assert told in company.reads("/aanbieder/vandaag")
        assert told in company.reads("/aanbieder/rapportages")


def test_who_takes_part_stands_before_who_no_longer_does(atlas, ended_long_ago):
    page = atlas.reads("/aanbieder/rapportages")
    rows = page.split("<tbody>")[-1].split("<tr>")
    assert "12 Feb 2026" in rows[1]
    assert "10 Feb 2022" in next(row for row in rows if "2022" in row)
    assert BEGAN < TODAY


REPORT_OF_THEN = {
    "progress": "came to every meeting",
    "obstacles": "",
    "next_steps": "none: it ended",
    "advice": "go_on",
}
