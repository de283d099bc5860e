"""The tour from tender to payment: its page, its images, its municipality and its days."""

import re
from datetime import date, datetime

from tests.register.browser.tours.tour import TUTORIAL, found_user
from trede.register.accounts.models import Team
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client, Identity
from trede.register.facts.models import model_of

PAGE = TUTORIAL / "from-tender-to-payment.md"
IMAGES = (
    "tour-money-1-tender.png",
    "tour-money-2-ranking.png",
    "tour-money-3-lacking.png",
    "tour-money-4-terms.png",
    "tour-money-5-referral.png",
    "tour-money-6-plan.png",
    "tour-money-7-report.png",
    "tour-money-8-invoice.png",
    "tour-money-9-approved.png",
    "tour-money-10-premium.png",
    "tour-money-11-answers.png",
    "tour-money-12-ledger.png",
    "tour-money-13-chain.png",
)
"""Every image that the tour takes, in order."""
PURCHASER, CONTROLLER, MANAGER, PROVIDER = "inkoper", "controller", "km007", "aanbieder1"
NUMBER, CLIENT = "0052-1180", "Samira Haddad"
CONTRACT = "Naar werk 2026: Noord"
BEGAN, WORKS = date(2026, 1, 12), date(2026, 3, 16)
AT = {"recorded_at": datetime(2025, 8, 1, 9, 0), "source": "benefit system"}


def blocks(language: str) -> list[str]:
    """Return what the page gives to copy in a language, in order."""
    text = PAGE.read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def found_municipality() -> None:
    """Found a purchaser, a controller, two companies with someone who signs in, and a client."""
    team = Team.objects.create(name="Zuid")
    found_user(PURCHASER, "Ilse Kramer", Role.PURCHASER)
    found_user(CONTROLLER, "Cor Blok", Role.CONTROLLER)
    found_user(MANAGER, "Gladys Pinas", Role.CASE_MANAGER, team)
    guide = found_user(PROVIDER, "Umut Celik", Role.PROVIDER)
    guide.provider_id = "B0"
    guide.save()
    for number, name in enumerate(("Stap Vooruit", "Doorstart Begeleiding")):
        put("providers", provider_id=f"B{number}", name=name, affiliation="private")
    _found_client()


def put(table: str, **values: object) -> None:
    """Put a fact on file as if it had been loaded."""
    model_of(table).objects.create(**values, **AT)


def _found_client() -> None:
    client = Client.objects.create(person_id="P1", number=NUMBER)
    first_names, family_name = CLIENT.split()
    Identity.objects.create(
        client=client, family_name=family_name, first_names=first_names,
        birth_on=date(1991, 5, 7), phone="06-12345678", **AT,
    )  # fmt: skip
    of = {"person_id": "P1"}
    put("persons", **of, client_number=NUMBER)
    put("case_manager_assignments", **of, role="both", case_manager_id=MANAGER, team="Zuid",
        starts_on=date(2025, 6, 2))  # fmt: skip
    put("benefit_spells", **of, spell_id="S1", scheme="PW", starts_on=date(2025, 6, 2))
    for scale, value in (("phase", "2"), ("ladder_amsterdam_2006", "4")):
        put("classifications", **of, classification_id=scale, scale=scale, value=value,
            starts_on=date(2025, 6, 16))  # fmt: skip
    put("diagnoses", **of, diagnosis_id="D1", diagnosed_on=date(2025, 6, 16))
    put("contacts", **of, contact_id="C1", contact_on=date(2025, 12, 15), kind="conversation",
        held=True)  # fmt: skip
    put("barriers", **of, barrier="little_work_experience", starts_on=date(2025, 6, 16))
    put("plans", **of, plan_id="L1", status="definitive", goal="werk in een magazijn of winkel",
        drawn_up_on=date(2025, 6, 23), municipality_signed_on=date(2025, 6, 23),
        client_signed_on=date(2025, 6, 23))  # fmt: skip
