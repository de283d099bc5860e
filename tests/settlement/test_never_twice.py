"""Whatever happens, and in whatever order it becomes known: nothing is paid twice or over a cap."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.settlement.stories import contract
from trede.settlement.facts import (
    Benefit,
    Claim,
    Facts,
    Participation,
    Payment,
    Placement,
    Report,
    Signature,
    Verification,
)
from trede.settlement.lines import Key, Settlement, Verdict
from trede.settlement.settling import settle
from trede.settlement.spans import Span

BEGIN, DAYS, END = date(2004, 1, 1), 500, date(2008, 1, 1)
MOST_FOR_A_CLIENT, MOST_IN_ALL = 900_00, 1500_00
TITLE = 'title = { nl = "t", en = "t" }'

FEES = contract(
    f"""
missing_signature_suspends = "list"
[[fees]]
name = "start"
{TITLE}
part = "start"
amount = 300
activity = "guidance"
[[fees.group_tariffs]]
from_client = 2
amount = 250
[[fees]]
name = "progress"
{TITLE}
part = "progress"
report = "progress"
at_most = 2
amount = 100
[[fees]]
name = "whole"
{TITLE}
part = "completion"
amount = 1000
activity = "guidance"
[[premiums]]
name = "durable"
{TITLE}
amount = 2000
amount_if_partly_off_benefit = 500
evidence = ["diploma", "payslip"]
evidence_demanded = "all"
fees_become = {{ whole = 400 }}
[premiums.work]
kinds = ["regular", "subsidised"]
financed_by = ["employer", "municipality"]
months = 3
longest_gap_days = 10
off_benefit = "fully"
[[reports]]
name = "progress"
{TITLE}
due = "every"
months = 3
within_days = 14
holds_payment = true
[caps]
per_client = 900
per_year = 1200
per_contract = 1500
""",
    "fees",
)
SHARES = contract(
    f"""
[no_cure_less_pay]
price = 1000
effort_percent = 60
activity = "guidance"
[[no_cure_less_pay.results]]
name = "some"
{TITLE}
percent = 80
[no_cure_less_pay.results.work]
kinds = ["regular", "subsidised"]
[[no_cure_less_pay.results]]
name = "good"
{TITLE}
percent = 100
[no_cure_less_pay.results.work]
months = 2
weekly_hours = 20
""",
    "shares",
    "no_cure_less_pay",
)
COHORT = contract(
    f"""
[[premiums]]
name = "job"
{TITLE}
amount = 700
evidence = ["diploma"]
[bonus_malus]
target_percent = 50
target_rounding = "up"
bonus = 150
malus = 90
settled_after_months = 3
[bonus_malus.work]
months = 1
""",
    "cohort",
    "bonus_malus",
)
RIVAL = contract(
    f"""
[[fees]]
name = "found"
{TITLE}
part = "placement"
amount = 200
[fees.work]
weekly_hours = 20
[[premiums]]
name = "lasting"
{TITLE}
amount = 800
[premiums.work]
months = 4
""",
    "rival",
)
TERMS = (*FEES, *SHARES, *COHORT, *RIVAL)
CLAIMED = {"fees": "durable", "shares": "none", "cohort": "job", "rival": "lasting"}
RIVALS = ["fees", "rival", "shares"]
FOR_WORK = ("durable", "result", "found", "lasting")
MOST = {
    "found": 200_00, "lasting": 800_00,
    "start": 300_00, "progress": 100_00, "whole": 1000_00, "durable": 2000_00, "effort": 600_00,
    "result": 400_00, "job": 700_00, "bonus_malus": 6 * 150_00,
}  # fmt: skip

days = st.integers(0, DAYS).map(lambda number: BEGIN + timedelta(days=number))
clients = st.sampled_from(["a", "b", "c"])
yes_no = st.booleans()


@st.composite
def spans(draw: st.DrawFn) -> Span:
    begins = draw(days)
    length = draw(st.none() | st.integers(1, 300))
    return Span(begins, None if length is None else begins + timedelta(days=length))


@dataclass(frozen=True)
class Known:
    """A fact of some kind, and the day it becomes known if that is later than it happens."""

    kind: str
    fact: object
    late_on: date


@st.composite
def histories(draw: st.DrawFn) -> list[Known]:
    """Draw participations with what follows from them, each fact known in time or late."""
    found: list[tuple[str, object]] = []
    for number in range(draw(st.integers(1, 6))):
        found += draw(participations(f"p{number}"))
    for number in range(draw(st.integers(0, 4))):
        client = draw(clients)
        found.append(("benefits", Benefit(f"b{number}", client, draw(spans()), draw(amounts))))
    return [Known(kind, fact, draw(days)) for kind, fact in found]


amounts = st.none() | st.sampled_from([300_00, 900_00])


@st.composite
def participations(draw: st.DrawFn, name: str) -> list[tuple[str, object]]:
    client, under = draw(clients), draw(st.sampled_from(["fees", "shares", "cohort", "rival"]))
    span = draw(spans())
    completed, approved = draw(yes_no), draw(st.sampled_from([True, True, None]))
    norm = draw(st.sampled_from([True, True, False, None]))
    found: list[tuple[str, object]] = [
        ("participations", Participation(name, client, under, span, completed, norm, approved))
    ]
    found += [
        ("reports", Report(f"{name}r{number}", name, "progress", draw(days)))
        for number in range(draw(st.integers(0, 3)))
    ]
    if draw(yes_no):
        signed = draw(st.none() | days)
        found.append(("signatures", Signature(f"{name}s", name, "list", draw(days), signed)))
    if draw(yes_no):
        found.append(("placements", draw(placements(name, client))))
        check = Verification(f"{name}v", client, draw(days), at_work=draw(yes_no))
        found.append(("verifications", check))
    for number in range(draw(st.integers(0, 2))):
        evidence = tuple((kind, draw(days)) for kind in ("diploma", "payslip") if draw(yes_no))
        claim = Claim(f"{name}c{number}", under, name, CLAIMED[under], draw(days), evidence)
        found.append(("claims", claim))
    return found


@st.composite
def placements(draw: st.DrawFn, name: str, client: str) -> Placement:
    return Placement(
        f"{name}w",
        client,
        draw(spans()),
        draw(st.sampled_from(["regular", "subsidised"])),
        draw(st.sampled_from(["employer", "municipality"])),
        draw(st.sampled_from([16, 36, None])),
        draw(st.none() | days),
    )


early = st.integers(0, 60).map(lambda number: BEGIN + timedelta(days=number))
"""Days on which a participation begins before anyone in it finds work."""
middle = st.integers(60, 200).map(lambda number: BEGIN + timedelta(days=number))


@st.composite
def one_job(draw: st.DrawFn) -> list[Known]:
    """Draw one client at one lasting job, for whom two or three contracts may be paid."""
    job = Span(draw(middle), draw(st.none() | st.just(END)))
    hours = draw(st.sampled_from([16, 36, 36]))
    work = Placement("w", "a", job, "regular", "employer", hours, draw(st.none() | days))
    found: list[tuple[str, object]] = [("placements", work)]
    for number, under in enumerate(draw(st.lists(st.sampled_from(RIVALS), min_size=2, max_size=3))):
        name = f"p{number}"
        found.append(("participations", Participation(name, "a", under, Span(draw(early)))))
        evidence = tuple((kind, draw(days)) for kind in ("diploma", "payslip"))
        claim = Claim(f"c{number}", under, name, CLAIMED[under], draw(days), evidence)
        found.append(("claims", claim))
        reports = draw(st.sampled_from([0, 6, 6]))
        found += [
            ("reports", Report(f"{name}r{each}", name, "progress", draw(days)))
            for each in range(reports)
        ]
    for number in range(draw(st.integers(0, 3))):
        said = Verification(f"v{number}", "a", draw(days), at_work=draw(yes_no))
        found.append(("verifications", said))
    last = Verification("last", "a", END - timedelta(days=1), at_work=True)
    return [Known(kind, fact, draw(days)) for kind, fact in [*found, ("verifications", last)]]


def facts_known(history: Sequence[Known], day: date | None) -> Facts:
    """Return the facts that have become known by a day; all of them without one."""
    found: dict[str, list[object]] = defaultdict(list)
    for known in history:
        if day is None or known.late_on <= day:
            found[known.kind].append(known.fact)
    return Facts(**{kind: tuple(facts) for kind, facts in found.items()})


def paid_out(settlement: Settlement) -> tuple[Payment, ...]:
    """Return the payments that follow from a settlement."""
    return tuple(
        Payment(
            line.key.contract_id, line.key.participation_id, line.key.term, line.key.period,
            line.cents, settlement.day,
        )
        for line in settlement.lines
        if line.verdict is Verdict.DUE
    )  # fmt: skip


def in_doubt(settlement: Settlement) -> int:
    """Return what was paid and is held now (below zero), and what waits for that to be settled."""
    codes = ("paid_in_doubt", "cap_in_doubt")
    return sum(line.cents for line in settlement.lines if line.reason.code in codes)


def run(history: Sequence[Known], moments: Sequence[date], *, late: bool) -> tuple[Payment, ...]:
    """Settle and pay on each day, with what is known then; return all payments."""
    payments: tuple[Payment, ...] = ()
    for day in sorted(moments):
        known = facts_known(history, day if late and day < END else None)
        settled = settle(TERMS, replace(known, payments=payments), day)
        payments += paid_out(settled)
        check_caps(payments, known)
    return payments


def check_caps(payments: Sequence[Payment], facts: Facts) -> None:
    """Check that nothing was paid over what the contracts say, after any settlement."""
    people = {each.participation_id: each.person_id for each in facts.participations}
    terms: dict[tuple[str, ...], int] = defaultdict(int)
    per_client: dict[str, int] = defaultdict(int)
    premiums: dict[tuple[str, str], int] = defaultdict(int)
    for each in payments:
        client = people.get(each.participation_id, "")
        terms[each.contract_id, each.participation_id, each.term, each.period] += each.cents
        if each.contract_id == "fees":
            per_client[client] += each.cents
        if each.term in ("durable", "job", "lasting"):
            premiums[client, each.term] += each.cents
    assert all(cents <= MOST[key[2]] for key, cents in terms.items())
    assert all(cents <= MOST_FOR_A_CLIENT for cents in per_client.values())
    assert sum(per_client.values()) <= MOST_IN_ALL
    assert all(cents <= MOST[term] for (_client, term), cents in premiums.items())


moments = st.lists(days, max_size=5)


@settings(max_examples=150, deadline=None)
@given(histories() | one_job(), moments)
def test_a_period_settled_in_parts_pays_what_it_pays_at_once(
    history: list[Known], parts: list[date]
):
    at_once = sum(each.cents for each in run(history, [END], late=False))
    payments = run(history, [*parts, END], late=False)
    last = settle(TERMS, replace(facts_known(history, None), payments=payments), END)
    assert sum(each.cents for each in payments) + in_doubt(last) == at_once


@settings(max_examples=150, deadline=None)
@given(histories() | one_job(), moments)
def test_facts_that_come_late_never_make_more_be_paid_than_is_right(
    history: list[Known], parts: list[date]
):
    at_once = sum(each.cents for each in run(history, [END], late=False))
    payments = run(history, [*parts, END], late=True)
    last = settle(TERMS, replace(facts_known(history, None), payments=payments), END)
    assert sum(each.cents for each in payments) + in_doubt(last) <= at_once


@settings(max_examples=100, deadline=None)
@given(histories(), moments)
def test_settling_again_after_paying_gives_nothing_new(history: list[Known], parts: list[date]):
    payments = run(history, [*parts, END], late=True)
    again = settle(TERMS, replace(facts_known(history, None), payments=payments), END)
    assert paid_out(again) == ()


@settings(max_examples=100, deadline=None)
@given(histories(), st.randoms())
def test_the_order_in_which_facts_are_entered_makes_no_difference(
    history: list[Known], chance: Random
):
    shuffled = list(history)
    chance.shuffle(shuffled)
    first = settle(TERMS, facts_known(history, None), END)
    second = settle(TERMS, facts_known(shuffled, None), END)
    assert sorted(map(repr, first.lines)) == sorted(map(repr, second.lines))


@settings(max_examples=100, deadline=None)
@given(histories(), moments)
def test_like_activities_of_one_client_at_the_same_time_are_not_both_paid(
    history: list[Known], parts: list[date]
):
    payments = run(history, [*parts, END], late=True)
    known = facts_known(history, None)
    last = settle(TERMS, replace(known, payments=payments), END)
    doubtful = {line.key.participation_id for line in last.lines if "doubt" in line.reason.code}
    paid: dict[str, int] = defaultdict(int)
    for each in payments:
        if each.term in ("start", "whole", "effort", "result"):
            paid[each.participation_id] += each.cents
    both = [
        (one.participation_id, other.participation_id)
        for one in known.participations
        for other in known.participations
        if one.participation_id < other.participation_id
        and one.person_id == other.person_id
        and one.span.overlaps(other.span)
        and paid[one.participation_id] > 0
        and paid[other.participation_id] > 0
        and not {one.participation_id, other.participation_id} & doubtful
    ]
    assert both == []


@settings(max_examples=150, deadline=None)
@given(one_job(), moments)
def test_the_only_work_of_a_client_is_never_paid_for_by_two_contracts(
    history: list[Known], parts: list[date]
):
    payments = run(history, [*parts, END], late=True)
    known = facts_known(history, None)
    last = settle(TERMS, replace(known, payments=payments), END)
    doubtful = {line.key for line in last.lines if "doubt" in line.reason.code}
    paid: dict[str, int] = defaultdict(int)
    for each in payments:
        key = Key(each.contract_id, each.participation_id, each.term, each.period)
        if each.term in FOR_WORK and key not in doubtful:
            paid[each.contract_id] += each.cents
    assert len([contract for contract, cents in paid.items() if cents > 0]) < 2
