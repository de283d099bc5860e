"""Two companies that both guide Pieter Jansen, each with a user, a contract and its terms."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import unescape

import pytest
from django.test import Client as Browser

from tests.register.buying import SignIn, put
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client

TOLD = re.compile(
    r'<div class="error" id="[^"]*">(.*?)</div>|(?<=role="status"><p>)(.*?)</p>'
    r"|(?<=Not saved yet.</p>)\s*<p>(.*?)</p>"
)
"""What a page refuses: at a field, as an obstacle, or about the whole form."""
TODAY = date(2026, 3, 31)
BEGAN = date(2026, 1, 5)
TERMS = """
contract = "{contract}"
version = 1
title = {{ nl = "Naar werk", en = "To work" }}
company = "{company}"
valid_from = 2005-01-01
scheme = "input"
premium_policy = 2
vat_percent = 19
missing_signature_suspends = "client"
source = "contract"

[[fees]]
name = "intake"
title = {{ nl = "intake", en = "intake" }}
part = "intake"
report = "intake"
amount = 400

[[premiums]]
name = "durable_work"
title = {{ nl = "premie duurzaam werk", en = "premium for durable work" }}
amount = 1500
evidence = ["employment_contract", "payslip"]
evidence_demanded = "all"

[premiums.work]
weekly_hours = 24
months = 6

[[reports]]
name = "intake"
title = {{ nl = "intakeverslag", en = "intake report" }}
due = "after_start"
months = 1
within_days = 7
holds_payment = true

[[reports]]
name = "progress"
title = {{ nl = "voortgangsrapportage", en = "progress report" }}
due = "every"
months = 3
within_days = 7
"""
AGREEMENT = "naam, telefoonnummer en geboortedatum"


@dataclass(frozen=True)
class Company:
    """Someone of a company in the browser, at one participation of Pieter Jansen."""

    user: User
    browser: Browser
    participation: str
    contract: str

    def does(self, task: str, answers: dict[str, object], part: str = "") -> list[str]:
        """Do a task about the participation; return what the form refuses."""
        parts = f"{task}/{part}" if part else task
        return self.sends(f"/aanbieder/deelname/{self.participation}/{parts}", answers)

    def sends(self, address: str, answers: dict[str, object]) -> list[str]:
        """Send a form; return what it refuses, nothing if it was done."""
        answer = self.browser.post(address, answers)
        if answer.status_code == 302:
            assert not answer.url.startswith("/inloggen")
            return []
        assert answer.status_code == 422, answer.status_code
        found = TOLD.findall(answer.content.decode())
        return [unescape("".join(told)).strip() for told in found]

    def sign_in(self) -> None:
        """Sign in again, since a session ends after a day's work."""
        self.browser.logout()
        self.browser.force_login(self.user, backend="django.contrib.auth.backends.ModelBackend")

    def reads(self, address: str) -> str:
        """Return what stands on a page."""
        answer = self.browser.get(address)
        assert answer.status_code == 200, address
        return answer.content.decode()


def put_contract(key: str, provider: str, company: str) -> None:
    """Put a contract with its terms and data-protection agreement on file."""
    put("contracts", contract_id=key, name=f"Naar werk {key}", provider_id=provider,
        signed_on=BEGAN, starts_on=BEGAN, inflow="open", data_agreement_on=BEGAN,
        personal_data=AGREEMENT)  # fmt: skip
    put("contract_versions", contract_id=key, version=1, starts_on=date(2005, 1, 1),
        terms=TERMS.format(contract=key, company=company))  # fmt: skip


@pytest.fixture
def worker(browser_of: SignIn) -> Callable[..., Company]:
    """Make a user of a company who reads English, signed in."""

    def make(username: str, provider: str, participation: str = "", contract: str = "") -> Company:
        user = User.objects.create_user(
            username, username.title(), "a long password", roles=(Role.PROVIDER,)
        )
        user.provider_id, user.language = provider, "en"
        user.save()
        return Company(user, browser_of(user), participation, contract)

    return make


@pytest.fixture
def two_companies(client: Client) -> Client:
    """Pieter Jansen takes part with Atlas (D1) and with Baken (D2)."""
    for key, provider, company, participation in (
        ("K1", "R1", "Atlas", "D1"),
        ("K2", "R2", "Baken", "D2"),
    ):
        put("providers", provider_id=provider, name=company, affiliation="private")
        put_contract(key, provider, company)
        put("participations", participation_id=participation, person_id=client.person_id,
            contract_id=key, provider_id=provider, name=f"Traject {company}", starts_on=BEGAN,
            status="running")  # fmt: skip
    return client


@pytest.fixture
def atlas(two_companies: Client, worker: Callable[..., Company]) -> Company:
    """Anna of Atlas."""
    del two_companies
    return worker("anna", "R1", "D1", "K1")


@pytest.fixture
def baken(two_companies: Client, worker: Callable[..., Company]) -> Company:
    """Boris of Baken."""
    del two_companies
    return worker("boris", "R2", "D2", "K2")
