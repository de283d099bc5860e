"""The client for whom two companies of one group got € 11,500, as rows of a register.

rekenkamer-amsterdam part 1, L3149-3153, L3364-3366: premiums of € 800, € 1,200 and € 3,000, and
€ 3,500 and € 3,000 for the trajectory. Days are made up.
"""

from datetime import date
from pathlib import Path

from tests.register.buying import put
from trede.register.clients.models import Client

TERMS = Path(__file__).parents[3] / "examples" / "contracts" / "terms"
FOURSTAR, WORKSTAR = "FS 2004", "WS 2004"


def put_contracts() -> None:
    """Put the two companies of the group on file, with their contracts and terms."""
    for key, name in (("RF", "FourstaR"), ("RW", "WorkstaR")):
        put("providers", provider_id=key, name=name, company_group="FourstaR groep")
    for key, provider, name, file in (
        (FOURSTAR, "RF", "Trajecten FourstaR", "fourstar-2004.toml"),
        (WORKSTAR, "RW", "Werk met perspectief", "workstar-2004.toml"),
    ):
        put("contracts", contract_id=key, name=name, provider_id=provider, category="exit",
            signed_on=date(2004, 1, 1), starts_on=date(2004, 1, 1), ends_on=date(2027, 1, 1),
            inflow="open")  # fmt: skip
        put("contract_versions", contract_id=key, version=1, starts_on=date(2004, 1, 1),
            terms=(TERMS / file).read_text())  # fmt: skip


def put_work(client: Client) -> None:
    """Put on file what was asked, done and reached."""
    person = {"person_id": client.person_id}
    put("referrals", referral_id="A1", contract_id=FOURSTAR, provider_id="RF",
        referred_on=date(2004, 11, 20), referred_by="bakker", question="work in technology",
        answered_on=date(2004, 11, 25), answer="accepted", participation_id="D1",
        **person)  # fmt: skip
    put("participations", participation_id="D1", contract_id=FOURSTAR, provider_id="RF",
        starts_on=date(2004, 12, 1), ends_on=date(2005, 10, 1), status="completed",
        meets_norm=True, approved=True, **person)  # fmt: skip
    put("participations", participation_id="D2", contract_id=WORKSTAR, starts_on=date(2005, 1, 1),
        ends_on=date(2005, 9, 1), status="completed", meets_norm=True, approved=True,
        **person)  # fmt: skip
    for key, name, day in (
        ("V1", "internship", date(2005, 3, 5)),
        ("V2", "half_year_contract", date(2005, 9, 5)),
    ):
        put("progress_reports", report_id=key, participation_id="D2", name=name, received_on=day,
            answer="accepted", answered_on=day, **person)  # fmt: skip
    put("absences", absence_id="Z1", participation_id="D2", kind="illness",
        starts_on=date(2005, 4, 4), ends_on=date(2005, 4, 18), reported_on=date(2005, 4, 4),
        **person)  # fmt: skip
    put("placements", placement_id="W1", employer="WorkstaR", financed_by="municipality",
        contract_kind="subsidised", weekly_hours=32, starts_on=date(2005, 3, 1),
        ends_on=date(2005, 9, 1), verified_on=date(2005, 9, 2), verified_with="UWV",
        **person)  # fmt: skip
    put("placements", placement_id="W2", employer="Bakkerij Smit", financed_by="employer",
        contract_kind="temporary", weekly_hours=32, starts_on=date(2005, 9, 1),
        verified_on=date(2006, 3, 10), verified_with="UWV", **person)  # fmt: skip


CLAIMS = (
    ("C1", FOURSTAR, "D1", "qualification", date(2005, 3, 1), "diploma"),
    ("C2", FOURSTAR, "D1", "placement", date(2005, 9, 10), "employment_contract"),
    ("C3", WORKSTAR, "D2", "next_employer", date(2005, 11, 1), "employment_contract"),
)
PAID = (
    ("B1", FOURSTAR, "D1", "qualification", 80_000, date(2005, 4, 1)),
    ("B2", FOURSTAR, "D1", "placement", 120_000, date(2005, 10, 1)),
    ("B3", WORKSTAR, "D2", "internship", 150_000, date(2005, 4, 1)),
    ("B4", WORKSTAR, "D2", "guidance", 200_000, date(2005, 10, 1)),
    ("B5", WORKSTAR, "D2", "wage_costs", 300_000, date(2005, 10, 1)),
    ("B6", WORKSTAR, "D2", "next_employer", 300_000, date(2005, 12, 1)),
)


def put_money(client: Client) -> None:
    """Put on file what was claimed, invoiced, approved and paid."""
    person = {"person_id": client.person_id}
    for key, contract, part, premium, day, kind in CLAIMS:
        put("premium_claims", claim_id=key, contract_id=contract, participation_id=part,
            premium=premium, claimed_on=day, **person)  # fmt: skip
        put("premium_evidence", evidence_id=f"E{key}", claim_id=key, kind=kind, received_on=day,
            **person)  # fmt: skip
    put("invoices", invoice_id="F1", provider_id="RW", contract_id=WORKSTAR, number="2005-118",
        kind="invoice", way="register", month_on=date(2005, 11, 1), received_on=date(2005, 11, 3),
        sent_by="w.star")  # fmt: skip
    put("invoice_lines", invoice_line_id="R1", invoice_id="F1", line=1, contract_id=WORKSTAR,
        participation_id="D2", term="next_employer", version=1, amount_cents=300_000,
        vat_cents=57_000, claimed_on=date(2005, 11, 3), verdict="held", reason="too_early",
        **person)  # fmt: skip
    for step, by in (("performance", "kramer"), ("payment", "blok")):
        put("line_approvals", invoice_line_id="R1", step=step, approved_on=date(2005, 11, 30),
            approved_by=by, amount_cents=300_000, version=1)  # fmt: skip
    for key, contract, part, term, cents, day in PAID:
        line = {"invoice_line_id": "R1"} if term == "next_employer" else {}
        put("payments", payment_id=key, contract_id=contract, participation_id=part, term=term,
            amount_cents=cents, paid_on=day, **line, **person)  # fmt: skip
