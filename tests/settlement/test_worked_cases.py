"""The worked cases of the audits, to the euro."""

import pytest

from tests.settlement.stories import Story, contract, said, shipped
from trede.settlement.guards import Rules
from trede.settlement.lines import Verdict
from trede.settlement.sentences import line_sentence

JOB = {"kind": "regular", "financed_by": "employer"}
MUNICIPAL = {"kind": "regular", "financed_by": "municipality"}


@pytest.mark.parametrize(
    ("work", "total"),
    [
        (None, 700),
        ({"kind": "subsidised", "financed_by": "municipality", "weekly_hours": 32}, 900),
        ({**JOB, "weekly_hours": 20}, 1000),
    ],
    ids=["no outflow", "subsidised work", "regular work on half a year, 20 hours"],
)
def test_no_cure_less_pay_pays_70_90_or_100_percent(work: dict[str, object] | None, total: int):
    """rwi-2004 L20: a trajectory of 1,000 euros."""
    story = Story()
    story.takes_part("a", "NCLP 2004", "01-02-2003", "01-08-2003")
    if work is not None:
        story.works("a", "01-08-2003", verified="15-02-2004", **work)
    found = story.settle(shipped("no-cure-less-pay-2004"), "01-03-2004")
    assert found.cents(Verdict.DUE) == total * 100
    assert {line.verdict for line in found.lines} == {Verdict.DUE}


def test_work_that_no_result_describes_is_for_people_to_decide():
    """rwi-2004 L20: regular work of 16 hours."""
    story = Story()
    story.takes_part("a", "NCLP 2004", "01-02-2003", "01-08-2003")
    story.works("a", "01-08-2003", weekly_hours=16, verified="15-02-2004")
    found = story.settle(shipped("no-cure-less-pay-2004"), "01-03-2004")
    assert said(found) == [
        ("effort", "due", 700, "earned_effort"),
        ("result", "held", 300, "contract_silent"),
    ]


def test_an_input_share_of_60_percent_is_paid_first_and_the_rest_on_proof():
    """regioplan-2003 L11: 4,000 euros, no cure less pay."""
    terms = contract(
        """
[no_cure_less_pay]
price = 4000
effort_percent = 60
[[no_cure_less_pay.results]]
name = "work"
title = { nl = "werk", en = "work" }
percent = 100
[no_cure_less_pay.results.work]
months = 6
""",
        scheme="no_cure_less_pay",
    )
    story = Story()
    story.takes_part("a", "K", "01-01-2005", "01-06-2005")
    story.works("a", "01-06-2005")
    first = story.settle(terms, "01-12-2005")
    assert said(first) == [
        ("effort", "due", 2400, "earned_effort"),
        ("result", "held", 1600, "not_verified"),
    ]
    story.pay(first)
    story.is_found("a", "05-12-2005", at_work=True)
    assert said(story.settle(terms, "06-12-2005")) == [("result", "due", 1600, "earned_result")]


@pytest.mark.parametrize(
    ("benefit", "euros", "reason"),
    [
        (None, 4000, "premium_earned"),
        (400, 1500, "premium_partly_off"),
    ],
    ids=["fully off benefit", "partly off benefit"],
)
def test_alexander_calder_gets_4000_fully_and_1500_partly_off_benefit(
    benefit: int | None, euros: int, reason: str
):
    story = Story()
    story.takes_part("a", "AC 2005", "01-04-2005")
    story.on_benefit("a", "01-01-2004", "01-07-2005", euros=900)
    if benefit is not None:
        story.on_benefit("a", "01-07-2005", euros=benefit)
    story.works("a", "01-07-2005", verified="10-01-2006")
    story.claims("a", "AC 2005", "durable_work", "05-01-2006")
    found = story.settle(shipped("alexander-calder-2005"), "15-01-2006")
    assert [line for line in said(found) if line[0] == "durable_work"] == [
        ("durable_work", "due", euros, reason)
    ]


def test_whoever_keeps_full_benefit_earns_alexander_calder_nothing():
    story = Story()
    story.takes_part("a", "AC 2005", "01-04-2005")
    story.on_benefit("a", "01-01-2004", euros=900)
    story.works("a", "01-07-2005", verified="10-01-2006")
    story.claims("a", "AC 2005", "durable_work", "05-01-2006")
    found = story.settle(shipped("alexander-calder-2005"), "15-01-2006")
    assert ("durable_work", "refused", 4000, "on_benefit") in said(found)


def global_start(job: tuple[str, str | None] | None, claimed: str = "01-06-2005") -> Story:
    """Return a client of Global Start who took part for eight months, with every report."""
    story = Story()
    story.takes_part("a", "GS 2004", "01-01-2005", "01-09-2005")
    for name, received in (
        ("preliminary_phase", "10-03-2005"),
        ("three_months_of_job", "10-06-2005"),
        ("six_months_of_job", "01-09-2005"),
    ):
        story.reports("a", "GS 2004", name, received)
    if job:
        story.works("a", *job, verified="01-07-2005")
        story.claims("a", "GS 2004", "regular_job", claimed)
    return story


@pytest.mark.parametrize(
    ("job", "lines"),
    [
        (None, [("trajectory", "due", 8400, "earned_completion")]),
        (
            ("01-03-2005", None),
            [
                ("regular_job", "due", 2700, "premium_earned"),
                ("trajectory", "refused", 8400, "lapsed"),
            ],
        ),
        (
            ("01-03-2005", "01-05-2005"),
            [
                ("regular_job", "refused", 2700, "interrupted"),
                ("trajectory", "due", 8400, "earned_completion"),
            ],
        ),
        (
            ("15-04-2005", None),
            [
                ("regular_job", "refused", 2700, "not_within_term"),
                ("trajectory", "due", 8400, "earned_completion"),
            ],
        ),
    ],
    ids=["no job", "three months within six", "a job of two months", "three months too late"],
)
def test_global_start_gets_8400_or_2700_but_never_both(
    job: tuple[str, str | None] | None, lines: list[tuple[str, str, int, str]]
):
    assert said(global_start(job).settle(shipped("global-start-2004"), "02-09-2005")) == lines


def test_a_fee_paid_before_the_premium_was_known_goes_back():
    terms = shipped("global-start-2004")
    story = global_start(None)
    story.pay(story.settle(terms, "02-09-2005"))
    story.works("a", "01-03-2005", verified="01-07-2005")
    story.claims("a", "GS 2004", "regular_job", "03-09-2005")
    assert said(story.settle(terms, "05-09-2005")) == [
        ("regular_job", "due", 2700, "premium_earned"),
        ("trajectory", "due", -8400, "recovery"),
    ]


def test_a_claim_after_four_months_of_unemployment_benefit_is_refused_until_six_months_of_work():
    """Part 1 L5: WorkstaR claims six months after its contract; the client works two months."""
    terms = shipped("workstar-2004")
    story = Story()
    story.takes_part("a", "WS 2004", "01-01-2005", "01-09-2005")
    story.works("a", "01-03-2005", "01-09-2005", **MUNICIPAL)
    story.works("a", "01-01-2006")
    story.claims("a", "WS 2004", "next_employer", "01-03-2006")
    found = next(
        line for line in story.settle(terms, "01-03-2006").lines if line.key.term == "next_employer"
    )
    assert (found.verdict, found.cents) == (Verdict.REFUSED, 3000_00)
    assert line_sentence(found) == (
        "The contract asks for 6 months of work; they are not over. First payable on 1 Jul 2006."
    )
    story.is_found("a", "03-07-2006", at_work=True)
    later = story.settle(terms, "04-07-2006")
    assert ("next_employer", "due", 3000, "premium_earned") in said(later)


def sixteen_clients() -> Story:
    """Return 16 clients with a FourstaR premium and a WorkstaR internship in the same time."""
    story = Story()
    for number in range(16):
        client = f"client {number:02d}"
        story.takes_part(client, "FS 2004", "01-12-2004", "01-06-2005")
        story.claims(client, "FS 2004", "qualification", "01-03-2005")
        story.takes_part(client, "WS 2004", "01-01-2005", "01-09-2005", approved=None)
        story.reports(client, "WS 2004", "internship", "05-03-2005")
    return story


@pytest.mark.parametrize("watched", ["all", "group"])
def test_sixteen_clients_for_whom_two_companies_of_a_group_were_paid_are_16_alerts_of_36800(
    watched: str,
):
    """Part 1 L7: 800 and 1,500 euros for like activities in the same time."""
    found = sixteen_clients().settle(
        shipped("fourstar-2004", "workstar-2004"), "01-10-2005", Rules(like_activities=watched)
    )
    alerts = [alert for alert in found.alerts if alert.code == "like_activities"]
    assert len(alerts) == 16
    assert sum(alert.cents for alert in alerts) == 36_800_00
    assert found.cents(Verdict.DUE) == 16 * 800_00
    held = [line for line in found.lines if line.reason.code == "like_activity"]
    assert sum(line.cents for line in held) == 16 * 1500_00


REFERRED = {
    "AGENS": 3, "Alexander Calder": 4, "FourstaR": 10, "Hudson": 7, "SagEnn": 4, "SERIN": 1,
}  # fmt: skip
"""Who passed how many of the 29 clients on to WorkstaR (L3132-3137)."""


def twenty_nine(story: Story) -> list[str]:
    """Let 29 clients go through WorkstaR; return them."""
    clients = [f"{company} {n}" for company, number in REFERRED.items() for n in range(number)]
    for client in clients:
        story.takes_part(client, "WS 2004", "01-01-2005", "01-09-2005")
        story.reports(client, "WS 2004", "internship", "05-03-2005")
        story.reports(client, "WS 2004", "half_year_contract", "05-09-2005")
        story.works(client, "01-03-2005", "01-09-2005", verified="01-09-2005", **MUNICIPAL)
    return clients


def test_twenty_nine_clients_at_workstar_cost_188500():
    story = Story()
    assert len(twenty_nine(story)) == 29
    found = story.settle(shipped("workstar-2004"), "01-10-2005")
    assert found.cents(Verdict.DUE) == 188_500_00


PREMIUM = """
[[premiums]]
name = "exit"
title = {{ nl = "uitstroompremie", en = "exit premium" }}
amount = {amount}
[premiums.work]
kinds = ["regular", "subsidised"]
financed_by = ["employer", "municipality"]
months = 6
"""


def test_exit_premiums_of_77846_for_work_at_workstar_are_paid_by_old_contracts_and_never_again():
    """Part 1 L6. The audit gives the total; how it spreads over the six companies is made up."""
    amounts = dict.fromkeys(REFERRED, 2684) | {"SERIN": 77_846 - 28 * 2684}
    story = Story()
    terms = ()
    for client in twenty_nine(story):
        company = client.rpartition(" ")[0]
        story.takes_part(client, company, "01-11-2004", "01-01-2005")
        story.claims(client, company, "exit", "10-09-2005")
    for company, amount in amounts.items():
        terms += contract(PREMIUM.format(amount=amount), company)
    old = story.settle(terms, "01-10-2005")
    assert old.cents(Verdict.DUE) == 77_846_00
    assert all(line.no_exit for line in old.lines)
    new = story.settle(terms, "01-10-2005", Rules(policy=2))
    assert (new.cents(Verdict.DUE), new.cents(Verdict.REFUSED)) == (0, 77_846_00)
    assert {line.reason.code for line in new.lines} == {"paid_by_municipality"}
    story.pay(old)
    assert story.settle(terms, "01-10-2005", Rules(policy=2)).cents(Verdict.DUE) == -77_846_00


def test_the_one_client_at_work_cost_11500_and_three_premiums():
    """Part 1 L8: 800 + 1,200 + 3,000 of premiums, 3,500 of guidance and 3,000 of wages."""
    story = Story()
    story.takes_part("a", "FS 2004", "01-06-2004", "01-01-2005")
    story.claims("a", "FS 2004", "qualification", "15-12-2004")
    story.claims("a", "FS 2004", "placement", "05-09-2005")
    story.takes_part("a", "WS 2004", "01-01-2005", "01-09-2005")
    story.on_benefit("a", "01-01-2003", "01-03-2005", euros=900)
    story.works("a", "01-03-2005", "01-09-2005", verified="01-09-2005", **MUNICIPAL)
    story.reports("a", "WS 2004", "internship", "05-03-2005")
    story.reports("a", "WS 2004", "half_year_contract", "05-09-2005")
    story.works("a", "01-09-2005", verified="02-03-2006")
    story.claims("a", "WS 2004", "next_employer", "03-03-2006")
    found = story.settle(shipped("fourstar-2004", "workstar-2004"), "01-04-2006")
    assert {line.verdict for line in found.lines} == {Verdict.DUE}
    assert found.cents(Verdict.DUE) == 11_500_00
    premiums = [alert for alert in found.alerts if alert.code == "several_premiums"]
    assert [(alert.person_id, alert.cents, alert.facts["number"]) for alert in premiums] == [
        ("a", 5000_00, 3)
    ]


@pytest.mark.parametrize(
    ("durable", "euros", "reason"),
    [(45, 3000, "bonus"), (42, None, None), (40, -2000, "malus")],
)
def test_bonus_and_malus_around_42_percent_of_a_year_cohort(
    durable: int, euros: int | None, reason: str | None
):
    """Part 2 L21: three units above, two below; the amount of a unit is made up."""
    story = Story()
    for number in range(100):
        client = f"client {number:03d}"
        story.takes_part(client, "AC 2005", "01-05-2005")
        if number < durable:
            story.works(client, "01-09-2005", verified="02-03-2006")
    found = story.settle(shipped("alexander-calder-2005"), "01-07-2007")
    cohort = [line for line in said(found) if line[0] == "bonus_malus"]
    assert cohort == ([] if euros is None else [("bonus_malus", "due", euros, reason)])


def test_a_cohort_is_settled_when_its_results_can_be_known():
    story = Story()
    story.takes_part("a", "AC 2005", "01-05-2005")
    found = story.settle(shipped("alexander-calder-2005"), "01-06-2007")
    line = next(line for line in found.lines if line.key.term == "bonus_malus")
    assert line_sentence(line) == (
        "The cohort of 2005 is not settled yet. First payable on 1 Jul 2007."
    )


@pytest.mark.parametrize(
    ("reached", "euros"), [(1, None), (2, 500), (3, 500), (4, 2000), (9, 2000)]
)
def test_pay_a_little_and_earn_your_bonus(reached: int, euros: int | None):
    """regioplan-2003 L12: a small bonus for the minimum, a big one for the target."""
    terms = contract(
        """
[[fees]]
name = "overhead"
title = { nl = "overhead", en = "overhead" }
part = "start"
amount = 100
[pay_a_little]
minimum_percent = 20
small_bonus = 500
target_percent = 40
big_bonus = 2000
settled_after_months = 6
[pay_a_little.work]
""",
        scheme="pay_a_little",
    )
    story = Story()
    for number in range(10):
        story.takes_part(f"client {number}", "K", "01-02-2005")
        if number < reached:
            story.works(f"client {number}", "01-03-2005", verified="02-03-2005")
    found = [line for line in said(story.settle(terms, "01-07-2006")) if line[1] == "due"]
    bonus = [line[2] for line in found if line[0] == "bonus"]
    assert bonus == ([] if euros is None else [euros])
    assert sum(line[2] for line in found if line[0] == "overhead") == 1000


def test_a_report_of_global_start_that_was_due_on_15_march_is_overdue_on_the_16th():
    """Part 2 L9: the phase ended on 1 March."""
    story = Story()
    story.takes_part("a", "GS 2004", "01-01-2005")
    terms = shipped("global-start-2004")
    assert story.settle(terms, "15-03-2005").alerts == ()
    (alert,) = story.settle(terms, "16-03-2005").alerts
    assert (alert.code, alert.person_id, alert.contracts) == ("report_overdue", "a", ("GS 2004",))


def test_a_report_that_is_missing_holds_what_was_earned_after_it_was_due():
    story = global_start(None)
    story.facts = story.facts.__class__(
        participations=story.facts.participations, reports=story.facts.reports[1:]
    )
    found = story.settle(shipped("global-start-2004"), "02-09-2005")
    assert said(found) == [("trajectory", "held", 8400, "report_overdue")]
    story.reports("a", "GS 2004", "preliminary_phase", "05-09-2005")
    assert said(story.settle(shipped("global-start-2004"), "06-09-2005")) == [
        ("trajectory", "due", 8400, "earned_completion")
    ]


def test_one_missing_signature_suspends_everybody_on_the_list():
    """Part 2 L4617."""
    story = global_start(None)
    story.takes_part("b", "GS 2004", "01-01-2005")
    story.signs("a", "GS 2004", "01-05-2005", "31-05-2005")
    story.signs("b", "GS 2004", "01-05-2005", None)
    found = story.settle(shipped("global-start-2004"), "02-09-2005")
    (line,) = found.lines
    assert line_sentence(line) == "A signature is missing on the attendance list of May 2005."
    assert (line.verdict, line.cents) == (Verdict.HELD, 8400_00)


def test_a_premium_names_all_that_it_rests_on_claim_work_benefit_and_independent_source():
    terms = contract(
        """
[[premiums]]
name = "exit"
title = { nl = "uitstroompremie", en = "exit premium" }
amount = 1000
[premiums.work]
months = 6
off_benefit = "fully"
"""
    )
    story = Story()
    story.takes_part("a", "K", "01-01-2005", "01-09-2005")
    story.on_benefit("a", "01-01-2001", "01-01-2003")
    story.on_benefit("a", "01-01-2004", "01-09-2005")
    story.works("a", "01-09-2005")
    story.claims("a", "K", "exit", "02-03-2006")
    story.is_found("a", "03-03-2006", at_work=True)
    (line,) = story.settle(terms, "04-03-2006").lines
    assert (line.verdict, line.facts) == (
        Verdict.DUE,
        (
            "premium_claims/a/K/exit/0",
            "placements/a/0",
            "benefit_spells/1",
            "exit_verifications/0",
        ),
    )


def test_what_is_due_beside_what_was_paid_says_so():
    fee = """
[[fees]]
name = "start"
title = {{ nl = "start", en = "start" }}
part = "start"
amount = {amount}
"""
    story = Story()
    story.takes_part("a", "K", "01-02-2005")
    story.pay(story.settle(contract(fee.format(amount=540)), "01-03-2005"))
    (line,) = story.settle(contract(fee.format(amount=600)), "02-03-2005").lines
    assert (line.cents, line_sentence(line)) == (
        60_00,
        "€ 540 was paid already; this is the rest. The participation began.",
    )
