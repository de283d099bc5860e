"""The register to try: every role has someone to be, and the second time nothing is made."""

from datetime import date

import pytest

from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client, Identity
from trede.register.facts.versions import Change
from trede.register.operation import demonstration

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
