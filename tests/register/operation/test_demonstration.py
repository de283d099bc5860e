"""The register to try: every role has someone to be, and the second time nothing is made."""

from datetime import date, datetime

import pytest
from django.db.models import Sum

from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client, Identity
from trede.register.facts.models import believed
from trede.register.facts.versions import Change
from trede.register.operation import demonstration
from trede.register.operation.demonstration_payments import months_before
from trede.register.operation.on_file import OnFile
from trede.register.payments.facts import settle_all
from trede.register.payments.grounds import Grounds
from trede.register.payments.ledger import balance
from trede.register.project.clock import living_at, now, today
from trede.register.signals.models import Signal
from trede.settlement.lines import Verdict

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 31)


def test_one_can_try_every_role_on_named_clients(monkeypatch):
    monkeypatch.setattr(demonstration, "CLIENTS", 150)
    steps: list[str] = []
    demonstration.prepare_demonstration(TODAY, steps.append)
    users = demonstration.demonstration_users()
    assert {role for user in users for role in User.objects.get(username=user.username).roles} == {
        role.value for role in Role if role is not Role.SYSTEM
    }
    for user in users:
        assert User.objects.get(username=user.username).check_password(demonstration.PASSWORD)
    assert Identity.objects.count() == Client.objects.count() > 100
    changes = Change.objects.count()
    demonstration.prepare_demonstration(TODAY, steps.append)
    assert Change.objects.count() == changes
    assert demonstration.demonstration_users() == users


def test_the_last_quarter_was_invoiced_approved_and_paid_by_those_who_do_it(monkeypatch):
    monkeypatch.setattr(demonstration, "CLIENTS", 400)
    demonstration.prepare_demonstration(TODAY, lambda _step: None)
    check_companies()
    check_invoices()
    check_costs()
    check_payments()
    check_grounds()
    assert Signal.objects.exists()


def check_companies():
    """Two companies can sign in, and have clients now."""
    users = User.objects.filter(username__in=demonstration.OF_PROVIDERS)
    companies = {user.provider_id for user in users}
    running = believed("participations").filter(ends_on__isnull=True)
    assert len(companies) == 2
    assert companies <= set(running.values_list("provider_id", flat=True))
    shown = {user.username: user.team for user in demonstration.demonstration_users()}
    names = dict(believed("providers").values_list("provider_id", "name"))
    assert {shown[user.username] for user in users} == {names[key] for key in companies}


def check_invoices():
    """Each is of a month that is over, was on file the day it came, and is of its own company."""
    invoices = list(believed("invoices"))
    ways = {each.cell("way") for each in invoices}
    assert ways >= {"register", "upload"}
    for each in invoices:
        assert each.cell("month_on") < each.cell("received_on").replace(day=1)
        assert each.recorded_at.date() == each.cell("received_on") <= TODAY
    contracts = dict(believed("contracts").values_list("contract_id", "provider_id"))
    assert all(contracts[i.cell("contract_id")] == i.cell("provider_id") for i in invoices)
    lines = believed("invoice_lines")
    paid = believed("payments").filter(invoice_line_id__isnull=False)
    assert 0 < paid.count() < lines.count()


def check_costs():
    """What was paid under terms is what it cost, once."""
    agreed = {"contract_id__in": believed("contract_versions").values("contract_id")}
    costs = believed("costs").filter(kind="participation", **agreed)
    paid = believed("payments").filter(**agreed)
    total = Sum("amount_cents")
    assert costs.aggregate(total=total) == paid.aggregate(total=total)
    assert costs.count() == paid.count() > 0


def check_payments():
    """Two people approved each line that was paid; the books balance; nothing before is due."""
    for line in believed("payments").filter(invoice_line_id__isnull=False):
        approvals = believed("line_approvals").filter(invoice_line_id=line.cell("invoice_line_id"))
        assert {each.cell("approved_by") for each in approvals} == {"inkoper", "controller"}
    assert balance().is_right
    opened = months_before(TODAY, 3)
    due = [line for line in settle_all(TODAY).lines if line.verdict is Verdict.DUE]
    assert due
    old, on_file = [line for line in due if line.cents > 0 and line.since < opened], OnFile()
    assert [line for line in old if on_file.since(line) < opened] == []


def check_grounds():
    """What was recorded when an amount was paid explains it."""
    payments = list(believed("payments").exclude(person_id=None).order_by("pk"))
    people = {str(each.cell("person_id")) for each in payments}
    contracts = {str(each.cell("contract_id")) for each in payments}
    grounds = Grounds.of(people, contracts)
    found = [grounds.of_payment(each) for each in payments]
    assert len(found) > 100
    assert [each for each in found if each is None or each.late or not each.facts] == []


def test_the_clock_goes_on_after_the_months_that_were_lived():
    before = now()
    with living_at(datetime(2020, 5, 1, 10)):
        assert today() == date(2020, 5, 1)
    assert now() >= before
