"""Users that an administrator makes and mends from the command line."""

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice

from trede.register.accounts.models import Team
from trede.register.accounts.roles import Role
from trede.register.operation.users import (
    UnknownRoleError,
    UnknownTeamError,
    UnknownUserError,
    UserExistsError,
    WeakPasswordError,
    add_user,
    set_password,
    set_roles,
)

pytestmark = pytest.mark.django_db

PASSWORD = "een heel lang wachtwoord"


def test_a_user_is_made_with_roles_and_team():
    team = Team.objects.create(name="Zuid")
    user = add_user("bea", "Bea Timmer", PASSWORD, roles=["team_leader", "auditor"], team="Zuid")
    assert user.check_password(PASSWORD)
    assert (user.name, user.team) == ("Bea Timmer", team)
    assert user.has_role(Role.TEAM_LEADER)
    assert user.has_role(Role.AUDITOR)


@pytest.mark.parametrize(
    ("given", "error", "why"),
    [
        ({"roles": ["boss"]}, UnknownRoleError, "'boss' is no role. Choose from case_manager"),
        ({"team": "Noord"}, UnknownTeamError, "There is no team 'Noord'. Choose from Zuid."),
        ({"username": "BEA"}, UserExistsError, "There is a user BEA already."),
        ({"password": "kort"}, WeakPasswordError, "at least 12"),
    ],
)
def test_a_user_is_refused_with_a_reason(given, error, why):
    Team.objects.create(name="Zuid")
    add_user("bea", "Bea", PASSWORD, roles=["auditor"])
    wanted = {"username": "cor", "name": "Cor", "password": PASSWORD, "roles": ["auditor"], **given}
    with pytest.raises(error) as refused:
        add_user(**wanted)
    assert why in str(refused.value)


def test_roles_are_replaced():
    add_user("bea", "Bea", PASSWORD, roles=["auditor"])
    assert set_roles("Bea", ["controller"]).roles == ["controller"]


def test_a_password_is_replaced_and_the_second_factor_only_when_asked():
    user = add_user("bea", "Bea", PASSWORD, roles=["auditor"])
    TOTPDevice.objects.create(user=user, name="telephone")
    set_password("bea", f"{PASSWORD} 2")
    user.refresh_from_db()
    assert user.check_password(f"{PASSWORD} 2")
    assert TOTPDevice.objects.filter(user=user).exists()
    set_password("bea", f"{PASSWORD} 3", new_second_factor=True)
    assert not TOTPDevice.objects.filter(user=user).exists()


def test_a_user_that_is_not_there_is_named():
    with pytest.raises(UnknownUserError, match="There is no user nobody"):
        set_password("nobody", PASSWORD)
